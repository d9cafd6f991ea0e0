"""在职人数不超过编制数。"""

from __future__ import annotations

from perfxl.assess.kinds.limit import Limit


class StaffingOverPosts(Limit):
    """Staff in post within the authorised posts."""

    id = "staffing-over-posts"


CHECK = StaffingOverPosts()
