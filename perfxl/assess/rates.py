"""Rates (控制率, 执行率 …): as stated, as recomputed, how, and what points a step rule would give."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from perfxl.assess.case import Case
from perfxl.assess.figures import CENT, HUNDRED, half_up, percent, plain
from perfxl.assess.kinds.fields import BLANKS, absent, facts_in
from perfxl.assess.model import RateResult, StepReading
from perfxl.filing.model import Fact
from perfxl.standard.evaluate import evaluate
from perfxl.standard.fill_in import fill_in
from perfxl.standard.interval import Interval
from perfxl.standard.model import Rate, Steps

ZERO, ONE = Decimal(0), Decimal(1)


def rates(case: Case) -> tuple[RateResult, ...]:
    """Every rate of the standard, also those that cannot be computed."""
    return tuple(rate_result(case, rate) for rate in case.standard.rates)


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
        why=why if value is None else "",
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
    count = _beyond(steps, value) / steps.step
    full, started = count.to_integral_value(ROUND_FLOOR), count.to_integral_value(ROUND_CEILING)
    points = [max(ZERO, steps.weight - steps.points * number) for number in (full, started, count)]
    return StepReading(steps.weight, points[0], points[1], half_up(points[2], CENT), _rule(steps), steps.source)


def _beyond(steps: Steps, value: Decimal) -> Decimal:
    """How far the rate lies beyond the point of full marks, on the side that counts."""
    over = value - steps.full_at
    distance = {"over": over, "under": -over, "both": abs(over)}[steps.side]
    return max(ZERO, distance)


def _rule(steps: Steps) -> str:
    side = {"over": "高于", "under": "低于", "both": "偏离"}[steps.side]
    width = plain(steps.step * HUNDRED)
    return (
        f"满分{plain(steps.weight)}分；{side}{plain(steps.full_at * HUNDRED)}%的，每{width}个百分点"
        f"扣{plain(steps.points)}分，扣完为止"
    )
