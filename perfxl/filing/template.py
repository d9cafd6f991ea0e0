"""Cells that our template computes, found again in a filled workbook: the formula that belongs there and what is there.

Fields are computed over names, so a row inserted above changes nothing; the total is over the indicator rows that the
table has now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from perfxl.filing.model import Fact, TemplateCell
from perfxl.filing.table import IndicatorTable
from perfxl.sml.a1 import letters
from perfxl.standard.formula import Column
from perfxl.standard.model import Standard
from perfxl.standard.render import to_excel


def computed_cells(
    standard: Standard, facts: Mapping[str, Fact], table: IndicatorTable | None
) -> Iterator[TemplateCell]:
    """The computed cells of a workbook that came from the template of `standard`."""
    for name, its in standard.fields.items():
        found = facts.get(name)
        if its.formula is not None and found is not None:
            yield from _cell(found, its.label, its.formula.once(to_excel))
    column = standard.table.column("score")
    if table is not None and column is not None and column.key in table.total:
        label = standard.table.total.label
        yield from _cell(
            table.total[column.key], label, to_excel(standard.table.total.score, _Columns(standard, table))
        )


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
