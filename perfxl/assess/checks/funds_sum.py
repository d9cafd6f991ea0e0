"""资金合计等于其下各行之和。"""

from __future__ import annotations

from perfxl.assess.kinds.identity import Identity


class FundsSum(Identity):
    """A total of funds (年度资金总额) = Σ the rows below it, each column; blank parts are 0."""

    id = "funds-sum"


CHECK = FundsSum()
