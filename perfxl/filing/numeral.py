"""Written numbers: what a cell holds, as an exact Decimal with the decimals it was written with, or why it is none.

A number is never guessed: 36万余元 is about 360000 yuan, and *about* is no number that a sum can be checked with, so it
is text, marked as approximate.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

Raw = str | int | float | bool | Decimal | date | datetime | time | timedelta
NumeralState = Literal["number", "text", "blank", "na", "placeholder"]

_NA = re.compile(r"[-—–―─\u2500-]+|[/\\*※×]+|无|没有|不适用|不涉及|n/?a")
_PLACEHOLDER = re.compile(r"[.。·⋯…]{2,}")
_APPROXIMATE = re.compile(r"[0-9].*[余多几]|^约|^近|^将近|^大约|左右$|上下$")
_NUMBER = re.compile(
    r"(?P<sign>[-+]?)(?P<whole>[0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]*)(?:\.(?P<part>[0-9]*))?(?P<power>e[-+]?[0-9]{1,2})? ?"
    r"(?P<unit>%|‰|°c|k?m[23]|[^\W0-9_][^0-9,.()+\-]{0,7})?"
)
_NUMBERED = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_UNITS = {"m2": "平方米", "km2": "平方公里", "m3": "立方米"}
"""What ㎡ and its like are once their signs are made plain."""

_DIGITS = 28
"""More digits than this no amount has; Decimal would round them."""


class Numeral(NamedTuple):
    """What a cell says. `value` and `decimals` belong to a number; of a percentage they are those of the fraction
    (95.1% is 0.951 with three decimals). `unit` is what follows the number; `approximate` marks 约/余/多/左右."""

    state: NumeralState
    value: Decimal | None = None
    decimals: int | None = None
    unit: str = ""
    approximate: bool = False


BLANK = Numeral("blank")
TEXT = Numeral("text")


def numeral(raw: Raw | None) -> Numeral:
    """The number in a cell. Dates, times and truth values are text: they are no amounts."""
    if raw is None:
        return BLANK
    if isinstance(raw, str):
        return parse(raw)
    if isinstance(raw, float):
        return _stored(raw)
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        return TEXT
    return Numeral("number", Decimal(raw), decimals_of(Decimal(raw)))


@lru_cache(maxsize=4096)
def _stored(number: float) -> Numeral:
    value = from_float(number)
    return TEXT if value is None else Numeral("number", value, decimals_of(value))


@lru_cache(maxsize=4096)
def parse(text: str) -> Numeral:
    """The number in a written text. ① and its like number things, and are no numbers."""
    if not _NUMBERED.isdisjoint(text):
        return TEXT
    plain = " ".join(unicodedata.normalize("NFKC", text).replace("−", "-").casefold().split()).lstrip("'")
    if not plain:
        return BLANK
    if _NA.fullmatch(plain):
        return Numeral("na")
    if _PLACEHOLDER.fullmatch(plain):
        return Numeral("placeholder")
    return _number(plain)


def _number(plain: str) -> Numeral:
    approximate = _APPROXIMATE.search(plain) is not None
    bracketed = plain[0] == "(" and plain[-1] == ")"
    if bracketed:
        plain = plain[1:-1].strip()
    found = _NUMBER.fullmatch(plain.lstrip("¥$ ").rstrip(".。、,;:"))
    if found is None or approximate or not (found["whole"] or found["part"]):
        return Numeral("text", approximate=approximate)
    unit = (found["unit"] or "").strip()
    digits = found["whole"].replace(",", "").replace(" ", "") + "." + (found["part"] or "")
    if len(digits) > _DIGITS:
        return TEXT
    value = Decimal(found["sign"] + digits + (found["power"] or ""))
    if bracketed and not unit and value > 0:
        value = -value
    return _scaled(value, unit)


def _scaled(value: Decimal, unit: str) -> Numeral:
    places = {"%": 2, "百分比": 2, "百分点": 2, "个百分点": 2, "‰": 3}.get(unit, 0)
    value = plain_value(value.scaleb(-places))
    return Numeral("number", value, decimals_of(value), "%" if places == 2 else _UNITS.get(unit, unit))


@lru_cache(maxsize=4096)
def from_float(number: float) -> Decimal | None:
    """A stored number as it was meant: 0.30000000000000004 is 0.3, 0.0900000762939453 (from a 32-bit program) is 0.09.
    None for what is no number.

    Shortest digits say what was typed, up to fifteen. Longer ones are either noise behind a typed number, told by four
    zeros or nines in a row after its last decimal, or the result of a formula, of which fourteen digits are certain."""
    if number.is_integer() and abs(number) < 1e15:
        return Decimal(int(number))
    if number != number or number in (float("inf"), float("-inf")):
        return None
    value = Decimal(repr(number)).normalize()
    if len(value.as_tuple().digits) < 13:
        return plain_value(value)
    if abs(number) < 1e-11:
        return Decimal(0)
    for places in range(7 if abs(number) < 1e15 else 0):
        rounded = round(value, places)
        if rounded and abs(value - rounded) < Decimal(1).scaleb(-places - 4):
            return plain_value(rounded.normalize())
    if len(value.as_tuple().digits) < 15:
        return plain_value(value)
    return plain_value(Decimal(f"{number:.13e}").normalize())


def plain_value(value: Decimal) -> Decimal:
    """The value without an exponent above 0: 1E+3 is 1000; −0 is 0."""
    if not value:
        return Decimal(0).scaleb(min(_exponent(value), 0))
    return value.quantize(Decimal(1)) if _exponent(value) > 0 and value.adjusted() < _DIGITS else value


def decimals_of(value: Decimal) -> int:
    """How many decimals the value is written with."""
    exponent = _exponent(value)
    return -exponent if exponent < 0 else 0


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def written(raw: Raw | None) -> str:
    """A cell's value as text, the way the sheet shows it in the General format; dates as 2020-11-28."""
    if raw is None:
        return ""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, float):
        value = from_float(raw)
        return repr(raw) if value is None else _plain(value)
    if isinstance(raw, datetime) and (raw.hour, raw.minute, raw.second) == (0, 0, 0):
        return raw.date().isoformat()
    return _plain(raw) if isinstance(raw, Decimal) else str(raw)


def _plain(value: Decimal) -> str:
    return format(value, "f") if -20 < value.adjusted() < 25 else str(value)
