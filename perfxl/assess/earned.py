"""Points that the rules of the standard give (评分规则): to each row that has a weight, a rule and an answer to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from perfxl.assess.answers import measured, unknown
from perfxl.assess.case import Case
from perfxl.assess.columns import Operands, as_possible, as_written, row_scope
from perfxl.assess.figures import plain
from perfxl.assess.working import working
from perfxl.filing.model import UNFILLED, IndicatorRow
from perfxl.standard.evaluate import evaluate
from perfxl.standard.formula import Formula
from perfxl.standard.interval import Interval
from perfxl.standard.model import NOT_APPLICABLE, Rule
from perfxl.standard.values import Scalar, Undecidable, Value


@dataclass(frozen=True, slots=True)
class Earned:
    """What the rule of a row of that weight gives. `points` are those by the figures as written, None where the rule
    leaves a span to a person; `most` the most that may be earned when what was rounded away counts in the unit's
    favour, `least` the least of a span. `open` says why more than `most` cannot be excluded. `left_out` says that the
    row is not applicable and leaves the whole. Without points, `why` says why there are none, and `asked` that a
    person has to say."""

    rule: Rule | None = None
    weight: Decimal | None = None
    points: Decimal | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    open: str = ""
    left_out: bool = False
    why: str = ""
    asked: bool = False
    computation: str = ""


def earned(case: Case, row: IndicatorRow) -> Earned:
    """The points of the row's rule."""
    return case.for_row(_earned, row)


def rule_of(case: Case, row: IndicatorRow) -> Rule | None:
    """The rule of a row: its own, or that of the table for targets that are figures, or for those that are none."""
    of_figures, of_others = case.indicators.standing(row).rules
    return of_figures if of_figures is of_others or measured(case, row).numeric else of_others


def _earned(case: Case, row: IndicatorRow) -> Earned:
    rule, weight = rule_of(case, row), case.indicators.weight(row)
    if rule is None:
        return Earned(why="没有评分规则，得分由单位自评。")
    if weight is None:
        return Earned(rule, why="没有单独的分值，得分由单位自评。")
    why = unknown(case, rule.points) if rule.points.names else ""
    if why:
        return Earned(rule, weight, why=why)
    operands = as_written(case, row)
    most = evaluate(rule.points, row_scope(case, rule.points, row, operands, True))
    if not isinstance(most, Interval) or most.point is None:
        return _nothing(case, row, rule, weight, most)
    return _given(case, row, rule, weight, operands, most.point)


def _nothing(case: Case, row: IndicatorRow, rule: Rule, weight: Decimal, value: Value) -> Earned:
    """Why the rule comes to no number: the row leaves the whole, or its answer is none to this rule."""
    if isinstance(value, str) and value.strip() == NOT_APPLICABLE:
        return Earned(rule, weight, left_out=True, why="不适用，这一行不计分。")
    fact = case.indicators.fact(row, "actual")
    if isinstance(value, Undecidable):
        return Earned(rule, weight, why=f"{value.reason}。")
    if as_written(case, row).answer == NOT_APPLICABLE:
        return Earned(rule, weight, why="标为不适用，得分由评价人员确定。", asked=rule.na == "ask")
    if fact is None or fact.state in UNFILLED:
        return Earned(rule, weight, why="完成值未填。")
    return Earned(rule, weight, why=f"完成值“{fact.text.strip()}”按规则算不出得分。")


def _given(case: Case, row: IndicatorRow, rule: Rule, weight: Decimal, operands: Operands, points: Decimal) -> Earned:
    possible = as_possible(case, row)
    range_ = evaluate(rule.points, row_scope(case, rule.points, row, possible, False))
    if isinstance(range_, Interval) and range_.hi is not None:
        most, open_ = range_.hi, ""
    else:
        ways = (_value(case, row, rule.points, each) for each in _ends(operands, possible))
        most = max(points, *(way for way in ways if way is not None))
        open_ = range_.reason if isinstance(range_, Undecidable) else "应得分不能确定"
    told = working(rule.points, row_scope(case, rule.points, row, operands, True), _percents(case, row))
    return Earned(
        rule,
        weight,
        points=points if rule.least is None else None,
        least=None if rule.least is None else _value(case, row, rule.least, operands),
        most=max(most, points),
        open=open_,
        computation="" if rule.least is not None or told == plain(points) else f"{told}={plain(points)}",
    )


def _value(case: Case, row: IndicatorRow, formula: Formula, operands: Operands) -> Decimal | None:
    value = evaluate(formula, row_scope(case, formula, row, operands, True))
    return value.point if isinstance(value, Interval) else None


def _ends(written: Operands, possible: Operands) -> Iterator[Operands]:
    """The operands at the ends of what the written digits leave open: a band may begin between them."""
    for figure in _both(possible.figure):
        for completion in _both(possible.completion):
            yield replace(written, figure=figure, completion=completion)


def _percents(case: Case, row: IndicatorRow) -> tuple[str, ...]:
    """The operands to be shown as percentages."""
    return ("完成度", "完成数") if measured(case, row).actual.kind == "percent" else ("完成度",)


def _both(value: Scalar) -> Iterator[Scalar]:
    if isinstance(value, Interval):
        yield from (Interval.exact(end) for end in (value.lo, value.hi) if end is not None)
    else:
        yield value
