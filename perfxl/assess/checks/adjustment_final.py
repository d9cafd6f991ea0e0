"""部门整体支出预算调整的决算数等于自评表的支出合计。"""

from __future__ import annotations

from perfxl.assess.kinds.identity import Identity


class AdjustmentFinal(Identity):
    """The final figure = total expenditure of the other sheet."""

    id = "adjustment-final"


CHECK = AdjustmentFinal()
