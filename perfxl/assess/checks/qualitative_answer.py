"""年度指标值是定性的，完成值要写达成的程度或具体情况，不只写“完成”。"""

from __future__ import annotations

from perfxl.assess.answers import measured
from perfxl.assess.case import Case
from perfxl.assess.kinds.table import RowCheck
from perfxl.assess.verdict import PASS, Verdict, fail, not_applicable
from perfxl.filing.model import IndicatorRow


class QualitativeAnswer(RowCheck):
    """A quality as target is answered with a tier (达成年度指标 …) or a description, not with 完成 alone. A blank one
    is required-blank's affair."""

    id = "qualitative-answer"
    column = "actual"

    def say(self, case: Case, subject: IndicatorRow) -> Verdict:
        """Whether the answer says anything."""
        its = measured(case, subject)
        if its.target.kind != "qualitative" or its.actual.kind == "blank":
            return not_applicable("年度指标值不是定性的，或完成值未填。")
        if its.actual.kind != "done":
            return PASS
        target, answer = its.target.text.strip(), its.actual.text.strip()
        advice = "请写达成程度（如“达成年度指标”“部分达成”）或具体情况。"
        return fail(
            f"“{subject.name}”的目标“{target}”是定性的，完成值只写“{answer}”。{advice}",
            reported=answer,
            advice=advice,
        )


CHECK = QualitativeAnswer()
