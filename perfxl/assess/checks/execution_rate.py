"""执行率要填写，并等于全年执行数÷全年预算数。"""

from __future__ import annotations

from perfxl.assess.kinds.ratio import StatedRatio


class ExecutionRate(StatedRatio):
    """The execution rate, each row; blank is a fail with the value to fill in, no budget is not applicable."""

    id = "execution-rate"


CHECK = ExecutionRate()
