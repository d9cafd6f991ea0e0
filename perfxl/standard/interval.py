"""A number known only to lie between two ends, each of which belongs to it (closed) or does not (open).

Ends are decimals of 50 digits; an end that needs more is rounded outward, so the true value is never left out. Numbers
are compared at 34 digits, so that 1/3*3 is 1. Each operand counts as a number of its own: x-x for x in [1, 2] is
[-1, 1]. Where a name occurs twice in a formula the result can therefore be wider than need be, and never too narrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from functools import reduce
from typing import Literal, NamedTuple

DIGITS = 50
COMPARED_DIGITS = 34


def _context(digits: int, rounding: str) -> Context:
    """Too large a result is infinite, too small a one is 0; neither is an exception."""
    return Context(digits, rounding, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[])


NEAREST = _context(DIGITS, ROUND_HALF_EVEN)
"""How a result that is one number is reckoned."""

_DOWN = _context(DIGITS, ROUND_FLOOR)
_UP = _context(DIGITS, ROUND_CEILING)
_COMPARED = _context(COMPARED_DIGITS, ROUND_HALF_EVEN)
_INFINITY = Decimal("Infinity")
_ZERO = Decimal(0)


def settled(number: Decimal) -> Decimal:
    """The number at the digits that are compared: what Excel takes it to be."""
    return _COMPARED.plus(number)


class _End(NamedTuple):
    """An end of an interval: infinite ends are open."""

    at: Decimal
    open: bool


@dataclass(slots=True, unsafe_hash=True)
class Interval:
    """All numbers between `lo` and `hi`; an end of None is unbounded. Never empty.

    It is a value and never changed. `frozen` would have every one of the hundreds that a filing needs made eight times
    as slowly."""

    lo: Decimal | None
    hi: Decimal | None
    lo_open: bool = False
    hi_open: bool = False

    def __post_init__(self) -> None:
        if self.lo is None:
            self.lo_open = True
        if self.hi is None:
            self.hi_open = True
        if self.lo is None or self.hi is None or self.lo < self.hi:
            return
        if self.lo > self.hi or self.lo_open or self.hi_open:
            raise ValueError(f"no number lies in {self}")

    @classmethod
    def exact(cls, number: Decimal | int) -> Interval:
        """The one number itself."""
        made = cls.__new__(cls)
        made.lo = made.hi = Decimal(number)
        made.lo_open = made.hi_open = False
        return made

    @classmethod
    def rounded(cls, number: Decimal, decimals: int) -> Interval:
        """The numbers that are written `number` when rounded half away from zero to `decimals`."""
        half = Decimal(5).scaleb(-decimals - 1)
        lo, hi = _DOWN.subtract(number, half), _UP.add(number, half)
        return cls(lo, hi, lo_open=number <= 0, hi_open=number >= 0)

    @classmethod
    def truncated(cls, number: Decimal, decimals: int) -> Interval:
        """The numbers that are written `number` when their digits after `decimals` are cut off."""
        unit = Decimal(1).scaleb(-decimals)
        lo = _DOWN.subtract(number, unit) if number <= 0 else number
        hi = _UP.add(number, unit) if number >= 0 else number
        return cls(lo, hi, lo_open=number <= 0, hi_open=number >= 0)

    @property
    def point(self) -> Decimal | None:
        """The number, where only one is possible."""
        return self.lo if self.lo is self.hi or self.lo == self.hi else None

    def holds(self, number: Decimal) -> bool:
        """Whether `number` lies in the interval."""
        above = self.lo is None or self.lo < number or (self.lo == number and not self.lo_open)
        below = self.hi is None or number < self.hi or (self.hi == number and not self.hi_open)
        return above and below

    def touches_zero(self) -> bool:
        """Whether 0 lies in the interval."""
        return self.holds(_ZERO)

    def __add__(self, other: Interval) -> Interval:
        """Every sum of a number of this interval and one of the other."""
        a, b = self.point, other.point
        if a is not None and b is not None:
            return Interval.exact(_nearest_sum(a, b))
        lo = None if self.lo is None or other.lo is None else _sum(self.lo, other.lo, _DOWN)
        hi = None if self.hi is None or other.hi is None else _sum(self.hi, other.hi, _UP)
        if lo is not None and hi is not None and lo >= hi:
            return Interval.exact(hi)  # both ends cancelled out beyond the digits that are compared
        return Interval(lo, hi, self.lo_open or other.lo_open, self.hi_open or other.hi_open)

    def __neg__(self) -> Interval:
        """Every number of this interval with its sign turned."""
        lo = None if self.hi is None else self.hi.copy_negate()
        hi = None if self.lo is None else self.lo.copy_negate()
        return Interval(lo, hi, self.hi_open, self.lo_open)

    def __sub__(self, other: Interval) -> Interval:
        """Every difference of a number of this interval and one of the other."""
        return self + (-other)

    def __mul__(self, other: Interval) -> Interval:
        """Every product of a number of this interval and one of the other."""
        a, b = self.point, other.point
        if a is not None and b is not None:
            return Interval.exact(NEAREST.multiply(a, b))
        x, y = _above_zero(self), _above_zero(other)
        if x is not None and y is not None:
            lo, hi = _DOWN.multiply(x[0], y[0]), _UP.multiply(x[1], y[1])
            return Interval(lo, hi, self.lo_open or other.lo_open, self.hi_open or other.hi_open)
        corners = [(x, y) for x in _ends(self) for y in _ends(other)]
        return _hull((_product(x, y, _DOWN) for x, y in corners), (_product(x, y, _UP) for x, y in corners))

    def divided_by(self, other: Interval) -> Interval | None:
        """Every quotient of a number of this interval and one of the other; None where the divisor may be 0."""
        if other.touches_zero():
            return None
        a, b = self.point, other.point
        if a is not None and b is not None:
            return Interval.exact(NEAREST.divide(a, b))
        x, y = _above_zero(self), _above_zero(other)
        if x is not None and y is not None:
            lo, hi = _DOWN.divide(x[0], y[1]), _UP.divide(x[1], y[0])
            return Interval(lo, hi, self.lo_open or other.hi_open, self.hi_open or other.lo_open)
        sign: Literal[1, -1] = 1 if other.lo is not None and other.lo >= 0 else -1
        corners = [(x, y) for x in _ends(self) for y in _ends(other) if _determined(x, y)]
        lows = (_quotient(x, y, sign, _DOWN) for x, y in corners)
        return _hull(lows, (_quotient(x, y, sign, _UP) for x, y in corners))

    def __abs__(self) -> Interval:
        """Every distance of a number of this interval from 0."""
        if self.lo is not None and self.lo >= 0:
            return self
        mirrored = -self
        if self.hi is not None and self.hi <= 0:
            return mirrored
        reach = larger(self, mirrored)
        return Interval(_ZERO, reach.hi, False, reach.hi_open)

    def power(self, exponent: Decimal) -> Interval:
        """Every number of this interval to a power > 0; one that is not whole asks for numbers ≥ 0."""
        base = abs(self) if _is_even(exponent) else self
        lo = None if base.lo is None else _DOWN.power(base.lo, exponent)
        hi = None if base.hi is None else _UP.power(base.hi, exponent)
        point = base.point
        if point is not None:
            return Interval.exact(NEAREST.power(point, exponent))
        return Interval(lo, hi, base.lo_open, base.hi_open)


ZERO = Interval.exact(0)
"""Nothing, as a number: what a blank counts as."""


def _above_zero(interval: Interval) -> tuple[Decimal, Decimal] | None:
    """The ends of an interval above 0 that has two, as most figures have: which of them make a result's is known."""
    lo, hi = interval.lo, interval.hi
    return (lo, hi) if lo is not None and hi is not None and lo > 0 else None


