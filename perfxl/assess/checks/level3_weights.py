"""每个二级指标下，三级指标分值之和等于二级指标分值；没有三级分值的不核。"""

from __future__ import annotations

from perfxl.assess.case import Case
from perfxl.assess.kinds.table import GroupCheck
from perfxl.assess.kinds.weights import weigh
from perfxl.assess.table import LEVEL3_WEIGHT, Group
from perfxl.assess.verdict import Verdict


class Level3Weights(GroupCheck):
    """Σ level-3 weights = the level-2 weight, marked at the level-2 cell; not applicable where no level-3 weight is
    stated, and with the same care for some stated and some not as above."""

    id = "level3-weights"

    def say(self, case: Case, subject: Group) -> Verdict:
        """The weights of its rows against its own."""
        parts = [(row.name, row.facts.get(LEVEL3_WEIGHT)) for row in subject.rows]
        return weigh(case, self.id, subject, parts, "三级指标")


CHECK = Level3Weights()
