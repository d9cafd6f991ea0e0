"""得分低于分值的（该行或该组），要填写偏差及原因分析。"""

from __future__ import annotations

from perfxl.assess.case import Case
from perfxl.assess.figures import plain
from perfxl.assess.kinds.table import UnitCheck, unreadable_scores
from perfxl.assess.table import ScoreUnit
from perfxl.assess.verdict import PASS, Verdict, fail, not_applicable
from perfxl.filing.model import IndicatorRow


class DeductionUnexplained(UnitCheck):
    """score < weight ⇒ a reason, each row with a weight of its own; else Σ scores of the group < its weight ⇒ a reason
    in one of its rows, marked at the first. "无" and "——" are no reason. Without a weight, or without a place for a
    reason, it is not applicable."""

    id = "deduction-unexplained"
    column = "reason"

    def say(self, case: Case, subject: ScoreUnit) -> Verdict:
        """Whether points were taken off, and why."""
        if subject.weight is None:
            return not_applicable("没有分值，不能判断是否扣分。")
        if not any(_has_place(case, row) for row in subject.rows):
            return not_applicable("表里没有填写原因的地方。")
        verdict = unreadable_scores(case, subject.rows)
        if verdict is not None:
            return verdict
        score = case.indicators.summed(subject.rows)
        assert score is not None
        if score >= subject.weight or case.indicators.reason(subject.rows):
            return PASS
        advice = "请填写偏差及原因分析。"
        what = "得分" if subject.single else "各行得分合计"
        lost = plain(subject.weight - score)
        return fail(
            f"“{subject.title}”分值{plain(subject.weight)}，{what}{plain(score)}，扣了{lost}分，没有说明原因。{advice}",
            advice=advice,
        )


def _has_place(case: Case, row: IndicatorRow) -> bool:
    """Whether the form has a cell for the reason."""
    beside = case.indicators.standing(row).beside
    return bool(beside.reason) if beside is not None else case.indicators.fact(row, "reason") is not None


CHECK = DeductionUnexplained()
