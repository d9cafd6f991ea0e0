"""The cells of rows as XML in which the row's number is left open, so that they can be made before it is known where
they will stand: the workers make them."""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from perfxl.rollup.book.layout import Column, Formula
from perfxl.rollup.book.stylesheet import Styles
from perfxl.sml.a1 import letters
from perfxl.sml.escape import content, fitting, text_element
from perfxl.sml.sheet import CellStyle

Value = str | int | Decimal | Formula | None
OPEN = "\0"
"""Stands for the row's number. No text holds it: what XML cannot hold is written as `_x0000_`."""

_BETWEEN, _WITHIN = "\x1e", "\x1f"
_PLAIN = re.compile("[^&<>\x00-\x1f_\ud800-\udfff\ufffe\uffff]{1,8000}")
_NUMBER = re.compile(r"-?\d{1,300}(\.\d{1,300})?")


class Row(NamedTuple):
    """Some cells of a row, on how many lines their texts stand, and the place in a file that the row leads to."""

    xml: str
    lines: int = 1
    where: str = ""


class Cells:
    """What the columns of a sheet make of values."""

    def __init__(self, columns: Sequence[Column], styles: Styles, printed: int = 0) -> None:
        self.styles = styles
        self._plan = [
            (
                f'<c r="{letters(number)}{OPEN}',
                self._style(column.style),
                column.kind == "number",
                room,
                column.style.border,
            )
            for number, column in enumerate(columns, 1)
            for room in [_room(column) if number <= (printed or len(columns)) else sys.maxsize]
        ]

    def row(self, values: Iterable[Value], looks: Mapping[int, CellStyle] | None = None, first: int = 0) -> Row:
        """The cells of these values, one a column from `first` on; `looks` are the styles of the columns, from 0, that
        look otherwise."""
        lines, cells = 1, []
        for place, ((start, style, numeric, room, framed), value) in enumerate(
            zip(self._plan[first:], values, strict=False)
        ):
            if value is None and not framed:
                continue
            if looks and place + first in looks:
                style = self._style(looks[place + first])
            if type(value) is not str or numeric or not value:
                body = _body(value, numeric)
            else:
                body = _text(value)
                if 2 * len(value) > room:
                    lines = max(lines, _lines(value, room))
            cells.append(f"{start}{style}{body}")
        return Row("".join(cells), lines)

    def _style(self, style: CellStyle) -> str:
        return f'" s="{self.styles.number(style)}"'


def pack_rows(rows: Iterable[Row]) -> bytes:
    """Rows as bytes."""
    listed = _BETWEEN.join(f"{row.xml}{_WITHIN}{row.lines}{_WITHIN}{row.where}" for row in rows)
    return zlib.compress(listed.encode(), 1)


def unpack_rows(data: bytes) -> Iterator[Row]:
    """The rows that were packed."""
    listed = zlib.decompress(data).decode()
    for packed in listed.split(_BETWEEN) if listed else ():
        xml, lines, where = packed.split(_WITHIN)
        yield Row(xml, int(lines), where)


def _room(column: Column) -> int:
    """How many half-width characters fit on a line of that column; no end where texts are not wrapped. A column is so
    many digits of 7 pixels wide, less what stays free at its sides and a step of 9 for an indent; a half-width
    character of so many points takes two thirds as many pixels."""
    if not column.style.wrap:
        return sys.maxsize
    return int((7 * column.width - 1 - 9 * column.style.indent) / (column.style.size * 2 / 3))


@lru_cache(maxsize=8192)
def _lines(text: str, room: int) -> int:
    """On how many lines of so many half-width characters a text stands."""
    return sum(-(-max(1, len(line.encode("gb18030", "replace"))) // room) for line in text.split("\n"))


def _body(value: Value, numeric: bool) -> str:
    """What stands in a cell behind its style."""
    if value is None or value == "":
        return "/>"
    if isinstance(value, int | Decimal):
        return f"><v>{value}</v></c>"
    if isinstance(value, Formula):
        typed = "" if value.kind == "number" else ' t="str"'
        return f"{typed}><f>{content(value.text)}</f><v>{content(value.value)}</v></c>"
    if numeric and _NUMBER.fullmatch(value):
        return f"><v>{value}</v></c>"
    return _text(value)


@lru_cache(maxsize=8192)
def _text(value: str) -> str:
    """A text behind its cell's style; the same few come again and again."""
    if _PLAIN.fullmatch(value) and value == value.strip():
        return f' t="inlineStr"><is><t>{value}</t></is></c>'
    return f' t="inlineStr"><is>{text_element(fitting(value))}</is></c>'
