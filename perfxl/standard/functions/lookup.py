"""LOOKUP, MATCH and INDEX.

Excel searches as if the values were in order; what it finds where they are not is its own affair, and is undecidable
here, but for a value beyond all of them, for which it finds the last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from perfxl.standard.formula import BinaryOperator
from perfxl.standard.functions.argument import Argument
from perfxl.standard.functions.operators import compared
from perfxl.standard.functions.wildcard import has_wildcard, matches, unescaped
from perfxl.standard.interval import Interval
from perfxl.standard.values import (
    NOT_FOUND,
    WRONG_REFERENCE,
    WRONG_VALUE,
    Array,
    Blank,
    ErrorValue,
    NotAvailable,
    Scalar,
    Undecidable,
    Unusable,
    Value,
    as_number,
    number,
)

_UNORDERED = Undecidable("查找区域没有排序")


def look_up(wanted: Argument, searched: Argument, results: Argument | None = None) -> Value:
    """LOOKUP: the result beside the last value not above the wanted one."""
    array = _array(searched)
    rows, columns = array.shape
    keys = _line(array, 0) if rows >= columns or results is not None else list(array.rows[0])
    if results is not None:
        if 1 not in array.shape or 1 not in _array(results).shape:
            return NOT_FOUND
        keys = list(array.cells())
        values = list(_array(results).cells())
    else:
        values = _line(array, columns - 1) if rows >= columns else list(array.rows[-1])
    found = _last_not_above(_key(wanted), keys)
    if not isinstance(found, int):
        return found
    return values[found] if found < len(values) else NOT_FOUND


def match(wanted: Argument, searched: Argument, kind: Argument | None = None) -> Value:
    """MATCH: the place of a value, from 1. 0 finds an equal one, 1 the last not above, -1 the last not below."""
    array = _array(searched)
    if 1 not in array.shape:
        return NOT_FOUND
    how = Interval.exact(1) if kind is None else as_number(_key(kind))
    if not isinstance(how, Interval):
        return how
    if how.point is None:
        return Undecidable("MATCH的方式不是确定的数")
    keys, key = list(array.cells()), _key(wanted)
    if how.point == 0:
        found = _first_equal(key, keys)
    else:
        found = _last_not_above(key, keys) if how.point > 0 else _last_not_below(key, keys)
    return number(found + 1) if isinstance(found, int) else found


def index(searched: Argument, row: Argument, column: Argument | None = None) -> Value:
    """INDEX: the cell in a row and a column counted from 1; 0 stands for all of them."""
    array = _array(searched)
    rows, columns = array.shape
    at_row = _place(row)
    at_column = None if column is None else _place(column)
    if isinstance(at_row, ErrorValue | Undecidable):
        return at_row
    if isinstance(at_column, ErrorValue | Undecidable):
        return at_column
    if at_column is None:
        if rows > 1 and columns > 1:
            return WRONG_REFERENCE
        at_row, at_column = (1, at_row) if rows == 1 else (at_row, 1)
    if at_row > rows or at_column > columns:
        return WRONG_REFERENCE
    chosen = array.rows if at_row == 0 else array.rows[at_row - 1 : at_row]
    return Array(tuple(line if at_column == 0 else line[at_column - 1 : at_column] for line in chosen))


def _place(argument: Argument) -> int | Unusable:
    place = as_number(_key(argument))
    if not isinstance(place, Interval):
        return place
    if place.point is None:
        return Undecidable("INDEX的行列号不是确定的数")
    return WRONG_VALUE if place.point < 0 else int(place.point)


def _array(argument: Argument) -> Array:
    return argument.value if isinstance(argument.value, Array) else Array(((argument.value,),))


def _line(array: Array, column: int) -> list[Scalar]:
    return [row[column] for row in array.rows]


def _key(argument: Argument) -> Scalar:
    if isinstance(argument.value, Array | Blank):
        return Undecidable("要查找的是空白" if isinstance(argument.value, Blank) else "要查找的不是单个值")
    return argument.value.text if isinstance(argument.value, NotAvailable) else argument.value


@dataclass(frozen=True, slots=True)
class _Entry:
    """A searched value of the kind wanted, and its place."""

    place: int
    value: Scalar


def _entries(wanted: Scalar, keys: Sequence[Scalar]) -> list[_Entry] | Unusable:
    """The values of the kind wanted; the others are passed over."""
    if isinstance(wanted, ErrorValue | Undecidable):
        return wanted
    unknown = next((key for key in keys if isinstance(key, Undecidable)), None)
    if unknown is not None:
        return unknown
    plain = (key.text if isinstance(key, NotAvailable) else key for key in keys)
    return [_Entry(place, key) for place, key in enumerate(plain) if type(key) is type(wanted)]


def _first_equal(wanted: Scalar, keys: Sequence[Scalar]) -> int | Unusable:
    entries = _entries(wanted, keys)
    if not isinstance(entries, list):
        return entries
    for entry in entries:
        equal = _same(wanted, entry.value)
        if isinstance(equal, ErrorValue | Undecidable):
            return equal
        if equal:
            return entry.place
    return NOT_FOUND


def _same(wanted: Scalar, value: Scalar) -> bool | Unusable:
    if isinstance(wanted, str) and isinstance(value, str):
        if has_wildcard(wanted):
            return matches(value, wanted)
        return value.casefold() == unescaped(wanted).casefold()
    return compared("=", wanted, value)


def _last_not_above(wanted: Scalar, keys: Sequence[Scalar]) -> int | Unusable:
    return _last_within(wanted, keys, descending=False)


def _last_not_below(wanted: Scalar, keys: Sequence[Scalar]) -> int | Unusable:
    return _last_within(wanted, keys, descending=True)


def _last_within(wanted: Scalar, keys: Sequence[Scalar], *, descending: bool) -> int | Unusable:
    entries = _entries(wanted, keys)
    if not isinstance(entries, list):
        return entries
    within = [compared(">=" if descending else "<=", entry.value, wanted) for entry in entries]
    unusable = next((answer for answer in within if not isinstance(answer, bool)), None)
    if unusable is not None:
        return unusable
    count = sum(answer is True for answer in within)
    if count < len(entries) and not _in_order(entries, descending=descending):
        return _UNORDERED
    return entries[count - 1].place if count else NOT_FOUND


def _in_order(entries: list[_Entry], *, descending: bool) -> bool:
    operator: BinaryOperator = ">=" if descending else "<="
    return all(compared(operator, a.value, b.value) is True for a, b in pairwise(entries))
