"""年度指标值是时间的，完成值要写明时间。"""

from __future__ import annotations

from perfxl.assess.answers import measured
from perfxl.assess.case import Case
from perfxl.assess.kinds.table import RowCheck
from perfxl.assess.verdict import PASS, Verdict, fail, not_applicable
from perfxl.filing.model import IndicatorRow


class DateNotGiven(RowCheck):
    """A date as target is answered with a date: a text that names a month or a day will do. A blank answer is
    required-blank's affair."""

    id = "date-not-given"
    column = "actual"

    def say(self, case: Case, subject: IndicatorRow) -> Verdict:
        """Whether the answer names a time."""
        its = measured(case, subject)
        answer = its.actual.text.strip()
        if its.target.kind != "date" or its.actual.kind == "blank" or its.target.text.strip() == "全年":
            return not_applicable("年度指标值不是时间，或完成值未填。")
        if its.actual.kind == "date" or _names_a_time(answer):
            return PASS
        target = its.target.text.strip()
        advice = "请写明完成时间，例如“10月25日”。"
        return fail(
            f"“{subject.name}”的目标是“{target}”，完成值写“{answer}”，没有写明时间，无法核对。{advice}",
            reported=answer,
            advice=advice,
        )


def _names_a_time(answer: str) -> bool:
    return any(char.isdigit() for char in answer) and any(mark in answer for mark in "年月日号季.-/")


CHECK = DateNotGiven()
