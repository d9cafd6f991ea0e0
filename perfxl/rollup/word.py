"""A Word document on A4 as a stream of WordprocessingML (ECMA-376-1, 17): paragraphs, and tables with a header.

Written here, not with a library: a letter is done in a few milliseconds, and equal letters are equal bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Literal
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from perfxl.opc.escape import escape

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WHEN = (2000, 1, 1, 0, 0, 0)
"""The time every part carries: equal letters give equal bytes on every day."""

_TWIPS = 567
"""In a centimetre."""

_PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1418" w:right="1134" w:bottom="1304" w:left="1134" w:header="851" w:footer="737" w:gutter="0"/>'
    "</w:sectPr>"
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="404040"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS = '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks: points, the height of a line in points, indented by two characters or not, on one page
    with the next or not. Chinese stands in `face`, all else in Times New Roman."""

    size: float = 14
    line: float = 26
    align: Literal["both", "center", "right", "left"] = "both"
    indent: bool = False
    bold: bool = False
    together: bool = False
    face: str = "仿宋"


def paragraph(text: str, look: Look) -> str:
    """CT_P with one run; a line break in the text is one in the letter."""
    indent = f'<w:ind w:firstLineChars="200" w:firstLine="{look.size * 40:.0f}"/>' if look.indent else ""
    keep = "<w:keepNext/>" if look.together else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return (
        f'<w:p><w:pPr>{keep}<w:spacing w:line="{look.line * 20:.0f}" w:lineRule="exact"/>{indent}'
        f'<w:jc w:val="{look.align}"/></w:pPr><w:r>{_run(look)}{lines}</w:r></w:p>'
    )


def table(header: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float], looks: Sequence[Look]) -> str:
    """CT_Tbl of columns so many centimetres wide. The header comes again on each page; no row is torn apart."""
    twips = [round(width * _TWIPS) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    top = Look(looks[0].size, looks[0].line, "center", bold=True)
    body = [_row(header, twips, [top] * len(twips), "<w:tblHeader/>", '<w:shd w:val="clear" w:fill="E7ECF4"/>')]
    body += [_row(row, twips, looks) for row in rows]
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>{_MARGINS}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(body)}</w:tbl>"
    )


def write(stream: BinaryIO, body: Iterable[str]) -> None:
    """Write the document with these paragraphs and tables, pages numbered."""
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in _parts("".join(body)):
            info = ZipInfo(name, _WHEN)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, f"{_HEAD}{content}")


def _row(texts: Sequence[str], widths: Sequence[int], looks: Sequence[Look], more: str = "", shade: str = "") -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}<w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraph(text, look)}</w:tc>"
        for text, width, look in zip(texts, widths, looks, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{cells}</w:tr>"


def _run(look: Look) -> str:
    bold = "<w:b/>" if look.bold else ""
    size = f'<w:sz w:val="{look.size * 2:.0f}"/><w:szCs w:val="{look.size * 2:.0f}"/>'
    return f"<w:rPr>{_fonts(look.face)}{bold}{size}</w:rPr>"


def _fonts(face: str) -> str:
    return (
        f'<w:rFonts w:hint="eastAsia" w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{face}"'
        ' w:cs="Times New Roman"/>'
    )


def _parts(body: str) -> Iterator[tuple[str, str]]:
    names = f'xmlns:w="{MAIN}" xmlns:r="{LINKS}"'
    parts = (("document.main", "document"), ("styles", "styles"), ("footer", "footer"))
    types = "".join(f'<Override PartName="/word/{part}.xml" ContentType="{_KIND}.{kind}+xml"/>' for kind, part in parts)
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
    )
    yield "_rels/.rels", _relationships(("officeDocument", "word/document.xml"))
    yield "word/_rels/document.xml.rels", _relationships(("styles", "styles.xml"), ("footer", "footer.xml"))
    yield "word/document.xml", f"<w:document {names}><w:body>{body}{_PAGE}</w:body></w:document>"
    yield "word/styles.xml", _styles(names)
    yield "word/footer.xml", _footer(names)


def _relationships(*links: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{LINKS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(links, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _styles(names: str) -> str:
    return (
        f'<w:styles {names}><w:docDefaults><w:rPrDefault><w:rPr>{_fonts("仿宋")}<w:sz w:val="28"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>'
    )


def _footer(names: str) -> str:
    look = _run(Look(9))
    fields = (("第 ", "PAGE"), (" 页 共 ", "NUMPAGES"), (" 页", ""))
    runs = "".join(
        f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'
        + (f'<w:fldSimple w:instr="{field}"><w:r>{look}<w:t>1</w:t></w:r></w:fldSimple>' if field else "")
        for text, field in fields
    )
    return f'<w:ftr {names}><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{runs}</w:p></w:ftr>'
