"""The header of the indicator table: which columns of the sheet hold names, weights, targets, scores and reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from perfxl.filing.block import Place
from perfxl.filing.grid import Region
from perfxl.filing.header import HeaderCell, Span, rows_with
from perfxl.filing.labels import label, skeleton
from perfxl.filing.numeral import numeral
from perfxl.standard.model import Level, Table

_WEIGHTS = ("分值", "权重", "标准分", "标准分值", "分值权重", "权重分值", "满分")
_ENOUGH = 3
WEIGHTS: tuple[Level, ...] = ("weight1", "weight2", "weight3")


class TableColumns(NamedTuple):
    """The header that was found: its row, the row in which it ends, and the sheet's columns (first, last) of each kind.
    `shifted` is the cell of a weight that has slipped into the header row."""

    row: int
    bottom: int
    spans: Mapping[Level, Span]
    shifted: Place | None


def find_columns(region: Region, table: Table) -> TableColumns | None:
    """The row with most of the table's headers, at least three, wherever it stands."""
    best: tuple[int, int, dict[Level, HeaderCell], list[HeaderCell]] | None = None
    for row, cells, matched in headers(region, table):
        if best is None or len(matched) > best[0]:
            best = (len(matched), row, matched, cells)
    if best is None:
        return None
    _, row, matched, cells = best
    spans = {kind: (cell.column, cell.last) for kind, cell in matched.items()}
    bottom = max(region.grid.area(row, cell.column).bottom for cell in matched.values())
    shifted = _add_weights(region, table, row, cells, spans)
    if "weight1" not in spans and "level1" in spans:
        _unlabelled(region, bottom, spans)
    return TableColumns(row, bottom, spans, shifted)


def headers(region: Region, table: Table) -> Iterator[tuple[int, list[HeaderCell], dict[Level, HeaderCell]]]:
    """The rows that hold the table's header, as it is repeated on each page: with their cells, and those of each
    kind."""
    wanted = table.once(_wanted)
    for row, cells in rows_with(region, wanted):
        matched = _match(cells, wanted)
        if len(matched) >= _ENOUGH:
            yield row, cells, matched


def _wanted(table: Table) -> dict[str, Level]:
    """The kinds of columns by the forms of their headers; weights are told by where they stand."""
    wanted: dict[str, Level] = {}
    for column in table.columns:
        if column.kind not in WEIGHTS:
            wanted |= {skeleton(text)[0]: column.kind for text in (column.header, *column.aliases)}
    return wanted


def _match(cells: list[HeaderCell], wanted: Mapping[str, Level]) -> dict[Level, HeaderCell]:
    matched: dict[Level, HeaderCell] = {}
    for cell in cells:
        kind = next((wanted[form] for form, _ in cell.forms if form in wanted), None)
        if kind is not None and kind not in matched:
            matched[kind] = cell
    return matched


def _add_weights(
    region: Region, table: Table, row: int, cells: list[HeaderCell], spans: dict[Level, Span]
) -> Place | None:
    """Adds the columns of weights: as many as the form has are its own in their order, else each is that of the level
    on its left. A number in the header is a weight that slipped: its cell, if it is one of level 1."""
    taken = {first for first, _ in spans.values()}
    headed = table.once(_weight_headers)
    found = [
        (cell, numeral(region.grid.raw(row, cell.column)).state == "number")
        for cell in cells
        if cell.column not in taken
    ]
    found = [(cell, slipped) for cell, slipped in found if slipped or label(cell.text) in headed]
    own = [column.kind for column in table.columns if column.kind in WEIGHTS]
    levels = own if len(own) == len(found) > 1 else [_level_left_of(cell.column, spans) for cell, _ in found]
    shifted: Place | None = None
    for (cell, slipped), level in zip(found, levels, strict=True):
        spans.setdefault(level, (cell.column, cell.last))
        if slipped and level == "weight1":
            shifted = (row, cell.column)
    return shifted


def _weight_headers(table: Table) -> set[str]:
    own = (text for column in table.columns if column.kind in WEIGHTS for text in (column.header, *column.aliases))
    return {*_WEIGHTS, *map(label, own)}


def _level_left_of(column: int, spans: Mapping[Level, Span]) -> Level:
    levels: dict[Level, Level] = {"level1": "weight1", "level2": "weight2"}
    left = [(first, kind) for kind, (first, _) in spans.items() if first < column and kind not in WEIGHTS]
    return levels.get(max(left)[1], "weight3") if left else "weight1"


def _unlabelled(region: Region, bottom: int, spans: dict[Level, Span]) -> None:
    """A column of numbers without a header, next to level 1, holds the weights of level 1."""
    first, last = spans["level1"]
    for column in range(first + 1, last + 1):
        below = (numeral(region.grid.raw(row, column)).state for row in region.rows if row > bottom)
        if "number" in below:
            spans["level1"], spans["weight1"] = (first, column - 1), (column, last)
            return
