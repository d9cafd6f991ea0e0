"""人工评分：0 到分值之间由评价人给分。"""

from __future__ import annotations

from perfxl.standard.document import Entry
from perfxl.standard.kinds.kind import Kind, Points

POINTS = Points("[@分值]", "由评价人在0至分值之间给分", "0", asks="nothing")


def _read(entry: Entry) -> Points:
    return POINTS


KIND = Kind("manual", "人工评分", (), _read)
