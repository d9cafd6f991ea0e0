"""完成值÷年度指标值不超过规定，超过的须说明。"""

from __future__ import annotations

from perfxl.assess.answers import measured
from perfxl.assess.case import Case
from perfxl.assess.figures import bound, percent
from perfxl.assess.kinds.table import RowCheck, holds
from perfxl.assess.verdict import PASS, Verdict, fail, not_applicable
from perfxl.filing.model import IndicatorRow


class OverFulfilled(RowCheck):
    """actual ÷ target ≤ the standard's limit, else a reason. Only of numbers of which more is better: dates, qualities
    and targets such as ≤30万元 are not applicable."""

    id = "over-fulfilled"
    column = "actual"

    def say(self, case: Case, subject: IndicatorRow) -> Verdict:
        """How far the target was exceeded."""
        its = measured(case, subject)
        ratio = its.ratio
        if ratio is None:
            return not_applicable("不是能比较的数值目标。")
        within = holds(case, self.id, (subject,), subject)
        if within or case.indicators.reason((subject,)):
            return PASS
        limit = case.limit(self.id, "上限")
        over = f"，超过{bound(limit)}" if limit is not None else ""
        target = its.target.text.strip().lstrip("≥≧>＞=＝ ")
        computation = f"{its.actual.text.strip()}÷{target}={percent(ratio)}"
        advice = "请在偏差及原因分析中说明，或核对指标值是否定得过低。"
        return fail(
            f"“{subject.name}”完成值为指标值的{percent(ratio)}（{computation}）{over}，没有说明原因。{advice}",
            reported=ratio,
            expected=limit,
            computation=computation,
            advice=advice,
            percent=True,
        )


CHECK = OverFulfilled()
