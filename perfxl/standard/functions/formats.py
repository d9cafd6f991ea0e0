"""TEXT, for the formats of figures: 0, 0.00, 0%, 0.00%, #,##0, #,##0.00, @."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext

from perfxl.standard.interval import DIGITS, ZERO, Interval, settled
from perfxl.standard.values import Scalar, Undecidable, as_text, read_number, text

_FORMAT = re.compile(r"(#,##)?0(?:\.(0{1,30}))?(%)?")
_LONGEST_WHOLE = 40


def formatted(value: Scalar, pattern: Scalar) -> Scalar:
    """TEXT: a number in the given format; a text stays as it is."""
    written = as_text(pattern)
    if not isinstance(written, str):
        return written
    number = _figure(value)
    if not isinstance(number, Interval):
        return number
    match = _FORMAT.fullmatch(written)
    if written == "@":
        return as_text(number)
    if match is None:
        return Undecidable(f"不支持数字格式“{written[:20]}”")
    if number.point is None:
        return Undecidable("显示的数取决于未写出的小数")
    return _in_format(number.point, match)


def _figure(value: Scalar) -> Scalar:
    """TEXT reads a text that looks like a number as one, and leaves truth values alone."""
    if isinstance(value, bool):
        return as_text(value)
    if isinstance(value, str):
        read = read_number(value)
        return read if isinstance(read, Interval | Undecidable) else value
    return value if isinstance(value, Interval) else _figure_of_blank(value)


def _figure_of_blank(value: Scalar) -> Scalar:
    written = as_text(value)
    return ZERO if written == "" else written


def _in_format(number: Decimal, match: re.Match[str]) -> Scalar:
    grouped, decimals, percent = match.groups()
    with localcontext(prec=3 * DIGITS):
        shown = settled(number).scaleb(2 if percent else 0)
        if shown.adjusted() > _LONGEST_WHOLE:
            return Undecidable("数太大，显示方式各软件不一")
        shown = shown.quantize(Decimal(1).scaleb(-len(decimals or "")), ROUND_HALF_UP)
    unsigned = shown if shown else abs(shown)
    return text(f"{unsigned:{',' if grouped else ''}f}{percent or ''}")
