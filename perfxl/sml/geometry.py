"""Where columns and rows of a sheet begin, in pixels, as far as a note's box needs to know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from perfxl.opc.xml import Element
from perfxl.sml.a1 import MAX_COLUMN, MAX_ROW
from perfxl.sml.skeleton import Skeleton

_COLUMN, _ROW = 64, 18
_MOST_CELLS, _ENDLESS = 500, 1_000_000


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle anchored in cells: cells and pixels into them, from 0."""

    left: tuple[int, int]
    top: tuple[int, int]
    right: tuple[int, int]
    bottom: tuple[int, int]


class Geometry:
    """Widths of columns and heights of rows, numbered from 0."""

    def __init__(self, skeleton: Skeleton) -> None:
        root = skeleton.outline.root
        form = root.first("sheetFormatPr")
        width = _number(form, "defaultColWidth")
        self.column = _width(width) if width else _COLUMN
        self.row = round((_number(form, "defaultRowHeight") or _ROW * 0.75) * 96 / 72) or _ROW
        self.heights: Mapping[int, float] = skeleton.heights
        self.columns = list(_columns(root.first("cols")))

    def width(self, index: int) -> tuple[int, int]:
        """A column's width in pixels, and the last column up to which all are so wide."""
        last = MAX_COLUMN - 1
        for first, end, width in self.columns:
            if first <= index + 1 <= end:
                return width, end - 1
            if index + 1 < first:
                last = min(last, first - 2)
        return self.column, last

    def height(self, index: int) -> tuple[int, int]:
        """A row's height in pixels, and the row itself."""
        points = self.heights.get(index + 1)
        return self.row if points is None else round(points * 96 / 72), index

    def box(self, row: int, column: int, width: int, height: int) -> Box:
        """A box of this size to the right of a cell (numbered from 1), a little above it."""
        left = min(column, MAX_COLUMN - 1)
        top = max(row - 2, 0)
        right, across = _reach(self.width, left, 15 + width, MAX_COLUMN - 1)
        bottom, down = _reach(self.height, top, 4 + height, MAX_ROW - 1)
        return Box((left, 15), (top, 4), (right, across), (bottom, down))

    def size(self, box: Box) -> tuple[int, int]:
        """A box's width and height in pixels; one that spans more cells than a note needs is as good as endless."""
        return _span(self.width, box.left, box.right), _span(self.height, box.top, box.bottom)

    def grown(self, box: Box, width: int, height: int) -> Box:
        """The box at its place, at least so wide and high."""
        now = self.size(box)
        right, bottom = box.right, box.bottom
        if width > now[0]:
            right = _reach(self.width, box.left[0], box.left[1] + width, MAX_COLUMN - 1)
        if height > now[1]:
            bottom = _reach(self.height, box.top[0], box.top[1] + height, MAX_ROW - 1)
        return Box(box.left, box.top, right, bottom)


Run = Callable[[int], tuple[int, int]]
"""By index, the extent of a column or row in pixels, and the last one up to which all are of that extent."""


def _span(run: Run, start: tuple[int, int], end: tuple[int, int]) -> int:
    """Pixels from one place, a cell and pixels into it, to another."""
    if end[0] - start[0] > _MOST_CELLS:
        return _ENDLESS
    return sum(run(index)[0] for index in range(start[0], end[0])) + end[1] - start[1]


def _reach(run: Run, start: int, distance: int, last: int) -> tuple[int, int]:
    """The cell, and the pixels into it, that lie a distance from the edge of `start`."""
    index = start
    while True:
        extent, end = run(index)
        end = min(end, last)
        if distance <= (end - index + 1) * extent or end == last:
            cells = min((distance - 1) // extent, end - index) if extent else end - index
            return index + cells, min(distance - cells * extent, extent)
        distance -= (end - index + 1) * extent
        index = end + 1


def _columns(holder: Element | None) -> list[tuple[int, int, int]]:
    found = []
    for element in holder.all("col") if holder else ():
        first, last, width = _number(element, "min"), _number(element, "max"), _number(element, "width")
        hidden = element.get("hidden") in ("1", "true")
        if first and last and (width or hidden):
            found.append((int(first), int(last), 0 if hidden else _width(width)))
    return found


def _width(characters: float) -> int:
    """Pixels of a column so many digits of 7 pixels wide."""
    return int((256 * characters + 18) / 256 * 7)


def _number(element: Element | None, name: str) -> float:
    try:
        value = float(element.get(name)) if element is not None else 0.0
    except ValueError:
        return 0.0
    return value if 0 < value < 1e6 else 0.0
