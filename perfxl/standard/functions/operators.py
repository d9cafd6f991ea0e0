"""The operators between values: arithmetic, comparison and joining of texts."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import TypeVar

from perfxl.standard.formula import BinaryOperator
from perfxl.standard.interval import ZERO, Interval, is_equal, is_less, may_be_less, may_equal, settled
from perfxl.standard.values import (
    DIVISION_BY_ZERO,
    WRONG_NUMBER,
    Blank,
    NotAvailable,
    Scalar,
    Undecidable,
    Unusable,
    as_number,
    as_text,
    text,
    within_range,
)

_Ordered = TypeVar("_Ordered", int, str)

DIVISOR_MAY_BE_ZERO = Undecidable("除数可能为0")
_LARGE = Decimal(1_000_000)

OVERLAPPING = Undecidable("两数的范围重叠，孰大孰小取决于未写出的小数")

NEGATED: dict[str, BinaryOperator] = {"=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
"""The comparison that holds exactly where the other does not."""


def negative(value: Scalar) -> Scalar:
    """The value as a number, its sign turned."""
    number = as_number(value)
    return -number if isinstance(number, Interval) else number


def hundredth(value: Scalar) -> Scalar:
    """The value as a number of percents."""
    number = as_number(value)
    return within_range(number * Interval.exact(Decimal("0.01"))) if isinstance(number, Interval) else number


def joined(a: Scalar, b: Scalar) -> Scalar:
    """The text of one value followed by that of the other."""
    first, second = as_text(a), as_text(b)
    if not isinstance(first, str):
        return first
    return text(first + second) if isinstance(second, str) else second


def compared(operator: BinaryOperator, a: Scalar, b: Scalar) -> bool | Unusable:
    """Whether the comparison holds; across kinds Excel puts numbers before texts and texts before truth values."""
    a, b = _comparable(a, b), _comparable(b, a)
    if not isinstance(a, Interval | str | bool):
        return a
    if not isinstance(b, Interval | str | bool):
        return b
    if isinstance(a, Interval) and isinstance(b, Interval):
        possible = may_hold(operator, a, b)
        return possible if possible != may_hold(NEGATED[operator], a, b) else OVERLAPPING
    if isinstance(a, str) and isinstance(b, str):
        return _compared_texts(operator, a.casefold(), b.casefold())
    return _ordered(operator, _rank(a), _rank(b))


def may_hold(operator: BinaryOperator, a: Interval, b: Interval) -> bool:
    """Whether some number of `a` and some number of `b` satisfy the comparison."""
    return _POSSIBLE[operator](a, b)


def _comparable(value: Scalar, other: Scalar) -> Interval | str | bool | Unusable:
    """A blank compares as nothing of the other's kind."""
    if isinstance(value, NotAvailable):
        return value.text
    if not isinstance(value, Blank):
        return value
    if isinstance(other, bool):
        return False
    return "" if isinstance(other, str | NotAvailable) else ZERO


def _rank(value: Interval | str | bool) -> int:
    if isinstance(value, bool):
        return 2 + int(value)
    return 1 if isinstance(value, str) else 0


def _compared_texts(operator: BinaryOperator, a: str, b: str) -> bool | Undecidable:
    """Only letters and figures have one order everywhere; that of Chinese texts depends on the locale."""
    if operator in ("=", "<>") or a == b or all(x.isascii() and x.isalnum() for x in (a, b) if x):
        return _ordered(operator, a, b)
    return Undecidable("文本的先后次序各软件不一")


def _ordered(operator: BinaryOperator, a: _Ordered, b: _Ordered) -> bool:
    holds = {"=": a == b, "<>": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}
    return holds[operator]


_POSSIBLE: dict[str, Callable[[Interval, Interval], bool]] = {
    "=": may_equal,
    "<>": lambda a, b: not is_equal(a, b),
    "<": may_be_less,
    ">=": lambda a, b: not is_less(a, b),
    ">": lambda a, b: may_be_less(b, a),
    "<=": lambda a, b: not is_less(b, a),
}


def _of_numbers(operation: Callable[[Interval, Interval], Interval | Unusable]) -> Callable[[Scalar, Scalar], Scalar]:
    def of_values(a: Scalar, b: Scalar) -> Scalar:
        x, y = as_number(a), as_number(b)
        if not isinstance(x, Interval):
            return x
        if not isinstance(y, Interval):
            return y
        result = operation(x, y)
        return within_range(result) if isinstance(result, Interval) else result

    return of_values


def divided(a: Interval, b: Interval) -> Interval | Unusable:
    """The quotient; #DIV/0! by 0 itself."""
    if b.point == 0:
        return DIVISION_BY_ZERO
    quotient = a.divided_by(b)
    return DIVISOR_MAY_BE_ZERO if quotient is None else quotient


def _power(a: Interval, b: Interval) -> Interval | Unusable:
    exponent = b.point
    if exponent is None:
        return Undecidable("指数不是确定的数")
    if exponent == 0:
        return _power_of_zero(a)
    whole = exponent == exponent.to_integral_value()
    if not whole and not (a.lo is not None and a.lo >= 0):
        return _root_of_negative(a, exponent)
    raised = a.power(abs(exponent))
    return raised if exponent > 0 else divided(Interval.exact(1), raised)


def _root_of_negative(a: Interval, exponent: Decimal) -> Unusable:
    """Some take an odd root of a negative number, (-8)^(1/3), and some do not."""
    degree = settled(1 / exponent)
    if abs(degree) < _LARGE and degree % 2 in (-1, 1):
        return Undecidable("负数的奇次方根各软件不一")
    return WRONG_NUMBER if a.hi is not None and a.hi < 0 else Undecidable("底数可能为负")


def _power_of_zero(a: Interval) -> Interval | Unusable:
    if not a.touches_zero():
        return Interval.exact(1)
    return WRONG_NUMBER if a.point is not None else Undecidable("0的0次方没有值")


OPERATORS: dict[BinaryOperator, Callable[[Scalar, Scalar], Scalar]] = {
    **{operator: partial(compared, operator) for operator in NEGATED.values()},
    "&": joined,
    "+": _of_numbers(Interval.__add__),
    "-": _of_numbers(Interval.__sub__),
    "*": _of_numbers(Interval.__mul__),
    "/": _of_numbers(divided),
    "^": _of_numbers(_power),
}
"""What an operator makes of two values."""
