"""Numbers known within limits: what they are written for, and what operations make of them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfxl.standard.functions.rounding import remainder, round_down, round_half_away, round_up, whole
from perfxl.standard.interval import (
    Interval,
    is_equal,
    is_less,
    larger,
    may_be_less,
    may_equal,
    smaller,
)
from perfxl.standard.values import Undecidable

STEP = Decimal("0.001")
NEAR = Decimal("0.04")


def interval(text: str) -> Interval:
    """An interval as mathematicians write it: [1,2), (-inf,0]."""
    lo, hi = text[1:-1].split(",")
    ends = [None if "inf" in end else Decimal(end) for end in (lo, hi)]
    return Interval(*ends, lo_open=text[0] == "(", hi_open=text[-1] == ")")


def exact(number: str) -> Interval:
    return Interval.exact(Decimal(number))


class DescribeAWrittenNumber:
    @pytest.mark.parametrize(
        ("number", "decimals", "limits"),
        [
            ("91.5", 1, "[91.45,91.55)"),
            ("-91.5", 1, "(-91.55,-91.45]"),
            ("0", 2, "(-0.005,0.005)"),
            ("1200", -2, "[1150,1250)"),
            ("3", 0, "[2.5,3.5)"),
        ],
    )
    def it_stands_for_what_rounds_to_it(self, number: str, decimals: int, limits: str):
        assert Interval.rounded(Decimal(number), decimals) == interval(limits)

    @pytest.mark.parametrize(
        ("number", "decimals", "limits"),
        [("100", 0, "[100,101)"), ("-100", 0, "(-101,-100]"), ("0", 1, "(-0.1,0.1)"), ("2.25", 2, "[2.25,2.26)")],
    )
    def it_stands_for_what_is_cut_off_to_it(self, number: str, decimals: int, limits: str):
        assert Interval.truncated(Decimal(number), decimals) == interval(limits)

    @given(st.decimals(-1000, 1000, places=5), st.integers(-1, 4))
    @settings(max_examples=200, deadline=None)
    def it_holds_the_number_it_was_written_from(self, true: Decimal, decimals: int):
        digits = Interval.exact(decimals)
        rounded, truncated = round_half_away(Interval.exact(true), digits), round_down(Interval.exact(true), digits)
        assert isinstance(rounded, Interval)
        assert isinstance(truncated, Interval)
        assert Interval.rounded(rounded.point, decimals).holds(true)
        assert Interval.truncated(truncated.point, decimals).holds(true)


class DescribeAnInterval:
    def it_is_never_empty(self):
        for text in ("[2,1]", "[1,1)", "(1,1)"):
            with pytest.raises(ValueError, match="no number"):
                interval(text)

    def it_is_open_where_it_is_unbounded(self):
        assert Interval(None, Decimal(1)).lo_open
        assert Interval(Decimal(1), None).hi_open


class DescribeTwoErrorsOfOthers:
    """End points that were joined by OR, and flags not swapped by a minus sign."""

    def it_tells_100_cut_off_from_101_itself(self):
        assert not may_equal(Interval.truncated(Decimal(100), 0), exact("101"))

    def it_accepts_6_for_9_minus_3_cut_off(self):
        difference = exact("9") - Interval.truncated(Decimal(3), 0)
        assert difference == interval("(5,6]")
        assert may_equal(Interval.truncated(Decimal(6), 0), difference)
        assert may_equal(exact("6"), difference)
        assert not may_equal(exact("5"), difference)


def small_intervals() -> list[Interval]:
    """Every interval with whole ends from -2 to 2, whichever ends belong to it."""
    points = [Interval.exact(number) for number in range(-2, 3)]
    openness = itertools.product((False, True), repeat=2)
    ends = itertools.combinations(range(-2, 3), 2)
    return points + [Interval(Decimal(a), Decimal(b), *flags) for (a, b), flags in itertools.product(ends, openness)]


def samples(of: Interval) -> Iterator[Decimal]:
    """Numbers of the interval, its very ends or as near to them as one step, and 0 where it holds 0."""
    assert of.lo is not None
    assert of.hi is not None
    found = {of.lo, of.lo + STEP, Decimal(0), of.hi - STEP, of.hi}
    return (number for number in found if of.holds(number))


def is_tight(result: Interval, values: list[Decimal]) -> bool:
    """Whether every end is reached where it is closed, and come near to but not reached where it is open."""
    return _ends_at(result.lo, result.lo_open, min(values)) and _ends_at(result.hi, result.hi_open, max(values))


def _ends_at(end: Decimal | None, is_open: bool, extreme: Decimal) -> bool:
    if end is None:
        return abs(extreme) > 100
    return extreme != end and abs(extreme - end) < NEAR if is_open else extreme == end


OPERATIONS: dict[str, tuple[Callable[[Interval, Interval], Interval | None], Callable[[Decimal, Decimal], Decimal]]] = {
    "+": (Interval.__add__, Decimal.__add__),
    "-": (Interval.__sub__, Decimal.__sub__),
    "*": (Interval.__mul__, Decimal.__mul__),
    "/": (Interval.divided_by, Decimal.__truediv__),
    "min": (smaller, min),
    "max": (larger, max),
}


class DescribeOperationsOnEverySmallInterval:
    @pytest.mark.parametrize("operation", OPERATIONS)
    def it_holds_every_result_and_no_wider_ends(self, operation: str):
        on_intervals, on_numbers = OPERATIONS[operation]
        for a, b in itertools.product(small_intervals(), repeat=2):
            result = on_intervals(a, b)
            if result is None:
                assert operation == "/"
                assert b.touches_zero()
                continue
            values = [on_numbers(x, y) for x, y in itertools.product(samples(a), samples(b))]
            assert all(map(result.holds, values)), (a, b, result)
            assert is_tight(result, values), (a, b, result)

    @pytest.mark.parametrize("exponent", [1, 2, 3, 4])
    def it_raises_to_a_power_without_widening(self, exponent: int):
        for a in small_intervals():
            values = [number**exponent for number in samples(a)]
            result = a.power(Decimal(exponent))
            assert all(map(result.holds, values))
            assert is_tight(result, values)

    def it_takes_the_distance_from_zero_without_widening(self):
        for a in small_intervals():
            values = [abs(number) for number in samples(a)]
            assert all(map(abs(a).holds, values))
            assert is_tight(abs(a), values)

    def it_compares_as_the_numbers_compare(self):
        for a, b in itertools.product(small_intervals(), repeat=2):
            pairs = list(itertools.product(samples(a), samples(b)))
            assert is_less(a, b) == all(x < y for x, y in pairs)
            assert may_be_less(a, b) == any(x < y for x, y in pairs)
            if any(x == y for x, y in pairs):
                assert may_equal(a, b)
            assert is_equal(a, b) == (a.point is not None and a.point == b.point)

    def it_finds_a_common_number_where_there_is_one(self):
        for a, b in itertools.product(small_intervals(), repeat=2):
            quarters = (Decimal(number) / 4 for number in range(-8, 9))
            assert may_equal(a, b) == any(a.holds(number) and b.holds(number) for number in quarters)


class DescribeDivision:
    @pytest.mark.parametrize(
        ("dividend", "divisor", "quotient"),
        [
            ("[1,2]", "(0,1]", "[1,inf)"),
            ("[1,2]", "[-1,0)", "(-inf,-1]"),
            ("[0,0]", "(0,1)", "[0,0]"),
            ("(0,1)", "(0,1)", "(0,inf)"),
            ("[-1,1]", "(0,1]", "(-inf,inf)"),
            ("[1,2]", "[2,inf)", "(0,1]"),
            ("[0,inf)", "(0,inf)", "[0,inf)"),
            ("(-inf,5]", "(2,inf)", "(-inf,2.5)"),
        ],
    )
    def it_goes_to_infinity_where_the_divisor_goes_to_zero(self, dividend: str, divisor: str, quotient: str):
        assert interval(dividend).divided_by(interval(divisor)) == interval(quotient)

    @pytest.mark.parametrize("divisor", ["[0,1]", "[-1,0]", "(-1,1)", "(-inf,inf)", "[0,0]"])
    def it_has_no_result_where_the_divisor_may_be_zero(self, divisor: str):
        assert exact("1").divided_by(interval(divisor)) is None

    def it_leaves_the_true_quotient_in_though_no_decimal_is_it(self):
        third = interval("[1,2]").divided_by(exact("3"))
        assert third is not None
        assert third.lo is not None
        assert third.hi is not None
        assert third.lo * 3 <= 1
        assert third.hi * 3 >= 2


STEPS = {
    "ROUND": (round_half_away, 2),
    "ROUNDUP": (round_up, 2),
    "ROUNDDOWN": (round_down, 2),
    "INT": (whole, 1),
}


class DescribeSteps:
    @pytest.mark.parametrize(
        ("function", "limits", "expected"),
        [
            ("ROUND", "[2.45,2.5)", "[2,2]"),
            ("ROUND", "[2.45,2.5]", "[2,3]"),
            ("ROUND", "(2.5,3]", "[3,3]"),
            ("ROUND", "(-2.5,-2]", "[-2,-2]"),
            ("ROUND", "[-2.5,-2]", "[-3,-2]"),
            ("ROUND", "(-0.5,0.5)", "[0,0]"),
            ("ROUND", "[-3.5,-2.5)", "[-4,-3]"),
            ("ROUNDUP", "(1,2]", "[2,2]"),
            ("ROUNDUP", "[1,2]", "[1,2]"),
            ("ROUNDUP", "[-2,-1)", "[-2,-2]"),
            ("ROUNDUP", "(-1,0)", "[-1,-1]"),
            ("ROUNDDOWN", "[1,2)", "[1,1]"),
            ("ROUNDDOWN", "(-2,-1]", "[-1,-1]"),
            ("ROUNDDOWN", "(-1,1)", "[0,0]"),
            ("INT", "[1,2)", "[1,1]"),
            ("INT", "(-2,-1)", "[-2,-2]"),
            ("INT", "(-inf,0)", "(-inf,-1]"),
        ],
    )
    def it_takes_the_value_beside_an_open_end(self, function: str, limits: str, expected: str):
        step, arguments = STEPS[function]
        assert step(*[interval(limits), exact("0")][:arguments]) == interval(expected)

    @pytest.mark.parametrize("function", STEPS)
    @given(a=st.integers(-30, 30), b=st.integers(-30, 30), flags=st.tuples(st.booleans(), st.booleans()))
    @settings(max_examples=150, deadline=None)
    def it_holds_every_value_and_no_wider_ends(self, function: str, a: int, b: int, flags: tuple[bool, bool]):
        if a == b:
            flags = (False, False)
        step, arguments = STEPS[function]
        lo, hi = sorted((Decimal(a) / 4, Decimal(b) / 4))
        of = Interval(lo, hi, *flags)
        result = step(*[of, exact("0")][:arguments])
        inside = [step(*[Interval.exact(number), exact("0")][:arguments]).point for number in samples(of)]
        assert result == Interval(min(inside), max(inside))

    def it_gives_a_remainder_only_where_the_quotient_is_known(self):
        assert remainder(interval("[7,8)"), exact("4")) == interval("[3,4)")
        assert isinstance(remainder(interval("[7,8]"), exact("4")), Undecidable)
