"""三公经费决算数不超过上年决算数。"""

from __future__ import annotations

from perfxl.assess.kinds.limit import Limit


class ThreePublicGrowth(Limit):
    """The three public expenses do not grow; the message names the basis. Last year blank is not 0: not run."""

    id = "three-public-growth"


CHECK = ThreePublicGrowth()
