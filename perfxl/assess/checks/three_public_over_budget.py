"""三公经费决算数不超过预算数。"""

from __future__ import annotations

from perfxl.assess.kinds.limit import OverBudget


class ThreePublicOverBudget(OverBudget):
    """The three public expenses stay within their budget."""

    id = "three-public-over-budget"


CHECK = ThreePublicOverBudget()
