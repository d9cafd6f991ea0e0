"""按次扣分：完成值是发生的次数，每次扣若干分。"""

from __future__ import annotations

from perfxl.standard.document import Entry
from perfxl.standard.kinds.figure import not_negative, positive
from perfxl.standard.kinds.kind import Kind, Points


def _read(entry: Entry) -> Points:
    off, floor = positive(entry, "points"), not_negative(entry, "floor", "0")
    end = f"扣到{floor.words}分为止" if floor.value else "扣完为止"
    return Points(
        f"ROUND(MAX({floor.formula},[@分值]-{off.formula}*MAX(0,[@完成数])),2)",
        f"每发生一次扣{off.words}分，{end}；完成值填次数，没有填0",
    )


KIND = Kind("per_event", "按次扣分", ("points", "floor"), _read)
