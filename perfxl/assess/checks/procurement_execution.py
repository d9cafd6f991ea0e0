"""政府采购决算数÷预算数在规定范围内。"""

from __future__ import annotations

from perfxl.assess.kinds.ratio import RatioWithin


class ProcurementExecution(RatioWithin):
    """Procurement ÷ its budget within the standard's limits."""

    id = "procurement-execution"
    name = "政府采购执行率"


CHECK = ProcurementExecution()
