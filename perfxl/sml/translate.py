"""A formula moved to another cell: its relative references move along, as shared formulas ask."""

from __future__ import annotations

import re

from perfxl.sml.a1 import MAX_COLUMN, MAX_ROW, column_number, letters

_TOKEN = re.compile(
    r"""
    "(?:[^"]|"")*"                                     # text
  | '(?:[^']|'')*'                                     # the name of a sheet
  | \[(?:[^\[\]]|\[[^\]]*\])*\]                        # a structured reference, or a workbook's number
  | (?<![\w.$\\?])(?P<cell>(\$?)([A-Za-z]{1,3})(\$?)([1-9]\d{0,6}))(?![\w.(!\\?])
  | (?<![\w.$\\?])(?P<columns>(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3}))(?![\w.(!\\?])
  | (?<![\w.$\\?:])(?P<rows>(\$?)([1-9]\d{0,6}):(\$?)([1-9]\d{0,6}))(?![\w.(!\\?:])
    """,
    re.VERBOSE,
)


def translate(formula: str, rows: int, columns: int) -> str:
    """The formula as it reads `rows` further down and `columns` further right; what falls off the sheet is #REF!."""
    if not rows and not columns:
        return formula
    return _TOKEN.sub(lambda match: _moved(match, rows, columns), formula)


def _moved(match: re.Match[str], rows: int, columns: int) -> str:
    if match["cell"]:
        fixed_column, column, fixed_row, row = match.group(2, 3, 4, 5)
        if column_number(column) > MAX_COLUMN:
            return match.group()
        return _joined(_column(fixed_column, column, columns), _row(fixed_row, row, rows))
    if match["columns"]:
        dollar, first, other, last = match.group(7, 8, 9, 10)
        return _joined(_column(dollar, first, columns), ":", _column(other, last, columns))
    if match["rows"]:
        dollar, first, other, last = match.group(12, 13, 14, 15)
        return _joined(_row(dollar, first, rows), ":", _row(other, last, rows))
    return match.group()


def _joined(*pieces: str | None) -> str:
    return "#REF!" if None in pieces else "".join(piece or "" for piece in pieces)


def _column(dollar: str, text: str, by: int) -> str | None:
    number = column_number(text) + (0 if dollar else by)
    return f"{dollar}{letters(number)}" if 1 <= number <= MAX_COLUMN else None


def _row(dollar: str, text: str, by: int) -> str | None:
    number = int(text) + (0 if dollar else by)
    return f"{dollar}{number}" if 1 <= number <= MAX_ROW else None
