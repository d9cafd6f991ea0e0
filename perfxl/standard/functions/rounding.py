"""Functions that go in steps: ROUND, ROUNDUP, ROUNDDOWN, INT, and MOD, which stands on INT.

Each is constant between its steps, so of an open end the value right beside it counts, and the ends of the result
always belong to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from perfxl.standard.functions.operators import divided
from perfxl.standard.interval import NEAREST, Interval, may_be_less, settled
from perfxl.standard.values import WRONG_NUMBER, Scalar, Undecidable, as_number, within_range

_HALF, _ONE = Decimal("0.5"), Decimal(1)
_MOST_DIGITS = 400
_MOST_DIVISORS = Interval.exact(1_125_900_000_000)


def _floor(number: Decimal) -> Decimal:
    return number.to_integral_value(ROUND_FLOOR)


def _ceiling(number: Decimal) -> Decimal:
    return number.to_integral_value(ROUND_CEILING)


def _below_ceiling(number: Decimal) -> Decimal:
    """The floor of the numbers just below this one."""
    return NEAREST.subtract(_ceiling(number), _ONE)


def _above_floor(number: Decimal) -> Decimal:
    """The ceiling of the numbers just above this one."""
    return NEAREST.add(_floor(number), _ONE)


@dataclass(frozen=True, slots=True)
class _Steps:
    """A function that goes up in steps of 1: its value at a number, just above it and just below it."""

    at: Callable[[Decimal], Decimal]
    above: Callable[[Decimal], Decimal]
    below: Callable[[Decimal], Decimal]


def _mirrored(at: Callable[[Decimal], Decimal], above: Callable[[Decimal], Decimal]) -> _Steps:
    """Steps the same on both sides of 0, from the value of a positive number and the value just above one."""
    mirror = _BESIDE[at]

    def at_any(number: Decimal) -> Decimal:
        return at(number) if number >= 0 else NEAREST.minus(at(NEAREST.minus(number)))

    def above_any(number: Decimal) -> Decimal:
        return above(number) if number >= 0 else NEAREST.minus(mirror(NEAREST.minus(number)))

    def below_any(number: Decimal) -> Decimal:
        return mirror(number) if number > 0 else NEAREST.minus(above(NEAREST.minus(number)))

    return _Steps(at_any, above_any, below_any)


def _half_up(number: Decimal) -> Decimal:
    return _floor(NEAREST.add(number, _HALF))


def _just_below_half_up(number: Decimal) -> Decimal:
    return _below_ceiling(NEAREST.add(number, _HALF))


_BESIDE: dict[Callable[[Decimal], Decimal], Callable[[Decimal], Decimal]] = {
    _floor: _below_ceiling,
    _half_up: _just_below_half_up,
    _ceiling: _ceiling,
}
"""For each function of positive numbers, its value just below a number."""

_TO_NEAREST = _mirrored(_half_up, _half_up)
_TOWARD_ZERO = _mirrored(_floor, _floor)
_AWAY_FROM_ZERO = _mirrored(_ceiling, _above_floor)
_DOWN = _Steps(_floor, _floor, _below_ceiling)


def round_half_away(number: Scalar, digits: Scalar) -> Scalar:
    """ROUND: to that many decimals, or powers of ten where negative; halves go away from zero."""
    return _to_digits(_TO_NEAREST, number, digits)


def round_up(number: Scalar, digits: Scalar) -> Scalar:
    """ROUNDUP: away from zero."""
    return _to_digits(_AWAY_FROM_ZERO, number, digits)


def round_down(number: Scalar, digits: Scalar) -> Scalar:
    """ROUNDDOWN: toward zero."""
    return _to_digits(_TOWARD_ZERO, number, digits)


def whole(number: Scalar) -> Scalar:
    """INT: the greatest whole number not above the number."""
    value = as_number(number)
    return _stepped(_DOWN, value, 0) if isinstance(value, Interval) else value


def remainder(number: Scalar, divisor: Scalar) -> Scalar:
    """MOD: what is left of the number after whole divisors, with the sign of the divisor."""
    n, d = as_number(number), as_number(divisor)
    if not isinstance(n, Interval):
        return n
    if not isinstance(d, Interval):
        return d
    quotient = divided(n, d)
    return _left_over(n, d, quotient) if isinstance(quotient, Interval) else quotient


def _left_over(number: Interval, divisor: Interval, quotient: Interval) -> Scalar:
    if may_be_less(_MOST_DIVISORS, abs(quotient)):
        return WRONG_NUMBER
    times = _stepped(_DOWN, quotient, 0)
    if times.point is None:
        return Undecidable("余数取决于未写出的小数")
    return within_range(number - divisor * times)


def magnitude(number: Scalar) -> Scalar:
    """ABS: the number without its sign."""
    value = as_number(number)
    return abs(value) if isinstance(value, Interval) else value


def _to_digits(steps: _Steps, number: Scalar, digits: Scalar) -> Scalar:
    value, places = as_number(number), as_number(digits)
    if not isinstance(value, Interval):
        return value
    if not isinstance(places, Interval):
        return places
    point = places.point
    if point is None:
        return Undecidable("舍入的位数不是确定的数")
    return within_range(_stepped(steps, value, max(-_MOST_DIGITS, min(int(point), _MOST_DIGITS))))


def _stepped(steps: _Steps, interval: Interval, digits: int) -> Interval:
    if interval.point is not None:
        return Interval.exact(_step(steps.at, interval.point, digits))
    at_lo = steps.above if interval.lo_open else steps.at
    at_hi = steps.below if interval.hi_open else steps.at
    lo = None if interval.lo is None else _step(at_lo, interval.lo, digits)
    return Interval(lo, None if interval.hi is None else _step(at_hi, interval.hi, digits))


def _step(step: Callable[[Decimal], Decimal], end: Decimal, digits: int) -> Decimal:
    return NEAREST.scaleb(step(NEAREST.scaleb(settled(end), digits)), -digits)
