"""What the checks of the workbook itself look at: formulas, error values, hidden parts, cells the template computes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from perfxl.filing.cell import formula
from perfxl.filing.grid import Grid, Region
from perfxl.filing.model import Fact, FormulaCell, Hidden, Workbook
from perfxl.filing.numeral import Raw, numeral, written
from perfxl.sml.a1 import cell as a1
from perfxl.standard.model import SheetKey

Value = Decimal | str | bool


def examined(workbook: Workbook, regions: Mapping[SheetKey, Region]) -> Workbook:
    """The workbook with all that can be seen in the form's sheets."""
    grids = {region.grid.name: region.grid for region in regions.values()}
    return replace(
        workbook,
        formulas=tuple(cell for region in regions.values() for cell in _formulas(region)),
        errors=tuple(error for region in regions.values() for error in _errors(region)),
        hidden=tuple(part for region in regions.values() for part in _hidden(region)),
        grids={name: _values(grid) for name, grid in grids.items()},
    )


def value(raw: Raw | None) -> Value | None:
    """A cell's value for a formula: numbers exact, dates as text."""
    if raw is None or isinstance(raw, bool | str):
        return raw
    number = numeral(raw)
    return number.value if number.state == "number" else written(raw)


def _values(grid: Grid) -> dict[str, Value]:
    values = {a1(*place): value(raw) for place, raw in grid.cells.items()} | {
        a1(*place): error for place, error in grid.errors.items()
    }
    return {cell: its for cell, its in values.items() if its is not None}


def _formulas(region: Region) -> list[FormulaCell]:
    grid = region.grid
    return [
        FormulaCell(grid.name, a1(*place), formula(grid, *place) or "", _cached(grid, place))
        for place in sorted(grid.formulas)
        if region.holds(place[0])
    ]


def _cached(grid: Grid, place: tuple[int, int]) -> Value | None:
    if place in grid.uncached:
        return None
    found = value(grid.raw(*place))
    return grid.errors.get(place, "") if found is None else found


def _errors(region: Region) -> list[Fact]:
    grid = region.grid
    return [
        Fact("", "", "error", None, text, grid.name, a1(*place), formula=formula(grid, *place))
        for place, text in sorted(grid.errors.items())
        if region.holds(place[0])
    ]


def _hidden(region: Region) -> list[Hidden]:
    """Hidden rows and columns with anything in them, and the sheet itself."""
    grid = region.grid
    found = [Hidden("sheet", grid.name, a1(region.first, 1))] if grid.hidden else []
    found += [
        Hidden("row", grid.name, a1(row, 1)) for row in region.rows if row in grid.hidden_rows and grid.row_texts(row)
    ]
    filled = {column for row in region.rows for column, _ in grid.row_texts(row)}
    hidden = (column for column in sorted(filled) if any(a <= column <= b for a, b in grid.hidden_columns))
    return found + [Hidden("column", grid.name, a1(region.first, column)) for column in hidden]
