"""附件2 自评表: its blocks, then the indicator table with as many rows as the blank form gives, and the total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from perfxl.standard.model import (
    TOTAL_SCORE,
    TOTAL_WEIGHT,
    Block,
    Indicator,
    IndicatorGroup,
    Level,
    Standard,
    Table,
)
from perfxl.standard.render import to_excel
from perfxl.template.base_sheet import footing, heading, unit_of_money
from perfxl.template.grid import LINE, LONG, Frame, bottom, grid_slots
from perfxl.template.layout import Page, Role, Slot, TableBox, plain

_WIDTHS: Mapping[Level, float] = {
    "level1": 12, "weight1": 7, "level2": 23, "level3": 22, "target": 13.5, "actual": 13.5, "score": 9, "reason": 25,
}  # fmt: skip
_ROLES: Mapping[Level, Role] = {
    "level1": "level", "weight1": "weight", "level2": "level", "level3": "level",
    "target": "answer", "actual": "answer", "score": "score", "reason": "reason",
}  # fmt: skip
_TOTALS: Mapping[Level, Role] = {"level1": "total", "weight1": "total_weight", "score": "total_score"}
_TOTAL_NAMES: Mapping[Role, tuple[str, ...]] = {"total_weight": (TOTAL_WEIGHT,), "total_score": (TOTAL_SCORE,)}


@dataclass(frozen=True, slots=True)
class SelfPage:
    """The sheet, and where its indicator table stands."""

    page: Page
    table: TableBox


def self_page(standard: Standard, year: int, unit: str | None) -> SelfPage:
    """The second of the form's sheets."""
    sheet = standard.sheets["self"]
    widths = tuple(_WIDTHS[column.kind] for column in standard.table.columns)
    frame = Frame(sheet.name, 1, (2, 3), len(widths))
    slots = heading(sheet, frame, year)
    for block in standard.blocks:
        if block.sheet == "self":
            make = grid_slots(standard, block, frame, bottom(slots) + 1, year) if block.layout == "grid" else None
            slots += make or _label_slots(standard, block, frame, bottom(slots) + 1, unit)
    table = _table_box(standard, sheet.name, bottom(slots) + 2)
    slots += _table_slots(standard, frame, table)
    slots += footing(sheet, frame, table.total + 1, sum(widths))
    page = Page("self", sheet.name, tuple(slots), widths, 4, f"{table.header}:{table.header}")
    return SelfPage(page, table)


def _label_slots(standard: Standard, block: Block, frame: Frame, top: int, unit: str | None) -> Iterator[Slot]:
    """A row for each label; the first one repeats where money is counted, as the other sheet states it."""
    stated = unit_of_money(standard, "base")
    for row, line in enumerate(block.rows, top):
        field = standard.fields[block.field_name(line, None)]
        right = frame.last - 2 if row == top and stated else frame.last
        long = field.kind == "long_text"
        yield Slot(frame.box(row, (1, 3)), "corner", line.label, height=LONG if long else LINE + 4)
        yield Slot(frame.box(row, (4, right)), "long_text" if long else "text", unit, (field.name,))
        if right < frame.last:
            yield Slot(frame.box(row, (right + 1, frame.last)), "mirror", formula=f'=IF({stated}="","",{stated})')


def _table_box(standard: Standard, sheet: str, header: int) -> TableBox:
    rows = sum(len(group.items) for indicator in standard.indicators for group in indicator.groups)
    columns = {column.key: number for number, column in enumerate(standard.table.columns, 1)}
    return TableBox(sheet, header, header + 1, header + rows, header + rows + 1, columns)


def _table_slots(standard: Standard, frame: Frame, table: TableBox) -> Iterator[Slot]:
    yield Slot(frame.box(table.header - 1, frame.whole), "section", standard.table.label, height=LINE + 2)
    for column in standard.table.columns:
        at = table.columns[column.key]
        yield Slot(frame.box(table.header, (at, at)), "header", column.header, height=LINE + 12)
    top = table.first
    for indicator in standard.indicators:
        yield from _indicator_slots(standard.table, indicator, frame, table, top)
        top += sum(len(group.items) for group in indicator.groups)
    yield from _total_slots(standard.table, frame, table)


def _indicator_slots(form: Table, indicator: Indicator, frame: Frame, table: TableBox, top: int) -> Iterator[Slot]:
    """A level-1 indicator: its name and weight over all its rows, each group's name over its own."""
    last = top + sum(len(group.items) for group in indicator.groups) - 1
    given: dict[Level, str | Decimal] = {"level1": indicator.level1, "weight1": indicator.weight or ""}
    for kind, value in given.items():
        yield from _over(form, kind, value, frame, table, (top, last))
    for group in indicator.groups:
        yield from _over(form, "level2", _weighted(group), frame, table, (top, top + len(group.items) - 1))
        for row in range(top, top + len(group.items)):
            yield from _row_slots(form, frame, table, row)
        top += len(group.items)


def _over(
    form: Table, kind: Level, value: str | Decimal, frame: Frame, table: TableBox, rows: tuple[int, int]
) -> Iterator[Slot]:
    column = form.column(kind)
    if column is not None:
        at = table.columns[column.key]
        yield Slot(frame.box(rows[0], (at, at), rows[1]), _ROLES[kind], value)


def _row_slots(form: Table, frame: Frame, table: TableBox, row: int) -> Iterator[Slot]:
    for column in form.columns:
        if column.kind not in ("level1", "weight1", "level2"):
            at = table.columns[column.key]
            yield Slot(frame.box(row, (at, at)), _ROLES[column.kind], height=LINE)


def _weighted(group: IndicatorGroup) -> str:
    return group.level2 if group.weight is None else f"{group.level2}（{plain(group.weight)}）"


def _total_slots(form: Table, frame: Frame, table: TableBox) -> Iterator[Slot]:
    """The 总分 row: its label, the weight of the whole, the sum of the scores; what is between stays empty."""
    values: dict[Role, str | Decimal] = {"total": form.total.label, "total_weight": form.total.weight}
    blank = list[int]()
    for column in form.columns:
        at, role = table.columns[column.key], _TOTALS.get(column.kind)
        if role is None:
            blank.append(at)
            continue
        formula = to_excel(form.total.score, table.resolve) if role == "total_score" else None
        names = _TOTAL_NAMES.get(role, ())
        yield Slot(frame.box(table.total, (at, at)), role, values.get(role), names, formula, height=LINE + 4)
    for columns in _runs(blank):
        yield Slot(frame.box(table.total, columns), "blank")


def _runs(columns: list[int]) -> list[tuple[int, int]]:
    """Neighbouring columns joined: [3, 4, 5, 8] is (3, 5), (8, 8)."""
    runs = list[tuple[int, int]]()
    for column in columns:
        if runs and runs[-1][1] == column - 1:
            runs[-1] = (runs[-1][0], column)
        else:
            runs.append((column, column))
    return runs
