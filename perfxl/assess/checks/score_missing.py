"""每一行指标都要有得分。"""

from __future__ import annotations

from perfxl.assess.case import Case
from perfxl.assess.figures import plain
from perfxl.assess.kinds.table import RowCheck, unreadable
from perfxl.assess.table import number
from perfxl.assess.verdict import PASS, Verdict, fail, not_applicable
from perfxl.filing.model import IndicatorRow


class ScoreMissing(RowCheck):
    """Every row has a score; "——" is none, but of a row that is not applicable and leaves the whole. Bonus points
    need not be claimed, and of rows of which one is chosen one-chosen speaks. What is no number is not-a-number's
    affair."""

    id = "score-missing"

    def say(self, case: Case, subject: IndicatorRow) -> Verdict:
        """Whether a score is filled."""
        indicators, fact = case.indicators, case.indicators.fact(subject, "score")
        standing = indicators.standing(subject)
        if standing.choose or standing.bonus or indicators.is_left_out(subject):
            return not_applicable("不必填得分。")
        if number(fact) is not None:
            return PASS
        verdict = unreadable(fact, f"“{subject.name}”的自评得分")
        if verdict is not None:
            return verdict
        weight = indicators.weight(subject)
        limit = "" if weight is None else f"（分值{plain(weight)}）"
        advice = f"请填写“{subject.name}”的得分{limit}。"
        written = f"填的是“{fact.text.strip()}”" if fact is not None and fact.text.strip() else "未填"
        return fail(f"“{subject.name}”的自评得分{written}。{advice}", advice=advice)


CHECK = ScoreMissing()
