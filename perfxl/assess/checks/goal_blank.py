"""年初设定目标和全年完成情况都要填写。"""

from __future__ import annotations

from collections.abc import Iterator

from perfxl.assess.case import Case
from perfxl.assess.kinds.check import Check, Spot, at
from perfxl.assess.kinds.fields import NOTHING, absent
from perfxl.assess.verdict import PASS, Verdict, fail, not_run
from perfxl.filing.model import Fact
from perfxl.standard.model import Standard


class GoalBlank(Check[Fact]):
    """Both halves of the yearly goal are filled: the blocks of long texts on the sheet that holds the indicators. "无"
    is no goal."""

    id = "goal-blank"

    def spots(self, case: Case) -> Iterator[Spot[Fact]]:
        """The two halves."""
        for name in case.standard.once(_goals):
            yield at(case.fact(name), name, case.label(name), case.fact(name))

    def run(self, case: Case, spot: Spot[Fact]) -> Verdict:
        """Whether something is said."""
        fact = spot.subject
        if fact.state == "missing":
            return not_run(absent(case, fact))
        if fact.state not in NOTHING and fact.text.strip():
            return PASS
        advice = f"请填写{spot.label}。"
        block = case.standard.block(case.field(fact.field).block)
        return fail(f"{block.label or block.id}的“{spot.label}”未填。{advice}", advice=advice)


def _goals(standard: Standard) -> tuple[str, ...]:
    """The fields of blocks that hold long texts alone, but for the reasons of an indicator beside the table."""
    reasons = {beside.reason for beside in standard.table.beside}
    on_sheet = [field for field in standard.fields.values() if field.sheet == standard.table.sheet]
    others = {field.block for field in on_sheet if field.kind != "long_text"}
    return tuple(field.name for field in on_sheet if field.block not in others and field.name not in reasons)


CHECK = GoalBlank()
