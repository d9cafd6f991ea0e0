"""Functions of texts: LEN, LEFT, RIGHT, MID, FIND, SUBSTITUTE, TRIM, VALUE. Characters are counted as Excel counts."""

from __future__ import annotations

import re

from perfxl.standard.interval import Interval
from perfxl.standard.values import (
    LONGEST_TEXT,
    WRONG_VALUE,
    Scalar,
    Undecidable,
    Unusable,
    as_number,
    as_text,
    number,
    read_number,
    text,
)

_ONE = Interval.exact(1)


def length(value: Scalar) -> Scalar:
    """LEN."""
    written = as_text(value)
    return number(_width(written)) if isinstance(written, str) else written


def left(value: Scalar, count: Scalar = _ONE) -> Scalar:
    """LEFT."""
    written, size = as_text(value), _count(count)
    if not isinstance(written, str):
        return written
    return _cut(written, 0, size) if isinstance(size, int) else size


def right(value: Scalar, count: Scalar = _ONE) -> Scalar:
    """RIGHT."""
    written, size = as_text(value), _count(count)
    if not isinstance(written, str):
        return written
    if not isinstance(size, int):
        return size
    return _cut(written, max(0, _width(written) - size), size)


def middle(value: Scalar, start: Scalar, count: Scalar) -> Scalar:
    """MID; places are counted from 1."""
    written, first, size = as_text(value), _count(start), _count(count)
    if not isinstance(written, str):
        return written
    if not isinstance(first, int):
        return first
    if not isinstance(size, int):
        return size
    return _cut(written, first - 1, size) if first else WRONG_VALUE


def find(wanted: Scalar, value: Scalar, start: Scalar = _ONE) -> Scalar:
    """FIND: the place of a text within another, from 1; capitals matter."""
    sought, written, first = as_text(wanted), as_text(value), _count(start)
    if not isinstance(sought, str):
        return sought
    if not isinstance(written, str):
        return written
    if not isinstance(first, int):
        return first
    if not 1 <= first <= _width(written) + 1:
        return WRONG_VALUE
    place = written.find(sought, first - 1) if _plain(written) else -2
    if place == -2:
        return Undecidable("文本含有占两个字符的字")
    return number(place + 1) if place >= 0 else WRONG_VALUE


def substitute(value: Scalar, old: Scalar, new: Scalar, which: Scalar | None = None) -> Scalar:
    """SUBSTITUTE: every occurrence of a text, or only the one counted, put otherwise."""
    written, before, after = as_text(value), as_text(old), as_text(new)
    if not isinstance(written, str):
        return written
    if not isinstance(before, str):
        return before
    if not isinstance(after, str):
        return after
    if which is not None:
        return _substitute_one(written, before, after, _count(which))
    if not before:
        return text(written)
    if len(written) + written.count(before) * (len(after) - len(before)) > LONGEST_TEXT:
        return WRONG_VALUE
    return written.replace(before, after)


def trim(value: Scalar) -> Scalar:
    """TRIM: no spaces at the ends, and single ones between words."""
    written = as_text(value)
    return re.sub(" +", " ", written.strip(" ")) if isinstance(written, str) else written


def value_of(value: Scalar) -> Scalar:
    """VALUE: the number a text is read as."""
    if isinstance(value, bool):
        return WRONG_VALUE
    return read_number(value) if isinstance(value, str) else as_number(value)


def _substitute_one(written: str, before: str, after: str, which: int | Unusable) -> Scalar:
    if not isinstance(which, int):
        return which
    if which < 1:
        return WRONG_VALUE
    parts = written.split(before, which) if before else [written]
    if len(parts) <= which:
        return text(written)
    return text(before.join(parts[:which]) + after + parts[which])


def _count(value: Scalar) -> int | Unusable:
    """A count of characters: whole, not negative."""
    read = as_number(value)
    if not isinstance(read, Interval):
        return read
    if read.point is None:
        return Undecidable("字符数不是确定的数")
    return WRONG_VALUE if read.point < 0 else min(int(read.point), LONGEST_TEXT + 1)


def _plain(written: str) -> bool:
    return all(character <= "\uffff" for character in written)


def _width(written: str) -> int:
    """Characters as Excel counts them: one outside the basic plane is two."""
    return len(written) + sum(character > "\uffff" for character in written)


def _cut(written: str, start: int, size: int) -> Scalar:
    if not _plain(written):
        return Undecidable("文本含有占两个字符的字")
    return text(written[start : start + size])
