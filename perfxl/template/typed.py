"""What Excel makes of what is typed into a cell: a number, a percentage, or text."""

from __future__ import annotations

import re
from decimal import Decimal

_TYPED = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?%?")

Value = str | Decimal


def typed(value: Value) -> tuple[Decimal | str | None, str]:
    """The value of what is typed, and the number format that Excel gives it."""
    if isinstance(value, Decimal) or not _TYPED.fullmatch(value):
        return (value if value != "" else None), ""
    if not value.endswith("%"):
        return Decimal(value), ""
    number = Decimal(value.removesuffix("%")).scaleb(-2)
    return number, "0%" if number == round(number, 2) else "0.00%"
