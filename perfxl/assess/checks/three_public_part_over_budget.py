"""公务用车、出国、公务接待各项的决算数不超过预算数。"""

from __future__ import annotations

from perfxl.assess.kinds.limit import OverBudget


class ThreePublicPartOverBudget(OverBudget):
    """Each of the three stays within its own budget; both blank is not applicable."""

    id = "three-public-part-over-budget"


CHECK = ThreePublicPartOverBudget()
