"""The nested tables of a standard written as TOML, in the order and the manner of the catalogue's files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SECTIONS = ("sheets", "block", "rule", "table", "indicator", "rate", "check", "grade")
_NAMED = ("sheets", "check")
_LONGEST = 110


def toml(values: Mapping[str, Any]) -> str:
    """The text of a standard's file."""
    head = {key: value for key, value in values.items() if key not in _SECTIONS}
    parts = ["\n".join(_pairs(head))]
    for section in _SECTIONS:
        if section in values:
            parts.extend(_named(section, values[section]) if section in _NAMED else _section(section, values[section]))
    return "\n\n".join(parts) + "\n"


def _section(name: str, value: Mapping[str, Any] | list[Mapping[str, Any]]) -> Iterator[str]:
    if isinstance(value, list):
        yield from ("\n".join([f"[[{name}]]", *_pairs(item)]) for item in value)
    else:
        yield "\n".join([f"[{name}]", *_pairs(value)])


def _named(name: str, value: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    yield from ("\n".join([f"[{name}.{_key(key)}]", *_pairs(item)]) for key, item in value.items())
    if not value:
        yield f"[{name}]"


def _pairs(table: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{_key(key)} = {_value(value)}" for key, value in table.items())


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return f"{value:f}" if isinstance(value, Decimal) else str(value)
        case Mapping():
            return "{ " + ", ".join(_pairs(value)) + " }" if value else "{}"
        case list():
            return _list([_value(item) for item in value])
    return _text(str(value))


def _list(items: list[str]) -> str:
    """On a line, or an item a line where that is long."""
    line = f"[{', '.join(items)}]"
    return line if len(line) < _LONGEST else "[\n" + "".join(f"  {item},\n" for item in items) + "]"


def _text(text: str) -> str:
    """A basic string: JSON's escapes are TOML's."""
    return json.dumps(text, ensure_ascii=False)
