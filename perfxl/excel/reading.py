"""An open workbook as grids: what stands on the screen, whether saved or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from perfxl.filing.grid import Area, Grid
from perfxl.filing.locate import is_own
from perfxl.filing.model import Workbook
from perfxl.filing.numeral import Raw
from perfxl.filing.waivers import SHEET as REASONS
from perfxl.sml.a1 import parse_range

if TYPE_CHECKING:
    import xlwings

Rows = list[list[Raw | None]]
_MOST_CELLS = 20_000
"""A form has some hundred cells; a larger sheet is a ledger kept beside it, and is read without its formulas."""


class Reading(NamedTuple):
    """The grids in the order of the tabs, and the workbook's names."""

    grids: tuple[Grid, ...]
    workbook: Workbook


def read_open(book: xlwings.Book) -> Reading:
    """What is in the workbook now. perfxl's own sheets are left out, but for the reasons in 差异清单."""
    sheets = [sheet for sheet in book.sheets if not is_own(sheet.name) or sheet.name.startswith(REASONS)]
    names = {name.name: (name.refers_to or "").removeprefix("=") for name in book.names}
    return Reading(tuple(_grid(sheet) for sheet in sheets), Workbook(formulas_known=True, names=names))


def _grid(sheet: xlwings.Sheet) -> Grid:
    used = sheet.used_range
    top, left = used.row, used.column
    values: Rows = used.options(ndim=2, err_to_str=True).value
    cells = {place: value for place, value in _places(values, top, left) if value not in (None, "")}
    hidden = not sheet.visible
    if len(values) * len(values[0]) > _MOST_CELLS or is_own(sheet.name):
        return Grid(sheet.name, {place: value for place, value in cells.items() if value is not None}, hidden=hidden)
    formulas = _formulas(used, top, left)
    errors = {place: str(value) for place, value in cells.items() if _is_error(value)}
    return Grid(
        sheet.name,
        {place: value for place, value in cells.items() if value is not None and place not in errors},
        tuple(_merges(used)),
        hidden,
        formulas,
        frozenset(),
        errors,
        frozenset(number for number, row in enumerate(used.rows, top) if row.rows.hidden),
        tuple((n, n) for n, column in enumerate(used.columns, left) if column.columns.hidden),
    )


def _places(values: Rows, top: int, left: int) -> Iterator[tuple[tuple[int, int], Raw | None]]:
    for row, line in enumerate(values, top):
        for column, value in enumerate(line, left):
            yield (row, column), value


def _formulas(used: xlwings.Range, top: int, left: int) -> dict[tuple[int, int], str]:
    found = used.formula
    rows = found if isinstance(found, tuple) else ((found,),)
    texts = {
        (row, column): text
        for row, line in enumerate(rows, top)
        for column, text in enumerate(line if isinstance(line, tuple) else (line,), left)
    }
    return {place: text[1:] for place, text in texts.items() if isinstance(text, str) and text.startswith("=")}


def _is_error(value: object) -> bool:
    return isinstance(value, str) and value.startswith("#") and value.endswith(("!", "?", "N/A"))


def _merges(used: xlwings.Range) -> Iterator[Area]:
    """The merged ranges, each once; Excel says of every cell of one that it is merged, LibreOffice of its first."""
    seen = set[str]()
    for cell in used:
        if cell.merge_cells and (ref := cell.merge_area.address) not in seen:
            seen.add(ref)
            area = parse_range(ref.replace("$", ""))
            if area is not None:
                yield Area(*area)
