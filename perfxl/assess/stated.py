"""Targets and actual values as they are stated: with operators and units in the cell or in columns of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from perfxl.assess.figures import CENT, HUNDRED, half_up, plain
from perfxl.assess.measure import Measure
from perfxl.filing.quantity import Quantity, quantity

_PERCENTS = ("%", "％", "百分比")
_LONG = 12
_OPERATORS = ("≥", "≤", ">", "<", "=")
_QUALITY = "定性"
_SMALL_FRACTION = Decimal("1.5")
"""A bare number up to this is taken for a fraction where the other side is a percentage."""
_WHOLE = Decimal(100)
"""A bare answer from there up to this is taken for percents where the target is a percentage: 92.5 for ≥90%."""


def measure(
    target: str, actual: str, name: str = "", year: int | None = None, operator: str = "", unit: str = ""
) -> Measure:
    """A target and an actual value as written; a bare fraction beside a percentage counts as one. A date without a year
    is of the evaluated `year`. `operator` (≥, ≤, =, 定性) and `unit` are those of columns of their own: they belong to
    figures that are written without."""
    bare = [_is_bare(text) for text in (target, actual)]
    if unit and unit not in _PERCENTS:
        target, actual = (
            f"{text}{unit}" if alone else text for text, alone in zip((target, actual), bare, strict=True)
        )
    ours, theirs = quantity(_with_operator(target, operator)), quantity(actual)
    if unit in _PERCENTS:
        ours, theirs = _in_percents(ours, theirs, bare)
    if operator == _QUALITY and ours.kind in ("number", "percent"):
        ours = replace(ours, kind="qualitative", operator="", value=None, unit="", decimals=None)
    if ours.kind == "date" and ours.year is None:
        ours = replace(ours, year=year)
    reached = _as_percents(_as_percent(theirs, ours), ours)
    return Measure(_readable(_as_percent(ours, theirs)), _readable(reached), name, unit)


def _readable(stated: Quantity) -> Quantity:
    """A percentage that is written as a fraction, or with more digits than anybody reads, as a sheet shows it."""
    if stated.kind != "percent" or stated.value is None or (len(stated.text) < _LONG and _PERCENTS[0] in stated.text):
        return stated
    shown = plain(half_up(stated.value * HUNDRED, CENT))
    return replace(stated, text=f"{stated.operator}{shown}%")


def _is_bare(text: str) -> bool:
    """Whether a text is a number without a unit."""
    stated = quantity(text)
    return stated.kind == "number" and not stated.unit and stated.operator not in ("≈", "~")


def _with_operator(target: str, operator: str) -> str:
    stated = quantity(target)
    lacks = stated.kind in ("number", "percent", "date") and not stated.operator
    return f"{operator}{target}" if lacks and operator in _OPERATORS else target


def _in_percents(target: Quantity, actual: Quantity, bare: Sequence[bool]) -> tuple[Quantity, Quantity]:
    """Both in percent, the 计量单位. Two bare numbers are both percents or, 1 at most, both fractions, which makes no
    difference; one beside a percentage is what lies nearer to it."""
    ours, theirs = (
        replace(stated, text=f"{stated.text}%") if alone else stated
        for stated, alone in zip((target, actual), bare, strict=True)
    )
    if bare[0] and bare[1]:
        return _percents(ours), _percents(theirs)
    return (_nearest(ours, theirs), theirs) if bare[0] else (ours, _nearest(theirs, ours) if bare[1] else theirs)


def _nearest(stated: Quantity, other: Quantity) -> Quantity:
    read, value = _percents(stated), stated.value
    if other.kind != "percent" or other.value is None or value is None or read.value is None:
        return read
    nearer = abs(value - other.value) < abs(read.value - other.value)
    return replace(stated, kind="percent", unit="%") if nearer else read


def _percents(stated: Quantity) -> Quantity:
    """A bare number as so many percents."""
    if stated.value is None:
        return stated
    return replace(stated, kind="percent", unit="%", value=stated.value.scaleb(-2), decimals=(stated.decimals or 0) + 2)


def _as_percent(stated: Quantity, other: Quantity) -> Quantity:
    bare = stated.kind == "number" and not stated.unit and stated.value is not None
    if not bare or other.kind != "percent" or stated.value is None or not 0 <= stated.value <= _SMALL_FRACTION:
        return stated
    return replace(stated, kind="percent", unit="%")


def _as_percents(answer: Quantity, target: Quantity) -> Quantity:
    """A bare answer to a percentage, without the percent sign."""
    bare = answer.kind == "number" and not answer.unit and answer.value is not None and answer.decimals is not None
    if not bare or target.kind != "percent" or answer.value is None or not _SMALL_FRACTION < answer.value <= _WHOLE:
        return answer
    return _percents(answer)
