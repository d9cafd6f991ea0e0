"""部门整体支出预算调整的（决算数－预算数）÷预算数不超过规定。"""

from __future__ import annotations

from perfxl.assess.kinds.ratio import RatioWithin


class AdjustmentRate(RatioWithin):
    """By how much the budget was adjusted, as a fraction of the budget, within the standard's limit."""

    id = "adjustment-rate"
    name = "预算调整幅度"


CHECK = AdjustmentRate()
