"""Where everything of a blank form stands, as values: boxes of cells, what they hold and what they are for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from perfxl.errors import StandardError
from perfxl.sml.a1 import letters
from perfxl.sml.reference import on_sheet
from perfxl.standard.formula import Column
from perfxl.standard.model import SheetKey

Role = Literal[
    "annex", "title", "caption", "entry", "unit", "mirror", "corner", "side", "header", "label", "detail",
    "amount", "count", "rate", "text", "long_text", "section", "level", "weight", "answer", "score", "reason",
    "total", "total_weight", "total_score", "blank", "note", "signature", "none", "fixed", "criterion", "table_label",
    "subtitle",
]  # fmt: skip
"""What a box is for; it decides how the box looks and whether a unit fills it."""

INPUTS: frozenset[Role] = frozenset((
    "entry", "unit", "detail", "amount", "count", "rate", "text", "long_text", "level", "weight", "answer", "score",
    "reason", "signature", "table_label",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of cells on a sheet, rows and columns from 1, ends included; merged where it is more than a cell."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def cell(self) -> str:
        """Its top-left cell in A1 notation."""
        return f"{letters(self.left)}{self.top}"

    @property
    def ref(self) -> str:
        """The whole of it in A1 notation."""
        last = f"{letters(self.right)}{self.bottom}"
        return self.cell if last == self.cell else f"{self.cell}:{last}"

    @property
    def absolute(self) -> str:
        """Its reference for a defined name: the sheet, and dollar signs throughout."""
        first, last = f"${letters(self.left)}${self.top}", f"${letters(self.right)}${self.bottom}"
        return on_sheet(self.sheet, first if first == last else f"{first}:{last}")

    def around(self, other: Box) -> Box:
        """The smallest box that holds both."""
        top, left = min(self.top, other.top), min(self.left, other.left)
        return Box(self.sheet, top, left, max(self.bottom, other.bottom), max(self.right, other.right))

    @property
    def corner(self) -> Box:
        """Its top-left cell alone."""
        return Box(self.sheet, self.top, self.left, self.top, self.left)


@dataclass(frozen=True, slots=True)
class Slot:
    """A box and what stands in it. `names` are the defined names it belongs to; `formula` is the Excel formula that
    computes it; `height` is the height in points that it asks of its row, 0 where any will do; `shown` is the number
    format of a value where its role does not say it."""

    box: Box
    role: Role
    value: str | Decimal | None = None
    names: tuple[str, ...] = ()
    formula: str | None = None
    indent: int = 0
    height: float = 0
    shown: str = ""

    @property
    def is_input(self) -> bool:
        """Whether a unit fills it."""
        return self.role in INPUTS and self.formula is None


@dataclass(frozen=True, slots=True)
class TableBox:
    """The indicator table: its header, first, last and total row, and the number and the width of each column."""

    sheet: str
    header: int
    first: int
    last: int
    total: int
    columns: Mapping[str, int]
    widths: Mapping[str, float]

    @property
    def left(self) -> int:
        """Its first column."""
        return min(self.columns.values())

    def within(self, key: str) -> int:
        """The number of a column counted from the table's first."""
        return self.columns[key] - self.left + 1

    def column(self, key: str) -> Box:
        """The cells of a column in all indicator rows."""
        return Box(self.sheet, self.first, self.columns[key], self.last, self.columns[key])

    @property
    def whole(self) -> Box:
        """Header, indicators and total: rows inserted anywhere between them stay inside."""
        return Box(self.sheet, self.header, self.left, self.total, max(self.columns.values()))

    def resolve(self, column: Column) -> str:
        """What stands for [列] in a formula on the table's own sheet; the total row alone has formulas."""
        return self.column(column.name).ref


@dataclass(frozen=True, slots=True)
class Page:
    """One of the form's sheets: its slots, the width of each column in characters, the first row that scrolls, and the
    rows that are printed on every page."""

    key: SheetKey
    name: str
    slots: tuple[Slot, ...]
    widths: tuple[float, ...]
    scrolled_from: int
    repeated: str

    @property
    def last_row(self) -> int:
        """The last row with anything in it."""
        return max(slot.box.bottom for slot in self.slots)


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole form; `names` has a box for each of its defined names: fields, ranges, columns of the table."""

    pages: tuple[Page, ...]
    table: TableBox
    names: Mapping[str, Box]


def years(text: str, year: int) -> str:
    """A header or a title with its years filled in."""
    return text.replace("{年}", str(year)).replace("{上年}", str(year - 1))


def split(first: int, last: int, parts: int) -> list[tuple[int, int]]:
    """The columns from `first` to `last` shared out to `parts` neighbours, the later ones getting what is over."""
    size, over = divmod(last - first + 1, parts)
    spans, left = list[tuple[int, int]](), first
    for part in range(parts):
        right = left + size - 1 + (1 if part >= parts - over else 0)
        spans.append((left, right))
        left = right + 1
    return spans


def boxes_of_names(slots: Iterable[Slot]) -> dict[str, Box]:
    """A box for every name. Raises StandardError where rows of one name do not stand together."""
    boxes = dict[str, Box]()
    for slot in slots:
        for name in slot.names:
            box = slot.box.corner
            if name in boxes and box.top != boxes[name].bottom + 1:
                raise StandardError(
                    f"“{name}”的各行不相邻，模板里不能作一个名称", f"the rows of “{name}” do not stand together"
                )
            boxes[name] = boxes[name].around(box) if name in boxes else box
    return boxes


def plain(number: Decimal) -> str:
    """A weight as it is written in a label: 20, 2.5."""
    return f"{number.normalize():f}"


def text_height(text: str, width: float, line: float = 16, least: float = 24) -> float:
    """The points that `text` needs when it wraps at `width` characters; a Chinese character counts as two."""
    columns = sum(2 if ord(char) > 0x2E80 else 1 for char in text)
    lines = max(1, -(-columns // max(1, int(width - 1))))
    return max(least, lines * line + 8)
