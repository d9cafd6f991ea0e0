"""How a sheet of the roll-up is laid out, as values: columns, title, print set-up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from perfxl.sml.sheet import CellStyle

Kind = Literal["text", "number"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, width in characters, how its cells look, and whether they are numbers. `over` is a heading
    that it shares with its neighbours."""

    title: str
    width: float
    style: CellStyle
    kind: Kind = "text"
    over: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet: its tab, the title and the line below it, the columns with the header's rows, and how it prints.
    `printed` is the number of columns on paper (0: all)."""

    name: str
    title: str
    line: str
    columns: tuple[Column, ...]
    landscape: bool = True
    printed: int = 0
    frozen: int = 0
    filtered: bool = True
    tab: str | None = None
    paper: int = 9
    """ST_PaperSize: 9 is A4, 8 is A3."""
    least: int = 0
    """The last row that is printed at least: charts reach down to it."""
    opening: tuple[tuple[str, float], ...] = ()
    """What is said before the header, a row each, and how many points high it is."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of our own, never with text from a file in it, and the number or text it gives."""

    text: str
    value: str
    kind: Kind = "number"


@dataclass(frozen=True, slots=True)
class Link:
    """What a cell leads to: a file (an address as OPC wants it) and a place in it, or a place in this workbook."""

    target: str = ""
    location: str = ""
    tip: str = ""


MOST_LINKS = 60_000
"""Links on one sheet; Excel takes 65 530 and calls a file with more of them damaged."""
