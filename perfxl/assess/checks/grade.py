"""填写的等级与总分所在的分段一致。"""

from __future__ import annotations

from collections.abc import Iterable

from perfxl.assess.case import Case
from perfxl.assess.figures import plain
from perfxl.assess.kinds.check import Check, Spot, at
from perfxl.assess.table import number
from perfxl.assess.verdict import PASS, Verdict, fail, not_applicable, not_run
from perfxl.filing.model import Fact


class Grade(Check[Fact | None]):
    """A stated grade is that of the declared total; where none is stated it is not applicable."""

    id = "grade"

    def spots(self, case: Case) -> Iterable[Spot[Fact | None]]:
        """Where the grade is stated, else the total."""
        stated = case.filing.grade
        yield at(stated or case.indicators.declared, "等级", "等级", stated)

    def run(self, case: Case, spot: Spot[Fact | None]) -> Verdict:
        """The stated grade against the bands."""
        stated = spot.subject
        if stated is None or not stated.text.strip():
            return not_applicable("没有填等级。")
        total = number(case.indicators.declared)
        if total is None:
            return not_run("总分未填，无法核对等级。")
        expected = case.standard.grade(total)
        if expected is None:
            return not_run(f"总分{plain(total)}不在任何等级分段内。")
        if stated.text.strip() == expected:
            return PASS
        advice = f"请改为“{expected}”，或核对总分。"
        return fail(
            f"等级填“{stated.text.strip()}”，总分{plain(total)}应为“{expected}”。{advice}",
            reported=stated.text.strip(),
            expected=expected,
            advice=advice,
        )


CHECK = Grade()
