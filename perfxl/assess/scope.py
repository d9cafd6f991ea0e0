"""Facts as the figures formulas are evaluated over: as intervals, for what may be true, and as points, for what is
written.

An amount written with one decimal stands for all amounts that round to it at the field's decimals (2.2 with two is
2.195 up to, not including, 2.205); where a unit writes all its amounts with fewer, at those. Heads, points and blanks
stand for themselves. A blank is 0 in arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from perfxl.filing.model import Fact
from perfxl.standard.formula import Reference
from perfxl.standard.interval import Interval
from perfxl.standard.model import Standard
from perfxl.standard.values import BLANK, UNKNOWN_NAME, Array, ErrorValue, NotAvailable, Scalar, Undecidable, Value

MOST_DECIMALS = 10
"""A computed cell carries the noise of binary arithmetic behind its tenth decimal; no more of them are believed."""

_NO_CELLS = Undecidable("规则里不能引用单元格")


class Filled(Protocol):
    """A filled form: the standard, the facts behind a name, and the decimals that the unit writes its amounts with,
    None where that cannot be told."""

    standard: Standard

    @property
    def amount_decimals(self) -> int | None:
        """The most decimals of any amount."""

    def fact(self, name: str) -> Fact:
        """What is filled in a field."""

    def facts_of(self, name: str) -> tuple[Fact, ...]:
        """What is filled in the rows of a range."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How facts are read: as points or as intervals; `percent` names a rate typed without its percent sign, which is
    read as one (91.5 for 91.5%)."""

    points: bool = False
    percent: str | None = None


AS_WRITTEN = Reading(points=True)
AS_ROUNDED = Reading()


def scalar(fact: Fact, decimals: int | None, points: bool) -> Scalar:
    """A fact as a figure; `decimals` are the least it is rounded to, None where it is not rounded."""
    match fact.state:
        case "number" if fact.value is not None:
            return Interval.exact(fact.value) if points else _rounded(fact, decimals)
        case "blank" | "placeholder":
            return BLANK
        case "na":
            return NotAvailable(fact.text.strip() or "——")
        case "error":
            return ErrorValue(fact.text.strip() or "#VALUE!")
        case "text":
            return fact.text
    return Undecidable("没有填写数")


def _rounded(fact: Fact, decimals: int | None) -> Interval:
    assert fact.value is not None
    if decimals is None:
        return Interval.exact(fact.value)
    exponent = fact.value.as_tuple().exponent
    written = fact.decimals if fact.decimals is not None else max(0, -exponent if isinstance(exponent, int) else 0)
    return Interval.rounded(fact.value, min(max(decimals, written), MOST_DECIMALS))


class FieldScope:
    """The figures of the fields: what `reading` makes of each. A mark for not applicable counts as 0."""

    def __init__(self, filled: Filled, reading: Reading = AS_ROUNDED) -> None:
        self._filled = filled
        self._reading = reading
        self._known: dict[str, Value] = {}

    def reading(self, reading: Reading) -> FieldScope:
        """The same figures read another way."""
        return FieldScope(self._filled, reading)

    def name(self, name: str) -> Value:
        """The figure of a field, or the figures of a range below one another."""
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def column(self, name: str, this_row: bool) -> Value:
        """There is no row here."""
        return UNKNOWN_NAME

    def reference(self, reference: Reference) -> Value:
        """Rules stand over names alone."""
        return _NO_CELLS

    def _read(self, name: str) -> Value:
        standard = self._filled.standard
        if name in standard.fields:
            return self._figure(self._filled.fact(name), self._decimals(name))
        if name in standard.ranges:
            decimals = self._decimals_of_range(name)
            figures = tuple(self._figure(fact, decimals) for fact in self._filled.facts_of(name))
            return Array.column(figures) if figures else BLANK
        return UNKNOWN_NAME

    def _figure(self, fact: Fact, decimals: int | None) -> Scalar:
        if fact.field == self._reading.percent and fact.value is not None:
            places = fact.decimals if fact.decimals is not None else 0
            fact = fact._replace(value=fact.value.scaleb(-2), decimals=places + 2)
        figure = scalar(fact, decimals, self._reading.points)
        return BLANK if isinstance(figure, NotAvailable) else figure

    def _decimals_of_range(self, name: str) -> int | None:
        block_id, rows, column_key = self._filled.standard.ranges[name]
        block = self._filled.standard.block(block_id)
        row = next(row for row in block.rows if rows in (row.group, row.details))
        column = next(column for column in block.columns if column.key == column_key)
        return self._decimals(block.field_name(row, column))

    def _decimals(self, name: str) -> int | None:
        """The least decimals that a field is rounded to: the standard's, or the unit's own where it writes fewer."""
        field, usual = self._filled.standard.fields[name], self._filled.amount_decimals
        if field.kind != "amount" or field.decimals is None or usual is None:
            return field.decimals
        return min(field.decimals, usual)


class TableScope:
    """The figures of the indicator table: [@列] is this row's, [列] those of all rows in scope, 总分_… the total row's.
    Points and scores are exact."""

    def __init__(
        self, row: Mapping[str, Scalar], columns: Mapping[str, Iterable[Scalar]], names: Mapping[str, Value]
    ) -> None:
        self._row = row
        self._columns = {key: tuple(cells) for key, cells in columns.items()}
        self._names = names

    def instead(self, column: str, cells: Iterable[Scalar]) -> TableScope:
        """The same figures with others in a column."""
        return TableScope(self._row, {**self._columns, column: tuple(cells)}, self._names)

    def name(self, name: str) -> Value:
        """The weight or the score of the 总分 row, or a field."""
        return self._names.get(name, UNKNOWN_NAME)

    def column(self, name: str, this_row: bool) -> Value:
        """This row's figure, or those of the rows in scope below one another."""
        if this_row:
            return self._row.get(name, UNKNOWN_NAME)
        cells = self._columns.get(name)
        return UNKNOWN_NAME if cells is None else Array.column(cells) if cells else BLANK

    def reference(self, reference: Reference) -> Value:
        """Rules stand over columns and names alone."""
        return _NO_CELLS
