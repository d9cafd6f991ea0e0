"""Filings of the samples that close, one a standard, of which some cells are written anew.

A cell is named by its field (年度资金总额_执行), by indicator and column (培训合格率/完成值), or by the total (总分).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from perfxl.assess.engine import assess
from perfxl.assess.model import Assessment
from perfxl.filing.book import read_book
from perfxl.filing.grid import Grid
from perfxl.filing.model import Fact
from perfxl.filing.numeral import Raw
from perfxl.filing.read import from_grids
from perfxl.sml.a1 import parse
from perfxl.standard.loader import load

SAMPLES = Path(__file__).parents[2] / "samples"
Place = tuple[str, str]


def assessed(standard: str, changes: dict[str, Raw | None]) -> Assessment:
    """The closing sample of a standard with other values in the cells of these names."""
    written = {place(standard, name): value for name, value in changes.items()}
    changed = [_changed(grid, {cell: value for (sheet, cell), value in written.items() if sheet == grid.name})
               for grid in _grids(standard)]  # fmt: skip
    return assess(from_grids("sample.xlsx", changed, load(standard)), load(standard))


def place(standard: str, name: str) -> Place:
    """Sheet and cell of a name."""
    return _places(standard)[name]


def _changed(grid: Grid, values: dict[str, Raw | None]) -> Grid:
    cells = dict(grid.cells)
    for cell, value in values.items():
        at = parse(cell)
        assert at is not None
        cells.pop(at, None)
        if value is not None:
            cells[at] = value
    return replace(grid, cells=cells)


@cache
def _grids(standard: str) -> tuple[Grid, ...]:
    """The sheets of the form, with the values of their formulas and without the formulas."""
    book = read_book(SAMPLES / f"closed-{standard}.xlsx")
    return tuple(replace(grid, formulas={}) for grid in book.grids)


@cache
def _places(standard: str) -> dict[str, Place]:
    filing = from_grids("sample.xlsx", _grids(standard), load(standard))
    facts: dict[str, Fact] = dict(filing.facts)
    for row in filing.rows:
        facts |= {f"{row.name}/{key}": fact for key, fact in row.facts.items()}
        facts |= {f"{row.level1}/{key}": fact for key, fact in row.facts.items() if key == "一级分值" and fact.cell}
    facts |= {f"总分/{key}": fact for key, fact in filing.total.items()}
    return {name: (fact.sheet, fact.cell) for name, fact in facts.items() if fact.sheet and fact.cell}
