"""完成值与年度指标值的种类和计量单位一致（90%与0.9视为一致）。"""

from __future__ import annotations

from perfxl.assess.answers import measured
from perfxl.assess.case import Case
from perfxl.assess.kinds.table import RowCheck
from perfxl.assess.verdict import PASS, Verdict, fail, not_applicable
from perfxl.filing.model import IndicatorRow


class UnitMismatch(RowCheck):
    """A number as target is answered with a number of the same kind: 万元 and % differ, 人 and 户 differ, 人 and no
    unit do not; 90% and 95 may be the same. A number answered with words alone differs; a tier does not."""

    id = "unit-mismatch"
    column = "actual"

    def say(self, case: Case, subject: IndicatorRow) -> Verdict:
        """Whether the two can be compared at all."""
        its = measured(case, subject)
        if not its.numeric or its.actual.kind == "blank":
            return not_applicable("年度指标值不是数值，或完成值未填。")
        clash = its.units_clash
        if clash is None:
            return not_applicable("没有写明单位，或不能判断。")
        if not clash:
            return PASS
        target, answer = its.target.text.strip(), its.actual.text.strip()
        column = f"，计量单位是“{its.unit}”" if its.unit else ""
        advice = "请按计量单位填写。" if column else "请按年度指标值的单位填写完成值。"
        number = "三者" if column else "两者"
        return fail(
            f"“{subject.name}”的目标是“{target}”，完成值是“{answer}”{column}，{number}不是同一种数。{advice}",
            reported=answer,
            advice=advice,
        )


CHECK = UnitMismatch()
