"""执行率低于规定的，要说明原因。"""

from __future__ import annotations

from dataclasses import replace

from perfxl.assess.case import Case
from perfxl.assess.kinds.check import Spot
from perfxl.assess.kinds.fields import facts_in, unreadable
from perfxl.assess.kinds.ratio import RatioWithin, ratio_in
from perfxl.assess.table import is_written
from perfxl.assess.verdict import PASS, Verdict
from perfxl.filing.model import Fact
from perfxl.standard.formula import Formula
from perfxl.standard.model import Place


class ExecutionReason(RatioWithin):
    """执行率 ≥ the standard's limit, else a reason: in the field that the check is marked at, or in that of the row
    beside the table that shows the rate. Without a budget there is no rate: not applicable."""

    id = "execution-reason"
    name = "执行率"

    def run(self, case: Case, spot: Spot[Place]) -> Verdict:
        """Weighs the rate where its figures can be read; the reason is no figure."""
        place = spot.subject
        rate = replace(place, holds=Formula("", ratio_in(place.holds.tree)))
        facts = facts_in(case, rate.holds)
        return unreadable(case, facts) or self.beforehand(case, rate) or self.weighed(case, place)

    def weighed(self, case: Case, place: Place) -> Verdict:
        """A rate below the limit is well with a reason."""
        return PASS if any(map(is_written, _reasons(case, place))) else super().weighed(case, place)

    def limits(self, case: Case) -> str:
        """The limit in words."""
        return f"{super().limits(case)}，低于的须说明原因"


def _reasons(case: Case, place: Place) -> list[Fact]:
    """Where a reason may stand."""
    facts = [case.fact(place.at)] if case.field(place.at).kind in ("text", "long_text") else []
    names = {place.at, *place.holds.names}
    besides = [beside for beside in case.standard.table.beside if {beside.actual, beside.reason} & names]
    return facts + [case.fact(beside.reason) for beside in besides if beside.reason]


CHECK = ExecutionReason()
