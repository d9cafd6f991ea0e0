"""A standard's workbook changed cell by cell, as a bureau would."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from perfxl.authoring.export import export


@cache
def exported(standard: str | Path) -> bytes:
    """The workbook of a standard, as it is given."""
    with TemporaryDirectory() as folder:
        export(standard, Path(folder) / "out.xlsx")
        return (Path(folder) / "out.xlsx").read_bytes()


class Edited:
    """The workbook of a standard, opened to be edited. A cell is named by its sheet, its column's title, and what
    stands in another cell of its line."""

    def __init__(self, folder: Path, standard: str | Path) -> None:
        self.path = folder / "标准.xlsx"
        self.path.write_bytes(exported(standard))
        self.book = openpyxl.load_workbook(self.path)

    def sheet(self, name: str) -> Worksheet:
        return self.book[name]

    def column(self, sheet: str, title: str) -> int:
        """The number of the column of that title."""
        return next(cell.column for cell in self.sheet(sheet)[1] if cell.value == title)

    def row(self, sheet: str, title: str, value: str, nth: int = 0) -> int:
        """The row in which `value` stands under `title`, for the nth time."""
        at = self.column(sheet, title)
        rows = [row for row in range(2, 200) if self.sheet(sheet).cell(row, at).value == value]
        return rows[nth]

    def cell(self, sheet: str, title: str, where: tuple[str, str], nth: int = 0) -> Cell:
        return self.sheet(sheet).cell(self.row(sheet, *where, nth), self.column(sheet, title))

    def put(self, sheet: str, title: str, where: tuple[str, str], value: object, nth: int = 0) -> str:
        """Writes a value; the result is where, as "字段!B3"."""
        cell = self.cell(sheet, title, where, nth)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
        return f"{sheet}!{cell.coordinate}"

    def add(self, sheet: str, **values: object) -> int:
        """Writes a line below the others; the result is its row."""
        row = max(cell.row for line in self.sheet(sheet).iter_rows() for cell in line if cell.value is not None) + 1
        for title, value in values.items():
            self.sheet(sheet).cell(row, self.column(sheet, title)).value = value
        return row

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path
