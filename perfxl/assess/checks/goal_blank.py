"""年初设定目标和全年完成情况都要填写。"""

from __future__ import annotations

from collections.abc import Iterator

from perfxl.assess.case import Case
from perfxl.assess.kinds.check import Check, Spot, at
from perfxl.assess.kinds.fields import NOTHING, absent
from perfxl.assess.verdict import PASS, Verdict, fail, not_run
from perfxl.filing.model import Fact


class GoalBlank(Check[Fact]):
    """Both halves of the yearly goal are filled: the long texts of the sheet that holds the indicators. "无" is no
    goal."""

    id = "goal-blank"

    def spots(self, case: Case) -> Iterator[Spot[Fact]]:
        """The two halves."""
        for name, field in case.standard.fields.items():
            if field.kind == "long_text" and field.sheet == case.standard.table.sheet:
                yield at(case.fact(name), name, field.label, case.fact(name))

    def run(self, case: Case, spot: Spot[Fact]) -> Verdict:
        """Whether something is said."""
        fact = spot.subject
        if fact.state == "missing":
            return not_run(absent(case, fact))
        if fact.state not in NOTHING and fact.text.strip():
            return PASS
        advice = f"请填写{spot.label}。"
        return fail(f"年度总体目标的“{spot.label}”未填。{advice}", advice=advice)


CHECK = GoalBlank()
