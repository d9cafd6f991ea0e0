"""Checks of the indicator table: of each row, of each group, of each scored unit, of the total."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import ClassVar, Generic, Literal, TypeVar

from perfxl.assess.case import Case
from perfxl.assess.columns import scope
from perfxl.assess.kinds.check import Check, Spot, at
from perfxl.assess.kinds.fields import UNCACHED
from perfxl.assess.table import Group, Indicators, ScoreUnit, number
from perfxl.assess.verdict import Verdict, not_applicable, not_run
from perfxl.filing.model import Fact, IndicatorRow
from perfxl.standard.consistency import consistent
from perfxl.standard.model import Level

T = TypeVar("T")


class TableCheck(Check[T | None], Generic[T]):
    """A check of the indicator table. Where no table was found it has one spot, which is not run."""

    def spots(self, case: Case) -> Iterable[Spot[T | None]]:
        """Its places in the table, or the one that says there is none."""
        if case.indicators.rows:
            yield from self.places(case)
        else:
            table = case.standard.table
            yield Spot("", table.label, case.filing.sheets.get(table.sheet), None, None)

    def run(self, case: Case, spot: Spot[T | None]) -> Verdict:
        """What it says of one place."""
        if spot.subject is None:
            return not_run(f"没有找到“{case.standard.table.label}”的指标表。")
        return self.say(case, spot.subject)

    @abstractmethod
    def places(self, case: Case) -> Iterable[Spot[T | None]]:
        """Its places in a table that has rows."""

    @abstractmethod
    def say(self, case: Case, subject: T) -> Verdict:
        """What it says of one of them."""


class RowCheck(TableCheck[IndicatorRow]):
    """A check of each row, marked in one of its columns."""

    column: ClassVar[Level] = "score"

    def places(self, case: Case) -> Iterable[Spot[IndicatorRow | None]]:
        """Every row that is not blank."""
        return case.once(_row_spots, self.column)


class GroupCheck(TableCheck[Group]):
    """A check of each level-1 or level-2 indicator."""

    level: ClassVar[Literal[1, 2]] = 2
    marked: ClassVar[Literal["head", "weight"]] = "head"

    def places(self, case: Case) -> Iterable[Spot[Group | None]]:
        """Every group of the level, marked at its name or at its weight."""
        for group in case.indicators.level1 if self.level == 1 else case.indicators.level2:
            fact = group.head if self.marked == "head" else group.weight or group.head
            yield at(fact, "/".join(group.path), group.title, group)


class UnitCheck(TableCheck[ScoreUnit]):
    """A check of what a weight binds: a row that has one of its own, else a group; marked in its first row. Bonus
    points (加减分项) are bound by no whole: not applicable."""

    column: ClassVar[Level] = "score"

    def run(self, case: Case, spot: Spot[ScoreUnit | None]) -> Verdict:
        """What it says of one unit of the whole."""
        if spot.subject is not None and spot.subject.group.bonus:
            return not_applicable("加减分项，不在总分之内。")
        return super().run(case, spot)

    def places(self, case: Case) -> Iterable[Spot[ScoreUnit | None]]:
        """Every scored unit."""
        header = header_of(case, self.column)
        for unit in case.indicators.units:
            fact = case.indicators.fact(unit.rows[0], self.column)
            yield at(fact, "/".join(unit.path), f"{unit.title}{header}", unit)


class TotalCheck(TableCheck[Indicators]):
    """A check of the 总分 row, marked at its score or at its weight."""

    marked: ClassVar[Literal["score", "weight"]] = "score"

    def places(self, case: Case) -> Iterable[Spot[Indicators | None]]:
        """The total."""
        indicators = case.indicators
        fact = indicators.declared if self.marked == "score" else indicators.declared_weight or indicators.declared
        label = case.standard.table.total.label
        yield at(fact, label, label if self.marked == "score" else f"{label}分值", indicators)


def _row_spots(case: Case, column: Level) -> tuple[Spot[IndicatorRow | None], ...]:
    header, indicators = header_of(case, column), case.indicators
    return tuple(
        at(indicators.fact(row, column), "/".join(row.path), f"{row.name or '未命名指标'}{header}", row)
        for row in indicators.rows
    )


def header_of(case: Case, column: Level) -> str:
    """The header of a column, for labels."""
    found = case.standard.table.column(column)
    return found.header if found else ""


def unreadable(fact: Fact | None, name: str) -> Verdict | None:
    """Why a figure of the table cannot be read, if it cannot: never calculated, an error, or not a number."""
    if fact is None or fact.state == "missing":
        return not_run(f"表里没有找到{name}。")
    if fact.state == "uncached":
        return not_run(f"{name}的{UNCACHED}。")
    if fact.state in ("text", "error"):
        return not_run(f"{name}“{fact.text.strip()}”不是数字，无法核对。")
    return None


def unreadable_scores(case: Case, rows: Sequence[IndicatorRow]) -> Verdict | None:
    """Why the scores of these rows cannot be added up, if they cannot; a blank one is not filled yet."""
    for row in rows:
        fact = case.indicators.fact(row, "score")
        verdict = unreadable(fact, f"“{row.name}”的自评得分")
        if verdict is not None:
            return verdict
        if number(fact) is None:
            return not_run(f"“{row.name}”的自评得分未填，无法核对。")
    return None


def holds(case: Case, check: str, rows: Sequence[IndicatorRow], row: IndicatorRow | None = None) -> bool:
    """Whether the rule that the standard writes for a check can hold over these rows."""
    rule = case.rule(check).places[0].holds
    return consistent(rule, scope(case, rule, rows, row)).possible
