"""What a formula can come to, and Excel's rules for turning one kind of value into another.

A value is a number (an Interval), a text, a truth value, a blank cell, an error, a mark for "not applicable", the
admission that it cannot be decided, or a rectangle of those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum
from typing import Final

from perfxl.standard.interval import ZERO, Interval


class Blank(Enum):
    """A cell with nothing in it."""

    BLANK = "blank"


BLANK: Final = Blank.BLANK


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """An error of Excel's, such as #DIV/0!."""

    code: str


@dataclass(frozen=True, slots=True)
class NotAvailable:
    """A mark that there is no figure here (——, /, 无). Excel takes it for a text."""

    text: str = "——"


@dataclass(frozen=True, slots=True)
class Undecidable:
    """Not to be known from what is given; `reason` says why, in Chinese."""

    reason: str


Scalar = Interval | str | bool | Blank | ErrorValue | NotAvailable | Undecidable


@dataclass(frozen=True, slots=True)
class Array:
    """A rectangle of values by rows; it has at least one cell."""

    rows: tuple[tuple[Scalar, ...], ...]

    @classmethod
    def column(cls, cells: tuple[Scalar, ...]) -> Array:
        """The cells below one another."""
        return cls(tuple((cell,) for cell in cells))

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return len(self.rows), len(self.rows[0])

    def cells(self) -> Iterator[Scalar]:
        """The values, row by row."""
        for row in self.rows:
            yield from row


Value = Scalar | Array
Unusable = ErrorValue | Undecidable

DIVISION_BY_ZERO: Final = ErrorValue("#DIV/0!")
WRONG_VALUE: Final = ErrorValue("#VALUE!")
WRONG_REFERENCE: Final = ErrorValue("#REF!")
UNKNOWN_NAME: Final = ErrorValue("#NAME?")
WRONG_NUMBER: Final = ErrorValue("#NUM!")
NOT_FOUND: Final = ErrorValue("#N/A")

LONGEST_TEXT = 32_767
_GREATEST = Decimal("1.7976931348623157E+308")
_WRITTEN = Context(prec=15, rounding=ROUND_HALF_UP)

_NUMERAL = re.compile(r"([+-]?)(\d+|\d{1,3}(?:,\d{3})+)?(\.\d*)?(E[+-]?\d{1,4})?\s*(%?)", re.I | re.A)
_READ_BY_LOCALE = re.compile(
    r"[\d\s,.:/%+()¥￥$€£年月日时分秒上下午AMPMEamp元-]*\d[\d\s,.:/%+()¥￥$€£年月日时分秒上下午AMPMEamp元-]*"
)


def number(value: Decimal | int) -> Scalar:
    """An exact number, or #NUM! where Excel cannot hold it."""
    return within_range(Interval.exact(value))


def within_range(interval: Interval) -> Scalar:
    """The interval itself, or #NUM! where Excel cannot hold its numbers."""
    lo, hi = interval.lo, interval.hi
    below = lo is not None and lo < -_GREATEST
    return WRONG_NUMBER if below or (hi is not None and hi > _GREATEST) else interval


def text(value: str) -> Scalar:
    """A text, or #VALUE! where it is longer than a cell can hold."""
    return WRONG_VALUE if len(value) > LONGEST_TEXT else value


def as_number(value: Scalar) -> Interval | Unusable:
    """The number an operator takes a value for: TRUE is 1, a blank 0, "85%" 0.85, and other text #VALUE!."""
    if isinstance(value, (Interval, ErrorValue, Undecidable)):
        return value
    if isinstance(value, bool):
        return Interval.exact(int(value))
    if isinstance(value, str):
        return read_number(value)
    return ZERO if isinstance(value, Blank) else WRONG_VALUE


def read_number(written: str) -> Interval | Unusable:
    """The number a text is read as; whether a date, a time or a sum of money is one depends on the locale."""
    stripped = written.strip()
    match = _NUMERAL.fullmatch(stripped)
    if match and (match[2] or (match[3] and len(match[3]) > 1)):
        sign, whole, fraction, exponent, percent = (part or "" for part in match.groups())
        read = Decimal(sign + whole.replace(",", "") + fraction + exponent)
        return _read_within_range(read.scaleb(-2) if percent else read)
    if len(stripped) < 64 and _READ_BY_LOCALE.fullmatch(stripped):
        return Undecidable(f"文本“{stripped}”能否当作数，各软件不一")
    return WRONG_VALUE


def _read_within_range(read: Decimal) -> Interval | ErrorValue:
    return WRONG_VALUE if abs(read) > _GREATEST else Interval.exact(read)


def as_text(value: Scalar) -> str | Unusable:
    """The text an operator takes a value for: a number as General shows it, a blank as nothing."""
    if isinstance(value, str | ErrorValue | Undecidable):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Interval):
        point = value.point
        return Undecidable("数的末位取决于未写出的小数，不能当作文本") if point is None else general(point)
    return value.text if isinstance(value, NotAvailable) else ""


def general(value: Decimal) -> str:
    """A number as Excel writes it into a text: at most 15 digits, no zeros at the end."""
    short = _WRITTEN.plus(value).normalize()
    if not short:
        return "0"
    if -10 <= short.adjusted() <= 20:
        return f"{short:f}"
    mantissa = short.scaleb(-short.adjusted())
    return f"{mantissa:f}E{short.adjusted():+03d}"


def as_truth(value: Scalar) -> bool | Unusable:
    """What a condition takes a value for: any number but 0 is true; of texts only TRUE and FALSE will do."""
    if isinstance(value, bool | ErrorValue | Undecidable):
        return value
    if isinstance(value, Interval):
        return _truth_of_number(value)
    if isinstance(value, str) and value.upper() in ("TRUE", "FALSE"):
        return value.upper() == "TRUE"
    return False if isinstance(value, Blank) else WRONG_VALUE


def _truth_of_number(value: Interval) -> bool | Undecidable:
    if not value.touches_zero():
        return True
    return False if value.point is not None else Undecidable("条件可能是0，也可能不是")
