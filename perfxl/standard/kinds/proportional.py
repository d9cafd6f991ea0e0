"""按比例计分：达到得满分，未达到按完成比例。"""

from __future__ import annotations

from perfxl.standard.document import Entry
from perfxl.standard.kinds.kind import Kind, Points


def _read(entry: Entry) -> Points:
    return Points("ROUND([@分值]*MIN(1,[@完成度]),2)", "达到年度指标值得满分，未达到的按完成比例计分")


KIND = Kind("proportional", "按比例计分", (), _read)
