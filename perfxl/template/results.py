"""What every formula of a workbook comes to, by the evaluator that scores filled ones; no Excel is needed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.workbook.workbook import Workbook

from perfxl.sml.a1 import cell as a1
from perfxl.sml.a1 import column_number
from perfxl.standard.evaluate import evaluate
from perfxl.standard.formula import Formula, Name, Reference
from perfxl.standard.interval import Interval
from perfxl.standard.parse import parse
from perfxl.standard.values import BLANK, UNKNOWN_NAME, WRONG_REFERENCE, Array, ErrorValue, Scalar, Value, number
from perfxl.template.package import Result

_RELATIVE = re.compile(r'"(?:[^"]|"")*"|(?<![\w.$!:])([A-Z]{1,3})([1-9]\d*)(?![\w.(!:])')
_MOVED = re.compile(r"_rel([A-Z]{1,3})_([0-9m]+)_")


def results_of(workbook: Workbook) -> dict[str, dict[str, Result]]:
    """The result of each formula cell, by sheet and cell. Raises ValueError where one cannot be known."""
    book = _Book(workbook)
    return {
        sheet: {a1(*place): _result(book.value(sheet, *place), f"{sheet}!{a1(*place)}") for place in formulas}
        for sheet, formulas in book.formulas.items()
    }


def _result(value: Scalar, where: str) -> Result:
    match value:
        case bool() | str():
            return value
        case Interval() if value.point is not None:
            return value.point
        case ErrorValue(code):
            return code
    raise ValueError(f"{where}: {value}")


class _Book:
    """The workbook as a source of figures: cells by place, formulas calculated when they are first asked for."""

    def __init__(self, workbook: Workbook) -> None:
        self._known = dict[tuple[str, int, int], Scalar]()
        self.formulas = dict[str, dict[tuple[int, int], Formula]]()
        for sheet in workbook.worksheets:
            self.formulas[sheet.title] = {}
            for row in sheet.iter_rows():
                for cell in row:
                    self._take(sheet.title, cell)
        self.names = {name: parse(defined.attr_text).tree for name, defined in workbook.defined_names.items()}

    def _take(self, sheet: str, cell: Cell | MergedCell) -> None:
        """A text that begins with = is a formula only where the cell says so."""
        row, column = cell.row, cell.column
        if row is None or column is None or cell.value is None:
            return
        if cell.data_type == "f":
            self.formulas[sheet][row, column] = parse_at(str(cell.value), row)
        else:
            self._known[sheet, row, column] = _scalar(cell.value)

    def value(self, sheet: str, row: int, column: int) -> Scalar:
        """What stands in a cell, or what its formula comes to."""
        place = (sheet, row, column)
        formula = self.formulas.get(sheet, {}).get((row, column))
        if formula is None:
            return self._known.get(place, BLANK)
        if place not in self._known:
            value = evaluate(formula, _CellScope(self, sheet, row))
            self._known[place] = value.rows[0][0] if isinstance(value, Array) else value
        return self._known[place]


def parse_at(text: str, row: int) -> Formula:
    """The formula of a cell in `row`. Formulas that differ in nothing but their row are parsed once: references to
    cells of the same or a neighbouring row become names that say how far away they are."""

    def moved(match: re.Match[str]) -> str:
        if match[1] is None:
            return match[0]
        away = int(match[2]) - row
        return f"_rel{match[1]}_{away}_".replace("-", "m") if abs(away) <= 1 else match[0]

    return _parsed(_RELATIVE.sub(moved, text))


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Formula:
    return parse(text)


@dataclass(frozen=True, slots=True)
class _CellScope:
    """The figures as a formula in one row of a sheet sees them."""

    book: _Book
    sheet: str
    row: int

    def name(self, name: str) -> Value:
        """The cell or range of a defined name, or the constant it stands for; or a cell of a neighbouring row."""
        if near := _MOVED.fullmatch(name):
            return self.book.value(self.sheet, self.row + int(near[2].replace("m", "-")), column_number(near[1]))
        tree = self.book.names.get(name)
        if isinstance(tree, Reference):
            return self.reference(tree)
        return UNKNOWN_NAME if tree is None or isinstance(tree, Name) else evaluate(Formula("", tree), self)

    def column(self, name: str, this_row: bool) -> Value:
        """A workbook's own formulas have no columns of the table; they were rendered as cells."""
        return UNKNOWN_NAME

    def reference(self, reference: Reference) -> Value:
        """The cell, or the cells, of a reference."""
        sheet = reference.sheet or self.sheet
        if sheet not in self.book.formulas:
            return WRONG_REFERENCE
        rows = range(reference.first_row, reference.last_row + 1)
        columns = range(reference.first_column, reference.last_column + 1)
        return Array(tuple(tuple(self.book.value(sheet, row, column) for column in columns) for row in rows))


def _scalar(value: object) -> Scalar:
    match value:
        case bool() | str():
            return value
        case int() | Decimal():
            return number(value)
        case float():
            return number(Decimal(repr(value)))
    raise ValueError(f"a template holds no {type(value).__name__}")
