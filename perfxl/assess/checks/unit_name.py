"""每一处都要填写单位名称，并且一致。"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from perfxl.assess.case import Case
from perfxl.assess.kinds.check import Check, Spot, at
from perfxl.assess.kinds.fields import BLANKS, absent
from perfxl.assess.verdict import PASS, Verdict, fail, not_run
from perfxl.filing.model import Fact
from perfxl.standard.model import UNIT_NAMES


class UnitName(Check[Fact]):
    """The unit's name stands in each sheet, and is the same; spaces and full-width signs do not count. A difference is
    marked once, at the later sheet."""

    id = "unit-name"

    def spots(self, case: Case) -> Iterator[Spot[Fact]]:
        """Every field for a name."""
        for name, field in case.standard.fields.items():
            if name in UNIT_NAMES:
                yield at(case.fact(name), name, field.label, case.fact(name))

    def run(self, case: Case, spot: Spot[Fact]) -> Verdict:
        """Whether it is filled and the same as the one before."""
        fact = spot.subject
        if fact.state == "missing":
            return not_run(absent(case, fact))
        if fact.state in BLANKS or not fact.text.strip():
            return fail(f"“{spot.label}”未填。请填写单位全称。", advice="请填写单位全称。")
        first = next(spot.subject for spot in self.spots(case) if spot.subject.text.strip())
        if _plain(first.text) == _plain(fact.text):
            return PASS
        advice = "请统一填写单位全称。"
        return fail(
            f"“{spot.label}”填“{fact.text.strip()}”，而“{first.label}”填“{first.text.strip()}”，两处不一致。{advice}",
            reported=fact.text.strip(),
            expected=first.text.strip(),
            advice=advice,
            related=((first.sheet, first.cell),) if first.sheet and first.cell else (),
        )


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


CHECK = UnitName()
