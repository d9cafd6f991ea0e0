"""A sheet in the making: cells are put on it row by row, and rows grow as high as their text needs."""

from __future__ import annotations

from decimal import Decimal
from math import ceil

from perfxl.report.styles import NUMBER, displayed, numeric
from perfxl.report.width import wrap
from perfxl.sml.a1 import cell as cell_name
from perfxl.sml.sheet import Cell, CellStyle, Value

LEAST_HEIGHT = 20.0
"""Points of a row of one line."""
GREATEST_HEIGHT = 409.0
"""Points that a row may have in Excel."""
LINE_HEIGHT = 1.4
"""A line's height as a multiple of its font's size, enough for the Chinese typefaces of Windows, WPS and Linux."""
REFERENCE_SIZE = 10.5
"""Font size, in points, at which two digits of a column's width hold one Chinese character."""
PADDING, INDENT = 1.0, 1.4
"""Digits of a column's width that a cell keeps free, and that a step of indentation takes."""
NUMBER_PADDING = 2.5
"""Digits of a column's width that a number needs beside its own, lest it be shown as ####."""


class Canvas:
    """Cells, merges and heights of a sheet whose column widths (in digits) are given."""

    def __init__(self, widths: dict[int, float]) -> None:
        self.widths = widths
        self.cells: dict[tuple[int, int], Cell] = {}
        self.merges: list[str] = []
        self.heights: dict[int, float] = {}

    def put(
        self,
        row: int,
        column: int,
        value: Value,
        style: CellStyle,
        *,
        to: int | None = None,
        link: str | None = None,
        formula: str | None = None,
    ) -> None:
        """Put a cell, merged up to column `to` where given; the row grows to hold its text."""
        last = to or column
        self.cells[row, column] = Cell(value, style, formula=formula, link=link)
        for covered in range(column + 1, last + 1):
            self.cells[row, covered] = Cell(None, style)
        if last > column:
            self.merges.append(f"{cell_name(row, column)}:{cell_name(row, last)}")
        self.heights.setdefault(row, LEAST_HEIGHT)
        if value and isinstance(value, str):
            room = sum(self.widths.get(covered, 8.0) for covered in range(column, last + 1))
            self.grow(row, needed_height(value, room, style))

    def number(
        self,
        row: int,
        column: int,
        value: Decimal | None,
        *,
        percent: bool = False,
        formula: str | None = None,
        style: CellStyle = NUMBER,
    ) -> None:
        """Put a number, in a format and a column that show it whole; None leaves the cell empty."""
        if value is not None:
            self.widths[column] = max(self.widths.get(column, 8.0), len(displayed(value, percent)) + NUMBER_PADDING)
        self.put(row, column, value, numeric(value, percent, style), formula=formula)

    def grow(self, row: int, height: float) -> None:
        """Make a row at least `height` points high."""
        self.heights[row] = min(max(self.heights.get(row, LEAST_HEIGHT), height), GREATEST_HEIGHT)


def needed_height(text: str, room: float, style: CellStyle) -> float:
    """Points that `text` takes in a cell `room` digits wide."""
    if not text:
        return 0.0
    room -= PADDING + INDENT * style.indent
    columns = max(2, int(room * REFERENCE_SIZE / style.size * 0.97)) if style.wrap else len(text) * 2
    lines = len(wrap(text, columns))
    return ceil(lines * style.size * LINE_HEIGHT) + 5.0
