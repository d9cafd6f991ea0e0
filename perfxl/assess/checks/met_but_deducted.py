"""目标全部完成的行或组应得满分，扣分的须说明。"""

from __future__ import annotations

from decimal import Decimal

from perfxl.assess.answers import measured
from perfxl.assess.case import Case
from perfxl.assess.earned import Earned, earned
from perfxl.assess.figures import plain
from perfxl.assess.kinds.table import UnitCheck, unreadable_scores
from perfxl.assess.table import ScoreUnit
from perfxl.assess.verdict import PASS, Verdict, fail, not_applicable


class MetButDeducted(UnitCheck):
    """All targets of a row or group met ⇒ full score, or a reason in 偏差及原因分析. 完成 meets a target that is a date
    or a quality. Where a target cannot be compared with what was reached it is not applicable, and where the row's rule
    gives no more than was scored all is well."""

    id = "met-but-deducted"

    def say(self, case: Case, subject: ScoreUnit) -> Verdict:
        """Whether all was reached and points were taken off all the same."""
        if subject.weight is None:
            return not_applicable("没有分值。")
        measures = [measured(case, row) for row in subject.rows]
        if not all(its.met for its in measures):
            return not_applicable("没有能比较的目标，或目标没有全部完成。")
        verdict = unreadable_scores(case, subject.rows)
        if verdict is not None:
            return verdict
        score = case.indicators.summed(subject.rows)
        assert score is not None
        if score >= subject.weight or case.indicators.reason(subject.rows):
            return PASS
        if subject.single and score >= _due(earned(case, subject.rows[0]), subject.weight):
            return PASS
        done = "；".join(
            f"{row.name}：目标“{its.target.text}”，完成值“{its.actual.text}”"
            for row, its in zip(subject.rows, measures, strict=True)
        )
        advice = f"请改为满分{plain(subject.weight)}分，或在偏差及原因分析中说明扣分原因。"
        return fail(
            f"“{subject.title}”的目标都已完成（{done}），得分{plain(score)}，低于分值{plain(subject.weight)}。{advice}",
            reported=score,
            expected=subject.weight,
            advice=advice,
        )


def _due(points: Earned, weight: Decimal) -> Decimal:
    """What the row's rule gives at least; the weight where it does not say."""
    given = points.least if points.points is None else points.points
    return weight if given is None else given


CHECK = MetButDeducted()
