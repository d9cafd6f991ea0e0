"""The cells of a standard's workbook, read with openpyxl: it tells a formula that Excel made of what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from perfxl.authoring.values import Read
from perfxl.errors import PerfxlError, UnreadableFile
from perfxl.filing.extent import hold_to_size
from perfxl.filing.guard import hold_to_workbook, too_large
from perfxl.opc.package import Package

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_ROWS, MOST_COLUMNS = 5000, 60


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet that is not blank: its number from 1, and its cells by the number of their column."""

    row: int
    cells: dict[int, Read]


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet: its number in the workbook from 0, its name, its first row and the others that are not blank."""

    number: int
    name: str
    titles: dict[int, str]
    lines: tuple[Line, ...]


def pages(path: Path) -> dict[str, Page]:
    """The sheets by their names. Raises UnreadableFile for what is no workbook, or one too large."""
    hold_to_workbook(path)
    with closing(Package(path)) as package:
        hold_to_size(package)
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, rich_text=False)
    except PerfxlError:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part makes it raise
        raise UnreadableFile(
            "工作簿读不了，请用 Excel 或 WPS 另存为 .xlsx。", "The workbook cannot be read."
        ) from error
    return {sheet.title: _page(number, sheet) for number, sheet in enumerate(book.worksheets)}


def _page(number: int, sheet: Worksheet) -> Page:
    if sheet.max_row > MOST_ROWS:
        raise too_large([sheet.title])
    lines = list(_lines(sheet))
    titles = {at: str(cell.value).strip() for line in lines[:1] if line.row == 1 for at, cell in line.cells.items()}
    return Page(number, sheet.title, titles, tuple(line for line in lines if line.row > 1))


def _lines(sheet: Worksheet) -> Iterator[Line]:
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        cells = {at: Read(_value(cell.value), cell.number_format or "General") for at, cell in enumerate(row, 1)}
        filled = {at: cell for at, cell in cells.items() if not cell.blank}
        if filled:
            yield Line(number, filled)


def _value(value: object) -> object:
    """A formula over a range is an object of openpyxl's; its text is what was typed."""
    return getattr(value, "text", value)
