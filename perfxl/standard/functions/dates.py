"""DATE: days counted from 1 January 1900, as Excel counts them."""

from __future__ import annotations

from datetime import date, timedelta

from perfxl.standard.interval import Interval
from perfxl.standard.values import WRONG_NUMBER, Scalar, Undecidable, Unusable, as_number, number

_BEFORE_FIRST = date(1899, 12, 30)
_FIRST_AFTER_GAP = 61


def day_number(year: Scalar, month: Scalar, day: Scalar) -> Scalar:
    """DATE; months and days beyond the end run on. Excel knows a 29 February 1900, so earlier days are one less."""
    parts = [_whole(part) for part in (year, month, day)]
    unusable = next((part for part in parts if not isinstance(part, int)), None)
    if unusable is not None:
        return unusable
    years, months, days = (part for part in parts if isinstance(part, int))
    years += 1900 if 0 <= years < 1900 else 0
    years, month_index = years + (months - 1) // 12, (months - 1) % 12
    if not 1900 <= years <= 9999:
        return WRONG_NUMBER
    return _serial(date(years, month_index + 1, 1), days)


def _serial(first: date, days: int) -> Scalar:
    serial = (first - _BEFORE_FIRST).days + days - 1
    if serial < _FIRST_AFTER_GAP:
        serial -= 1
    last = (date.max - _BEFORE_FIRST) // timedelta(days=1)
    return number(serial) if 0 <= serial <= last else WRONG_NUMBER


def _whole(value: Scalar) -> int | Unusable:
    read = as_number(value)
    if not isinstance(read, Interval):
        return read
    if read.point is None:
        return Undecidable("日期不是确定的数")
    if not -32768 <= read.point <= 32767:
        return WRONG_NUMBER
    return int(read.point)
