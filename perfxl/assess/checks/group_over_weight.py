"""没有三级分值时，一组得分之和不大于该二级指标的分值。"""

from __future__ import annotations

from decimal import Decimal

from perfxl.assess.case import Case
from perfxl.assess.figures import plain
from perfxl.assess.kinds.table import GroupCheck, holds, unreadable
from perfxl.assess.table import Group, number
from perfxl.assess.verdict import PASS, Verdict, fail, not_applicable, not_run


class GroupOverWeight(GroupCheck):
    """Σ scores of a level-2 indicator ≤ its weight, where its rows have no weights of their own. Blank scores count as
    0: what is filled already is too much, or it is not."""

    id = "group-over-weight"

    def say(self, case: Case, subject: Group) -> Verdict:
        """The scores of the group against its weight."""
        if subject.bonus:
            return not_applicable("加减分项，不在总分之内。")
        if subject.choose:
            return not_applicable("只有一行计分。")
        if any(number(row.weight) is not None for row in subject.rows):
            return not_applicable("各行有单独的分值。")
        weight = number(subject.weight)
        if weight is None:
            return not_applicable("没有分值。")
        facts = [case.indicators.fact(row, "score") for row in subject.rows]
        for row, fact in zip(subject.rows, facts, strict=True):
            verdict = unreadable(fact, f"“{row.name}”的自评得分")
            if verdict is not None:
                return verdict
        scores = [score for fact in facts if (score := number(fact)) is not None]
        if not scores:
            return not_run("这一组都没有填得分。")
        if holds(case, self.id, subject.rows, subject.rows[0]):
            return PASS
        return _failed(subject, scores, weight)


def _failed(group: Group, scores: list[Decimal], weight: Decimal) -> Verdict:
    total, terms = sum(scores, Decimal(0)), "+".join(plain(score) for score in scores)
    advice = f"请核对这一组的得分，合计不超过{plain(weight)}分。"
    return fail(
        f"“{group.title}”各行自评得分合计{plain(total)}（{terms}），超过分值{plain(weight)}，"
        f"多{plain(total - weight)}分。{advice}",
        reported=total,
        expected=weight,
        computation=f"{terms}={plain(total)}",
        advice=advice,
        score_effect=weight - total,
    )


CHECK = GroupOverWeight()
