"""由其他数算出的完成值，填写数等于算出的数。"""

from __future__ import annotations

from decimal import Decimal

from perfxl.assess.answers import Computed, computed
from perfxl.assess.case import Case
from perfxl.assess.figures import percent, plain, to_fill_in
from perfxl.assess.kinds.check import Spot
from perfxl.assess.kinds.table import RowCheck, unreadable
from perfxl.assess.table import number
from perfxl.assess.verdict import PASS, Verdict, fail, not_applicable, not_run
from perfxl.filing.model import Fact, IndicatorRow
from perfxl.standard.interval import Interval, may_equal

_PERCENT_SIGNS = ("%", "％")


class AnswerComputed(RowCheck):
    """An actual value that the form computes from its other cells is that value, as far as the digits of both tell; a
    rate without its percent sign (95.1) is read as one where that makes it right. Blank is a fail with the value to
    fill in. Only rows whose value the form computes are looked at; of those beside the table execution-rate speaks."""

    id = "answer-computed"
    column = "actual"

    def spots(self, case: Case) -> list[Spot[IndicatorRow | None]]:
        """The rows whose actual value is computed."""
        return [spot for spot in super().places(case) if spot.subject is not None and _is_looked_at(case, spot.subject)]

    def say(self, case: Case, subject: IndicatorRow) -> Verdict:
        """The value as filled against the value as computed."""
        its, fact = computed(case, subject), case.indicators.fact(subject, "actual")
        if its is None or fact is None or its.na:
            return not_applicable("标为不适用。")
        if its.value is None:
            return not_run(its.why)
        if fact.state == "na":
            return not_applicable("标为不适用。")
        verdict = unreadable(fact, f"“{subject.name}”的完成值")
        if verdict is not None:
            return verdict
        value = number(fact)
        if value is not None and _agrees(fact, value, its):
            return PASS
        return _failed(subject, its, value)


def _is_looked_at(case: Case, row: IndicatorRow) -> bool:
    return case.indicators.standing(row).beside is None and computed(case, row) is not None


def _agrees(fact: Fact, value: Decimal, its: Computed) -> bool:
    assert its.value is not None and its.possible is not None
    readings = [(value, fact.decimals or 0)]
    if its.rate and not any(sign in fact.text for sign in _PERCENT_SIGNS):
        readings.append((value.scaleb(-2), (fact.decimals or 0) + 2))
    if its.rate and any(to_fill_in(read) == to_fill_in(its.value) for read, _ in readings):
        return True
    possible = its.possible
    return any(may_equal(Interval.rounded(read, decimals), possible) for read, decimals in readings)


def _failed(row: IndicatorRow, its: Computed, value: Decimal | None) -> Verdict:
    assert its.value is not None
    due = to_fill_in(its.value) if its.rate else its.value
    advice = f"请填{its.shown}。" if value is None else f"请改为{its.shown}，或核对所用的数。"
    written = "未填，应填" if value is None else f"填{_written(value, its.rate)}，应为"
    return fail(
        f"“{row.name}”的完成值{written}{its.shown}（{its.computation}）。{advice}",
        reported=value,
        expected=due,
        computation=its.computation,
        advice=advice,
        percent=its.rate,
    )


def _written(value: Decimal, rate: bool) -> str:
    return percent(value) if rate else plain(value)


CHECK = AnswerComputed()
