"""定性分档：完成值是哪一档，得分就在那一档的范围内；范围按分值的百分比。"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from perfxl.standard.document import Entry
from perfxl.standard.kinds.figure import Figure, figure, points, settled
from perfxl.standard.kinds.kind import Kind, Points

MOST_TIERS = 20


@dataclass(frozen=True, slots=True)
class _Tier:
    """A tier: the answers that name it, the fewest and the most points, and both in words."""

    answers: tuple[str, ...]
    least: str
    most: str
    words: str


def _read(entry: Entry) -> Points:
    entries = entry.entries("tiers")
    if len(entries) > MOST_TIERS:
        raise entry.fault("tiers", f"分档超过 {MOST_TIERS} 个", f"over {MOST_TIERS} tiers")
    fixed = entries[0].has("points")
    if not fixed:
        _refuse_unjoined(entries)
    tiers = [_fixed(each) if fixed else _span(each) for each in entries]
    _refuse_twice(entries, tiers)
    words = "；".join(tier.words for tier in tiers)
    most, least = _chosen((tier.answers, tier.most) for tier in tiers), None
    if not fixed:
        least = _chosen((tier.answers, tier.least) for tier in tiers)
    return Points(most, words, least, asks="text")


def _answers(entry: Entry) -> tuple[str, ...]:
    return entry.text("name"), *entry.texts("aliases")


def _fixed(entry: Entry) -> _Tier:
    entry.only("name", "aliases", "points")
    worth, words = points(entry)
    return _Tier(_answers(entry), worth, worth, f"{entry.text('name')}得{words}")


def _span(entry: Entry) -> _Tier:
    """Shares of the weight: [from, to], or [from, below), of which the most is a hundredth of a point less."""
    entry.only("name", "aliases", "from", "to", "below")
    low, high = figure(entry, "from"), figure(entry, _upper(entry))
    least = f"ROUNDUP({settled(f'[@分值]*{low.formula}')},2)"
    most = f"[@分值]*{high.formula}"
    most = f"ROUND(ROUNDUP({settled(most)},2)-0.01,2)" if entry.has("below") else f"ROUNDDOWN({settled(most)},2)"
    end = "不含" if entry.has("below") else "含"
    words = f"{entry.text('name')}得分值的{low.words}（含）至{high.words}（{end}）"
    return _Tier(_answers(entry), least, most, words)


def _upper(entry: Entry) -> str:
    if entry.has("to") == entry.has("below"):
        raise entry.fault(None, "“to”（含）和“below”（不含）要写且只写一个", "give “to” or “below”, one of them")
    return "to" if entry.has("to") else "below"


def _refuse_unjoined(entries: list[Entry]) -> None:
    """The shares go from 0 to 100% without a gap or an overlap."""
    spans = sorted(((figure(each, "from"), figure(each, _upper(each)), each) for each in entries), key=_lower)
    (first, _, lowest), (_, last, highest) = spans[0], spans[-1]
    if first.value != 0:
        raise _gap(lowest, "from", "0%", first.words)
    for low, high, each in spans:
        if low.value >= high.value:
            raise each.fault(
                _upper(each),
                f"分档的下限 {low.words} 不小于上限 {high.words}",
                f"the tier from {low.words} ends at {high.words}",
            )
    for (_, high, below), (low, _, above) in pairwise(spans):
        if high.value > low.value or (high.value == low.value and below.has("to")):
            raise above.fault("from", f"分档重叠：{low.words}", f"tiers overlap at {low.words}")
        if high.value < low.value:
            raise _gap(above, "from", high.words, low.words)
    if last.value != 1 or highest.has("below"):
        raise _gap(highest, _upper(highest), last.words, "100%")


def _lower(span: tuple[Figure, Figure, Entry]) -> tuple[object, ...]:
    return span[0].value, span[1].value


def _gap(entry: Entry, key: str, low: str, high: str) -> Exception:
    return entry.fault(key, f"分档有空档：{low} 到 {high}", f"a gap in the tiers: {low} to {high}")


def _refuse_twice(entries: list[Entry], tiers: list[_Tier]) -> None:
    seen = set[str]()
    for entry, tier in zip(entries, tiers, strict=True):
        for answer in tier.answers:
            if not answer.strip():
                raise entry.fault("name", "档名是空的", "a tier without a name")
            if answer in seen:
                raise entry.fault("name", f"两档都叫“{answer}”", f"two tiers named “{answer}”")
            seen.add(answer)


def _chosen(tiers: Iterable[tuple[tuple[str, ...], str]]) -> str:
    text = '""'
    for answers, worth in reversed(list(tiers)):
        named = ",".join(f"TRIM([@完成值])={_quoted(answer.strip())}" for answer in answers)
        text = f"IF(OR({named}),{worth},{text})"
    return text


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


KIND = Kind("qualitative", "定性分档", ("tiers",), _read)
