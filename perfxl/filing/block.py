"""A block of the form read from a sheet: where each of its fields stands, and its free rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from perfxl.filing.grid import Grid, Region
from perfxl.filing.header import Header
from perfxl.filing.labels import label
from perfxl.filing.numeral import numeral
from perfxl.filing.rows import read_rows
from perfxl.standard.model import Block, Row

Place = tuple[int, int]
"""Row and column of a cell."""


class Places:
    """Where things are: the cell of each field by its name; free rows by the name of their details or group, each with
    its label and the cell of each column key."""

    def __init__(self) -> None:
        self.fields: dict[str, Place] = {}
        self.details: dict[str, list[tuple[str, dict[str, Place]]]] = {}
        self.extra: dict[str, list[tuple[str, dict[str, Place]]]] = {}


def grid_places(region: Region, block: Block, header: Header, last: int, taken: Collection[int]) -> Places:
    """The places of a block of columns × rows, whose rows end at `last`."""
    grid = region.grid
    if not any(row.label for row in block.rows):
        return _unlabelled(grid, block, header, last)
    rows = read_rows(grid, block, range(header.bottom + 1, last + 1), header.left, taken)
    places = Places()
    for row in block.rows:
        if row.key in rows.of:
            _add(places, block, row, _values(grid, rows.of[row.key], header))
    places.details = _free(grid, rows.details, header)
    places.extra = _free(grid, rows.extra, header)
    return places


def _unlabelled(grid: Grid, block: Block, header: Header, last: int) -> Places:
    """A block whose values stand right below its headers, or each beside its own; spare rows are for units that need
    another line."""
    places = Places()
    beside = {key: (header.row, last + 1) for key, (_, last) in header.spans.items()}
    if all(numeral(grid.raw(*place)).state == "number" for place in beside.values()):
        _add(places, block, block.rows[0], beside)
        return places
    first = header.bottom + 1
    rows = range(first, min(first + block.spare_rows, max(last, first)) + 1)
    filled = (row for row in rows if any(grid.filled(row, place[1]) for place in _values(grid, row, header).values()))
    _add(places, block, block.rows[0], _values(grid, next(filled, first), header))
    return places


def _add(places: Places, block: Block, row: Row, values: Mapping[str, Place]) -> None:
    for column in block.columns:
        if column.key in values and (not column.only or row.key in column.only):
            places.fields[block.field_name(row, column)] = values[column.key]


def _free(
    grid: Grid, rows: Mapping[str, list[tuple[int, str]]], header: Header
) -> dict[str, list[tuple[str, dict[str, Place]]]]:
    return {name: [(text, _values(grid, row, header)) for row, text in its] for name, its in rows.items()}


def _values(grid: Grid, row: int, header: Header) -> dict[str, Place]:
    """The cell of each column in a row: the first filled one under its header. Where cells were pasted beside their
    headers and there are just as many as columns, they go in order."""
    spans = sorted(header.spans.items(), key=lambda item: item[1])
    under = {key: grid.first_filled(row, *span) for key, span in spans}
    filled = [column for column, _ in grid.row_texts(row) if column >= header.left]
    if len(filled) == len(spans) and None in under.values():
        return {key: (row, column) for (key, _), column in zip(spans, filled, strict=True)}
    return {key: (row, under[key] or span[0]) for key, span in spans}


class Labelled(NamedTuple):
    """A field beside its label: the label's cell, the value's cell, and the value where it stands behind the label's
    colon in the same cell ("填报单位：残联")."""

    at: Place
    place: Place
    inside: str | None


def find_labelled(region: Region, row: Row, others: Collection[str]) -> Labelled | None:
    """The first cell that is the row's label. `others` are labels of the form, which are no value."""
    names = {bare(text) for text in (row.label, *row.aliases)}
    for number in region.rows:
        for column, text in region.grid.row_texts(number):
            if isinstance(region.grid.raw(number, column), str) and bare(_before_colon(text)) in names:
                return _beside(region.grid, number, column, text, others)
    return None


def _beside(grid: Grid, row: int, column: int, text: str, others: Collection[str]) -> Labelled:
    before = _before_colon(text)
    inside = text[len(before) + 1 :]
    if inside.strip():
        return Labelled((row, column), (row, column), inside)
    for other, found in grid.row_texts(row):
        if other > column and found != text:
            if bare(_before_colon(found)) in others:
                break
            return Labelled((row, column), (row, other), None)
    right = grid.area(row, column).right + 1
    return Labelled((row, column), (row, column if before != text else right), None)


def _before_colon(text: str) -> str:
    return text.replace("：", ":").partition(":")[0]


def bare(text: str) -> str:
    """A label without what is said in brackets behind it: 填报单位（盖章） is 填报单位."""
    plain = label(text)
    return plain.partition("(")[0] if plain.endswith(")") and not plain.startswith("(") else plain