def _is_even(number: Decimal) -> bool:
    """Of a whole number; past 30 digits Excel knows even ones only."""
    return number.adjusted() > 30 or int(number) % 2 == 0


def sum_of(numbers: Sequence[Interval]) -> Interval:
    """Every sum of one number of each of these, of which there is at least one."""
    points = [number.point for number in numbers]
    if None in points:
        return reduce(Interval.__add__, numbers)
    return Interval.exact(reduce(_nearest_sum, points))  # type: ignore[arg-type]


def smaller(a: Interval, b: Interval) -> Interval:
    """Every number that is the smaller of one of `a` and one of `b`."""
    x, y = a.point, b.point
    if x is not None and y is not None:
        return a if x <= y else b
    return -larger(-a, -b)


def larger(a: Interval, b: Interval) -> Interval:
    """Every number that is the larger of one of `a` and one of `b`."""
    x, y = a.point, b.point
    if x is not None and y is not None:
        return a if x >= y else b
    (a_lo, a_hi), (b_lo, b_hi) = _ends(a), _ends(b)
    lo = max(a_lo, b_lo)
    hi = max(a_hi, b_hi, key=lambda end: (end.at, not end.open))
    return _between(lo, hi)


def may_equal(a: Interval, b: Interval) -> bool:
    """Whether some number lies in both."""
    return not is_less(a, b) and not is_less(b, a)


