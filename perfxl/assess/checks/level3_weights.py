"""每个二级指标下，三级指标分值之和等于二级指标分值；没有三级分值的不核。"""

from __future__ import annotations

from collections.abc import Iterator

from perfxl.assess.case import Case
from perfxl.assess.kinds.check import Spot, at
from perfxl.assess.kinds.table import GroupCheck
from perfxl.assess.kinds.weights import weigh
from perfxl.assess.table import Group, number
from perfxl.assess.verdict import Verdict, not_applicable
from perfxl.standard.model import LEVEL3_WEIGHT


class Level3Weights(GroupCheck):
    """Σ level-3 weights = the level-2 weight, marked at the level-2 cell; not applicable where no level-3 weight is
    stated, and with the same care for some stated and some not as above. Below a level-1 indicator whose level-2 ones
    have no weights, they are held against the level-1 weight. Of rows of which one is chosen, one counts."""

    id = "level3-weights"

    def places(self, case: Case) -> Iterator[Spot[Group | None]]:
        """Every level-2 indicator, or the level-1 one where those below it have no weights."""
        for outer in case.indicators.level1:
            inner = case.indicators.subgroups(outer)
            weights = any(number(row.facts.get(LEVEL3_WEIGHT)) is not None for row in outer.rows)
            own = weights and all(number(group.weight) is None for group in inner)
            for group in (outer,) if own else inner:
                fact = group.weight or group.head if own else group.head
                yield at(fact, "/".join(group.path), group.title, group)

    def say(self, case: Case, subject: Group) -> Verdict:
        """The weights of its rows against its own."""
        if subject.level == 1 and number(subject.weight) is None:
            return not_applicable("没有单独写一级、二级指标的分值。")
        rows = tuple(row for row in subject.rows if not case.indicators.is_unchosen(row))
        parts = [(row.name, row.facts.get(LEVEL3_WEIGHT)) for row in rows]
        return weigh(case, self.id, subject, parts, "三级指标", rows)


CHECK = Level3Weights()
