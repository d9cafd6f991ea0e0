"""公用经费决算数不超过预算数。"""

from __future__ import annotations

from perfxl.assess.kinds.limit import OverBudget


class OperatingOverBudget(OverBudget):
    """Operating cost stays within its budget."""

    id = "operating-over-budget"


CHECK = OperatingOverBudget()
