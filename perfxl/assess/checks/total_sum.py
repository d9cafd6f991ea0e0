"""总分等于各行得分之和。"""

from __future__ import annotations

from decimal import Decimal

from perfxl.assess.case import Case
from perfxl.assess.columns import scope
from perfxl.assess.figures import plain
from perfxl.assess.hypotheses import explain
from perfxl.assess.kinds.table import TotalCheck, holds, unreadable
from perfxl.assess.scores import filled, total_of
from perfxl.assess.table import Indicators, number
from perfxl.assess.verdict import PASS, Verdict, fail, not_run
from perfxl.assess.working import working


class TotalSum(TotalCheck):
    """The total = what the standard makes of the scores as filled, as a rule their sum. A blank total is a fail that
    says what to fill in. With a score missing the total may be right; it fails only if it is less than what is filled
    already, and where bonus points or rescaling make even that uncertain not at all."""

    id = "total-sum"

    def say(self, case: Case, subject: Indicators) -> Verdict:
        """The total against the sum of the rows."""
        for row in subject.rows:
            verdict = unreadable(subject.fact(row, "score"), f"“{row.name}”的自评得分")
            if verdict is not None:
                return verdict
        verdict = unreadable(subject.declared, f"“{case.standard.table.total.label}”的得分")
        if verdict is not None:
            return verdict
        scores = [score for row in subject.rows if (score := subject.score(row)) is not None]
        if not scores:
            return not_run("各行都没有填得分。")
        declared, total = number(subject.declared), total_of(case)
        plainly = total == sum(scores, Decimal(0))
        if _lacks_one(subject) and (declared is None or declared >= total or not plainly):
            return not_run("有指标未填自评得分，无法核对总分。")
        if declared is not None and holds(case, self.id, subject.rows):
            return PASS
        return _failed(case, declared, total)


def _lacks_one(indicators: Indicators) -> bool:
    """Whether a row that is to be scored has no score; bonus points need not be claimed."""
    rows = (row for row in indicators.rows if indicators.score(row) is None)
    return any(indicators.counts(row) and not indicators.standing(row).bonus for row in rows)


def _failed(case: Case, declared: Decimal | None, total: Decimal) -> Verdict:
    indicators = case.indicators
    points = [_points(indicators, group.number) for group in indicators.level1]
    terms = "+".join(plain(each) if each >= 0 else f"({plain(each)})" for each in points)
    summed = sum(points, Decimal(0)) == total
    computation = f"{terms}={plain(total)}" if summed else _working(case, total)
    named = f"各行得分合计{plain(total)}" if summed else f"按评价标准的算法应为{plain(total)}"
    if declared is None:
        advice = f"请填{plain(total)}。"
        return fail(
            f"总分未填，{named}（{computation}）。{advice}",
            expected=total,
            computation=computation,
            advice=advice,
        )
    advice = explain(declared, total) or "请核对各行得分，或是否漏填了指标。"
    said = f"各行自评得分合计{plain(total)}（各一级指标{computation}）" if summed else f"{named}（{computation}）"
    return fail(
        f"总分填{plain(declared)}，{said}，相差{plain(declared - total)}。{advice}",
        reported=declared,
        expected=total,
        computation=computation,
        advice=advice,
        score_effect=total - declared,
    )


def _working(case: Case, total: Decimal) -> str:
    """The standard's formula worked out; where it stops at a limit, how much it would be without."""
    formula, rows = case.standard.table.total.score, case.indicators.rows
    told = working(formula, scope(case, formula, rows))
    return f"{told}={plain(total)}" if told != plain(total) else f"各行合计{plain(filled(case.indicators, rows))}，封顶"


def _points(indicators: Indicators, group1: int) -> Decimal:
    rows = (row for row in indicators.rows if row.group1 == group1)
    return sum((indicators.score(row) or Decimal(0) for row in rows), Decimal(0))


CHECK = TotalSum()
