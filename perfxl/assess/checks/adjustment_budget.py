"""部门整体支出预算调整的预算数等于自评表基本支出与项目支出预算数之和。"""

from __future__ import annotations

from perfxl.assess.kinds.identity import Identity


class AdjustmentBudget(Identity):
    """The budget before adjustment = basic + project budget of the other sheet, all of which the form demands."""

    id = "adjustment-budget"


CHECK = AdjustmentBudget()
