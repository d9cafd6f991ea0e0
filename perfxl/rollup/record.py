"""What the roll-up keeps of one file: plain values that pack into a few thousand bytes and know nothing of where
the file lay, so that equal files have equal records."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields

Text = str | None
"""A decimal string, or None where there is no number."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as filled: its field, label, value in the standard's unit, and cell."""

    field: str
    label: str
    value: Text
    sheet: Text
    cell: Text


@dataclass(frozen=True, slots=True)
class Sum:
    """A 汇总 amount: its column's key, value, the sheet and cells it was taken from, and the sum written out."""

    key: str
    value: Text
    sheet: Text
    cells: str
    computation: str


@dataclass(frozen=True, slots=True)
class RateLine:
    """A rate as stated and as recomputed, fractions; `why` says why it could not be recomputed."""

    id: str
    label: str
    reported: Text
    recomputed: Text
    sheet: Text
    cell: Text
    computation: str
    why: str


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator row: names of level 1 to 3, weight, target, actual, score as given and as its rule gives it."""

    level1: str
    level2: str
    level3: str
    weight: Text
    target: str
    actual: str
    score: Text
    recomputed: Text
    sheet: Text
    cell: Text


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding, its figures as they are shown."""

    check: str
    title: str
    severity: str
    outcome: str
    sheet: Text
    cell: Text
    label: str
    reported: str
    expected: str
    difference: Text
    percent: bool
    message: str
    advice: str
    rule: str
    score_effect: Text
    grade_effect: bool
    reason: Text
    key: str


@dataclass(frozen=True, slots=True)
class Record:
    """One file: what it says and what was found, or `failed`, the sentence why it could not be read."""

    failed: str = ""
    standard: str = ""
    standard_name: str = ""
    unit: str = ""
    year: int | None = None
    declared: Text = None
    summed: Text = None
    capped: Text = None
    total_sheet: Text = None
    total_cell: Text = None
    grade_declared: Text = None
    grade_summed: Text = None
    grade_stated: Text = None
    places: int = 0
    outcomes: Mapping[str, int] = field(default_factory=dict)
    sums: tuple[Sum, ...] = ()
    figures: tuple[Figure, ...] = ()
    rates: tuple[RateLine, ...] = ()
    indicators: tuple[IndicatorLine, ...] = ()
    findings: tuple[FindingLine, ...] = ()

    def open(self, severity: str) -> int:
        """How many findings of that severity hold and are not explained."""
        return sum(line.severity == severity and line.outcome == "fail" for line in self.findings)

    @property
    def waived(self) -> int:
        """How many findings were explained with a 处理意见."""
        return sum(line.outcome == "waived" for line in self.findings)


_LISTS: Mapping[str, type[object]] = {
    "sums": Sum,
    "figures": Figure,
    "rates": RateLine,
    "indicators": IndicatorLine,
    "findings": FindingLine,
}


def pack(record: Record) -> bytes:
    """The record as bytes; equal records give equal bytes."""
    plain = {
        each.name: [astuple(line) for line in value] if each.name in _LISTS else value
        for each in fields(record)
        if (value := getattr(record, each.name)) not in ("", None, (), 0)
    }
    return zlib.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"), 1)


def unpack(data: bytes, lists: Collection[str] = _LISTS) -> Record:
    """The record that was packed, with only those of its lists that are named."""
    plain = json.loads(zlib.decompress(data))
    for name, kind in _LISTS.items():
        if name in plain:
            plain[name] = tuple(_lines(kind, plain[name])) if name in lists else ()
    return Record(**plain)


def _lines(kind: Callable[..., object], rows: Sequence[Sequence[object]]) -> Iterator[object]:
    return (kind(*row) for row in rows)
