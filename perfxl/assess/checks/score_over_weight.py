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
    """0 ≤ score ≤ weight, each row that has both; a score below 0 fails with or without a weight. Of bonus points as
    much may be taken off as may be given."""

    id = "score-over-weight"

    def say(self, case: Case, subject: IndicatorRow) -> Verdict:
        """The row's score against its weight."""
        fact = case.indicators.fact(subject, "score")
        score, weight = number(fact), case.indicators.weight(subject)
        bonus = case.indicators.standing(subject).bonus
        if score is None:
            return unreadable(fact, f"“{subject.name}”的自评得分") or not_applicable("没有填得分。")
        if score < 0 and not bonus:
            return _below(subject, score, Decimal(0))
        if weight is None:
            return not_applicable("没有单独的分值。")
        if abs(score) <= weight if bonus else holds(case, self.id, (subject,), subject):
            return PASS
        if score < 0:
            return _below(subject, score, -weight)
        advice = f"请改为不超过{plain(weight)}分。"
        return fail(
            f"“{subject.name}”自评得分{plain(score)}，超过分值{plain(weight)}，多{plain(score - weight)}分。{advice}",
            reported=score,
            expected=weight,
            advice=advice,
            score_effect=weight - score,
        )


def _below(row: IndicatorRow, score: Decimal, least: Decimal) -> Verdict:
    advice = f"得分最低为{plain(least)}。"
    return fail(
        f"“{row.name}”自评得分{plain(score)}，小于{plain(least)}。{advice}",
        reported=score,
        expected=least,
        advice=advice,
        score_effect=least - score,
    )


CHECK = ScoreOverWeight()
