"""The rows of the indicator table in the blank form: names and weights, what is asked of a unit, what is computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from perfxl.sml.a1 import letters
from perfxl.standard.formula import Binary, walk
from perfxl.standard.in_table import RowCells, answer, figure_in, in_row, sign_of
from perfxl.standard.model import (
    LEVEL1_WEIGHT,
    LEVEL2_WEIGHT,
    LEVEL3_WEIGHT,
    Indicator,
    IndicatorGroup,
    Item,
    Level,
    Standard,
)
from perfxl.standard.render import to_excel
from perfxl.template.grid import LINE, Frame
from perfxl.template.layout import Role, Slot, TableBox, plain, text_height
from perfxl.template.styles import PERCENT
from perfxl.template.typed import typed

_ROLES: Mapping[Level, Role] = {
    "level1": "level", "weight1": "weight", "level2": "level", "weight2": "weight", "level3": "level",
    "weight3": "weight", "operator": "answer", "target": "answer", "unit": "answer", "criterion": "criterion",
    "actual": "answer", "score": "score", "reason": "reason",
}  # fmt: skip
GROUPED: tuple[Level, ...] = ("level1", "weight1", "level2", "weight2")
"""Columns whose cells stand over several rows."""

_GIVEN: tuple[Level, ...] = ("level3", "weight3", "operator", "target", "unit")
"""Columns that the standard itself fills where it says how an indicator is marked."""


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the table in the blank form, and what the standard says of it."""

    row: int
    indicator: Indicator
    group: IndicatorGroup
    item: Item


def places_in(standard: Standard, table: TableBox) -> Iterator[Place]:
    """Every row of the table, from its first on."""
    row = table.first
    for indicator in standard.indicators:
        for group in indicator.groups:
            for item in group.items:
                yield Place(row, indicator, group, item)
                row += 1


class TableRows:
    """The rows of the table of a standard, where they stand."""

    def __init__(self, standard: Standard, frame: Frame, table: TableBox) -> None:
        self._standard, self._form = standard, standard.table
        self._frame, self._table = frame, table

    def slots(self) -> Iterator[Slot]:
        """Every cell between the header and the total."""
        top = self._table.first
        for indicator in self._standard.indicators:
            yield from self._indicator(indicator, top)
            top += sum(len(group.items) for group in indicator.groups)

    def _indicator(self, indicator: Indicator, top: int) -> Iterator[Slot]:
        """A level-1 indicator: its name and weight over all its rows, each group's name over its own."""
        last = top + sum(len(group.items) for group in indicator.groups) - 1
        yield from self._over("level1", self._named(indicator), (top, last))
        yield from self._over("weight1", indicator.weight, (top, last))
        for group in indicator.groups:
            rows = (top, top + len(group.items) - 1)
            yield from self._over("level2", self._weighted(group), rows)
            yield from self._over("weight2", group.weight, rows)
            for row, item in enumerate(group.items, top):
                yield from self._row(group, item, row)
            top += len(group.items)

    def _over(self, kind: Level, value: str | Decimal | None, rows: tuple[int, int]) -> Iterator[Slot]:
        column = self._form.column(kind)
        if column is not None:
            at = self._table.columns[column.key]
            yield Slot(self._frame.box(rows[0], (at, at), rows[1]), _ROLES[kind], value)

    def _row(self, group: IndicatorGroup, item: Item, row: int) -> Iterator[Slot]:
        height = max(LINE, *(self._height(kind, self._given(kind, group, item)[0]) for kind in ("level3", "criterion")))
        for column in self._form.columns:
            if column.kind in GROUPED:
                continue
            at = self._table.columns[column.key]
            value, shown = self._given(column.kind, group, item)
            role: Role = (
                "fixed" if column.kind in _GIVEN and value is not None and settled(item) else _ROLES[column.kind]
            )
            formula = self._formula(column.kind, group, item, row)
            if column.kind == "actual" and formula is not None and is_rate(item):
                shown = PERCENT
            yield Slot(self._frame.box(row, (at, at)), role, value, (), formula, height=height, shown=shown)

    def _given(self, kind: Level, group: IndicatorGroup, item: Item) -> tuple[str | Decimal | None, str]:
        """What stands in a cell of the blank form, and its number format."""
        match kind:
            case "level3":
                return self._name3(item), ""
            case "weight3":
                return (group.weight if group.choose else item.weight), ""
            case "operator" | "unit" | "criterion":
                return getattr(item, kind) or None, ""
            case "target":
                return typed(item.target)
        return None, ""

    def _height(self, kind: Level, text: str | Decimal | None) -> float:
        column = self._form.column(kind)
        if column is None or not isinstance(text, str):
            return 0
        return text_height(text, self._table.widths[column.key], 14)

    def _formula(self, kind: Level, group: IndicatorGroup, item: Item, row: int) -> str | None:
        if kind == "actual" and item.actual is not None:
            return answer(self._standard, item.actual)
        if kind == "score" and item.rule is not None and item.rule.least is None:
            return in_row(item.rule.points, cells_in(self._standard, self._table, group, item, row))
        return None

    def _named(self, indicator: Indicator) -> str:
        """The name, with its weight in brackets where the form has no column for it: 产出指标（50分）."""
        bracketed = self._form.column("weight1") is None and LEVEL1_WEIGHT in self._form.derived
        if not bracketed or indicator.weight is None:
            return indicator.level1
        return f"{indicator.level1}（{plain(indicator.weight)}分）"

    def _weighted(self, group: IndicatorGroup) -> str:
        if group.weight is None or self._form.column("weight2") is not None:
            return group.level2
        return f"{group.level2}（{plain(group.weight)}）"

    def _name3(self, item: Item) -> str | None:
        if item.weight is None or self._form.column("weight3") is not None or LEVEL3_WEIGHT not in self._form.derived:
            return item.level3 or None
        return f"{item.level3}（{plain(item.weight)}）"


