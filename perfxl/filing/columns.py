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


class TableColumns(NamedTuple):
    """The header that was found: its row, the row in which it ends, and the sheet's columns (first, last) of each kind.
    `weight2` and `weight3` are weight columns behind level 2 and level 3; `shifted` is the cell of a weight that has
    slipped into the header row."""

    row: int
    bottom: int
    spans: Mapping[Level, Span]
    weight2: Span | None
    weight3: Span | None
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
    return _with_weights(region, TableColumns(row, bottom, spans, None, None, None), cells)


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
        if column.kind != "weight1":
            wanted |= {skeleton(text)[0]: column.kind for text in (column.header, *column.aliases)}
    return wanted


def _match(cells: list[HeaderCell], wanted: Mapping[str, Level]) -> dict[Level, HeaderCell]:
    matched: dict[Level, HeaderCell] = {}
    for cell in cells:
        kind = next((wanted[form] for form, _ in cell.forms if form in wanted), None)
        if kind is not None and kind not in matched:
            matched[kind] = cell
    return matched


def _with_weights(region: Region, found: TableColumns, cells: list[HeaderCell]) -> TableColumns:
    """The columns of weights: each is of the level on its left. A number in the header is a weight that slipped."""
    weights: dict[int, Span] = {}
    shifted: Place | None = None
    taken = {first for first, _ in found.spans.values()}
    for cell in cells:
        number = numeral(region.grid.raw(found.row, cell.column)).state == "number"
        if cell.column in taken or not (number or label(cell.text) in _WEIGHTS):
            continue
        level = _level_left_of(cell.column, found.spans)
        weights.setdefault(level, (cell.column, cell.last))
        if number and level == 1:
            shifted = (found.row, cell.column)
    spans = dict(found.spans)
    if 1 in weights:
        spans["weight1"] = weights[1]
    elif "level1" in spans:
        _unlabelled(region, found.bottom, spans)
    return TableColumns(found.row, found.bottom, spans, weights.get(2), weights.get(3), shifted)


def _level_left_of(column: int, spans: Mapping[Level, Span]) -> int:
    left = [(first, kind) for kind, (first, _) in spans.items() if first < column]
    return {"level1": 1, "level2": 2}.get(max(left)[1], 3) if left else 1


def _unlabelled(region: Region, bottom: int, spans: dict[Level, Span]) -> None:
    """A column of numbers without a header, next to level 1, holds the weights of level 1."""
    first, last = spans["level1"]
    for column in range(first + 1, last + 1):
        below = (numeral(region.grid.raw(row, column)).state for row in region.rows if row > bottom)
        if "number" in below:
            spans["level1"], spans["weight1"] = (first, column - 1), (column, last)
            return
