"""二者择其一的指标，只有一行填得分。"""

from __future__ import annotations

from collections.abc import Iterable

from perfxl.assess.case import Case
from perfxl.assess.kinds.check import Spot
from perfxl.assess.kinds.table import GroupCheck
from perfxl.assess.table import Group
from perfxl.assess.verdict import PASS, Verdict, fail


class OneChosen(GroupCheck):
    """Of the rows of which one is to be chosen exactly one has a score. Only such groups are looked at."""

    id = "one-chosen"

    def spots(self, case: Case) -> Iterable[Spot[Group | None]]:
        """The groups of which one row is chosen."""
        return [spot for spot in self.places(case) if spot.subject is not None and spot.subject.choose]

    def say(self, case: Case, subject: Group) -> Verdict:
        """How many of its rows are scored."""
        scored = [row.name for row in subject.rows if case.indicators.score(row) is not None]
        if len(scored) == 1:
            return PASS
        listed = "、".join(f"“{row.name}”" for row in subject.rows)
        advice = "请只保留一行的得分。" if scored else "请选一行填写得分。"
        found = f"有{len(scored)}行填了得分" if scored else "都没有填得分"
        return fail(f"“{subject.title}”下{listed}只选一行计分，现在{found}。{advice}", advice=advice)


CHECK = OneChosen()
