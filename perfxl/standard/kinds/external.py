"""外部得分折算：别处考核的得分按满分折成本项分值。"""

from __future__ import annotations

from perfxl.standard.document import Entry
from perfxl.standard.kinds.figure import positive
from perfxl.standard.kinds.kind import Kind, Points


def _read(entry: Entry) -> Points:
    full = positive(entry, "full", "100")
    return Points(
        f"ROUND([@分值]*MIN(1,MAX(0,[@完成数])/{full.formula}),2)",
        f"得分＝考核得分÷{full.words}×分值；完成值填考核得分",
    )


KIND = Kind("external", "外部得分折算", ("full",), _read)
