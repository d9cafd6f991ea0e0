"""Cells, notes and conditional formats, as xlwings asks for them."""

# ruff: noqa: D102  members are xlwings' own and documented there
# mypy: disable-error-code="misc, no-untyped-call"

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from xlwings import base_classes, utils

from perfxl.excel.libreoffice.bridge import Uno, load_uno

_DATE, _TIME, _LOGICAL = 2, 4, 1024
"""com.sun.star.util.NumberFormat: what a cell's number is, only its format tells."""

_ERRORS = {532: "#DIV/0!", 32767: "#N/A", 524: "#REF!", 525: "#NAME?", 519: "#VALUE!", 502: "#VALUE!", 503: "#NUM!"}
_EPOCH = dt.datetime(1899, 12, 30)
_EXCEL = 3
"""com.sun.star.sheet.AddressConvention.XL_OOX: with plain XL_A1 a comma is read as the union of two areas."""

_CONDITION, _FIRST = 0, 0


class CellError(str):
    """An error value such as #DIV/0!."""


class Range(base_classes.Range):
    """A rectangle of cells of a sheet."""

    sheet: Any = None  # over a property of the base class

    def __init__(self, sheet: base_classes.Sheet, area: Uno) -> None:
        self.sheet = sheet
        self.area = area

    @property
    def api(self) -> Uno:
        return self.area

    @cached_property
    def _address(self) -> Uno:
        return self.area.RangeAddress

    @property
    def row(self) -> int:
        return int(self._address.StartRow) + 1

    @property
    def column(self) -> int:
        return int(self._address.StartColumn) + 1

    @property
    def shape(self) -> tuple[int, int]:
        place = self._address
        return place.EndRow - place.StartRow + 1, place.EndColumn - place.StartColumn + 1

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    @property
    def coords(self) -> tuple[str, int, int, int]:
        return self.sheet.name, self.row, self.column, len(self)

    @property
    def max_cells_per_read(self) -> None:
        return None

    def __call__(self, first: int, second: int | None = None) -> Range:
        row, column = divmod(first - 1, self.shape[1]) if second is None else (first - 1, second - 1)
        found: Range = self.sheet.range((self.row + row, self.column + column))
        return found

    def get_address(self, row_absolute: bool = True, col_absolute: bool = True, external: bool = False) -> str:
        """The reference, with dollars where asked for; `external` is not to be had."""
        place, mark = self._address, ("$" if col_absolute else "", "$" if row_absolute else "")

        def corner(column: int, row: int) -> str:
            return f"{mark[0]}{utils.col_name(column + 1)}{mark[1]}{row + 1}"

        first, last = corner(place.StartColumn, place.StartRow), corner(place.EndColumn, place.EndRow)
        return first if first == last else f"{first}:{last}"

    @property
    def address(self) -> str:
        return self.get_address()

    @property
    def raw_value(self) -> list[list[object]]:
        """The values: dates, truth values and errors as such, which LibreOffice tells by the format alone."""
        data = [list(row) for row in self.area.getDataArray()]
        self._apply_formats(data)
        for row, values in enumerate(data):
            for column, value in enumerate(values):
                if value is None:
                    values[column] = self._error(row, column)
        return data

    def _apply_formats(self, data: list[list[Any]]) -> None:
        formats = self.sheet.book.document.NumberFormats
        for part in self.area.getCellFormatRanges() if len(self) > 1 else (self.area,):
            kind, place = formats.getByKey(part.NumberFormat).Type, part.RangeAddress
            if kind & (_DATE | _TIME | _LOGICAL):
                for row in range(place.StartRow - self.row + 1, place.EndRow - self.row + 2):
                    for column in range(place.StartColumn - self.column + 1, place.EndColumn - self.column + 2):
                        data[row][column] = _typed(data[row][column], kind)

    def _error(self, row: int, column: int) -> str:
        return CellError(_ERRORS.get(self.area.getCellByPosition(column, row).getError(), "#VALUE!"))

    @property
    def formula(self) -> str | tuple[tuple[str, ...], ...]:
        """The formulas in Excel's own notation; of other cells, what they hold."""
        rows = tuple(
            tuple(self._excel(text, row, column) for column, text in enumerate(texts))
            for row, texts in enumerate(self.area.getFormulaArray())
        )
        return rows[0][0] if len(self) == 1 else rows

    def _excel(self, text: str, row: int, column: int) -> str:
        if not text.startswith("="):
            return text
        if text in ("=TRUE()", "=FALSE()"):  # how LibreOffice keeps a truth value
            return text.strip("=()")
        cell = self.area.getCellByPosition(column, row)
        parser = self.sheet.book.document.createInstance("com.sun.star.sheet.FormulaParser")
        parser.CompileEnglish, parser.FormulaConvention = True, _EXCEL
        return f"={parser.printFormula(cell.getTokens(), cell.CellAddress)}"

    @property
    def merge_cells(self) -> bool:
        return bool(self.area.IsMerged)

    @property
    def merge_area(self) -> Range:
        cursor = self.sheet.sheet.createCursorByRange(self.area)
        cursor.collapseToMergedArea()
        return Range(self.sheet, cursor)

    @property
    def row_hidden(self) -> bool:
        return not any(row.IsVisible for row in self.area.Rows)

    @property
    def column_hidden(self) -> bool:
        return not any(column.IsVisible for column in self.area.Columns)

    @property
    def note(self) -> Note | None:
        return Note(self) if self._cell.Annotation.String else None

    def add_note(self, text: str) -> Note:
        self.sheet.sheet.Annotations.insertNew(self._cell.CellAddress, text)
        return Note(self)

    @property
    def _cell(self) -> Uno:
        return self.area.getCellByPosition(0, 0)

    @property
    def conditional_formats(self) -> ConditionalFormats:
        return ConditionalFormats(self)

    def select(self) -> None:
        self.sheet.book.document.CurrentController.select(self.area)


