"""The indicator table as checks see it: its rows without the blank ones, its groups, the units that are scored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Literal

from perfxl.filing.model import Fact, Filing, IndicatorRow
from perfxl.standard.model import Level, Table

LEVEL2_WEIGHT = "二级分值"
LEVEL3_WEIGHT = "三级分值"
UNWRITTEN = ("blank", "na", "placeholder", "missing")
"""The states of a cell in which nothing is said."""


def number(fact: Fact | None) -> Decimal | None:
    """The number of a fact, None where it holds none."""
    return fact.value if fact is not None and fact.state == "number" else None


def is_written(fact: Fact | None) -> bool:
    """Whether something is said in the cell: "——" and "无" say nothing."""
    return fact is not None and fact.state not in UNWRITTEN and bool(fact.text.strip() or fact.value is not None)


def text_of(fact: Fact | None) -> str:
    """What stands in the cell, empty where nothing is said."""
    return fact.text.strip() if fact is not None and is_written(fact) else ""


class Group:
    """A level-1 or level-2 indicator: its name, the cell of its name, its weight as written, and its rows."""

    __slots__ = ("head", "level", "name", "number", "rows", "weight")

    def __init__(
        self, level: Literal[1, 2], number: int, rows: tuple[IndicatorRow, ...], name_key: str, weight_key: str
    ) -> None:
        self.level = level
        self.number = number
        self.rows = rows
        self.name = rows[0].level1 if level == 1 else rows[0].level2
        self.head = rows[0].facts.get(name_key)
        self.weight = _first_written(rows, weight_key)

    @property
    def path(self) -> tuple[str, ...]:
        """The names from level 1 down to this group."""
        return (self.rows[0].level1,) if self.level == 1 else (self.rows[0].level1, self.rows[0].level2)

    @property
    def title(self) -> str:
        """The name a person would use, also of a group that has lost its name."""
        return self.name or f"第{self.number + 1}个{'一' if self.level == 1 else '二'}级指标"


class ScoreUnit:
    """What a weight binds: a row with a weight of its own (`single`), or the rows of a level-2 group that have none."""

    __slots__ = ("group", "rows", "single", "weight")

    def __init__(self, rows: tuple[IndicatorRow, ...], weight: Decimal | None, group: Group, single: bool) -> None:
        self.rows = rows
        self.weight = weight
        self.group = group
        self.single = single

    @property
    def path(self) -> tuple[str, ...]:
        """The path of the row or of the group."""
        return self.rows[0].path if self.single else self.group.path

    @property
    def title(self) -> str:
        """The name a person would use."""
        return self.rows[0].name if self.single else self.group.title


class Indicators:
    """The filled indicator table."""

    def __init__(self, filing: Filing, table: Table) -> None:
        self.table = table
        self._keys = {column.kind: column.key for column in table.columns}
        self.rows = tuple(row for row in filing.rows if not row.blank)
        self.level1 = self._groups(1)
        self.level2 = self._groups(2)
        self.units = tuple(self._units())
        self.total = filing.total

    def fact(self, row: IndicatorRow, kind: Level) -> Fact | None:
        """What stands in the column of that kind, None where the form has no such column."""
        return row.facts.get(self._keys.get(kind, ""))

    def score(self, row: IndicatorRow) -> Decimal | None:
        """The points the unit gave itself in this row."""
        return number(self.fact(row, "score"))

    def summed(self, rows: Iterable[IndicatorRow]) -> Decimal | None:
        """The points of these rows together, None where one of them is not filled."""
        scores = [self.score(row) for row in rows]
        return None if None in scores else sum((score for score in scores if score is not None), Decimal(0))

    def reason(self, rows: Iterable[IndicatorRow]) -> str:
        """What is said in 偏差及原因分析 of these rows; empty where nothing is."""
        said = (self.fact(row, "reason") for row in rows)
        return "；".join(fact.text.strip() for fact in said if fact is not None and is_written(fact))

    @property
    def declared(self) -> Fact | None:
        """The score of the 总分 row."""
        return self.total.get(self.key("score"))

    @property
    def declared_weight(self) -> Fact | None:
        """The weight of the 总分 row."""
        return self.total.get(self.key("weight1"))

    def key(self, kind: Level) -> str:
        """The key of the column of that kind, empty where the form has none."""
        return self._keys.get(kind, "")

    def subgroups(self, group: Group) -> tuple[Group, ...]:
        """The level-2 groups of a level-1 group."""
        return tuple(inner for inner in self.level2 if inner.rows[0].group1 == group.number)

    def _groups(self, level: Literal[1, 2]) -> tuple[Group, ...]:
        weight, name = (self.key("weight1"), self.key("level1")) if level == 1 else (LEVEL2_WEIGHT, self.key("level2"))
        rows = groupby(self.rows, lambda row: (row.group1, 0 if level == 1 else row.group2))
        return tuple(Group(level, at[level - 1], tuple(members), name, weight) for at, members in rows)

    def _units(self) -> Iterator[ScoreUnit]:
        for group in self.level2:
            single = [row for row in group.rows if number(row.weight) is not None]
            yield from (ScoreUnit((row,), number(row.weight), group, True) for row in single)
            rest = tuple(row for row in group.rows if number(row.weight) is None)
            if rest:
                yield ScoreUnit(rest, None if single else number(group.weight), group, False)


def _first_written(rows: Sequence[IndicatorRow], key: str) -> Fact | None:
    facts = [row.facts[key] for row in rows if key in row.facts]
    return next((fact for fact in facts if fact.state == "number"), facts[0] if facts else None)