def cells_in(standard: Standard, table: TableBox, group: IndicatorGroup, item: Item, row: int) -> RowCells:
    """Where a rule finds its values in a row of the table."""
    at = {kind: cell_in(standard, table, kind, row) for kind in _ROLES}
    columns = {column.key: at[column.kind] for column in standard.table.columns}
    target = figure_in(at["target"], item.target) if at["target"] else ""
    sign = sign_of(item.operator, item.target)
    return RowCells(columns, _weight(standard, at, group, item), at["actual"], target, sign)


def cell_in(standard: Standard, table: TableBox, kind: Level, row: int) -> str:
    """The cell of a row in the column of a kind, "" where the table has no such column."""
    column = standard.table.column(kind)
    return f"{letters(table.columns[column.key])}{row}" if column else ""


def _weight(standard: Standard, at: Mapping[Level, str], group: IndicatorGroup, item: Item) -> str:
    """The weight that binds a row's score: its own cell, else what stands in brackets behind a name."""
    if at["weight3"]:
        return at["weight3"]
    names: dict[str, Level] = {LEVEL3_WEIGHT: "level3", LEVEL2_WEIGHT: "level2"}
    for key, kind in names.items():
        held = item.weight is not None if kind == "level3" else len(group.items) == 1
        formula = standard.table.derived.get(key)
        if held and formula is not None:
            return to_excel(formula, lambda _, cell=at[kind]: cell).removeprefix("=")  # type: ignore[misc]
    return ""


def settled(item: Item) -> bool:
    """Whether the standard says how an indicator is marked, so that its name and weight are not the unit's."""
    return item.rule is not None or item.actual is not None


def is_rate(item: Item) -> bool:
    """Whether a computed actual value is shown as a percentage."""
    divides = item.actual is not None and any(
        isinstance(node, Binary) and node.operator == "/" for node in walk(item.actual.tree)
    )
    return "%" in item.target or item.unit == "%" or (divides and not item.unit)
