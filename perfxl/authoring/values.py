"""A value of a standard as a cell of a workbook, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from perfxl.authoring.sheets import Column
from perfxl.authoring.vocabulary import EMPTY, EXACT, NO, YES
from perfxl.standard.wording import plain_number

_WHOLE = re.compile(r"-?[0-9]{1,9}")
_PERCENT = re.compile(r"(0|[1-9][0-9]{0,6})(\.[0-9]{1,6})?%")
_FORMATS = {0: "0%", 1: "0.0%", 2: "0.00%"}


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands in a cell: a text or a number, and its number format."""

    value: str | int | Decimal
    format: str = "@"


@dataclass(frozen=True, slots=True)
class Read:
    """A cell as it was read: its value and its number format."""

    value: object
    format: str = "General"

    @property
    def blank(self) -> bool:
        """Whether nothing stands there."""
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())


def shown(column: Column, value: object) -> Shown:
    """The cell of a value."""
    match value:
        case bool():
            return Shown(YES if value else NO)
        case int() | Decimal():
            return Shown(value, "General")
        case list():
            return Shown(_joined([str(item) for item in value]))
        case Mapping():
            return Shown(_joined([f"{key}={item}" for key, item in value.items()]))
    text = str(value)
    if column.content == "number" and _PERCENT.fullmatch(text):
        places = len(text.removesuffix("%").partition(".")[2])
        return Shown(Decimal(text.removesuffix("%")).scaleb(-2), _FORMATS.get(places, "0.00####%"))
    if column.content == "decimals":
        return Shown(EXACT)
    return Shown(column.words.get(text, text) or EMPTY)


def _joined(items: list[str]) -> str:
    """Parted by ；, or by line ends where ； is a part of one."""
    if any("；" in item or ";" in item for item in items):
        return "\n".join(items) + "\n"
    return "；".join(items)


def value_of(column: Column, cell: Read) -> object:
    """The value of a cell that is not blank. What cannot be one is given as it stands: the standard's reader refuses
    it at this cell."""
    text = text_of(cell)
    whole = cell.value if isinstance(cell.value, str) else text
    match column.content:
        case "number":
            return _number(cell, text)
        case "whole":
            return int(text) if _WHOLE.fullmatch(text) else text
        case "decimals":
            return "exact" if text == EXACT else int(text) if _WHOLE.fullmatch(text) else text
        case "flag":
            return _flag(text)
        case "demand":
            flag = _flag(text)
            return flag if isinstance(flag, bool) else _parted(whole)
        case "list":
            return _parted(whole)
        case "map":
            return _mapped(whole)
        case "choice":
            return next((value for value, word in column.words.items() if word == text), text)
    return "" if text == EMPTY else text


def text_of(cell: Read) -> str:
    """What stands in a cell, as text; a percentage with its sign."""
    match cell.value:
        case bool():
            return YES if cell.value else NO
        case int() | float() | Decimal():
            number = Decimal(str(cell.value))
            if not number.is_finite():
                return str(cell.value)
            return f"{plain_number(number * 100)}%" if "%" in cell.format else plain_number(number)
        case date():
            return cell.value.isoformat()
    return str(cell.value).strip()


def _number(cell: Read, text: str) -> object:
    if isinstance(cell.value, str | bool) or "%" in cell.format:
        return text
    return Decimal(text) if "." in text else int(text) if _WHOLE.fullmatch(text) else text


def _flag(text: str) -> bool | str:
    return {YES: True, NO: False}.get(text, text)


def _parted(text: str) -> list[str]:
    items = text.split("\n") if "\n" in text else re.split("[；;]", text)
    return [item.strip() for item in items if item.strip()]


def _mapped(text: str) -> object:
    """名称=值 of each item; the text itself where an item is none."""
    pairs = [item.replace("＝", "=").partition("=") for item in _parted(text)]
    if not all(sign for _, sign, _ in pairs):
        return text
    return {name.strip(): value.strip() for name, _, value in pairs}
