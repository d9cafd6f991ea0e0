"""能按规则算出的得分，填写数不高于应得数。"""

from __future__ import annotations

from perfxl.assess.case import Case
from perfxl.assess.earned import earned
from perfxl.assess.figures import percent, plain
from perfxl.assess.kinds.table import RowCheck, unreadable
from perfxl.assess.table import number
from perfxl.assess.verdict import PASS, Verdict, fail, not_applicable
from perfxl.filing.model import IndicatorRow


class ScoreNotEarned(RowCheck):
    """score ≤ what the standard's rule gives, each row with a weight of its own, a numeric target and an actual value.
    What the digits not written leave open counts in the unit's favour."""

    id = "score-not-earned"

    def say(self, case: Case, subject: IndicatorRow) -> Verdict:
        """The score against the points the rule gives at most."""
        fact = case.indicators.fact(subject, "score")
        points = earned(case, subject)
        if points is None:
            return not_applicable("没有能计算的规则。")
        score = number(fact)
        if score is None:
            return unreadable(fact, f"“{subject.name}”的自评得分") or not_applicable("没有填得分。")
        if score <= points.most:
            return PASS
        computation = f"{plain(points.weight)}×{percent(points.completion)}={plain(points.written)}"
        advice = f"请改为不超过{plain(points.written)}分，或核对年度指标值与完成值。"
        measured = case.measure(subject)
        return fail(
            f"“{subject.name}”目标“{measured.target.text}”，完成值“{measured.actual.text}”，按完成比例应得"
            f"{plain(points.written)}分（{computation}），自评得分{plain(score)}。{advice}",
            reported=score,
            expected=points.written,
            computation=computation,
            advice=advice,
            score_effect=points.written - score,
        )


CHECK = ScoreNotEarned()
