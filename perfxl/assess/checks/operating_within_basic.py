"""基础数据表的公用经费不大于自评表的基本支出。"""

from __future__ import annotations

from perfxl.assess.kinds.limit import Limit


class OperatingWithinBasic(Limit):
    """Operating cost is a part of basic expenditure."""

    id = "operating-within-basic"


CHECK = OperatingWithinBasic()
