"""The figures of the indicator table that a formula names: [列] over rows, [@列] of one row, 总分_… of the total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from perfxl.assess.answers import measured
from perfxl.assess.case import Case
from perfxl.assess.measure import Measure
from perfxl.assess.scope import TableScope
from perfxl.assess.table import Group, number
from perfxl.filing.model import UNFILLED, Fact, IndicatorRow
from perfxl.standard.formula import Formula
from perfxl.standard.interval import Interval
from perfxl.standard.model import (
    LEVEL1_WEIGHT,
    LEVEL2_WEIGHT,
    LEVEL3_WEIGHT,
    NOT_APPLICABLE,
    ROW_VALUES,
    TOTAL_SCORE,
    TOTAL_WEIGHT,
)
from perfxl.standard.values import BLANK, Scalar, Undecidable, Value

NO_COMPLETION = Undecidable("完成程度不能确定")
"""What was reached cannot be held against the target, or which way is better is not known."""


def scope(case: Case, rule: Formula, rows: Sequence[IndicatorRow], row: IndicatorRow | None = None) -> TableScope:
    """The figures that `rule` names: [列] over `rows`, [@列] of `row`, as far as the written digits tell."""
    used = rule.columns
    columns = {column.name: column_of(case, column.name, rows) for column in used if not column.this_row}
    figures = {column.name: _figure(case, column.name, row) for column in used if column.this_row and row is not None}
    return TableScope(figures, columns, {name: _named(case, name, False) for name in rule.names})


def row_scope(case: Case, rule: Formula, row: IndicatorRow, operands: Operands, points: bool) -> TableScope:
    """The same for a marking rule over the operands of its row; `points` says to take all figures as written."""
    used, own = rule.columns, operands.columns(case, row)
    columns = {
        column.name: column_of(case, column.name, case.indicators.rows) for column in used if not column.this_row
    }
    names = [column.name for column in used if column.this_row]
    figures = {name: own[name] if name in own else _figure(case, name, row) for name in names}
    return TableScope(figures, columns, {name: _named(case, name, points) for name in rule.names})


@dataclass(frozen=True, slots=True)
class Operands:
    """What a marking rule is asked about a row: the actual value as written, the same as a figure, the target as a
    figure, and the one by the other."""

    answer: Scalar
    figure: Scalar
    target: Scalar
    completion: Scalar

    def columns(self, case: Case, row: IndicatorRow) -> dict[str, Scalar]:
        """The operands under the names that a rule has for them."""
        weight = case.indicators.weight(row)
        return {
            "分值": BLANK if weight is None else Interval.exact(weight),
            "完成值": self.answer,
            "完成数": self.figure,
            "目标数": self.target,
            "完成度": self.completion,
        }


def as_written(case: Case, row: IndicatorRow) -> Operands:
    """The operands by the figures as written."""
    return case.for_row(_as_written, row)


def as_possible(case: Case, row: IndicatorRow) -> Operands:
    """The operands as far as the written digits tell."""
    return case.for_row(_as_possible, row)


def _possible_columns(case: Case, row: IndicatorRow) -> dict[str, Scalar]:
    return as_possible(case, row).columns(case, row)


def _as_written(case: Case, row: IndicatorRow) -> Operands:
    its = measured(case, row)
    completion = its.completion_as_written
    return Operands(
        _answer(case, row),
        "" if its.figure is None else Interval.exact(its.figure),
        _target(case, row),
        _no_completion(its) if completion is None else Interval.exact(completion),
    )


def _as_possible(case: Case, row: IndicatorRow) -> Operands:
    its = measured(case, row)
    return Operands(_answer(case, row), its.reached or "", _target(case, row), its.completion or _no_completion(its))


def column_of(case: Case, name: str, rows: Sequence[IndicatorRow]) -> list[Scalar]:
    """A column over these rows; weights of groups stand once for each group, without those of bonus points."""
    indicators = case.indicators
    if name == LEVEL1_WEIGHT:
        within = {row.group1 for row in rows}
        return [_weight(case, group) for group in indicators.level1 if group.number in within and not group.bonus]
    if name == LEVEL2_WEIGHT:
        return [_weight(case, group) for group in indicators.level2 if any(row is group.rows[0] for row in rows)]
    return [_own(case, name, row) for row in rows]


def exact(fact: Fact | None) -> Scalar:
    """A figure of the table: points and weights are not rounded. What is no number counts as blank, but for the mark
    that a row is not applicable."""
    if fact is not None and fact.state == "na":
        return NOT_APPLICABLE
    value = number(fact)
    return BLANK if value is None else Interval.exact(value)


def _figure(case: Case, name: str, row: IndicatorRow) -> Scalar:
    """A column in this row; what belongs to a whole group stands for each of its rows."""
    indicators = case.indicators
    if name == LEVEL1_WEIGHT:
        return _weight(case, indicators.level1_of(row))
    if name == LEVEL2_WEIGHT:
        return _weight(case, indicators.level2_of(row))
    return case.for_row(_possible_columns, row)[name] if name in ROW_VALUES else _own(case, name, row)


def _own(case: Case, name: str, row: IndicatorRow) -> Scalar:
    if name == LEVEL3_WEIGHT and case.indicators.standing(row).beside is not None:
        return exact(row.weight)
    return exact(row.facts.get(name))


def _weight(case: Case, group: Group) -> Scalar:
    weight = case.indicators.weight_of(group)
    return BLANK if weight is None else Interval.exact(weight)


def _named(case: Case, name: str, points: bool) -> Value:
    """The weight of the total, the standard's where the 总分 row has none, its score, or a field."""
    if name == TOTAL_WEIGHT:
        weight = number(case.indicators.declared_weight)
        return Interval.exact(case.standard.table.total.weight if weight is None else weight)
    if name == TOTAL_SCORE:
        return exact(case.indicators.declared)
    return (case.figures if points else case.fields).name(name)


def _no_completion(its: Measure) -> Scalar:
    """Nothing, where no figures are there to be held against one another."""
    return NO_COMPLETION if its.figure is not None and its.numeric else ""


def _answer(case: Case, row: IndicatorRow) -> Scalar:
    its = measured(case, row)
    fact = case.indicators.fact(row, "actual")
    if its.reach is not None and its.figure is not None:
        return Interval.exact(its.figure)
    if its.actual.text == NOT_APPLICABLE or (fact is not None and fact.state == "na"):
        return NOT_APPLICABLE
    if fact is None or fact.state in UNFILLED:
        return BLANK
    return Interval.exact(fact.value) if fact.state == "number" and fact.value is not None else fact.text


def _target(case: Case, row: IndicatorRow) -> Scalar:
    its = measured(case, row)
    if its.comparable is not None:
        return Interval.exact(its.comparable[0])
    return Interval.exact(its.target.value) if its.numeric and its.target.value is not None else ""
