"""加减分：由人工在正负限额之内给分。"""

from __future__ import annotations

from perfxl.standard.document import Entry
from perfxl.standard.kinds.figure import positive
from perfxl.standard.kinds.kind import Kind, Points

SIDES = ("both", "bonus", "penalty")


def _read(entry: Entry) -> Points:
    """`limit` is the weight where it is not given; `side` leaves out the bonus or the penalty."""
    side = entry.choice("side", SIDES, "both")
    limit = positive(entry, "limit") if entry.has("limit") else None
    text, said = (limit.formula, f"{limit.words}分") if limit is not None else ("[@分值]", "分值")
    words = {"both": f"最多加、最多减{said}", "bonus": f"最多加{said}", "penalty": f"最多减{said}"}[side]
    most, least = "0" if side == "penalty" else text, "0" if side == "bonus" else f"-{text}"
    return Points(most, f"加减分项：{words}，由评价人按依据给分", least, asks="nothing")


KIND = Kind("bonus_penalty", "加减分", ("limit", "side"), _read)
