"""Bands of figures with points: they join end to end, each end belonging to one of two neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from perfxl.standard.document import Entry
from perfxl.standard.kinds.figure import Figure, figure, points, settled

MOST_BANDS = 40
"""Each band is an IF in the one before it, and Excel nests 64 functions."""


@dataclass(frozen=True, slots=True)
class Band:
    """From `lower` to `upper`, None where it has no end on that side; an open end does not belong to it."""

    entry: Entry
    lower: Figure | None
    lower_open: bool
    upper: Figure | None
    upper_open: bool
    points: str
    points_in_words: str

    @property
    def words(self) -> str:
        """The band in a sentence: 大于0至10%：4分."""
        low = "" if self.lower is None else ("大于" if self.lower_open else "从") + self.lower.words
        high = "" if self.upper is None else ("不到" if self.upper_open else "至") + self.upper.words
        same = self.lower is not None and self.upper is not None and self.lower.value == self.upper.value
        if self.lower is None and self.upper is not None:
            high = ("低于" if self.upper_open else "不超过") + self.upper.words
        if self.upper is None and self.lower is not None:
            low = ("超过" if self.lower_open else "达到") + self.lower.words
        span = self.lower.words if same and self.lower is not None else low + high or "任何值"
        return f"{span}得{self.points_in_words}"


def read_bands(entry: Entry, key: str = "bands") -> tuple[Band, ...]:
    """The bands at `key`, from the lowest; gaps and overlaps are refused."""
    entries = entry.entries(key)
    if len(entries) > MOST_BANDS:
        raise entry.fault(key, f"分段超过 {MOST_BANDS} 个", f"over {MOST_BANDS} bands")
    bands = sorted((_band(each) for each in entries), key=_order)
    for below, above in pairwise(bands):
        _refuse_unjoined(below, above)
    return tuple(bands)


def _order(band: Band) -> tuple[bool, Decimal, bool]:
    return band.lower is not None, Decimal(0) if band.lower is None else band.lower.value, band.lower_open


def _band(entry: Entry) -> Band:
    entry.only("from", "above", "to", "below", "points")
    lower, upper = _end(entry, "from", "above"), _end(entry, "to", "below")
    band = Band(entry, lower, entry.has("above"), upper, entry.has("below"), *points(entry))
    if lower is not None and upper is not None:
        open_ = band.lower_open or band.upper_open
        if lower.value > upper.value or (lower.value == upper.value and open_):
            key = "below" if band.upper_open else "to"
            raise entry.fault(
                key,
                f"分段的下限 {lower.words} 到上限 {upper.words} 之间没有数",
                f"no number lies between {lower.words} and {upper.words}",
            )
    return band


def _end(entry: Entry, closed: str, open_: str) -> Figure | None:
    if entry.has(closed) and entry.has(open_):
        raise entry.fault(
            open_, f"“{closed}”（含）和“{open_}”（不含）只写一个", f"give “{closed}” or “{open_}”, not both"
        )
    key = closed if entry.has(closed) else open_
    return figure(entry, key) if entry.has(key) else None


def _refuse_unjoined(below: Band, above: Band) -> None:
    entry, key = above.entry, "above" if above.lower_open else "from"
    if below.upper is None or above.lower is None or below.upper.value > above.lower.value:
        raise _overlap(above)
    if below.upper.value == above.lower.value and not below.upper_open and not above.lower_open:
        raise _overlap(above)
    if below.upper.value < above.lower.value or (below.upper_open and above.lower_open):
        low, high = below.upper.words, above.lower.words
        raise entry.fault(key, f"分段有空档：{low} 到 {high}", f"a gap in the bands: {low} to {high}")


def _overlap(band: Band) -> Exception:
    key = "above" if band.lower_open else "from"
    where = "没有下限" if band.lower is None else band.lower.words
    return band.entry.fault(key if band.lower is not None else None, f"分段重叠：{where}", f"bands overlap at {where}")


def expression(bands: Sequence[Band], x: str) -> str:
    """The points of the band that holds `x`, "" where none does: one question a band, from the highest."""
    text, x = '""', settled(x)
    for band in bands:
        if band.lower is None:
            text = band.points
        else:
            text = f"IF({x}{'>' if band.lower_open else '>='}{band.lower.formula},{band.points},{text})"
    top = bands[-1]
    if top.upper is None:
        return text
    return f'IF({x}{">=" if top.upper_open else ">"}{top.upper.formula},"",{text})'


def in_words(bands: Sequence[Band]) -> str:
    """All bands in a sentence, from the highest."""
    return "，".join(band.words for band in reversed(bands))
