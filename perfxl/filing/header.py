"""The header row of a block: which column of the sheet holds which column of the form, whatever their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Literal, NamedTuple

from perfxl.filing.grid import Grid, Region
from perfxl.filing.labels import skeleton
from perfxl.filing.model import YearHeader
from perfxl.standard.model import Block, Column

Span = tuple[int, int]

_SHORT = 20
"""Characters of the longest text that can be part of a header."""


class Header(NamedTuple):
    """A header that was found: its row, the row in which it ends, and the sheet's columns (first, last) of each of the
    block's columns. A span reaches to the next header cell, because pasted cells may stand beside their header."""

    row: int
    bottom: int
    spans: Mapping[str, Span]
    years: tuple[YearHeader, ...]

    @property
    def left(self) -> int:
        """The first column with values; labels stand before it."""
        return min(first for first, _ in self.spans.values())


class HeaderCell(NamedTuple):
    """A filled cell of a row, with the columns up to the next one. `forms` are its skeleton and year, and those it has
    together with the cell above."""

    column: int
    last: int
    text: str
    forms: tuple[tuple[str, int | None], ...]


def find_header(region: Region, block: Block, year: int | None) -> Header | None:
    """The row that holds most of the block's column headers; one is enough beside the block's own label. `year`, the
    latest that the sheet names, helps to tell 2019年决算数 from 2020年决算数 where one of them is lost."""
    best: tuple[int, int, dict[str, HeaderCell]] | None = None
    wanted = block.once(_wanted)
    for row, cells in rows_with(region, wanted):
        matched = _match(cells, wanted, year)
        enough = len(matched) >= min(2, len(block.columns)) or (matched and _beside(region.grid, block, row))
        if enough and (best is None or len(matched) > best[0]):
            best = (len(matched), row, matched)
    return _header(region.grid, block, best[1], best[2]) if best else None


def rows_with(region: Region, forms: Iterable[str]) -> list[tuple[int, list[HeaderCell]]]:
    """The rows of a region in which one of these forms of headers stands, with their header cells."""
    known = region.grid.once(_rows_by_form)
    rows = {row for form in forms for row in known.get(form, ()) if region.holds(row)}
    return [(row, _header_cells(region.grid, row)) for row in sorted(rows)]


def latest_year(region: Region) -> int | None:
    """The latest year that a short text of a region names."""
    texts = (text for row in region.rows for _, text in region.grid.row_words(row) if len(text) < _SHORT)
    return max((year for text in texts if (year := skeleton(text)[1]) is not None), default=None)


def _beside(grid: Grid, block: Block, row: int) -> bool:
    own = skeleton(block.label)[0]
    return any(skeleton(text)[0] == own for _, text in grid.row_words(row))


def _wanted(block: Block) -> dict[str, list[Column]]:
    """The columns by the forms of their headers; those that differ only in their year share one."""
    wanted: dict[str, list[Column]] = {}
    for column in block.columns:
        for text in (column.header, *column.aliases):
            wanted.setdefault(skeleton(text)[0], []).append(column)
    return wanted


def _rows_by_form(grid: Grid) -> dict[str, set[int]]:
    """The rows in which a text stands that would be this form of a header."""
    rows: dict[str, set[int]] = {}
    for row in grid.filled_rows:
        for column, text in grid.row_words(row):
            for form, _ in _forms(grid, row, column, text):
                rows.setdefault(form, set()).add(row)
    return rows


def _header_cells(grid: Grid, row: int) -> list[HeaderCell]:
    """The header cells of a row; a text repeated in the next cell belongs to one merged cell."""
    firsts = [next(cells) for _, cells in groupby(grid.row_texts(row), key=itemgetter(1))]
    ends = [column - 1 for column, _ in firsts[1:]] + [max(grid.width, grid.area(row, firsts[-1][0]).right)]
    return [
        HeaderCell(column, last, text, _forms(grid, row, column, text))
        for (column, text), last in zip(firsts, ends, strict=True)
    ]


def _forms(grid: Grid, row: int, column: int, text: str) -> tuple[tuple[str, int | None], ...]:
    upper = grid.shown(row - 1, column)
    return (skeleton(text), skeleton(upper + text)) if 0 < len(upper) < _SHORT else (skeleton(text),)


def _match(cells: list[HeaderCell], wanted: Mapping[str, list[Column]], year: int | None) -> dict[str, HeaderCell]:
    """The cell of each column. Headers that differ only in their year go in the order of the years."""
    hits: dict[str, list[tuple[int | None, HeaderCell]]] = {}
    for cell in cells:
        for form, its_year in cell.forms:
            if form in wanted:
                hits.setdefault(form, []).append((its_year, cell))
    matched: dict[str, HeaderCell] = {}
    for form in wanted if hits else ():
        free = [column for column in wanted[form] if column.key not in matched]
        for column, cell in _paired(free, hits.get(form, []), year):
            if not any(other is cell for other in matched.values()):
                matched[column.key] = cell
    return matched


def _paired(
    columns: list[Column], hits: list[tuple[int | None, HeaderCell]], year: int | None
) -> list[tuple[Column, HeaderCell]]:
    columns = sorted(columns, key=lambda column: "{上年}" not in column.header)
    if len(columns) > 1 and len(hits) == 1:
        ((its, cell),) = hits
        last_year = its is not None and year is not None and its < year
        return [(columns[0] if last_year else columns[-1], cell)]
    return list(zip(columns, (cell for _, cell in sorted(hits, key=lambda hit: hit[0] or 0)), strict=False))


def _header(grid: Grid, block: Block, row: int, matched: Mapping[str, HeaderCell]) -> Header:
    years = []
    for column in block.columns:
        cell = matched.get(column.key)
        if cell is None or "年}" not in column.header:
            continue
        year = next((year for _, year in cell.forms if year is not None), None)
        if year is not None:
            role: Literal["year", "last_year"] = "last_year" if "{上年}" in column.header else "year"
            years.append(YearHeader(grid.name, grid.ref(row, cell.column), cell.text, year, role))
    bottom = max(grid.area(row, cell.column).bottom for cell in matched.values())
    return Header(row, bottom, {key: (cell.column, cell.last) for key, cell in matched.items()}, tuple(years))