def is_equal(a: Interval, b: Interval) -> bool:
    """Whether both are one number and the same."""
    x, y = a.point, b.point
    return x is not None and y is not None and settled(x) == settled(y)


def may_be_less(a: Interval, b: Interval) -> bool:
    """Whether some number of `a` is less than some number of `b`."""
    return a.lo is None or b.hi is None or settled(a.lo) < settled(b.hi)


def is_less(a: Interval, b: Interval) -> bool:
    """Whether every number of `a` is less than every number of `b`."""
    if a.hi is None or b.lo is None:
        return False
    hi, lo = settled(a.hi), settled(b.lo)
    return hi < lo or (hi == lo and (a.hi_open or b.lo_open))


def _ends(interval: Interval) -> tuple[_End, _End]:
    lo = -_INFINITY if interval.lo is None else interval.lo
    hi = _INFINITY if interval.hi is None else interval.hi
    return _End(lo, interval.lo_open), _End(hi, interval.hi_open)


def _between(lo: _End, hi: _End) -> Interval:
    low = lo.at if lo.at.is_finite() else None
    return Interval(low, hi.at if hi.at.is_finite() else None, lo.open, hi.open)


def _hull(lows: Iterable[_End], highs: Iterable[_End]) -> Interval:
    """From the extreme corners; of two corners at the same place a closed one counts."""
    hi = max(highs, key=lambda end: (end.at, not end.open))
    return _between(min(lows), hi)


def _sum(a: Decimal, b: Decimal, context: Context) -> Decimal:
    """a+b; what is left when two numbers equal at the compared digits cancel out is 0, as in Excel."""
    total = context.add(a, b)
    if total and a and b and total.adjusted() < max(a.adjusted(), b.adjusted()) - COMPARED_DIGITS:
        return _ZERO
    return total


def _nearest_sum(a: Decimal, b: Decimal) -> Decimal:
    return _sum(a, b, NEAREST)


def _product(x: _End, y: _End, context: Context) -> _End:
    if not x.at or not y.at:
        return _End(_ZERO, not any(not end.at and not end.open for end in (x, y)))
    return _End(context.multiply(x.at, y.at), x.open or y.open)


def _determined(x: _End, y: _End) -> bool:
    """Whether the quotient of two ends has a limit: 0/0 and ∞/∞ have none, and other corners stand for them."""
    return (bool(x.at) or bool(y.at)) and (x.at.is_finite() or y.at.is_finite())


def _quotient(x: _End, y: _End, sign: Literal[1, -1], context: Context) -> _End:
    """`sign` is that of the divisor, which at an end of 0 has none of its own."""
    if not x.at:
        return _End(_ZERO, x.open)
    if not y.at:
        return _End(_INFINITY.copy_sign(x.at * sign), True)
    if y.at.is_infinite():
        return _End(_ZERO, True)
    return _End(context.divide(x.at, y.at), x.open or y.open)
