"""Cells that our template computes, found again in a filled workbook: the formula that belongs there and what is there.

Fields are computed over names, so a row inserted above changes nothing; the total is over the indicator rows that the
table has now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from perfxl.filing.model import Fact, IndicatorRow, TemplateCell
from perfxl.filing.table import IndicatorTable
from perfxl.sml.a1 import letters
from perfxl.sml.reference import absolute, on_sheet
from perfxl.standard.formula import Column
from perfxl.standard.in_table import answer, over_all_rows
from perfxl.standard.model import Standard
from perfxl.standard.render import to_excel


def computed_cells(
    standard: Standard, facts: Mapping[str, Fact], table: IndicatorTable | None, rows: Sequence[IndicatorRow]
) -> Iterator[TemplateCell]:
    """The computed cells of a workbook that came from the template of `standard`."""
    for name, its in standard.fields.items():
        found = facts.get(name)
        if its.formula is not None and found is not None:
            yield from _cell(found, its.label, its.formula.once(to_excel))
    yield from _answers(standard, rows)
    if table is not None:
        yield from _total(standard, facts, table)


def _answers(standard: Standard, rows: Sequence[IndicatorRow]) -> Iterator[TemplateCell]:
    """The actual values that the template computes from other cells."""
    for row in rows:
        if row.item is not None and row.item.actual is not None:
            yield from _cell(row.facts["完成值"], f"{row.name}完成值", answer(standard, row.item.actual))


def _total(standard: Standard, facts: Mapping[str, Fact], table: IndicatorTable) -> Iterator[TemplateCell]:
    column = standard.table.column("score")
    if column is None or column.key not in table.total:
        return
    total = standard.table.total
    total_cell = table.total[column.key]

    def cell_of(field: str) -> str:
        fact = facts[field]
        if fact.cell is None or fact.sheet is None:
            return f"[{field}]"
        at = absolute(fact.cell)
        return at if fact.sheet == total_cell.sheet else on_sheet(fact.sheet, at)

    yield from _cell(total_cell, total.label, over_all_rows(standard, total.score, _Columns(standard, table), cell_of))


def _cell(found: Fact, label: str, expected: str) -> Iterator[TemplateCell]:
    if found.sheet is not None and found.cell is not None:
        yield TemplateCell(found.field, label, found.sheet, found.cell, expected, found.formula, found.text)


class _Columns:
    """What stands for [列] in a formula: the column's cells in all rows between the header and the total."""

    def __init__(self, standard: Standard, table: IndicatorTable) -> None:
        self.first, self.last = table.first, table.last
        self.spans = {
            column.key: table.columns.spans[column.kind]
            for column in standard.table.columns
            if column.kind in table.columns.spans
        }

    def __call__(self, column: Column) -> str:
        """The range in A1 notation; a column that is not in the table stays as it is written."""
        if column.name not in self.spans:
            return f"[{column.name}]"
        at = letters(self.spans[column.name][0])
        return f"{at}{self.first}:{at}{self.last}"
