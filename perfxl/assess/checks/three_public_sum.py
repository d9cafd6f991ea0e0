"""三公经费等于公务用车、出国、公务接待三项之和。"""

from __future__ import annotations

from perfxl.assess.kinds.identity import Identity


class ThreePublicSum(Identity):
    """The three public expenses = vehicles + trips abroad + receptions, each column; blank parts are 0."""

    id = "three-public-sum"


CHECK = ThreePublicSum()
