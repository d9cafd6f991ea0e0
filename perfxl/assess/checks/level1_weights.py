"""一级指标分值之和等于总分的分值。"""

from __future__ import annotations

from decimal import Decimal

from perfxl.assess.case import Case
from perfxl.assess.figures import plain
from perfxl.assess.kinds.table import TotalCheck, holds, unreadable
from perfxl.assess.table import Indicators, number
from perfxl.assess.verdict import PASS, Verdict, fail, not_run


class Level1Weights(TotalCheck):
    """Σ level-1 weights = the weight of the total as written, and as the standard has it. A total whose weight is not
    written is taken for the standard's; a level-1 indicator without a weight leaves it not run. Where the form has no
    column for them, one that is not written is the sum of the weights below it. Bonus points (加减分项) do not
    count."""

    id = "level1-weights"
    marked = "weight"

    def say(self, case: Case, subject: Indicators) -> Verdict:
        """Both comparisons, in one finding."""
        groups = [group for group in subject.level1 if not group.bonus]
        for group in groups:
            verdict = unreadable(group.weight, f"“{group.title}”的分值")
            if verdict is not None:
                return verdict
            if subject.weight_of(group) is None:
                return not_run(f"“{group.title}”没有写分值，无法核对。")
        weights = [subject.weight_of(group) or Decimal(0) for group in groups]
        total = sum(weights, Decimal(0))
        whole = case.standard.table.total.weight
        stated = number(subject.declared_weight)
        if total == whole and holds(case, self.id, subject.rows):
            return PASS
        terms = "+".join(plain(weight) for weight in weights)
        reported, expected = (total, whole) if total != whole else (stated, whole)
        advice = f"请核对各一级指标的分值，合计应为{plain(whole)}。"
        written = "" if stated is None else f"，总分的分值填{plain(stated)}"
        return fail(
            f"一级指标分值合计{plain(total)}（{terms}）{written}，应为{plain(whole)}。{advice}",
            reported=reported,
            expected=expected,
            computation=f"{terms}={plain(total)}",
            advice=advice,
        )


CHECK = Level1Weights()