def _typed(value: object, kind: int) -> object:
    if not isinstance(value, float):
        return value
    return bool(value) if kind & _LOGICAL else _EPOCH + dt.timedelta(seconds=round(value * 86400))


class Note(base_classes.Note):
    """The note of a cell."""

    def __init__(self, location: Range) -> None:
        self._location = location

    @property
    def api(self) -> Uno:
        return self._location._cell.Annotation

    @property
    def location(self) -> Range:
        return self._location

    @property
    def text(self) -> str:
        return str(self.api.String)

    @text.setter
    def text(self, value: str) -> None:
        self.api.setString(value)

    def delete(self) -> None:
        notes, place = self._location.sheet.sheet.Annotations, self._location._cell.CellAddress
        for index, note in enumerate(notes):
            if (note.Position.Row, note.Position.Column) == (place.Row, place.Column):
                notes.removeByIndex(index)
                break


class ConditionalFormats(base_classes.ConditionalFormats):
    """The conditional formats that touch a range; of those with several conditions, the first is seen."""

    def __init__(self, where: Range) -> None:
        self.where = where

    @property
    def api(self) -> Uno:
        return self.where.sheet.sheet.ConditionalFormats

    def _found(self) -> list[ConditionalFormat]:
        touching = self.api.getConditionalFormats()
        if self.where.area != self.where.sheet.sheet:
            place = self.where.area.RangeAddress
            touching = [found for found in touching if found.Range.queryIntersection(place).Count]
        return [ConditionalFormat(self.api, found) for found in touching if found.Count]

    def __len__(self) -> int:
        return len(self._found())

    def __iter__(self) -> Iterator[ConditionalFormat]:
        return iter(self._found())

    def __call__(self, key: int) -> ConditionalFormat:
        return self._found()[key - 1]

    def add_custom(self, spec: Mapping[str, Any]) -> ConditionalFormat:
        """Add a condition with a fill."""
        document = self.where.sheet.book.document
        ranges = document.createInstance("com.sun.star.sheet.SheetCellRanges")
        ranges.addRangeAddress(self.where.area.RangeAddress, False)
        number = self.api.createByRange(ranges)
        made = next(f for f in reversed(self.api.getConditionalFormats()) if number == f.ID)
        made.createEntry(_CONDITION, _FIRST)
        entry = made.getByIndex(_FIRST)
        entry.Operator = load_uno().getConstantByName("com.sun.star.sheet.ConditionFormatOperator.EXPRESSION")
        entry.Formula1 = spec["formula"].removeprefix("=")
        entry.StyleName = _style(document, spec["fill_color"])
        return ConditionalFormat(self.api, made)


def _style(document: Uno, color: tuple[int, int, int] | str) -> str:
    """The name of a cell style with a fill, made where there is none yet.

    LibreOffice changes no style while any sheet is protected, so protection without a password is lifted meanwhile."""
    red, green, blue = utils.hex_to_rgb(color) if isinstance(color, str) else color
    name = f"perfxl {red:02X}{green:02X}{blue:02X}"
    styles = document.StyleFamilies.getByName("CellStyles")
    if not styles.hasByName(name):
        locked = [sheet for sheet in document.Sheets if sheet.isProtected()]
        for sheet in locked:
            sheet.unprotect("")
        styles.insertByName(name, document.createInstance("com.sun.star.style.CellStyle"))
        styles.getByName(name).CellBackColor = red << 16 | green << 8 | blue
        for sheet in locked:
            sheet.protect("")
    return name


class ConditionalFormat(base_classes.ConditionalFormat):
    """A conditional format."""

    def __init__(self, all_formats: Uno, format_: Uno) -> None:
        self.all_formats = all_formats
        self.format = format_

    @property
    def api(self) -> Uno:
        return self.format

    @property
    def type(self) -> str:
        return "custom" if self.formula is not None else "unknown"

    @property
    def formula(self) -> str | None:
        entry = self.format.getByIndex(_FIRST)
        return f"={entry.Formula1}" if entry.getType() == _CONDITION else None

    def delete(self) -> None:
        self.all_formats.removeByID(self.format.ID)
