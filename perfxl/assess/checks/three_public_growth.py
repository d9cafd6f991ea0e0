"""三公经费决算数不超过上年决算数。"""

from __future__ import annotations

from perfxl.assess.kinds.limit import Limit


class ThreePublicGrowth(Limit):
    """The three public expenses do not grow; the message names the basis. Last year blank is not run, for it is not 0."""

    id = "three-public-growth"


CHECK = ThreePublicGrowth()
