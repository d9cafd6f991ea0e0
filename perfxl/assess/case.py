"""A case: one filing before one standard, with what every check may look up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from perfxl.assess.scope import AS_WRITTEN, FieldScope
from perfxl.assess.table import Indicators
from perfxl.filing.model import Detail, Fact, Filing, IndicatorRow
from perfxl.standard.formula import Formula
from perfxl.standard.in_table import with_beside
from perfxl.standard.kept import Keeping
from perfxl.standard.model import ENOUGH_AMOUNTS, NUMBER_KINDS, CheckRule, Column, Field, SheetKey, Standard

T = TypeVar("T")


class Case(Keeping):
    """A filing and its standard. It holds no opinion: checks form one from it."""

    def __init__(self, filing: Filing, standard: Standard) -> None:
        self.filing = filing
        self.standard = standard
        self.indicators = Indicators(filing, standard)

    def rule(self, check: str) -> CheckRule:
        """What the standard says of that check."""
        return self.standard.checks.get(check) or CheckRule(check)

    def limit(self, check: str, name: str) -> Decimal | None:
        """A limit the standard sets for that check."""
        return (self.rule(check).limits or {}).get(name)

    def field(self, name: str) -> Field:
        """The field of that name."""
        return self.standard.fields[name]

    def fact(self, name: str) -> Fact:
        """What is filled in a field; `missing` where the filing does not know it."""
        fact = self.filing.facts.get(name)
        return fact or Fact(
            name, self.label(name), "missing", None, "", self.filing.sheets.get(self.sheet_of(name)), None
        )

    def label(self, name: str) -> str:
        """What a person calls a field or a range of fields."""
        known = self.standard.fields.get(name)
        if known is not None:
            return known.label
        _, rows, column = self.standard.ranges[name]
        return f"{rows}{self.header(rows, column)}"

    def sheet_of(self, name: str) -> SheetKey:
        """The sheet of the form on which a field or a range stands."""
        known = self.standard.fields.get(name)
        return known.sheet if known is not None else self.standard.block(self.standard.ranges[name][0]).sheet

    def facts_of(self, name: str) -> tuple[Fact, ...]:
        """The facts behind a name in a formula: one of a field, those of every row of a range."""
        return self.once(_facts_of, name)

    def free_rows(self) -> Iterator[tuple[str, int, Detail]]:
        """Every free row: the name of its rows (项目支出明细, 资金来源), its number from 1, and the row."""
        for rows in (self.filing.details, self.filing.extra):
            for name, details in rows.items():
                yield from ((name, at, detail) for at, detail in enumerate(details, 1))

    def number_fields(self) -> Iterator[tuple[Field, Fact]]:
        """Every field that takes a number, with what is filled in it."""
        for name, field in self.standard.fields.items():
            if field.kind in NUMBER_KINDS:
                yield field, self.fact(name)

    def takes_number(self, rows: str, column: str) -> bool:
        """Whether the free rows of that name take a number in a column."""
        return any(of.kind in NUMBER_KINDS for of in self._columns(rows) if of.key == column)

    def header(self, rows: str, column: str) -> str:
        """The header of a column over free rows, without its year: 上年决算数."""
        header = next((of.header for of in self._columns(rows) if of.key == column), column)
        return header.replace("{上年}年", "上年").replace("{年}年", "")

    @cached_property
    def amount_decimals(self) -> int | None:
        """The most decimals that the unit writes an amount with, where there are enough amounts to tell. 272, 31 and 46
        beside one another were rounded to whole 万元; 272 beside 46.75 was not."""
        amounts = [fact for field, fact in self.number_fields() if field.kind == "amount"]
        amounts += [fact for rows, _, detail in self.free_rows() for fact in self._amounts(rows, detail)]
        written = [fact.decimals for fact in amounts if fact.value and fact.decimals is not None]
        return max(written) if len(written) >= ENOUGH_AMOUNTS else None

    @cached_property
    def fields(self) -> FieldScope:
        """The figures of the fields with what their rounding leaves open."""
        return FieldScope(self)

    @cached_property
    def figures(self) -> FieldScope:
        """The figures of the fields as they are written."""
        return FieldScope(self, AS_WRITTEN)

    @cached_property
    def names_by_cell(self) -> dict[tuple[str, str], str]:
        """The field that stands in a cell (sheet, A1), by its name."""
        facts = self.filing.facts.items()
        return {(fact.sheet, fact.cell): name for name, fact in facts if fact.sheet and fact.cell}

    @cached_property
    def formulas_by_cell(self) -> dict[tuple[str, str], Formula]:
        """The formula that the standard has for a cell (sheet, A1)."""
        fields = self.standard.fields
        found = {cell: formula for cell, name in self.names_by_cell.items() if (formula := fields[name].formula)}
        total = self.indicators.declared
        if total is not None and total.sheet and total.cell:
            found[total.sheet, total.cell] = self.standard.once(_total_formula)
        return found

    def for_row(self, make: Callable[[Case, IndicatorRow], T], row: IndicatorRow) -> T:
        """What `make` makes of a row of the indicator table: made of every row at the first call, and kept."""
        return self.once(_of_rows, make)[id(row)]

    def _amounts(self, rows: str, detail: Detail) -> Iterator[Fact]:
        """The amounts of a free row; a rate beside them is written with other decimals."""
        for column in self._columns(rows):
            if column.kind == "amount" and column.key in detail.facts:
                yield detail.facts[column.key]

    def _columns(self, rows: str) -> tuple[Column, ...]:
        """The columns of the block in which free rows, or the rows of a group, stand."""
        return self.standard.once(_columns_over, rows)


def _columns_over(standard: Standard, rows: str) -> tuple[Column, ...]:
    for block in standard.blocks:
        if any(rows in (row.details, row.group) for row in block.rows):
            return block.columns
    return ()


def _of_rows(case: Case, make: Callable[[Case, IndicatorRow], T]) -> dict[int, T]:
    return {id(row): make(case, row) for row in case.indicators.rows}


def _facts_of(case: Case, name: str) -> tuple[Fact, ...]:
    return (case.fact(name),) if name in case.standard.fields else tuple(_range(case, name))


def _range(case: Case, name: str) -> Iterator[Fact]:
    block_id, rows, column_key = case.standard.ranges[name]
    block = case.standard.block(block_id)
    column = next(column for column in block.columns if column.key == column_key)
    for row in block.rows:
        if row.group == rows:
            yield case.fact(block.field_name(row, column))
    for details in (case.filing.details.get(rows, ()), case.filing.extra.get(rows, ())):
        yield from (detail.facts[column_key] for detail in details if column_key in detail.facts)


def _total_formula(standard: Standard) -> Formula:
    return with_beside(standard, standard.table.total.score)
