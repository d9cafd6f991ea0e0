"""A sheet's values with no opinion about where they came from: calamine for files, plain rows for tests."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from perfxl.filing.numeral import Raw, written
from perfxl.sml.a1 import cell as a1
from perfxl.standard.kept import Keeping

_SMALL = 20_000
"""Cells of a merged range up to which it is worth looking up cell by cell; no form has larger ones."""


class Area(NamedTuple):
    """A rectangle of cells, rows and columns from 1, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Grid(Keeping):
    """One sheet. `cells` has what is not empty, by (row, column) from 1; `formulas` (without "="), `uncached` and
    `errors` are known for .xlsx and .xlsm only. A merged range has its value at its top-left cell."""

    name: str
    cells: Mapping[tuple[int, int], Raw]
    merges: tuple[Area, ...] = ()
    hidden: bool = False
    formulas: Mapping[tuple[int, int], str] = field(default_factory=dict)
    uncached: frozenset[tuple[int, int]] = frozenset()
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()

    @classmethod
    def from_rows(
        cls, name: str, rows: Iterable[Sequence[Raw | None]], merges: Sequence[Area] = (), hidden: bool = False
    ) -> Grid:
        """A grid of plain rows, the first of which is row 1; None and "" are empty cells."""
        cells = {
            (number, column): value
            for number, row in enumerate(rows, 1)
            for column, value in enumerate(row, 1)
            if value is not None and value != ""
        }
        return cls(name, cells, tuple(merges), hidden)

    @cached_property
    def height(self) -> int:
        """The last row that holds anything."""
        return max((row for row, _ in self._places()), default=0)

    @cached_property
    def width(self) -> int:
        """The last column that holds anything."""
        return max((column for _, column in self._places()), default=0)

    def _places(self) -> Iterable[tuple[int, int]]:
        yield from self.cells
        yield from self.formulas

    @cached_property
    def _merged(self) -> dict[tuple[int, int], Area]:
        small = (area for area in self.merges if (area.bottom - area.top + 1) * (area.right - area.left + 1) <= _SMALL)
        return {
            (row, column): area
            for area in small
            for row in range(area.top, area.bottom + 1)
            for column in range(area.left, area.right + 1)
        }

    def area(self, row: int, column: int) -> Area:
        """The merged range a cell lies in, else the cell itself."""
        return self._merged.get((row, column)) or Area(row, column, row, column)

    def shown(self, row: int, column: int) -> str:
        """What a person sees in a cell: of a merged range what stands at its top left."""
        area = self._merged.get((row, column))
        return self.text(row, column) if area is None else self.text(area.top, area.left)

    def raw(self, row: int, column: int) -> Raw | None:
        """A cell's value, None where it is empty; a covered cell has none of its own."""
        return self.cells.get((row, column))

    def text(self, row: int, column: int) -> str:
        """What stands in a cell, an error value included."""
        return self._texts.get((row, column), "")

    @cached_property
    def _texts(self) -> dict[tuple[int, int], str]:
        return {place: written(raw) for place, raw in self.cells.items()} | dict(self.errors)

    def filled(self, row: int, column: int) -> bool:
        """Whether anything but white space stands in a cell, or a formula that was never calculated."""
        return bool(self.text(row, column).strip()) or (row, column) in self.uncached

    def row_texts(self, row: int) -> Sequence[tuple[int, str]]:
        """Column and text of the filled cells of a row, from left to right."""
        return self._rows.get(row, ())

    def row_words(self, row: int) -> Sequence[tuple[int, str]]:
        """Those of a row's texts that are no figures; a whole number that may be a year is none."""
        return self._words.get(row, ())

    def first_filled(self, row: int, first: int, last: int) -> int | None:
        """The first filled column of a row between two, None where there is none."""
        columns = self._columns.get(row, ())
        at = bisect_left(columns, first)
        return columns[at] if at < len(columns) and columns[at] <= last else None

    @cached_property
    def _rows(self) -> dict[int, list[tuple[int, str]]]:
        found: dict[int, list[tuple[int, str]]] = {}
        texts, uncached = self._texts, self.uncached
        for place in sorted({*texts, *uncached}):
            text = texts.get(place, "")
            if text.strip() or place in uncached:
                found.setdefault(place[0], []).append((place[1], text))
        return found

    @cached_property
    def _words(self) -> dict[int, list[tuple[int, str]]]:
        return {
            row: [(column, text) for column, text in texts if not _is_figure(self.raw(row, column))]
            for row, texts in self._rows.items()
        }

    @cached_property
    def _columns(self) -> dict[int, list[int]]:
        return {row: [column for column, _ in texts] for row, texts in self._rows.items()}

    @property
    def filled_rows(self) -> Iterable[int]:
        """The numbers of the rows in which anything is filled, from top to bottom."""
        return self._rows.keys()

    def ref(self, row: int, column: int) -> str:
        """A cell's reference, of a merged range that of its top-left cell."""
        area = self._merged.get((row, column))
        return a1(row, column) if area is None else a1(area.top, area.left)


def _is_figure(raw: Raw | None) -> bool:
    return isinstance(raw, (int, float)) and not (1900 <= raw < 2100 and raw == int(raw))


class Region(NamedTuple):
    """The rows of a grid in which one of the form's sheets stands: all of them, unless both stand on one grid."""

    grid: Grid
    first: int
    last: int

    @property
    def rows(self) -> range:
        """The numbers of its rows."""
        return range(self.first, self.last + 1)

    def holds(self, row: int) -> bool:
        """Whether a row is one of its rows."""
        return self.first <= row <= self.last


def whole(grid: Grid) -> Region:
    """All of a grid."""
    return Region(grid, 1, grid.height)
