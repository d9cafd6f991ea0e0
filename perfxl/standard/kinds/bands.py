"""分段计分：完成值落在哪一段就得那一段的分。"""

from __future__ import annotations

from perfxl.standard.document import Entry
from perfxl.standard.kinds.band import expression, in_words, read_bands
from perfxl.standard.kinds.figure import looked_at
from perfxl.standard.kinds.kind import Kind, Points


def _read(entry: Entry) -> Points:
    x, said, asks = looked_at(entry)
    bands = read_bands(entry)
    return Points(expression(bands, x), f"{said}{in_words(bands)}", asks=asks)


KIND = Kind("bands", "分段计分", ("bands", "of"), _read)
