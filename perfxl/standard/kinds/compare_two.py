"""两数比较：完成值与另一个数比，是哪种情形得哪个分。"""

from __future__ import annotations

from perfxl.standard.document import Entry
from perfxl.standard.kinds.figure import part, points, settled
from perfxl.standard.kinds.kind import Kind, Points

_WHEN = {
    "zero": ("{x}=0", "为0"),
    "less": ("{d}<0", "小于{r}"),
    "at_most": ("{d}<=0", "不超过{r}"),
    "equal": ("{d}=0", "等于{r}"),
    "at_least": ("{d}>=0", "不小于{r}"),
    "more": ("{d}>0", "大于{r}"),
}
WHEN = tuple(_WHEN)
_EVERY = ({"at_most", "more"}, {"less", "at_least"}, {"less", "equal", "more"}, {"at_most", "at_least"})
"""Cases that between them leave nothing out."""


def _read(entry: Entry) -> Points:
    reference, name = part(entry, "reference"), entry.text("called", "对照数")
    text, said = '""', []
    cases = [(each.choice("when", WHEN), each) for each in entry.entries("cases")]
    _refuse(entry, cases)
    for when, each in reversed(cases):
        each.only("when", "points")
        worth, words = points(each)
        condition, case = _WHEN[when]
        holds = condition.format(x=settled("[@完成数]"), d=settled(f"[@完成数]-{reference}"))
        text = f"IF({holds},{worth},{text})"
        if when != "zero":
            text = f'IF(ISNUMBER({reference}),{text},"")' if each is _first_compared(cases) else text
        said.append(f"{case.format(r=name)}得{words}")
    return Points(text, f"完成值{'，'.join(reversed(said))}")


def _first_compared(cases: list[tuple[str, Entry]]) -> Entry | None:
    return next((each for when, each in cases if when != "zero"), None)


def _refuse(entry: Entry, cases: list[tuple[str, Entry]]) -> None:
    """Each case once, and together all there are."""
    seen = set[str]()
    for when, each in cases:
        if when in seen:
            raise each.fault("when", f"两次写到“{when}”", f"“{when}” twice")
        seen.add(when)
    if not any(every <= seen for every in _EVERY):
        raise entry.fault("cases", "这些情形没有覆盖所有可能", "these cases leave some out")


KIND = Kind("compare_two", "两数比较", ("reference", "called", "cases"), _read)
