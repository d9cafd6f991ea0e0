"""比率乘分值：执行率得分＝分值×执行率，封顶。"""

from __future__ import annotations

from perfxl.standard.document import Entry
from perfxl.standard.kinds.kind import Kind, Points


def _read(entry: Entry) -> Points:
    cap = entry.text("cap") if entry.has("cap") else "100%"
    if entry.has("cap"):
        entry.positive("cap")
    return Points(f"ROUND([@分值]*MIN({cap},[@完成数]),2)", f"得分＝分值×完成值，完成值最高按{cap}计")


KIND = Kind("ratio_x_weight", "比率乘分值", ("cap",), _read)
