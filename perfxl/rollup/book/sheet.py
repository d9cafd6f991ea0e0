"""One worksheet being written: head, rows as they come, and, when it ends, all that must stand behind the rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import IO

from perfxl.report.styles import HEADER, HINT_LINE, TITLE
from perfxl.rollup.book.layout import MOST_LINKS, Column, Formula, Layout, Link
from perfxl.rollup.book.stylesheet import Styles
from perfxl.sml.a1 import letters
from perfxl.sml.escape import attribute, content, fitting, text_element
from perfxl.sml.sheet import CellStyle

Value = str | int | Formula | None
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PLAIN = re.compile("[^&<>\x00-\x1f_\ud800-\udfff\ufffe\uffff]{1,8000}")
_NUMBER = re.compile(r"-?\d{1,300}(\.\d{1,300})?")
_ABOVE = replace(HEADER, border=False)
"""The free cell above a title that has no heading over it; it is not merged, for programs to read the header."""

_LINE, _TALLEST = 13.5, 405.0
"""Points of a line, and of the tallest row that Excel takes."""

_BUFFER = 512
"""Rows that are put together before they are written."""


class Sheet:
    """A worksheet part that is being written."""

    def __init__(self, stream: IO[bytes], layout: Layout, styles: Styles) -> None:
        self.stream = stream
        self.layout = layout
        self.styles = styles
        self.at = 1
        self.links: list[tuple[str, Link]] = []
        self.merges: list[str] = []
        self._rows: list[str] = []
        self._plan = [
            (f'<c r="{letters(number)}', f'" s="{styles.number(column.style)}"', column.kind == "number")
            for number, column in enumerate(layout.columns, 1)
        ]
        self._wrapped = [
            (place, int(column.width) - 2 - 2 * column.style.indent)
            for place, column in enumerate(layout.columns[: self._printed])
            if column.style.wrap and column.title
        ]
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
        height = height or self._height(values)
        number, tall = self.at, f' ht="{height:g}" customHeight="1"' if height else ""
        parts = [f'<row r="{number}"{tall}>']
        for place, ((start, style, numeric), value) in enumerate(zip(self._plan, values, strict=False)):
            if looks and place in looks:
                style = f'" s="{self.styles.number(looks[place])}"'
            body = _text(value) if type(value) is str and value and not numeric else _body(value, numeric)
            parts.append(f"{start}{number}{style}{body}")
        parts.append("</row>")
        self._rows.append("".join(parts))
        self.at += 1
        if len(self._rows) >= _BUFFER:
            self._flush()
        return number

    def _height(self, values: Sequence[Value]) -> float:
        """The height that wrapped texts need, 0 where one line will do: no program measures them by itself."""
        lines = 1
        for place, room in self._wrapped:
            text = values[place] if place < len(values) else None
            if isinstance(text, str) and 2 * len(text) > room:
                lines = max(lines, _lines(text, room))
        return min(_LINE * lines + 2, _TALLEST) if lines > 1 else 0

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
        if len(self.links) < MOST_LINKS:
            self.links.append((f"{letters(column + 1)}{row}", link))

    def close(self, drawing: str = "") -> dict[str, str]:
        """Write what stands behind the rows; returns the part's external relationships by id."""
        self._flush()
        targets = {link.target: "" for _, link in self.links if link.target}
        for number, target in enumerate(targets, 1):
            targets[target] = f"rId{number}"
        shown = self.layout.filtered and self.last >= self.first
        parts = [
            "</sheetData>",
            f'<autoFilter ref="{self.table}"/>' if shown else "",
            f'<mergeCells count="{len(self.merges)}">{"".join(f"""<mergeCell ref="{m}"/>""" for m in self.merges)}'
            "</mergeCells>"
            if self.merges
            else "",
            f"<hyperlinks>{''.join(_hyperlink(*each, targets) for each in self.links)}</hyperlinks>"
            if self.links
            else "",
            self._page(),
            f'<drawing r:id="{drawing}"/>' if drawing else "",
            "</worksheet>",
        ]
        self.stream.write("".join(parts).encode())
        return {rid: target for target, rid in targets.items()}

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
        layout, top = self.layout, 2 + self._depth
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
            f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>'.encode()
        )

    def _heading(self) -> None:
        """Title, line, and the header in one row or, where columns share headings, two."""
        self.wide(self.layout.title, TITLE, 30)
        self.wide(self.layout.line, HINT_LINE, 18)
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


@lru_cache(maxsize=8192)
def _lines(text: str, room: int) -> int:
    """On how many lines of so many half-width characters a text stands."""
    return sum(-(-max(1, len(line.encode("gb18030", "replace"))) // room) for line in text.split("\n"))


def _body(value: Value, numeric: bool) -> str:
    """What stands in a cell behind its style."""
    if value is None or value == "":
        return "/>"
    if isinstance(value, int):
        return f"><v>{value}</v></c>"
    if isinstance(value, Formula):
        typed = "" if value.kind == "number" else ' t="str"'
        return f"{typed}><f>{content(value.text)}</f><v>{content(value.value)}</v></c>"
    if numeric and _NUMBER.fullmatch(value):
        return f"><v>{value}</v></c>"
    return _text(value)


@lru_cache(maxsize=8192)
def _text(value: str) -> str:
    """A text behind its cell's style; the same few come again and again."""
    if _PLAIN.fullmatch(value) and value == value.strip():
        return f' t="inlineStr"><is><t>{value}</t></is></c>'
    return f' t="inlineStr"><is>{text_element(fitting(value))}</is></c>'


def _hyperlink(ref: str, link: Link, targets: Mapping[str, str]) -> str:
    to = f' r:id="{targets[link.target]}"' if link.target else ""
    place = f' location="{attribute(link.location)}"' if link.location else ""
    tip = f' tooltip="{attribute(link.tip[:250])}"' if link.tip else ""
    return f'<hyperlink ref="{ref}"{to}{place}{tip}/>'
