"""按比例计分：达到得满分，未达到按完成比例；可设及格线、封顶和超额完成的折扣。"""

from __future__ import annotations

from dataclasses import dataclass

from perfxl.standard.document import Entry
from perfxl.standard.kinds import overfulfil
from perfxl.standard.kinds.figure import Figure, not_negative, positive, settled
from perfxl.standard.kinds.kind import Asks, Kind, Points

DIRECTIONS = ("auto", "higher", "lower", "equal")


@dataclass(frozen=True, slots=True)
class _Direction:
    """How far the target is fulfilled, 1 where it is just met; what must be there to tell; and in words."""

    completion: str
    asks: Asks
    words: str


_BOTH_FIGURES = 'IF(ISNUMBER([@目标数]),{},"")'
_DIRECTIONS = {
    "auto": _Direction("[@完成度]", "completion", "达到年度指标值得满分，未达到的按完成比例计分"),
    "higher": _Direction(
        "IF([@目标数]>0,MAX(0,[@完成数]/[@目标数]),IF([@完成数]>=[@目标数],1,0))",
        "figure",
        "越高越好：达到指标值得满分，未达到的按“完成值÷指标值”计分",
    ),
    "lower": _Direction(
        "IF([@完成数]>0,MAX(0,[@目标数]/[@完成数]),IF([@完成数]<=[@目标数],1,0))",
        "figure",
        "越低越好：不超过指标值得满分，超过的按“指标值÷完成值”计分",
    ),
    "equal": _Direction(
        "IF([@目标数]=0,IF([@完成数]=0,1,0),MAX(0,1-ABS([@完成数]-[@目标数])/ABS([@目标数])))",
        "figure",
        "等于指标值得满分，偏离的按“1－偏离度”计分",
    ),
}


def _read(entry: Entry) -> Points:
    direction = _DIRECTIONS[entry.choice("direction", DIRECTIONS, "auto")]
    line = not_negative(entry, "pass_line", "0%")
    cap = positive(entry, "cap", "100%")
    completion = direction.completion
    text = f"[@分值]*MIN({cap.formula},{completion})"
    words = [direction.words, *_said(cap, line)]
    if entry.has("overfulfil"):
        factor, said = overfulfil.read(entry.entry("overfulfil"), completion)
        text, words = f"{text}*{factor}", [*words, said]
    text = f"ROUND({text},2)"
    if line.value:
        text = f"IF({settled(completion)}<{line.formula},0,{text})"
    if direction.asks == "figure":
        text = _BOTH_FIGURES.format(text)
    return Points(text, "；".join(words), asks=direction.asks)


def _said(cap: Figure, line: Figure) -> list[str]:
    said = [f"完成度最高按{cap.words}计"] if cap.value != 1 else []
    return [*said, f"完成度不到{line.words}不得分"] if line.value else said


KIND = Kind("proportional", "按比例计分", ("direction", "pass_line", "cap", "overfulfil"), _read)
