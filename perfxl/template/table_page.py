"""The page of the form with the indicator table (附件2 自评表): its blocks, the table, and the total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from perfxl.standard.in_table import over_all_rows, total_weight_column
from perfxl.standard.model import LEVEL1_WEIGHT, TOTAL_SCORE, TOTAL_WEIGHT, Level, Sheet, Standard
from perfxl.template.grid import LINE, Frame, bottom, grid_slots
from perfxl.template.heading import footing, heading
from perfxl.template.labels import boxed_slots
from perfxl.template.layout import Box, Page, Role, Slot, TableBox, boxes_of_names
from perfxl.template.table_rows import TableRows

WIDTHS: Mapping[Level, float] = {
    "level1": 12, "weight1": 7, "level2": 23, "weight2": 7, "level3": 22, "weight3": 8, "operator": 8, "target": 13.5,
    "unit": 9, "criterion": 42, "actual": 13.5, "score": 9, "reason": 25,
}  # fmt: skip
SIDE_WIDTH = 8.0
_NARROWER: Mapping[Level, float] = {"level2": 18}
_BRACKETED = 19.0
"""Width of the column of level-1 names where their weights stand behind them."""

_FEW = 8
_FIRST_COLUMNS = 3
"""Columns that a block's own label and its row labels take."""


@dataclass(frozen=True, slots=True)
class TablePage:
    """The sheet, and where its indicator table stands."""

    page: Page
    table: TableBox


def table_page(standard: Standard, sheet: Sheet, year: int, unit: str | None) -> TablePage:
    """The page of that sheet."""
    aside = _label_stands_beside(standard)
    widths = tuple(_widths(standard, aside))
    frame = Frame(sheet.name, 1, (2, _FIRST_COLUMNS), len(widths), widths)
    slots = [*heading(sheet, frame, year), *_year(sheet, frame, year)]
    for block in standard.blocks:
        if block.sheet == sheet.key:
            top = bottom(slots) + 1
            grid = block.layout == "grid"
            slots += (
                grid_slots(standard, block, frame, top, year)
                if grid
                else boxed_slots(standard, block, frame, top, unit)
            )
    table = _table_box(standard, frame, bottom(slots) + (1 if aside else 2), widths)
    slots += _label(standard, frame, table, aside)
    slots += TableRows(standard, frame, table).slots()
    slots += _total_slots(standard, frame, table, slots)
    slots += footing(sheet, frame, table.total + 1, sum(widths))
    page = Page(sheet.key, sheet.name, tuple(slots), widths, _scrolled(slots), f"{table.header}:{table.header}")
    return TablePage(page, table)


def _label_stands_beside(standard: Standard) -> bool:
    """Whether the table's label stands on its left, as those of the blocks do: where a block above needs the column."""
    blocks = [block for block in standard.blocks if block.sheet == standard.table.sheet]
    widest = max((len(block.columns) for block in blocks), default=0)
    return len(standard.table.columns) - _FIRST_COLUMNS < widest


def _widths(standard: Standard, aside: bool) -> Iterator[float]:
    if aside:
        yield SIDE_WIDTH
    many = len(standard.table.columns) > _FEW or aside
    for column in standard.table.columns:
        if column.kind == "level1" and LEVEL1_WEIGHT in standard.table.derived:
            yield _BRACKETED
        else:
            yield _NARROWER.get(column.kind, WIDTHS[column.kind]) if many else WIDTHS[column.kind]


def _year(sheet: Sheet, frame: Frame, year: int) -> Iterator[Slot]:
    """The evaluated year below a title that does not name it."""
    if "{年}" not in sheet.title:
        yield Slot(frame.box(3, frame.whole), "subtitle", f"（{year}年度）", height=22)


def _scrolled(slots: list[Slot]) -> int:
    """The row below the titles and the line that names who fills the form."""
    return max(slot.box.bottom for slot in slots if slot.role in ("title", "subtitle")) + 2


def _table_box(standard: Standard, frame: Frame, header: int, widths: tuple[float, ...]) -> TableBox:
    """The table at the right end of the sheet's columns."""
    rows = sum(len(group.items) for indicator in standard.indicators for group in indicator.groups)
    keys = [column.key for column in standard.table.columns]
    columns = {key: number for number, key in enumerate(keys, frame.last - len(keys) + 1)}
    own = {key: widths[number - 1] for key, number in columns.items()}
    return TableBox(frame.sheet, header, header + 1, header + rows, header + rows + 1, columns, own)


def _label(standard: Standard, frame: Frame, table: TableBox, aside: bool) -> Iterator[Slot]:
    """The table's label, beside all its rows or above them, and its headers."""
    if aside:
        yield Slot(frame.box(table.header, (1, 1), table.last), "table_label", standard.table.label)
    else:
        yield Slot(frame.box(table.header - 1, frame.whole), "section", standard.table.label, height=LINE + 2)
    for column in standard.table.columns:
        at = table.columns[column.key]
        yield Slot(frame.box(table.header, (at, at)), "header", column.header, height=LINE + 12)


def _total_slots(standard: Standard, frame: Frame, table: TableBox, above: list[Slot]) -> Iterator[Slot]:
    """The 总分 row: its label up to the weight of the whole, its score; what is between stays empty."""
    roles: dict[Level | None, Role] = {"score": "total_score", total_weight_column(standard): "total_weight"}
    form, cells = standard.table, boxes_of_names(above)
    filled = {table.columns[column.key]: roles[column.kind] for column in form.columns if column.kind in roles}
    label = (table.left, min(filled) - 1)
    yield Slot(frame.box(table.total, label), "total", form.total.label, height=LINE + 4)
    for columns in _between(sorted((label[1], *filled, frame.last + 1))):
        yield Slot(frame.box(table.total, columns), "blank")
    if table.left > 1:
        yield Slot(frame.box(table.total, (1, table.left - 1)), "blank")
    for at, role in filled.items():
        box = frame.box(table.total, (at, at))
        if role == "total_weight":
            yield Slot(box, role, form.total.weight, (TOTAL_WEIGHT,), height=LINE + 4)
        else:
            score = over_all_rows(standard, form.total.score, table.resolve, lambda name: _absolute(cells[name], table))
            yield Slot(box, role, None, (TOTAL_SCORE,), score, height=LINE + 4)


def _absolute(box: Box, table: TableBox) -> str:
    """A cell with dollar signs, and its sheet where that is another one."""
    return box.absolute if box.sheet != table.sheet else box.absolute.rpartition("!")[2]


def _between(columns: list[int]) -> list[tuple[int, int]]:
    """The gaps between some columns: [2, 5, 6, 8] has (3, 4), (7, 7)."""
    return [(left + 1, right - 1) for left, right in pairwise(columns) if right - left > 1]
