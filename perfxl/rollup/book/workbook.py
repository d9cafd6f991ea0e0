"""A workbook being written: its sheets one after the other into a zip, the parts that name them at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from perfxl.filing.book import MARK_RESULT
from perfxl.rollup.book.layout import Layout
from perfxl.rollup.book.sheet import LINKS, MAIN, Sheet
from perfxl.rollup.book.stylesheet import Styles
from perfxl.sml.chart import chart_xml
from perfxl.sml.drawing import drawing_xml
from perfxl.sml.escape import attribute, content
from perfxl.sml.reference import absolute, on_sheet
from perfxl.sml.sheet import Chart

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument"
_RELATIONSHIPS = f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
_WHEN = (2000, 1, 1, 0, 0, 0)
"""The time every part carries: the same findings give the same bytes on every day."""

_LEVEL = 3
"""Of zlib: on rows like ours it is as fast as 1 and packs as well as 4."""


class Workbook:
    """An .xlsx written to a stream; use it in a `with`. `styles` are numbered already where rows are made elsewhere."""

    def __init__(self, stream: BinaryIO, styles: Styles) -> None:
        self.zip = ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=_LEVEL)
        self.styles = styles
        self.sheets: list[Sheet] = []
        self.drawings = 0
        self.charts = 0

    def __enter__(self) -> Workbook:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._finish()
        self.zip.close()

    @contextmanager
    def sheet(self, layout: Layout, charts: Sequence[Chart] = ()) -> Iterator[Sheet]:
        """A sheet to write rows to; it is finished when the block ends."""
        number = len(self.sheets) + 1
        with self._part(f"xl/worksheets/sheet{number}.xml") as stream:
            sheet = Sheet(stream, layout, self.styles)
            self.sheets.append(sheet)
            yield sheet
            sheet.close("rIdDrawing" if charts else "")
        if charts:
            self._draw(layout.name, charts)
        if charts or sheet.links:
            with self._part(f"xl/worksheets/_rels/sheet{number}.xml.rels") as stream:
                stream.write(_RELATIONSHIPS.encode())
                sheet.links.write_relationships(stream)
                if charts:
                    target = f"../drawings/drawing{self.drawings}.xml"
                    rel = f'<Relationship Id="rIdDrawing" Type="{LINKS}/drawing" Target="{target}"/>'
                    stream.write(rel.encode())
                stream.write(b"</Relationships>")

    def _draw(self, sheet: str, charts: Sequence[Chart]) -> None:
        self.drawings += 1
        links = []
        for number, chart in enumerate(charts, 1):
            self.charts += 1
            self._write(f"xl/charts/chart{self.charts}.xml", chart_xml(chart, sheet).decode())
            target = f"../charts/chart{self.charts}.xml"
            links.append(f'<Relationship Id="rId{number}" Type="{LINKS}/chart" Target="{target}"/>')
        rids = [f"rId{number}" for number in range(1, len(charts) + 1)]
        self._write(f"xl/drawings/drawing{self.drawings}.xml", drawing_xml(charts, rids).decode())
        self._write(f"xl/drawings/_rels/drawing{self.drawings}.xml.rels", _relationships(links))

    def _finish(self) -> None:
        self._write("xl/workbook.xml", self._workbook())
        numbers = range(1, len(self.sheets) + 1)
        links = [
            f'<Relationship Id="rId{n}" Type="{LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
        ]
        links.append(f'<Relationship Id="rIdStyles" Type="{LINKS}/styles" Target="styles.xml"/>')
        self._write("xl/_rels/workbook.xml.rels", _relationships(links))
        self._write("xl/styles.xml", self.styles.xml())
        office = f'<Relationship Id="rId1" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/>'
        self._write("_rels/.rels", _relationships([office]))
        self._write("[Content_Types].xml", self._types())

    def _workbook(self) -> str:
        sheets = "".join(
            f'<sheet name="{attribute(sheet.layout.name)}" sheetId="{n}" r:id="rId{n}"/>'
            for n, sheet in enumerate(self.sheets, 1)
        )
        names = "".join(name for n, sheet in enumerate(self.sheets) for name in _names(sheet, n))
        mark = f'<definedName name="{MARK_RESULT}" hidden="1">1</definedName>'
        return (
            f'{_HEAD}<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><bookViews><workbookView/></bookViews>'
            f"<sheets>{sheets}</sheets><definedNames>{names}{mark}</definedNames></workbook>"
        )

    def _types(self) -> str:
        parts = {f"/xl/worksheets/sheet{n}.xml": "spreadsheetml.worksheet" for n in range(1, len(self.sheets) + 1)}
        parts |= {f"/xl/charts/chart{n}.xml": "drawingml.chart" for n in range(1, self.charts + 1)}
        parts |= {f"/xl/drawings/drawing{n}.xml": "drawing" for n in range(1, self.drawings + 1)}
        parts |= {"/xl/workbook.xml": "spreadsheetml.sheet.main", "/xl/styles.xml": "spreadsheetml.styles"}
        listed = "".join(f'<Override PartName="{p}" ContentType="{_TYPES}.{kind}+xml"/>' for p, kind in parts.items())
        return (
            f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
        )

    @contextmanager
    def _part(self, name: str) -> Iterator[IO[bytes]]:
        info = ZipInfo(name, _WHEN)
        info.compress_type = ZIP_DEFLATED
        info._compresslevel = _LEVEL  # type: ignore[attr-defined]
        with self.zip.open(info, "w") as stream:
            yield stream

    def _write(self, name: str, xml: str) -> None:
        info = ZipInfo(name, _WHEN)
        info.compress_type = ZIP_DEFLATED
        self.zip.writestr(info, xml, compresslevel=_LEVEL)


def _relationships(links: Sequence[str]) -> str:
    return f"{_RELATIONSHIPS}{''.join(links)}</Relationships>"


def _names(sheet: Sheet, number: int) -> Iterator[str]:
    name = sheet.layout.name
    first, _, last = sheet.repeated.partition(":")
    found = {"_xlnm.Print_Area": on_sheet(name, absolute(sheet.area))}
    if sheet.layout.columns[0].title:
        found["_xlnm.Print_Titles"] = on_sheet(name, f"${first}:${last}")
    if sheet.layout.filtered and sheet.last >= sheet.first:
        found["_xlnm._FilterDatabase"] = on_sheet(name, absolute(sheet.table))
    for title, reference in sorted(found.items()):
        hidden = ' hidden="1"' if title.endswith("Database") else ""
        yield f'<definedName name="{title}" localSheetId="{number}"{hidden}>{content(reference)}</definedName>'
