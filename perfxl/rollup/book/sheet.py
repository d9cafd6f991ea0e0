"""One worksheet being written: head, rows as they come, and, when it ends, all that must stand behind the rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import IO

from perfxl.report.styles import HEADER, HINT_LINE, LINE, TITLE
from perfxl.rollup.book.cells import OPEN, Cells, Row, Value
from perfxl.rollup.book.hyperlinks import Links
from perfxl.rollup.book.layout import Column, Layout, Link
from perfxl.rollup.book.stylesheet import Styles
from perfxl.sml.a1 import letters
from perfxl.sml.escape import content
from perfxl.sml.sheet import CellStyle

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ABOVE = replace(HEADER, border=False)
"""The free cell above a title that has no heading over it; it is not merged, for programs to read the header."""

_LINE, _MARGIN, _TALLEST = 13.5, 4.5, 405.0
"""Points of a line, of what is free above and below, and of the tallest row that Excel takes."""

_BUFFER = 512
"""Rows that are put together before they are written."""


class Sheet:
    """A worksheet part that is being written."""

    def __init__(self, stream: IO[bytes], layout: Layout, styles: Styles) -> None:
        self.stream = stream
        self.layout = layout
        self.styles = styles
        self.at = 1
        self.merges: list[str] = []
        self.links = Links()
        self._rows: list[str] = []
        self.cells = Cells(layout.columns, styles, self._printed)
        self._open()
        self._heading()
        self.first = self.at
        self.end: int | None = None

    @property
    def last(self) -> int:
        """The last row that was written."""
        return self.at - 1

    def row(self, values: Sequence[Value], looks: Mapping[int, CellStyle] | None = None, height: float = 0) -> int:
        """Write a row, one value a column; `looks` are the styles of the columns, from 0, that look otherwise. Returns
        the row's number."""
        return self.put(self.cells.row(values, looks), height)

    def put(self, row: Row, height: float = 0) -> int:
        """Write a row whose cells are made already; returns its number. Without a height it gets the one that its
        wrapped texts need, for no program measures them by itself."""
        number = self.at
        height = height or min(_LINE * row.lines + _MARGIN, _TALLEST)
        self._rows.append(
            f'<row r="{number}" ht="{height:g}" customHeight="1">{row.xml.replace(OPEN, str(number))}</row>'
        )
        self.at += 1
        if len(self._rows) >= _BUFFER:
            self._flush()
        return number

    def wide(self, text: str, style: CellStyle, height: float = 0) -> int:
        """A row with one text across all columns."""
        number = self.row([text], {0: style}, height)
        self.merges.append(f"A{number}:{letters(max(2, self._printed))}{number}")
        return number

    def blank(self) -> None:
        """Leave a row free."""
        self.at += 1

    def link(self, row: int, column: int, link: Link) -> None:
        """Let a cell (columns from 0) lead somewhere, as long as the sheet may have links."""
        self.links.add(f"{letters(column + 1)}{row}", link)

    def close(self, drawing: str = "") -> None:
        """Write what stands behind the rows."""
        self._flush()
        filtered = self.layout.filtered and self.last >= self.first
        merged = "".join(f'<mergeCell ref="{each}"/>' for each in self.merges)
        before = (
            "</sheetData>",
            f'<autoFilter ref="{self.table}"/>' if filtered else "",
            f'<mergeCells count="{len(self.merges)}">{merged}</mergeCells>' if merged else "",
        )
        behind = (self._page(), f'<drawing r:id="{drawing}"/>' if drawing else "", "</worksheet>")
        self.stream.write("".join(before).encode())
        self.links.write(self.stream)
        self.stream.write("".join(behind).encode())

    def end_table(self) -> None:
        """What comes below the last row, a total, is not filtered."""
        self.end = self.last

    @property
    def table(self) -> str:
        """The range of header and rows."""
        return f"A{self.first - 1}:{letters(len(self.layout.columns))}{self.end or self.last}"

    @property
    def area(self) -> str:
        """The range that is printed."""
        return f"A1:{letters(self._printed)}{max(self.last, self.first, self.layout.least)}"

    @property
    def repeated(self) -> str:
        """The rows of the header, repeated on each page."""
        return f"{self.first - self._depth}:{self.first - 1}"

    @property
    def _printed(self) -> int:
        return self.layout.printed or len(self.layout.columns)

    @property
    def _depth(self) -> int:
        return 2 if any(column.over for column in self.layout.columns) else 1

    def _open(self) -> None:
        layout, top = self.layout, 2 + len(self.layout.opening) + self._depth
        tab = f'<tabColor rgb="FF{layout.tab}"/>' if layout.tab else ""
        across = f' xSplit="{layout.frozen}"' if layout.frozen else ""
        corner = f"{letters(layout.frozen + 1)}{top + 1}"
        pane = "bottomRight" if layout.frozen else "bottomLeft"
        frozen = (
            f'<pane{across} ySplit="{top}" topLeftCell="{corner}" activePane="{pane}" state="frozen"/>'
            f'<selection pane="{pane}" activeCell="{corner}" sqref="{corner}"/>'
            if layout.columns[0].title
            else ""
        )
        columns = "".join(
            f'<col min="{n}" max="{n}" width="{column.width:g}" customWidth="1"/>'
            for n, column in enumerate(layout.columns, 1)
        )
        self.stream.write(
            f'{_HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{LINKS}"><sheetPr>{tab}<pageSetUpPr fitToPage="1"/></sheetPr>'
            f'<sheetViews><sheetView showGridLines="0" workbookViewId="0">{frozen}</sheetView></sheetViews>'
            f'<sheetFormatPr defaultRowHeight="18"/><cols>{columns}</cols><sheetData>'.encode()
        )

    def _heading(self) -> None:
        """Title, line, opening, and the header in one row or, where columns share headings, two."""
        self.wide(self.layout.title, TITLE, 30)
        self.wide(self.layout.line, HINT_LINE, 18)
        for text, height in self.layout.opening:
            self.wide(text, LINE, height)
        columns = self.layout.columns
        if not columns[0].title:
            return
        if self._depth == 2:
            self._shared(columns)
        self.row([column.title for column in columns], self._header_looks(), 32)

    def _shared(self, columns: Sequence[Column]) -> None:
        number, start = self.at, 0
        looks = {place: HEADER if column.over else _ABOVE for place, column in enumerate(columns)}
        self.row([column.over for column in columns], looks, 18)
        for place in range(1, len(columns) + 1):
            if place == len(columns) or columns[place].over != columns[start].over:
                if columns[start].over and place - start > 1:
                    self.merges.append(f"{letters(start + 1)}{number}:{letters(place)}{number}")
                start = place

    def _header_looks(self) -> dict[int, CellStyle]:
        return {place: HEADER if column.title else column.style for place, column in enumerate(self.layout.columns)}

    def _flush(self) -> None:
        self.stream.write("".join(self._rows).encode())
        self._rows.clear()

    def _page(self) -> str:
        turned = "landscape" if self.layout.landscape else "portrait"
        return (
            '<printOptions horizontalCentered="1"/>'
            '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.3"/>'
            f'<pageSetup paperSize="{self.layout.paper}" orientation="{turned}" fitToHeight="0"/>'
            f"<headerFooter><oddFooter>&amp;L{content(self.layout.name)}&amp;C第 &amp;P 页 共 &amp;N 页</oddFooter>"
            "</headerFooter>"
        )
