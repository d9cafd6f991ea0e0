"""Cell references in A1 notation, and numbers of rows and columns, which count from 1."""

from __future__ import annotations

import re
from functools import lru_cache

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")


@lru_cache(maxsize=20_000)
def letters(column: int) -> str:
    """A column's letters: 28 is AB."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


@lru_cache(maxsize=20_000)
def column_number(text: str) -> int:
    """A column's number: AB is 28."""
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - 64
    return number


@lru_cache(maxsize=20_000)
def cell(row: int, column: int) -> str:
    """A cell's reference."""
    return f"{letters(column)}{row}"


@lru_cache(maxsize=20_000)
def parse(ref: str) -> tuple[int, int] | None:
    """Row and column of one cell's reference, None if it is not one."""
    match = _CELL.fullmatch(ref.strip())
    if match is None:
        return None
    column, row = column_number(match.group(1)), int(match.group(2))
    return (row, column) if row <= MAX_ROW and column <= MAX_COLUMN else None


@lru_cache(maxsize=20_000)
def parse_range(ref: str) -> tuple[int, int, int, int] | None:
    """Top, left, bottom and right of a range or a single cell, None if it is neither."""
    first, _, last = ref.partition(":")
    a, b = parse(first), parse(last or first)
    if a is None or b is None:
        return None
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])
