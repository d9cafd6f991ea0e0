"""每行得分不小于0，不大于该行的分值。"""

from __future__ import annotations

from decimal import Decimal

from perfxl.assess.case import Case
from perfxl.assess.figures import plain
from perfxl.assess.kinds.table import RowCheck, holds, unreadable
from perfxl.assess.table import number
from perfxl.assess.verdict import PASS, Verdict, fail, not_applicable
from perfxl.filing.model import IndicatorRow


class ScoreOverWeight(RowCheck):
    """0 ≤ score ≤ weight, each row that has both; a score below 0 fails with or without a weight."""

    id = "score-over-weight"

    def say(self, case: Case, subject: IndicatorRow) -> Verdict:
        """The row's score against its weight."""
        fact = case.indicators.fact(subject, "score")
        score, weight = number(fact), number(subject.weight)
        if score is None:
            return unreadable(fact, f"“{subject.name}”的自评得分") or not_applicable("没有填得分。")
        if score < 0:
            return _negative(subject, score)
        if weight is None:
            return not_applicable("没有单独的分值。")
        if holds(case, self.id, (subject,), subject):
            return PASS
        advice = f"请改为不超过{plain(weight)}分。"
        return fail(
            f"“{subject.name}”自评得分{plain(score)}，超过分值{plain(weight)}，多{plain(score - weight)}分。{advice}",
            reported=score,
            expected=weight,
            advice=advice,
            score_effect=weight - score,
        )


def _negative(row: IndicatorRow, score: Decimal) -> Verdict:
    advice = "得分最低为0。"
    return fail(
        f"“{row.name}”自评得分{plain(score)}，小于0。{advice}",
        reported=score,
        expected=Decimal(0),
        advice=advice,
        score_effect=-score,
    )


CHECK = ScoreOverWeight()
