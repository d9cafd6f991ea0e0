"""Which amounts of a standard's form the 汇总 shows: told from the standard's data, no form being code.

First the whole budget and what was executed of it: what the standard's rate of the whole (execution-rate-total) is
computed from. The rows that are summed as a group (资金来源, 资金结构) give a sum for each of their columns of money;
each required row outside the groups gives its last column, what was spent in the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from perfxl.filing.model import Fact, Filing
from perfxl.standard.formula import Binary, Name, walk
from perfxl.standard.model import Block, Column, Standard

WHOLE = "execution-rate-total"
"""The rate of every standard that says what was executed of the whole budget."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A column of money in the 汇总: one field as filled, or the sum of a group's fields."""

    key: str
    label: str
    fields: tuple[str, ...]
    group: str = ""
    column: str = ""


MIXED = (
    Amount("整体支出_预算", "整体支出预算数", ("整体支出预算数（按各自标准）",)),
    Amount("整体支出_执行", "整体支出执行数", ("整体支出执行数（按各自标准）",)),
)
"""The first two columns where several standards stand together that do not name the whole alike."""


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
    """The 汇总's columns of money: budget and executed of the whole, where the standard says which they are, then those
    of groups, the last group first, for it says what the money went to, then those of required rows."""
    grids = [block for block in standard.blocks if block.layout == "grid"]
    grouped = [amount for block in grids for amount in _groups(block)]
    by_group: dict[str, list[Amount]] = {}
    for amount in grouped:
        by_group.setdefault(amount.group, []).append(amount)
    others = [amount for group in reversed(by_group.values()) for amount in group]
    others += [amount for block in grids for amount in _required(standard, block)]
    whole = _whole(standard, {amount.key: amount for amount in others})
    return (*whole, *(amount for amount in others if amount.key not in {each.key for each in whole}))


def _whole(standard: Standard, known: Mapping[str, Amount]) -> tuple[Amount, ...]:
    """The two sides of the rate of the whole: a field, or the sum of a group."""
    rate = next((rate for rate in standard.rates if rate.id == WHOLE), None)
    if rate is None or not isinstance(rate.formula.tree, Binary):
        return ()
    sides = [rate.formula.tree.right, rate.formula.tree.left]
    names = [next(node.name for node in walk(side) if isinstance(node, Name)) for side in sides]
    return tuple(known.get(name) or _of_field(standard, name) for name in names)


def _of_field(standard: Standard, name: str) -> Amount:
    field = standard.fields[name]
    return Amount(name, f"{field.row}{field.column}", (name,))


@dataclass(frozen=True, slots=True)
class Money:
    """The columns of money of several standards together, each with a key and a label of its own; `of` has, for each
    standard by id, its amounts with the key of the column in which each stands."""

    columns: tuple[Amount, ...]
    of: Mapping[str, tuple[tuple[str, Amount], ...]]


def together(standards: Iterable[Standard]) -> Money:
    """Amounts of different standards stand in one column where they are the same; budget and executed of the whole
    always do."""
    its = {standard.id: amounts(standard) for standard in standards}
    alike = len({each[:2] for each in its.values()}) <= 1
    columns: dict[Amount, Amount] = {}
    of: dict[str, tuple[tuple[str, Amount], ...]] = {}
    for name, own in its.items():
        heads = own[:2] if alike else MIXED[: len(own[:2])]
        shown = [_column(columns, head, name) for head in (*heads, *own[2:])]
        of[name] = tuple((column.key, amount) for column, amount in zip(shown, own, strict=True))
    return Money(tuple(columns.values()), of)


def _column(columns: dict[Amount, Amount], amount: Amount, standard: str) -> Amount:
    """The column of an amount; a new one where there is none, which says the standard if its label is taken."""
    if amount not in columns:
        taken = any(amount.label == other.label or amount.key == other.key for other in columns.values())
        apart = replace(amount, key=f"{amount.key}@{standard}", label=f"{amount.label}（{standard}）")
        columns[amount] = apart if taken else amount
    return columns[amount]


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
