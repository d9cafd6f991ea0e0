"""Figures as they are written into sentences: amounts without superfluous zeros, percentages with two decimals."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal

HUNDRED = Decimal(100)
CENT = Decimal("0.01")
_WIDE = Context(prec=400)
"""Enough digits for any number that Excel can hold."""

LONGEST = Decimal("0.000001")
"""An amount that does not terminate is shown to six decimals."""


def half_up(value: Decimal, unit: Decimal) -> Decimal:
    """`value` to a multiple of `unit`, half away from zero, as Excel's ROUND does."""
    return value.quantize(unit, ROUND_HALF_UP, _WIDE)


def plain(value: Decimal) -> str:
    """A number without exponent and without zeros at its end: 2.2, 46.7, 100."""
    short = half_up(value, LONGEST) if value.as_tuple().exponent < -6 else value  # type: ignore[operator]
    written = f"{short:f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written in ("-0", "") else written


def percent(value: Decimal) -> str:
    """A fraction as a percentage with two decimals: 5.88859 is 588.86%."""
    return f"{half_up(value * HUNDRED, CENT)}%"


def bound(value: Decimal) -> str:
    """A limit as a percentage, without superfluous zeros: 95%, 102.5%."""
    return f"{plain(value * HUNDRED)}%"


def to_fill_in(ratio: Decimal) -> Decimal:
    """A ratio as it is to be filled in: a percentage with two decimals, that is four of the fraction."""
    return half_up(ratio, Decimal("0.0001"))


def shown(value: Decimal, as_percent: bool) -> str:
    """A number for a sentence: a percentage or a plain figure."""
    return percent(value) if as_percent else plain(value)


def summed(values: Iterable[Decimal]) -> str:
    """The terms of a sum: 1222.07+779.67; a negative term in brackets."""
    return "+".join(plain(value) if value >= 0 else f"({plain(value)})" for value in values)
