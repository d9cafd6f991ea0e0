"""Every oddity met in real workbooks: marked soundly, nothing else touched, and taken out to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfxl.sml.sheet import Cell, CellStyle, NewSheet
from perfxl.writeback import annotate, clean, verify
from tests.opc.packages import (
    BOOK_TYPE,
    COMMENTS_TYPE,
    HEAD,
    LINKS,
    MAIN,
    PACKAGE,
    RELS_TYPE,
    SHEET_TYPE,
    STRICT,
    STRICT_LINKS,
    STYLES,
    STYLES_TYPE,
    Parts,
    book,
    raw,
    read,
    relationships,
    sheet,
    streamed,
    types,
    workbook,
    zip64,
    zipped,
)
from tests.writeback.soundness import faults

NOTES = [("表一", "B2", "error", "填写 93，应为 96。"), ("表一", "C3", "hint", "请说明")]
SHEETS = [NewSheet("差异清单", {(1, 1): Cell("标题", CellStyle(bold=True, fill="DDDDDD", border=True))})]
CELLS = '<sheetData><row r="2"><c r="B2"><v>93</v></c></row></sheetData>'


def prefixed(xml: str) -> str:
    """The same part with the prefix x on every element of the main namespace."""
    import re

    text = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", xml)
    return text.replace("xmlns=", "xmlns:x=")


def comments(*notes: tuple[str, str], author: str = "张三") -> str:
    body = "".join(f'<comment ref="{ref}" authorId="0"><text>{text}</text></comment>' for ref, text in notes)
    authors = f"<authors><author>{author}</author></authors>"
    return f'{HEAD}<comments xmlns="{MAIN}">{authors}<commentList>{body}</commentList></comments>'


VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    '</o:shapelayout><v:shape id="_x0000_s1025" type="#_x0000_t201"><v:textbox><div>评分<br></div></v:textbox>'
    '<x:ClientData ObjectType="Button"><x:Anchor>1, 2, 3, 4, 5, 6, 7, 8</x:Anchor></x:ClientData></v:shape></xml>'
)


def with_notes(
    body: str, vml: str | bytes | None = VML, *, note: str = comments(("B2", "<t>用户的话</t>")), **more: str
) -> Parts:
    """A sheet that has notes of its user's, and perhaps boxes for them."""
    links = [("rId1", f"{LINKS}/comments", "../comments1.xml")]
    overrides = {
        "xl/workbook.xml": BOOK_TYPE,
        "xl/worksheets/sheet1.xml": SHEET_TYPE,
        "xl/styles.xml": STYLES_TYPE,
        "xl/comments1.xml": COMMENTS_TYPE,
    }
    parts: Parts = {}
    if vml is not None:
        links.append(("rId2", f"{LINKS}/vmlDrawing", "../drawings/vmlDrawing1.vml"))
        parts["xl/drawings/vmlDrawing1.vml"] = vml
        body += '<legacyDrawing r:id="rId2"/>'
    known = {
        "rels": RELS_TYPE,
        "xml": "application/xml",
        "vml": "application/vnd.openxmlformats-officedocument.vmlDrawing",
    }
    return (
        book(sheet(CELLS + body))
        | {"[Content_Types].xml": types(overrides, known), "xl/comments1.xml": note}
        | {"xl/worksheets/_rels/sheet1.xml.rels": relationships(*links)}
        | parts
        | more
    )


