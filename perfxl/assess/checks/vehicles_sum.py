"""公务用车经费等于公车购置与公车运行维护之和。"""

from __future__ import annotations

from perfxl.assess.kinds.identity import Identity


class VehiclesSum(Identity):
    """Vehicles = purchase + operation, each column; blank parts are 0."""

    id = "vehicles-sum"


CHECK = VehiclesSum()
