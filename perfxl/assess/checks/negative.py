"""金额和人数不能是负数。"""

from __future__ import annotations

from collections.abc import Iterable

from perfxl.assess.case import Case
from perfxl.assess.figures import plain
from perfxl.assess.kinds.check import Check, Spot
from perfxl.assess.kinds.fields import absent, amount
from perfxl.assess.kinds.numbers import field_spots, is_negative
from perfxl.assess.verdict import PASS, Verdict, fail, not_applicable, not_run
from perfxl.filing.model import Fact


class Negative(Check[Fact]):
    """No negative amount, head count or rate, in fields and free rows. Scores are score-over-weight's affair."""

    id = "negative"

    def spots(self, case: Case) -> Iterable[Spot[Fact]]:
        """Every cell of an amount, a count or a rate."""
        return field_spots(case)

    def run(self, case: Case, spot: Spot[Fact]) -> Verdict:
        """Whether it is 0 or more."""
        fact = spot.subject
        if fact.state == "missing":
            return not_run(absent(case, fact))
        if fact.state != "number":
            return not_applicable("没有填数字。")
        if not is_negative(fact):
            return PASS
        advice = "请核对正负号。"
        return fail(
            f"“{spot.label}”填{plain(amount(fact))}，不能是负数。{advice}", reported=amount(fact), advice=advice
        )


CHECK = Negative()
