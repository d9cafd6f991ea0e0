"""在职人员控制率等于在职人数÷编制数。"""

from __future__ import annotations

from perfxl.assess.kinds.ratio import StatedRatio


class StaffingRatio(StatedRatio):
    """The stated staffing ratio = staff ÷ posts; 100 and 100% are the same."""

    id = "staffing-ratio"


CHECK = StaffingRatio()
