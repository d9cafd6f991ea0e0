"""每个一级指标下，二级指标分值之和等于一级指标分值。"""

from __future__ import annotations

from perfxl.assess.case import Case
from perfxl.assess.kinds.table import GroupCheck
from perfxl.assess.kinds.weights import weigh
from perfxl.assess.table import Group, number
from perfxl.assess.verdict import Verdict, not_applicable


class Level2Weights(GroupCheck):
    """Σ level-2 weights = the level-1 weight, marked at the latter. Where no level-2 indicator states one it is not
    applicable; where only some do, it fails only if those already exceed the whole, else it is not run."""

    id = "level2-weights"
    level = 1
    marked = "weight"

    def say(self, case: Case, subject: Group) -> Verdict:
        """The weights of its level-2 indicators against its own."""
        if case.indicators.weight_of(subject) is not None and number(subject.weight) is None:
            return not_applicable("没有单独写一级指标的分值。")
        parts = [(group.title, group.weight) for group in case.indicators.subgroups(subject)]
        return weigh(case, self.id, subject, parts, "二级指标", subject.rows)


CHECK = Level2Weights()
