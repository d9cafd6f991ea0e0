"""The functions of the formula language, by name.

ON_SINGLE_VALUES take single values, and go over an array cell by cell. ON_RANGES take arguments, which may be ranges.
IF, IFERROR and ROW are not here: they ask for what is written, not only for its value.
"""

from __future__ import annotations

from collections.abc import Callable

from perfxl.standard.functions import (
    aggregate,
    criteria,
    dates,
    formats,
    information,
    logic,
    lookup,
    rounding,
    texts,
)
from perfxl.standard.values import Scalar, Value

ON_SINGLE_VALUES: dict[str, Callable[..., Scalar]] = {
    "NOT": logic.opposite,
    "ABS": rounding.magnitude,
    "ROUND": rounding.round_half_away,
    "ROUNDUP": rounding.round_up,
    "ROUNDDOWN": rounding.round_down,
    "INT": rounding.whole,
    "MOD": rounding.remainder,
    "ISNUMBER": information.is_number,
    "ISBLANK": information.is_blank,
    "ISTEXT": information.is_text,
    "ISERROR": information.is_error,
    "LEN": texts.length,
    "LEFT": texts.left,
    "RIGHT": texts.right,
    "MID": texts.middle,
    "FIND": texts.find,
    "SUBSTITUTE": texts.substitute,
    "TRIM": texts.trim,
    "VALUE": texts.value_of,
    "TEXT": formats.formatted,
    "DATE": dates.day_number,
}

ON_RANGES: dict[str, Callable[..., Value]] = {
    "AND": logic.every,
    "OR": logic.some,
    "SUM": aggregate.total,
    "SUMPRODUCT": aggregate.total_of_products,
    "MIN": aggregate.least,
    "MAX": aggregate.greatest,
    "COUNT": aggregate.count_of_numbers,
    "COUNTA": aggregate.count_of_filled,
    "SUMIF": criteria.sum_if,
    "COUNTIF": criteria.count_if,
    "LOOKUP": lookup.look_up,
    "MATCH": lookup.match,
    "INDEX": lookup.index,
}

CELL_BY_CELL = frozenset(("SUMPRODUCT", "LOOKUP"))
"""Functions within which operators go over arrays cell by cell, in every version of Excel and without Ctrl+Shift."""
