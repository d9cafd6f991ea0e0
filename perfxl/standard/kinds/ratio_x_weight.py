"""比率乘分值：执行率得分＝分值×执行率，封顶。"""

from __future__ import annotations

from perfxl.standard.document import Entry
from perfxl.standard.kinds.figure import positive
from perfxl.standard.kinds.kind import Kind, Points


def _read(entry: Entry) -> Points:
    cap = positive(entry, "cap", "100%")
    return Points(
        f"ROUND([@分值]*MAX(0,MIN({cap.formula},[@完成数])),2)", f"得分＝分值×完成值，完成值最高按{cap.words}计"
    )


KIND = Kind("ratio_x_weight", "比率乘分值", ("cap",), _read)
