"""Which amounts of a standard's form the 汇总 shows: told from the standard's data, no form being code.

The rows that are summed as a group (资金来源, 资金结构) give a sum for each of their columns of money; each required
row outside the groups gives its last column, what was spent in the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from perfxl.filing.model import Fact, Filing
from perfxl.standard.model import Block, Column, Standard


@dataclass(frozen=True, slots=True)
class Amount:
    """A column of money in the 汇总: one field as filled, or the sum of a group's fields."""

    key: str
    label: str
    fields: tuple[str, ...]
    group: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Summed:
    """An amount of one filing: its value, and the figures it was taken from with their cells."""

    key: str
    label: str
    value: Decimal | None
    sheet: str | None
    cells: str
    computation: str


def amounts(standard: Standard) -> tuple[Amount, ...]:
    """The 汇总's columns of money, groups first: of several groups the last, which says what the money went to, comes
    first, for it is what budgets are executed in."""
    grids = [block for block in standard.blocks if block.layout == "grid"]
    grouped = [amount for block in grids for amount in _groups(block)]
    by_group: dict[str, list[Amount]] = {}
    for amount in grouped:
        by_group.setdefault(amount.group, []).append(amount)
    ordered = [amount for group in reversed(by_group.values()) for amount in group]
    return (*ordered, *(amount for block in grids for amount in _required(standard, block)))


def measured(standard: Standard, filing: Filing) -> Iterator[Summed]:
    """Those amounts in one filing. A group of which nothing is filled has no sum."""
    for amount in amounts(standard):
        facts = [filing.facts[name] for name in amount.fields]
        facts += [row.facts[amount.column] for row in filing.extra.get(amount.group, ()) if amount.column in row.facts]
        yield _summed(amount, facts)


def _groups(block: Block) -> Iterator[Amount]:
    for group in dict.fromkeys(row.group for row in block.rows if row.group):
        for column in _money(block):
            rows = [row for row in block.rows if row.group == group]
            fields = tuple(block.field_name(row, column) for row in rows)
            yield Amount(f"{group}_{column.key}", f"{group}{column.key}合计", fields, group, column.key)


def _required(standard: Standard, block: Block) -> Iterator[Amount]:
    columns = _money(block)
    for row in block.rows:
        if not columns or row.group:
            continue
        name = block.field_name(row, columns[-1])
        if standard.fields[name].required:
            yield Amount(name, f"{row.key}{columns[-1].key}", (name,))


def _money(block: Block) -> list[Column]:
    return [column for column in block.columns if column.kind == "amount"]


def _summed(amount: Amount, facts: Iterable[Fact]) -> Summed:
    filled = [fact for fact in facts if fact.value is not None and fact.state == "number"]
    if not filled:
        return Summed(amount.key, amount.label, None, None, "", "")
    values = [fact.value for fact in filled if fact.value is not None]
    cells = "+".join(fact.cell or "" for fact in filled)
    computation = "+".join(f"{value:f}" for value in values) if len(values) > 1 else ""
    return Summed(amount.key, amount.label, sum(values, Decimal(0)), filled[0].sheet, cells, computation)
