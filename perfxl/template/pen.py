"""Writes the lines of a sheet that the template adds to the form, one row after another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from perfxl.sml.a1 import letters
from perfxl.template.styles import BODY, HEAD, HEADER, LINK, MONEY, PERCENT, QUIET, Look, dress

TITLE = Look(HEAD, 18, bold=True, border=False)
SECTION = Look(HEAD, 12, horizontal="left", border=False)
COLUMN = Look(HEAD, 10, tint=HEADER)
WORD = Look(BODY, 10)
SENTENCE = Look(BODY, 10, horizontal="left", indent=1)
QUIET_LINE = Look(BODY, 10, horizontal="left", border=False, color=QUIET)
LINE = Look(BODY, 11, horizontal="left", border=False)
JUMP = Look(BODY, 10, horizontal="left", color=LINK, indent=1)
AMOUNT = Look(BODY, 10, horizontal="right", number_format=MONEY, wrap=False)
RATE = Look(BODY, 10, horizontal="right", number_format=PERCENT, wrap=False)
POINTS = Look(BODY, 10, number_format="General")
SCRATCH = Look(BODY, 9, color="FF7F7F7F", border=False, wrap=False)


@dataclass(slots=True)
class Pen:
    """The sheet that is written, and the row that is next."""

    sheet: Worksheet
    row: int = 1

    def put(self, column: int, value: str | Decimal | int | None, look: Look, *, until: int | None = None) -> str:
        """Writes a cell of the current row, merged up to column `until`; gives its reference."""
        for number in range(column, (until or column) + 1):
            cell = self.sheet.cell(self.row, number)
            if isinstance(cell, Cell):
                dress(cell, look)
        ref = self.at(column)
        self.sheet[ref] = value
        if until is not None:
            self.sheet.merge_cells(f"{ref}:{self.at(until)}")
        return ref

    def at(self, column: int) -> str:
        """The reference of a cell of the current row."""
        return f"{letters(column)}{self.row}"

    def link(self, column: int, place: str) -> None:
        """Lets a cell of the current row lead to `place`, a defined name."""
        ref = self.at(column)
        self.sheet[ref].hyperlink = Hyperlink(ref=ref, location=place, display=str(self.sheet[ref].value))

    def next(self, height: float | None = None) -> None:
        """Goes on to the row below; `height` is that of the row just written."""
        if height is not None:
            self.sheet.row_dimensions[self.row].height = height
        self.row += 1

    def heading(self, text: str, last: int) -> None:
        """A section's heading across the columns up to `last`, with a little room above."""
        self.put(1, text, SECTION, until=last)
        self.next(28)

    def columns(self, *headers: str) -> None:
        """A row of column headers."""
        for column, header in enumerate(headers, 1):
            self.put(column, header, COLUMN)
        self.next(24)


def unlined(look: Look) -> Look:
    """The look without lines around the cell; a colour rule draws them where there is something."""
    return replace(look, border=False)
