"""Questions about a value: ISNUMBER, ISBLANK, ISTEXT, ISERROR."""

from __future__ import annotations

from perfxl.standard.interval import Interval
from perfxl.standard.values import BLANK, ErrorValue, NotAvailable, Scalar, Undecidable


def is_number(value: Scalar) -> Scalar:
    """ISNUMBER; a truth value is none."""
    return value if isinstance(value, Undecidable) else isinstance(value, Interval)


def is_blank(value: Scalar) -> Scalar:
    """ISBLANK; a text without characters is not."""
    return value if isinstance(value, Undecidable) else value is BLANK


def is_text(value: Scalar) -> Scalar:
    """ISTEXT; a mark such as —— is one."""
    return value if isinstance(value, Undecidable) else isinstance(value, str | NotAvailable)


def is_error(value: Scalar) -> Scalar:
    """ISERROR."""
    return value if isinstance(value, Undecidable) else isinstance(value, ErrorValue)
