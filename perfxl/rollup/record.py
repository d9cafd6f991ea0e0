"""What the roll-up keeps of one file: plain values that pack into a few thousand bytes and know nothing of where
the file lay, so that equal files have equal records. A line is a named tuple, for it packs as it stands: there are a
hundred in a filing."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

Text = str | None
"""A decimal string, or None where there is no number."""


class Figure(NamedTuple):
    """A number as filled: its field, label, value in the standard's unit, and cell."""

    field: str
    label: str
    value: Text
    sheet: Text
    cell: Text


class Sum(NamedTuple):
    """A 汇总 amount: its column's key and label, value, the sheet and cells it was taken from, the sum written out."""

    key: str
    label: str
    value: Text
    sheet: Text
    cells: str
    computation: str


class RateLine(NamedTuple):
    """A rate as stated and as recomputed, fractions; the sheet and cells of the figures that it is computed from; `why`
    says why it could not be."""

    id: str
    label: str
    reported: Text
    recomputed: Text
    sheet: Text
    cells: str
    computation: str
    why: str


class IndicatorLine(NamedTuple):
    """An indicator row: names of level 1 to 3, weight, target, actual, score as given and as its rule gives it.
    `answer` is how the form shows the actual value, where that is not as it is stored: 99.64% of 0.9963928."""

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
    answer: str = ""


class FindingLine(NamedTuple):
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


class Head(NamedTuple):
    """What a record is looked for by: why it failed, the unit and year as filled, the standard, and the project of a
    form that is filled for each of a unit's projects."""

    failed: str
    unit: str
    year: int | None
    standard: str
    project: str


@dataclass(frozen=True, slots=True)
class Record:
    """One file: what it says and what was found, or `failed`, the sentence why it could not be read. `points` is what
    the scores of its indicators add up to, `points_cells` where those stand; `beside` are its sheets with forms that
    were not read."""

    failed: str = ""
    standard: str = ""
    standard_name: str = ""
    unit: str = ""
    year: int | None = None
    project: str = ""
    beside: tuple[str, ...] = ()
    declared: Text = None
    summed: Text = None
    capped: Text = None
    total_sheet: Text = None
    total_cell: Text = None
    grade_declared: Text = None
    grade_summed: Text = None
    grade_stated: Text = None
    points: Text = None
    points_cells: str = ""
    places: int = 0
    outcomes: Mapping[str, int] = field(default_factory=dict)
    sums: tuple[Sum, ...] = ()
    figures: tuple[Figure, ...] = ()
    rates: tuple[RateLine, ...] = ()
    indicators: tuple[IndicatorLine, ...] = ()
    findings: tuple[FindingLine, ...] = ()

    @property
    def head(self) -> Head:
        """What it is looked for by."""
        return Head(self.failed, self.unit, self.year, self.standard, self.project)

    def open(self, severity: str) -> int:
        """How many findings of that severity hold and are not explained."""
        return sum(line.severity == severity and line.outcome == "fail" for line in self.findings)

    @property
    def waived(self) -> int:
        """How many findings were explained with a 处理意见."""
        return sum(line.outcome == "waived" for line in self.findings)

    @property
    def unchecked(self) -> int:
        """At how many places a check could not be made, or came to no answer."""
        return sum(self.outcomes.get(outcome, 0) for outcome in ("not_run", "undecidable"))


def budget(record: Record) -> tuple[Text, Text]:
    """The budget and what was executed of it: the first two amounts of the standard."""
    values = [each.value for each in record.sums[:2]]
    return (values[0], values[1]) if len(values) == 2 else (None, None)


def ratio(part: Text, whole: Text) -> Text:
    """A part of a whole as a fraction with six decimals; None where there is no whole."""
    if part is None or whole is None or not Decimal(whole):
        return None
    return f"{Decimal(part) / Decimal(whole):.6f}"


_LISTS: Mapping[str, Callable[[Iterable[object]], object]] = {
    "sums": Sum._make,
    "figures": Figure._make,
    "rates": RateLine._make,
    "indicators": IndicatorLine._make,
    "findings": FindingLine._make,
}
_NOTHING = ("", None, (), 0)
_NAMES = tuple(each.name for each in fields(Record))
_values = attrgetter(*_NAMES)


def pack(record: Record) -> bytes:
    """The record as bytes; equal records give equal bytes."""
    plain = {name: value for name, value in zip(_NAMES, _values(record), strict=True) if value not in _NOTHING}
    return zlib.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"), 1)


def unpack(data: bytes, lists: Collection[str] = _LISTS) -> Record:
    """The record that was packed, with only those of its lists that are named."""
    plain = json.loads(zlib.decompress(data))
    for name, make in _LISTS.items():
        if name in plain:
            plain[name] = tuple(map(make, plain[name])) if name in lists else ()
    return Record(**plain | {"beside": tuple(plain.get("beside", ()))})
