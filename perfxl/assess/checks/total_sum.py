"""总分等于各行得分之和。"""

from __future__ import annotations

from decimal import Decimal

from perfxl.assess.case import Case
from perfxl.assess.figures import plain
from perfxl.assess.hypotheses import explain
from perfxl.assess.kinds.table import TotalCheck, holds, unreadable
from perfxl.assess.table import Indicators, number
from perfxl.assess.verdict import PASS, Verdict, fail, not_run


class TotalSum(TotalCheck):
    """The total = Σ scores as filled. A blank total is a fail that says what to fill in. With a score missing the total
    may be right; it fails only if it is less than what is filled already."""

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
        declared, total = number(subject.declared), sum(scores, Decimal(0))
        if len(scores) < len(subject.rows) and (declared is None or declared >= total):
            return not_run("有指标未填自评得分，无法核对总分。")
        if declared is not None and holds(case, self.id, subject.rows):
            return PASS
        return _failed(subject, declared, total)


def _failed(indicators: Indicators, declared: Decimal | None, total: Decimal) -> Verdict:
    terms = "+".join(plain(_points(indicators, group.number)) for group in indicators.level1)
    computation = f"{terms}={plain(total)}"
    if declared is None:
        advice = f"请填{plain(total)}。"
        return fail(
            f"总分未填，各行得分合计{plain(total)}（{computation}）。{advice}",
            expected=total,
            computation=computation,
            advice=advice,
        )
    advice = explain(declared, total) or "请核对各行得分，或是否漏填了指标。"
    return fail(
        f"总分填{plain(declared)}，各行自评得分合计{plain(total)}（各一级指标{computation}），"
        f"相差{plain(declared - total)}。{advice}",
        reported=declared,
        expected=total,
        computation=computation,
        advice=advice,
        score_effect=total - declared,
    )


def _points(indicators: Indicators, group1: int) -> Decimal:
    rows = (row for row in indicators.rows if row.group1 == group1)
    return sum((indicators.score(row) or Decimal(0) for row in rows), Decimal(0))


CHECK = TotalSum()