def strict() -> Parts:
    parts = book(sheet(CELLS, STRICT, STRICT_LINKS))
    return parts | {
        "_rels/.rels": relationships(("rId1", f"{STRICT_LINKS}/officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook("表一", main=STRICT, links=STRICT_LINKS),
        "xl/_rels/workbook.xml.rels": relationships(
            ("rId1", f"{STRICT_LINKS}/worksheet", "worksheets/sheet1.xml"),
            ("rId9", f"{STRICT_LINKS}/styles", "styles.xml"),
        ),
        "xl/styles.xml": STYLES.replace(MAIN, STRICT),
    }


def elsewhere() -> Parts:
    """A workbook part in the root folder, found by an absolute target."""
    return {
        "[Content_Types].xml": types({"book.xml": BOOK_TYPE, "s/1.xml": SHEET_TYPE, "styles.xml": STYLES_TYPE}),
        "_rels/.rels": relationships(("rId1", f"{LINKS}/officeDocument", "/book.xml")),
        "book.xml": workbook("表一"),
        "_rels/book.xml.rels": relationships(
            ("rId1", f"{LINKS}/worksheet", "/s/1.xml"), ("rId2", f"{LINKS}/styles", "styles.xml")
        ),
        "s/1.xml": sheet(CELLS),
        "styles.xml": STYLES,
    }


def typed_one_by_one() -> Parts:
    """No Default for rels, and one for xml that says something else."""
    overrides = {
        "_rels/.rels": RELS_TYPE,
        "xl/_rels/workbook.xml.rels": RELS_TYPE,
        "xl/worksheets/sheet1.xml": SHEET_TYPE,
        "xl/styles.xml": STYLES_TYPE,
    }
    return book(sheet(CELLS)) | {"[Content_Types].xml": types(overrides, {"xml": BOOK_TYPE})}


def threaded() -> Parts:
    parts = with_notes("", note=comments(("B2", "<t>[Threaded comment]</t>"), author="tc={0}"))
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    thread = (
        f'{HEAD}<ThreadedComments xmlns="{space}"><threadedComment ref="B2" id="{{0}}"><text>问</text>'
        "</threadedComment></ThreadedComments>"
    )
    rels = str(parts["xl/worksheets/_rels/sheet1.xml.rels"]).replace(
        "</Relationships>",
        '<Relationship Id="rId7" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"'
        ' Target="../threadedComments/threadedComment1.xml"/></Relationships>',
    )
    return parts | {
        "xl/worksheets/_rels/sheet1.xml.rels": rels,
        "xl/threadedComments/threadedComment1.xml": thread,
    }


COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
ALTERNATIVE = (
    f'<mc:AlternateContent xmlns:mc="{COMPATIBILITY}">'
    '<mc:Choice Requires="x14"><controls><control shapeId="1025" r:id="rId5"/></controls></mc:Choice>'
    "</mc:AlternateContent>"
)
RULE = (
    '<conditionalFormatting sqref="A1"><cfRule type="cellIs" dxfId="0" priority="7" operator="equal">'
    "<formula>1</formula></cfRule></conditionalFormatting>"
)

MICROSOFT = "http://schemas.microsoft.com/office"
LADEN_WORKBOOK = {
    "calcChain.xml": (f"{LINKS}/calcChain", f'<calcChain xmlns="{MAIN}"><c r="B2" i="1"/></calcChain>'),
    "metadata.xml": (
        f"{LINKS}/sheetMetadata",
        f'<metadata xmlns="{MAIN}"><metadataTypes count="1"><metadataType name="XLDAPR" minSupportedVersion="120000"/>'
        '</metadataTypes><cellMetadata count="1"><bk><rc t="1" v="0"/></bk></cellMetadata></metadata>',
    ),
    "externalLinks/externalLink1.xml": (f"{LINKS}/externalLink", f'<externalLink xmlns="{MAIN}"/>'),
    "pivotCache/pivotCacheDefinition1.xml": (
        f"{LINKS}/pivotCacheDefinition",
        f'<pivotCacheDefinition xmlns="{MAIN}"/>',
    ),
    "slicerCaches/slicerCache1.xml": (f"{MICROSOFT}/2007/relationships/slicerCache", "<slicerCacheDefinition/>"),
    "cellimages.xml": ("http://www.wps.cn/officeDocument/2020/cellImage", "<etc:cellImages xmlns:etc='urn:w'/>"),
    "vbaProject.bin": (f"{MICROSOFT}/2006/relationships/vbaProject", "macros"),
}
LADEN_SHEET = {
    "pivotTables/pivotTable1.xml": (f"{LINKS}/pivotTable", f'<pivotTableDefinition xmlns="{MAIN}"/>'),
    "slicers/slicer1.xml": (f"{MICROSOFT}/2007/relationships/slicer", "<slicers/>"),
    "activeX/activeX1.xml": (f"{LINKS}/control", "<ax:ocx xmlns:ax='urn:a'/>"),
    "ctrlProps/ctrlProp1.xml": (f"{LINKS}/ctrlProp", "<formControlPr/>"),
}


def laden() -> Parts:
    """What Excel and WPS put into a workbook beside cells: ActiveX and form controls, pivots, slicers, sparklines and
    rules of x14, a dynamic array, another workbook's values, pictures in cells, macros, a calculation chain."""
    parts = with_notes("")
    extension = (
        '<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}" xmlns:x14="urn:x14"><x14:sparklineGroups/></ext>'
        '<ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" xmlns:x14="urn:x14"><x14:conditionalFormattings/></ext>'
        "</extLst>"
    )
    body = (
        f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{LINKS}" xmlns:mc="{COMPATIBILITY}" xmlns:xr="urn:xr"'
        ' mc:Ignorable="xr" xr:uid="{00000000-0001-0000-0000-000000000000}"><sheetData><row r="2">'
        '<c r="B2" cm="1"><f t="array" ref="B2:B3">_xlfn.SEQUENCE(2)</f><v>1</v></c></row></sheetData>'
        f'<legacyDrawing r:id="rId2"/>{ALTERNATIVE}{extension}</worksheet>'
    )
    tail = '<externalReferences><externalReference r:id="rId12"/></externalReferences><calcPr calcId="1"/>'
    links = [
        (f"rId{number}", kind, f"/xl/{name}") for number, (name, (kind, _)) in enumerate(LADEN_WORKBOOK.items(), 10)
    ]
    below = [(f"rId{number}", kind, f"../{name}") for number, (name, (kind, _)) in enumerate(LADEN_SHEET.items(), 3)]
    all_parts = LADEN_WORKBOOK | LADEN_SHEET
    known = str(parts["[Content_Types].xml"]).replace(
        "<Override", '<Default Extension="bin" ContentType="a/b"/><Override', 1
    )
    return (
        parts
        | {
            "[Content_Types].xml": known,
            "xl/workbook.xml": workbook("表一", tail=tail),
            "xl/_rels/workbook.xml.rels": str(parts["xl/_rels/workbook.xml.rels"]).replace(
                "</Relationships>", relationships(*links).partition('relationships">')[2]
            ),
            "xl/worksheets/sheet1.xml": body,
            "xl/worksheets/_rels/sheet1.xml.rels": str(parts["xl/worksheets/_rels/sheet1.xml.rels"]).replace(
                "</Relationships>", relationships(*below).partition('relationships">')[2]
            ),
        }
        | {f"xl/{name}": text if name.endswith(".bin") else HEAD + text for name, (_, text) in all_parts.items()}
    )


def escaped() -> Parts:
    """A sheet whose part has a blank in its name, written %20 by the link to it."""
    parts = book(sheet(CELLS))
    parts["xl/worksheets/sheet 1.xml"] = parts.pop("xl/worksheets/sheet1.xml")
    return {
        name: text.replace("sheet1.xml", "sheet%201.xml")
        if isinstance(text, str) and name.endswith(("rels", "s].xml"))
        else text
        for name, text in parts.items()
    }


ODDITIES: dict[str, Parts] = {
    "plain": book(sheet(CELLS)),
    "an empty sheet": book(),
    "a self-closed worksheet": book(f'<worksheet xmlns="{MAIN}"/>'),
    "an empty worksheet": book(f'<worksheet xmlns="{MAIN}"></worksheet>'),
    "rows and cells without r": book(sheet("<sheetData><row><c><v>1</v></c><c/></row><row><c/></row></sheetData>")),
    "no declaration": book(sheet(CELLS).replace(HEAD, "")),
    "single quotes": book(sheet(CELLS).replace('"', "'")),
    "a byte order mark": book(("\ufeff" + sheet(CELLS)).encode()),
    "UTF-16": book(sheet(CELLS).replace("UTF-8", "UTF-16").encode("utf-16")),
    "UTF-16 everywhere": {
        name: (str(text).replace('encoding="UTF-8"', 'encoding="UTF-16"')).encode("utf-16")
        for name, text in book(sheet(CELLS)).items()
    },
    "another encoding": book(sheet(CELLS).replace("UTF-8", "ISO-8859-1")),
    "prefixes": book(prefixed(sheet(CELLS)), styles=prefixed(STYLES)) | {"xl/workbook.xml": prefixed(workbook("表一"))},
    "comments among the cells": book(sheet("<sheetData><!-- </sheetData> --><row r='1'/></sheetData>")),
    "CDATA among the cells": book(
        sheet('<sheetData><row r="1"><c r="A1" t="str"><v><![CDATA[</sheetData>]]></v></c></row></sheetData>')
    ),
    "a greater sign in an attribute": book(
        sheet(CELLS + "<headerFooter><oddHeader>a</oddHeader></headerFooter>").replace(
            "<sheetData>", '<sheetPr codeName="a>b"/><sheetData>'
        )
    ),
    "strict": strict(),
    "a workbook elsewhere": elsewhere(),
    "types one by one": typed_one_by_one(),
    "styles with a remark": book(
        sheet(CELLS), styles=STYLES.replace("</styleSheet>", "<!-- <dxfs/> --><dxfs/></styleSheet>")
    ),
    "styles between others": book(
        sheet(CELLS),
        styles=STYLES.replace(
            "</styleSheet>", '\n<dxfs count="1">\n<dxf/></dxfs><tableStyles count="0"/>\n<colors/></styleSheet>\n'
        ),
    ),
    "types with a remark": book(sheet(CELLS))
    | {"[Content_Types].xml": str(book()["[Content_Types].xml"]).replace("</Types>", "<!-- </Types> --></Types>")},
    "no styles": book(sheet(CELLS), styles=None)
    | {
        "[Content_Types].xml": types({"xl/workbook.xml": BOOK_TYPE, "xl/worksheets/sheet1.xml": SHEET_TYPE}),
        "xl/_rels/workbook.xml.rels": relationships(("rId1", f"{LINKS}/worksheet", "/xl/worksheets/sheet1.xml")),
    },
    "formats none": book(
        sheet(CELLS), styles=STYLES.replace("</styleSheet>", '<dxfs count="0"/><tableStyles/></styleSheet>')
    ),
    "formats some": book(
        sheet(CELLS + RULE),
        styles=STYLES.replace("</styleSheet>", "<dxfs><dxf/></dxfs><colors/><extLst/></styleSheet>"),
    ),
    "a rule and validations": book(
        sheet(
            CELLS
            + '<mergeCells count="1"><mergeCell ref="D1:E2"/></mergeCells>'
            + RULE
            + '<dataValidations count="0"/>'
            '<pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/>'
        )
    ),
    "alternate content": book(sheet(CELLS + '<drawing r:id="rId8"/>' + ALTERNATIVE + "<tableParts/><extLst/>")),
    "notes and a button": with_notes(""),
    "notes in runs": with_notes("", note=comments(("B2", "<r><rPr><b/></rPr><t>粗</t></r><r><t>细</t></r>"))),
    "notes with hints": with_notes("", note=comments(("B2", '<r><t>粗</t></r><rPh sb="0" eb="1"><t>a</t></rPh>'))),
    "empty notes": with_notes("", note=comments(("B2", "<t/>"), ("C3", ""))),
    "notes without boxes": with_notes("", None),
    "notes elsewhere": with_notes("", note=comments(("$D$9", "<t>远</t>"))),
    "a header image": with_notes('<legacyDrawingHF r:id="rId2"/>', None),
    "boxes in UTF-16": with_notes("", VML.encode("utf-16")),
    "boxes in GBK": with_notes("", VML.encode("gbk")),
    "boxes without an end": with_notes("", VML.replace("</xml>", "")),
    "a dangling drawing": book(sheet(CELLS + '<legacyDrawing r:id="rId77"/>')),
    "a conversation": threaded(),
    "laden": laden(),
    "an escaped name": escaped(),
    "no comment list": with_notes("", note=f'{HEAD}<comments xmlns="{MAIN}"/>'),
    "locked structure": book(sheet(CELLS))
    | {"xl/workbook.xml": workbook("表一").replace("<sheets>", '<workbookProtection lockStructure="1"/><sheets>')},
    "names": book(sheet(CELLS))
    | {
        "xl/workbook.xml": workbook(
            "表一", tail='<definedNames><definedName name="甲">表一!$A$1</definedName></definedNames><calcPr/>'
        )
    },
    "a user's sheet of our name": book(sheet(CELLS))
    | {
        "[Content_Types].xml": types(
            {
                "xl/workbook.xml": BOOK_TYPE,
                "xl/worksheets/sheet1.xml": SHEET_TYPE,
                "xl/worksheets/sheet2.xml": SHEET_TYPE,
                "xl/styles.xml": STYLES_TYPE,
            }
        ),
        "xl/workbook.xml": workbook("表一", "差异清单"),
        "xl/_rels/workbook.xml.rels": relationships(
            ("rId1", f"{LINKS}/worksheet", "worksheets/sheet1.xml"),
            ("rId2", f"{LINKS}/worksheet", "worksheets\\sheet2.xml"),
            ("rId9", f"{LINKS}/styles", "styles.xml"),
        ),
        "xl/worksheets/sheet2.xml": sheet(),
    },
    "folders and backslashes": {"xl/": "", **book(sheet(CELLS)), "xl\\media\\a.bin": b"\x00\x01"}
    | {
        "[Content_Types].xml": str(book()["[Content_Types].xml"]).replace(
            "<Override", '<Default Extension="bin" ContentType="a/b"/><Override', 1
        )
    },
    "empty lists": book(sheet(CELLS)) | {"customXml/item1.xml": "<user/>"},
}
_UNSOUND_BEFORE = {"a dangling drawing", "alternate content", "a header image", "folders and backslashes"}


@pytest.fixture(params=ODDITIES, ids=lambda name: name.replace(" ", "-"))
def odd(request, tmp_path: Path) -> Path:
    return zipped(ODDITIES[request.param], tmp_path / f"{request.param.replace(' ', '-')}.xlsx")


class DescribeAnOddWorkbook:
    def it_is_marked_soundly(self, odd: Path):
        before = set(faults(odd))
        receipt = annotate(odd, odd.with_suffix(".out"), NOTES, SHEETS)

        assert set(faults(odd.with_suffix(".out"))) - before == set()
        assert verify(receipt, odd, odd.with_suffix(".out")) == []

    def it_keeps_the_very_bytes_of_all_that_need_not_change(self, odd: Path):
        out = odd.with_suffix(".out")
        receipt = annotate(odd, out, NOTES, SHEETS)

        before, after = raw(odd), raw(out)
        for name in receipt.untouched:
            stored = next(n for n in before if n.replace("\\", "/") == name)
            assert after[stored] == before[stored]

    def it_keeps_every_byte_of_a_changed_part_in_its_order(self, odd: Path):
        out = odd.with_suffix(".out")
        receipt = annotate(odd, out, NOTES, SHEETS)

        before, after = read(odd), read(out)
        for name in receipt.changed:
            assert is_subsequence_but_for_counts(before[name], after[name]), name

    def it_is_the_same_when_scored_twice(self, odd: Path):
        first, second = odd.with_suffix(".1"), odd.with_suffix(".2")
        annotate(odd, first, NOTES, SHEETS)
        annotate(first, second, NOTES, SHEETS)

        assert first.read_bytes() == second.read_bytes()

    def it_is_the_original_again_when_cleaned(self, odd: Path):
        marked, cleaned = odd.with_suffix(".1"), odd.with_suffix(".2")
        annotate(odd, marked, NOTES, SHEETS)
        receipt = clean(marked, cleaned)

        assert receipt.exact
        assert list(read(cleaned).items()) == list(read(odd).items())
        assert verify(receipt, marked, cleaned) == []

    def it_gives_up_other_marks_when_scored_with_others(self, odd: Path):
        first, second, alone = odd.with_suffix(".1"), odd.with_suffix(".2"), odd.with_suffix(".3")
        annotate(odd, first, NOTES, SHEETS)
        annotate(first, second, NOTES[:1])
        annotate(odd, alone, NOTES[:1])

        assert read(second) == read(alone)


def is_subsequence_but_for_counts(before: bytes, after: bytes) -> bool:
    """Whether the bytes before come again in order; counts and self-closed tags aside."""
    import difflib
    import re

    if before.startswith((b"\xff\xfe", b"\xfe\xff")):
        before, after = before.decode("utf-16").encode(), after.decode("utf-16").encode()
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    lost = [before[a:b] for kind, a, b, _, _ in matcher.get_opcodes() if kind in ("delete", "replace")]
    return all(re.fullmatch(rb'[\d/>"<=\w: -]{0,40}', piece) for piece in lost)


class DescribeWhatIsSaid:
    def it_says_that_a_conversation_keeps_its_cell(self, tmp_path: Path):
        path = zipped(threaded(), tmp_path / "a.xlsx")
        receipt = annotate(path, tmp_path / "b.xlsx", NOTES)

        assert any("B2" in warning and "对话" in warning for warning in receipt.warnings)
        assert b'ref="B2" authorId="1"' not in read(tmp_path / "b.xlsx")["xl/comments1.xml"]
        assert b'sqref="B2"' in read(tmp_path / "b.xlsx")["xl/worksheets/sheet1.xml"]

    def it_says_that_boxes_could_not_be_added(self, tmp_path: Path):
        path = zipped(ODDITIES["boxes without an end"], tmp_path / "a.xlsx")
        assert any("批注" in warning for warning in annotate(path, tmp_path / "b.xlsx", NOTES).warnings)

    def it_says_that_the_structure_was_locked(self, tmp_path: Path):
        path = zipped(ODDITIES["locked structure"], tmp_path / "a.xlsx")
        assert any("保护" in warning for warning in annotate(path, tmp_path / "b.xlsx", [], SHEETS).warnings)

    def it_puts_our_text_behind_the_users_own(self, tmp_path: Path):
        path = zipped(ODDITIES["notes in runs"], tmp_path / "a.xlsx")
        annotate(path, tmp_path / "b.xlsx", NOTES)

        text = read(tmp_path / "b.xlsx")["xl/comments1.xml"].decode()
        assert text.index("粗") < text.index("细") < text.index("[perfxl] 填写 93")

    def it_numbers_a_sheet_whose_name_the_user_has(self, tmp_path: Path):
        path = zipped(ODDITIES["a user's sheet of our name"], tmp_path / "a.xlsx")
        annotate(path, tmp_path / "b.xlsx", [], SHEETS)

        assert "差异清单 (2)" in read(tmp_path / "b.xlsx")["xl/workbook.xml"].decode()


class DescribeAStreamedPackage:
    def it_keeps_its_data_descriptors(self, tmp_path: Path):
        path = streamed(book(sheet(CELLS)) | {"xl/media/a.xml": "<a/>" * 99}, tmp_path / "a.xlsx")
        annotate(path, tmp_path / "b.xlsx", NOTES)
        clean(tmp_path / "b.xlsx", tmp_path / "c.xlsx")

        assert read(tmp_path / "c.xlsx") == read(path)
        assert raw(tmp_path / "b.xlsx")["xl/media/a.xml"] == raw(path)["xl/media/a.xml"]

    def it_may_be_zip64(self, tmp_path: Path):
        path = zip64(book(sheet(CELLS)) | {"xl/media/a.xml": "<a/>" * 99}, tmp_path / "a.xlsx")
        receipt = annotate(path, tmp_path / "b.xlsx", NOTES, SHEETS)
        clean(tmp_path / "b.xlsx", tmp_path / "c.xlsx")

        assert verify(receipt, path, tmp_path / "b.xlsx") == []
        assert read(tmp_path / "c.xlsx") == read(path)
        assert raw(tmp_path / "b.xlsx")["xl/media/a.xml"] == raw(path)["xl/media/a.xml"]

    def it_may_be_stored(self, tmp_path: Path):
        path = zipped(book(sheet(CELLS)), tmp_path / "a.xlsx", stored=True)
        annotate(path, tmp_path / "b.xlsx", NOTES)
        clean(tmp_path / "b.xlsx", tmp_path / "c.xlsx")

        assert read(tmp_path / "c.xlsx") == read(path)


def test_the_package_namespace_is_spelled_once():
    assert PACKAGE in types({})
