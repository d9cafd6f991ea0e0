"""A standard's workbook as a document: each entry knows its cell, as those of a file know their line."""

from __future__ import annotations

from dataclasses import dataclass, field

from perfxl.authoring.sheets import Column
from perfxl.sml.a1 import cell as a1
from perfxl.standard.document import Document
from perfxl.standard.faults import Path


@dataclass(frozen=True, slots=True)
class Place:
    """A cell: the number of its sheet in the workbook and its name, row and column from 1."""

    number: int
    sheet: str
    row: int
    column: int

    @property
    def cell(self) -> str:
        """In A1 notation."""
        return a1(self.row, self.column)


@dataclass(slots=True)
class CellDocument(Document):
    """The workbook: `cells` has the cell of every entry, of one that is blank where its value would stand; `columns`
    are those of each sheet by their number; `first` is the cell for what stands nowhere."""

    cells: dict[Path, Place] = field(default_factory=dict)
    columns: dict[tuple[str, int], Column] = field(default_factory=dict)
    first: Place = field(default_factory=lambda: Place(0, "", 1, 1))

    def place(self, path: Path) -> Place:
        """The cell of the entry at `path`, or of the nearest entry around it."""
        while path and path not in self.cells:
            path = path[:-1]
        return self.cells.get(path, self.first)

    def order(self, path: Path) -> tuple[int, ...]:
        """Sheet by sheet, row by row."""
        place = self.place(path)
        return place.number, place.row, place.column

    def address(self, path: Path) -> str:
        """The sheet and the cell."""
        place = self.place(path)
        return f"{place.sheet}!{place.cell}"

    def mention(self, path: Path) -> tuple[str, str]:
        """The same in a sentence."""
        return f"{self.address(path)} ", self.address(path)
