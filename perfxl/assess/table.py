"""The indicator table as checks see it: its rows without the blank ones, its groups, the units that are scored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Literal

from perfxl.assess.standing import Standing, standings
from perfxl.filing.model import UNFILLED, Fact, Filing, IndicatorRow
from perfxl.standard.model import LEVEL1_WEIGHT, LEVEL2_WEIGHT, LEVEL3_WEIGHT, Level, Standard

UNWRITTEN = (*UNFILLED, "na")
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
    """A level-1 or level-2 indicator: its name, the cell of its name, its weight as written, and its rows. `choose`
    says that one of its rows is scored (二者择其一), `bonus` that its points count beside the whole."""

    __slots__ = ("bonus", "choose", "head", "level", "name", "number", "rows", "weight")

    def __init__(
        self,
        level: Literal[1, 2],
        number: int,
        rows: tuple[IndicatorRow, ...],
        keys: tuple[str, str],
        standing: Standing,
    ) -> None:
        self.level = level
        self.number = number
        self.rows = rows
        self.name = rows[0].level1 if level == 1 else rows[0].level2
        self.head = rows[0].facts.get(keys[0])
        self.weight = rows[0].weight if standing.beside else _first_written(rows, keys[1])
        self.choose = level == 2 and standing.choose
        self.bonus = standing.bonus

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
    """The filled indicator table, the rows that stand beside it first."""

    def __init__(self, filing: Filing, standard: Standard) -> None:
        self.table = standard.table
        self._keys = {column.kind: column.key for column in standard.table.columns}
        self.rows = tuple(row for row in filing.rows if not row.blank)
        self._standings = standings(filing, self.rows, standard)
        self._states_level2 = standard.once(_states_level2)
        self.level1 = self._groups(1)
        self.level2 = self._groups(2)
        self.units = tuple(self._units())
        self.total = filing.total

    def fact(self, row: IndicatorRow, kind: Level) -> Fact | None:
        """What stands in the column of that kind, None where the form has no such column."""
        return row.facts.get(self._keys.get(kind, ""))

    def standing(self, row: IndicatorRow) -> Standing:
        """What the standard says of a row."""
        return self._standings[id(row)]

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

    def is_left_out(self, row: IndicatorRow) -> bool:
        """Whether the row is not applicable, marked so at its score too, and leaves the whole."""
        if not self.standing(row).may_be_left_out:
            return False
        answer, score = self.fact(row, "actual"), self.fact(row, "score")
        return score is not None and score.state == "na" and (answer is None or answer.state == "na")

    def is_unchosen(self, row: IndicatorRow) -> bool:
        """Whether the row is of a group of which only one row is scored, and is not that one."""
        if not self.standing(row).choose:
            return False
        group = self.level2_of(row)
        return row is not next((each for each in group.rows if self.score(each) is not None), group.rows[0])

    def counts(self, row: IndicatorRow) -> bool:
        """Whether points are to be given in this row."""
        return not self.is_left_out(row) and not self.is_unchosen(row)

    def level1_of(self, row: IndicatorRow) -> Group:
        """The level-1 indicator of a row."""
        return next(group for group in self.level1 if group.number == row.group1)

    def level2_of(self, row: IndicatorRow) -> Group:
        """The level-2 indicator of a row."""
        return next(group for group in self.level2 if any(own is row for own in group.rows))

    def weight(self, row: IndicatorRow) -> Decimal | None:
        """The weight that binds the row's score: its own; where one row is chosen, its group's."""
        own = number(row.weight)
        return number(self.level2_of(row).weight) if own is None and self.standing(row).choose else own

    def weight_of(self, group: Group) -> Decimal | None:
        """The weight of a group; that of the rows together where the form has no place to write one."""
        stated = number(group.weight)
        placed = self.key("weight1") if group.level == 1 else self._states_level2
        if stated is not None or placed:
            return stated
        weights = [self.weight(row) for row in group.rows if not self.is_unchosen(row)]
        return None if None in weights else sum((weight for weight in weights if weight is not None), Decimal(0))

    @property
    def declared(self) -> Fact | None:
        """The score of the 总分 row."""
        return self.total.get(self.key("score"))

    @property
    def declared_weight(self) -> Fact | None:
        """The weight of the 总分 row, whatever the column of weights it stands in."""
        facts = (self.total.get(key) for key in (LEVEL1_WEIGHT, LEVEL3_WEIGHT, LEVEL2_WEIGHT))
        return next((fact for fact in facts if fact is not None), None)

    def key(self, kind: Level) -> str:
        """The key of the column of that kind, empty where the form has none."""
        return self._keys.get(kind, "")

    def subgroups(self, group: Group) -> tuple[Group, ...]:
        """The level-2 groups of a level-1 group."""
        return tuple(inner for inner in self.level2 if inner.rows[0].group1 == group.number)

    def _groups(self, level: Literal[1, 2]) -> tuple[Group, ...]:
        keys = (self.key("level1"), LEVEL1_WEIGHT) if level == 1 else (self.key("level2"), LEVEL2_WEIGHT)
        rows = groupby(self.rows, lambda row: (row.group1, 0 if level == 1 else row.group2))
        members = ((at, tuple(group)) for at, group in rows)
        return tuple(Group(level, at[level - 1], its, keys, self.standing(its[0])) for at, its in members)

    def _units(self) -> Iterator[ScoreUnit]:
        for group in self.level2:
            rows = [row for row in group.rows if self.counts(row)] if self._may_vary(group) else group.rows
            single = [row for row in rows if number(row.weight) is not None]
            yield from (ScoreUnit((row,), number(row.weight), group, True) for row in single)
            rest = tuple(row for row in rows if number(row.weight) is None)
            if rest:
                yield ScoreUnit(rest, None if single else number(group.weight), group, False)

    def _may_vary(self, group: Group) -> bool:
        return any(self.standing(row).may_vary for row in group.rows)


def _states_level2(standard: Standard) -> bool:
    """Whether a form of this standard states weights of level-2 indicators."""
    groups = (group for indicator in standard.indicators for group in indicator.groups)
    return standard.table.column("weight2") is not None or any(group.weight is not None for group in groups)


def _first_written(rows: Sequence[IndicatorRow], key: str) -> Fact | None:
    facts = [row.facts[key] for row in rows if key in row.facts]
    return next((fact for fact in facts if fact.state == "number"), facts[0] if facts else None)
