"""Rates (控制率, 执行率 …): as stated, as recomputed, how, and what points a step rule would give."""

from __future__ import annotations

from decimal import Decimal

from perfxl.assess.answers import computed
from perfxl.assess.case import Case
from perfxl.assess.earned import rule_of
from perfxl.assess.figures import HUNDRED, percent, plain
from perfxl.assess.kinds.fields import BLANKS, absent, facts_in
from perfxl.assess.model import RateResult, StepReading
from perfxl.assess.readings import step_readings
from perfxl.assess.scope import TableScope
from perfxl.filing.model import Fact, IndicatorRow
from perfxl.standard.evaluate import evaluate
from perfxl.standard.fill_in import fill_in
from perfxl.standard.formula import Formula
from perfxl.standard.interval import Interval
from perfxl.standard.model import Rate, Steps
from perfxl.standard.wording import nested


def rates(case: Case) -> tuple[RateResult, ...]:
    """Every rate of the standard, also those that cannot be computed: those listed as such, then those that stand in
    rows of the indicator table."""
    listed = {rate.formula.text for rate in case.standard.rates}
    rows = ((row, case.indicators.standing(row).item) for row in case.indicators.rows)
    in_rows = (_of_row(case, row, item.actual) for row, item in rows if item is not None and item.actual is not None)
    own = (rate for rate in in_rows if rate is not None and rate.formula not in listed)
    return (*(rate_result(case, rate) for rate in case.standard.rates), *own)


def _of_row(case: Case, row: IndicatorRow, formula: Formula) -> RateResult | None:
    """The rate that the form computes as the actual value of a row; None where that is no rate."""
    its, fact, rule = computed(case, row), case.indicators.fact(row, "actual"), rule_of(case, row)
    if its is None or not its.rate:
        return None
    steps = step_readings(case, row, rule) if rule is not None and its.value is not None else None
    return RateResult(
        id="/".join(row.path),
        label=row.name,
        reported=_reported(fact, its.value),
        recomputed=its.value,
        sheet=fact.sheet if fact else None,
        cell=fact.cell if fact else None,
        formula=formula.text,
        computation=its.computation,
        basis="" if rule is None or steps is not None else rule.words,
        why="标为不适用。" if its.na else its.why,
        steps=steps,
    )


def rate_result(case: Case, rate: Rate) -> RateResult:
    """One rate. What is stated without its percent sign (91.5) is read as a percentage where that fits better."""
    fact = case.fact(rate.reported) if rate.reported else None
    value = _recomputed(case, rate)
    why = _why_not(case, rate, value)
    value = None if why else value
    computation = f"{fill_in(rate.formula, case.figures, plain)}={percent(value)}" if value is not None else ""
    return RateResult(
        id=rate.id,
        label=rate.label,
        reported=_reported(fact, value),
        recomputed=value,
        sheet=fact.sheet if fact else None,
        cell=fact.cell if fact else None,
        formula=rate.formula.text,
        computation=computation,
        basis=rate.basis,
        why=nested(why) if value is None else "",
        steps=_readings(rate.steps, value) if rate.steps is not None and value is not None else None,
    )


def _why_not(case: Case, rate: Rate, value: Decimal | None) -> str:
    """Why the rate cannot be computed; empty where it can. A blank is no 0 here: nothing is known of it."""
    facts = facts_in(case, rate.formula)
    for fact in facts:
        match fact.state:
            case "missing":
                return absent(case, fact)
            case "text" | "error":
                return f"“{fact.label}”填的“{fact.text.strip()}”不是数字。"
            case "uncached":
                return f"“{fact.label}”的公式没有计算结果。"
            case "na":
                return f"“{fact.label}”标为不适用。"
    blanks = [fact for fact in facts if fact.state in BLANKS]
    if any(name in case.standard.ranges for name in rate.formula.names):
        if len(blanks) == len(facts):
            return "各行都未填。"
    elif blanks:
        return f"“{blanks[0].label}”未填。"
    return "除数为0，不能计算。" if value is None else ""


def _recomputed(case: Case, rate: Rate) -> Decimal | None:
    value = evaluate(rate.formula, case.figures)
    return value.point if isinstance(value, Interval) else None


def _reported(fact: Fact | None, value: Decimal | None) -> Decimal | None:
    if fact is None or fact.state != "number" or fact.value is None:
        return None
    if value is None or "%" in fact.text or "％" in fact.text:
        return fact.value
    return min((fact.value, fact.value / HUNDRED), key=lambda read: abs(read - value))


def _readings(steps: Steps, value: Decimal) -> StepReading:
    """Points under the rule with full steps only, with started steps counted, and pro rata (to two decimals)."""
    scope = TableScope({"分值": Interval.exact(steps.weight), "完成数": Interval.exact(value)}, {}, {})
    full, started, prorata = (_points(formula, scope) for formula in (steps.full, steps.started, steps.prorata))
    return StepReading(steps.weight, full, started, prorata, steps.words, steps.source)


def _points(formula: Formula, scope: TableScope) -> Decimal:
    """Both figures are exact, so the points are."""
    points = evaluate(formula, scope)
    assert isinstance(points, Interval) and points.point is not None
    return points.point
