"""Which row of a form each indicator goes to, by its names, and a form with rows enough for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from perfxl.filing.matching import Known, group_of, item_of
from perfxl.standard.model import Block, IndicatorGroup, Item, Level, Row, Standard

Values = Mapping[str, str | Decimal]
"""A row by the keys of its columns."""

Group = tuple[int, int]
"""The numbers of a level-1 indicator and of a level-2 indicator in it."""

SPARE = "……"
"""The label of a free row that has none yet."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A row that has a place: its values, the names it has there, whether the form names it itself, and how many rows
    below the table's first it stands, with those at which its level-1 and level-2 indicator begin."""

    values: Values
    path: tuple[str, ...]
    named: bool
    offset: int
    first1: int
    first2: int


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows with a place and rows without one, and how many rows each level-2 indicator needs."""

    placed: tuple[Planned, ...]
    homeless: tuple[Values, ...]
    counts: Mapping[Group, int]


def plan(standard: Standard, rows: Sequence[Values]) -> Rows:
    """A place for each row: that of the indicator of its name, else the next one of its level-2 indicator that is free.
    A level-2 indicator whose rows are all named by the form takes no others."""
    counts = {
        (first, second): len(group.items)
        for first, indicator in enumerate(standard.indicators)
        for second, group in enumerate(indicator.groups)
    }
    known = [_known(standard, row) for row in rows]
    taken = {its.at for its in known if its is not None}
    homeless: list[Values] = []
    places: list[tuple[Values, tuple[int, int, int], Known]] = []
    for row, its in zip(rows, known, strict=True):
        group = its or group_of(standard, _name(standard, row, "level1"), _name(standard, row, "level2"))
        at = its.at if its is not None else _free(group, taken, counts)
        if at is None or group is None or any(at == other for _, other, _ in places):
            homeless.append(row)
            continue
        taken.add(at)
        places.append((row, at, group))
    return Rows(tuple(_planned(*place, counts) for place in places), tuple(homeless), counts)


def _known(standard: Standard, row: Values) -> Known | None:
    kinds: tuple[Level, ...] = ("level1", "level2", "level3")
    return item_of(standard, *(_name(standard, row, kind) for kind in kinds))


def _name(standard: Standard, row: Values, kind: Level) -> str:
    column = standard.table.column(kind)
    return str(row.get(column.key, "")) if column is not None else ""


def _free(
    known: Known | None, taken: set[tuple[int, int, int]], counts: dict[Group, int]
) -> tuple[int, int, int] | None:
    """The next free row of a level-2 indicator, a new one below the others where all are filled."""
    if known is None or all(item.level3 for item in known.group.items):
        return None
    first, second, _ = known.at
    for third in range(counts[first, second]):
        fixed = third < len(known.group.items) and known.group.items[third].level3
        if not fixed and (first, second, third) not in taken:
            return first, second, third
    counts[first, second] += 1
    return first, second, counts[first, second] - 1


def _planned(values: Values, at: tuple[int, int, int], known: Known, counts: Mapping[Group, int]) -> Planned:
    first1 = sum(count for (first, _), count in counts.items() if first < at[0])
    first2 = sum(count for group, count in counts.items() if group < at[:2])
    item = known.group.items[at[2]] if at[2] < len(known.group.items) else Item()
    names = (known.indicator.level1, known.group.level2, item.level3)
    return Planned(values, names, bool(item.level3), first2 + at[2], first1, first2)


def with_room(standard: Standard, counts: Mapping[Group, int], details: Mapping[str, Sequence[object]]) -> Standard:
    """The standard with as many rows in its blank form as are needed: of each level-2 indicator, and of free rows."""
    indicators = tuple(
        replace(
            indicator,
            groups=tuple(_group(group, counts[first, second]) for second, group in enumerate(indicator.groups)),
        )
        for first, indicator in enumerate(standard.indicators)
    )
    blocks = tuple(_block(block, details) for block in standard.blocks)
    return replace(standard, indicators=indicators, blocks=blocks)


def _group(group: IndicatorGroup, count: int) -> IndicatorGroup:
    return replace(group, items=group.items + (Item(),) * (count - len(group.items)))


def _block(block: Block, details: Mapping[str, Sequence[object]]) -> Block:
    return replace(block, rows=tuple(_row(row, len(details.get(row.details or "", ()))) for row in block.rows))


def _row(row: Row, count: int) -> Row:
    return replace(row, detail_labels=row.detail_labels + (SPARE,) * (count - len(row.detail_labels)))
