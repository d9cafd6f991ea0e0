"""公用经费与其下各明细之和相符：列全的应相等，未列全的不小于。"""

from __future__ import annotations

from perfxl.assess.kinds.identity import DetailSum


class OperatingSum(DetailSum):
    """Operating cost ≥ (or =, as the standard writes it) the sum of its rows, each column."""

    id = "operating-sum"


CHECK = OperatingSum()
