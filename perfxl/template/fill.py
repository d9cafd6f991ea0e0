"""A template filled in: figures and texts put into its cells, with as many rows as they need.

What is put in is a plain mapping, as it is read from TOML; every part may be left out:

    unit, year      of the filing
    fields          a value for each field by its name; a cell that the template computes keeps its formula
    cleared         fields whose value replaces the template's formula, "" where `fields` has none
    details         {rows: [{label, column key: value}]}, the free rows below a field
    rows            [{column key: value}], indicators, each put where its names of level 1, 2 and 3 lead, else into the
                    next free row of its level-2 indicator
    level1          [{name, weight, groups: [{label, rows: [[level 3, target, actual, score, reason]]}]}], indicators in
                    the order of the form, names and weights written over the form's own
    total           {score}, which replaces the formula
    signatures      {label: who or when}

A value is text as it is typed (a number, a percentage, or words), or a Decimal. None of it ever becomes a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from decimal import Decimal
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from perfxl.standard.model import LEVEL1_WEIGHT, LEVEL2_WEIGHT, NUMBER_KINDS, TOTAL_SCORE, Level, Standard
from perfxl.template.builder import Draft, draft
from perfxl.template.layout import Box, plain, text_height
from perfxl.template.rows import Planned, Rows, Values, plan, with_room
from perfxl.template.table_rows import GROUPED
from perfxl.template.typed import Value, typed

ORDER: tuple[Level, ...] = ("level3", "target", "actual", "score", "reason")
"""What a list stands for under `level1`."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Left:
    """A value that found no cell: the path of names or the field's name, the column's key where it has one."""

    name: str
    column: str
    value: Value


@dataclass(frozen=True, slots=True)
class Kept:
    """A value given for a cell that the template computes and that keeps its formula: the field's name, or the row's
    values and the key of the column."""

    name: str
    row: Values | None
    column: str
    value: Value
    box: Box


@dataclass(frozen=True, slots=True)
class Filled:
    """A template filled in, not yet saved; what found no cell in it, what is computed there instead, and the rows with
    their places."""

    form: Draft
    left: tuple[Left, ...]
    kept: tuple[Kept, ...]
    rows: tuple[Planned, ...]


def fill(standard: Standard, data: Mapping[str, Any]) -> Filled:
    """The template of `standard` with `data` put in; its fields and rows are those of the standard."""
    rows = plan(standard, data.get("rows", ()))
    roomy = with_room(standard, rows.counts, data.get("details", {}))
    filling = _Filling(draft(roomy, data.get("unit"), data.get("year")), roomy, data, rows)
    left = (*filling.fields(), *filling.details(), *filling.rows())
    filling.in_order()
    filling.signatures()
    return Filled(filling.form, left, tuple(filling.kept), rows.placed)


@dataclass(frozen=True)
class _Filling:
    form: Draft
    standard: Standard
    data: Mapping[str, Any]
    planned: Rows
    kept: list[Kept] = dataclass_field(default_factory=list)

    def fields(self) -> Iterator[Left]:
        """Figures go to their cells."""
        values: Mapping[str, Value] = self.data.get("fields", {})
        cleared = self.data.get("cleared", ())
        for name, field in self.standard.fields.items():
            if name not in self.form.layout.names:
                continue
            box = self.form.layout.names[name]
            if name in values and name not in cleared and self.computes(box):
                self.kept.append(Kept(name, None, "", values[name], box))
            elif name in values or name in cleared:
                self.put(box, values.get(name, ""), number=field.kind in NUMBER_KINDS)
        for name, value in values.items():
            if name not in self.form.layout.names and value != "":
                yield Left(name, "", value)
        if "score" in self.data.get("total", {}):
            self.put(self.form.layout.names[TOTAL_SCORE], self.data["total"]["score"])

    def details(self) -> Iterator[Left]:
        """The free rows, each with a label like the one the template has there."""
        for rows, items in self.data.get("details", {}).items():
            for index, item in enumerate(items):
                boxes = {key: self.form.layout.names.get(f"{rows}_{key}") for key in item if key != "label"}
                placed = {key: _below(box, index) for key, box in boxes.items() if box is not None}
                for key, box in placed.items():
                    self.put(box, item[key])
                yield from (Left(item["label"], key, item[key]) for key in boxes.keys() - placed.keys())
                for label in self._labels_beside(next(iter(placed.values()), None)):
                    self.put(label, _labelled(str(self.cell(label).value or ""), item["label"]), number=False)

    def _labels_beside(self, box: Box | None) -> list[Box]:
        slots = (slot for page in self.form.layout.pages for slot in page.slots if slot.role == "detail")
        return [slot.box for slot in slots if box and (slot.box.sheet, slot.box.top) == (box.sheet, box.top)]

    def rows(self) -> Iterator[Left]:
        """The indicators where their names lead."""
        for values in self.planned.homeless:
            path = "/".join(str(values.get(key, "")) for key in self._names if values.get(key))
            yield from (Left(path, key, value) for key, value in values.items() if key not in self._names and value)
        for row in self.planned.placed:
            yield from self._row(row)

    @property
    def _names(self) -> tuple[str, ...]:
        kinds: tuple[Level, ...] = ("level1", "level2", "level3")
        return tuple(column.key for kind in kinds if (column := self.standard.table.column(kind)) is not None)

    def _row(self, planned: Planned) -> Iterator[Left]:
        table = self.standard.table
        at = self.form.layout.table.first + planned.offset
        for key, value in planned.values.items():
            column = next((column for column in table.columns if column.key == key), None)
            if key in (LEVEL1_WEIGHT, LEVEL2_WEIGHT):
                self._weigh(planned, key, Decimal(value))
            elif column is None:
                yield Left("/".join(planned.path), key, value)
            elif column.kind not in ("level1", "level2") and not (column.kind == "level3" and planned.named):
                self._put_in(at, column.kind, value, planned.values)

    def _weigh(self, planned: Planned, key: str, weight: Decimal) -> None:
        """Gives level 1 or level 2 a weight: in its column, else in brackets behind its name."""
        first = key == LEVEL1_WEIGHT
        row = self.form.layout.table.first + (planned.first1 if first else planned.first2)
        column = self.standard.table.column("weight1" if first else "weight2")
        if column is not None:
            self._put_in(row, column.kind, weight)
        else:
            self._put_in(row, "level1" if first else "level2", f"{planned.path[0 if first else 1]}（{plain(weight)}）")

    def in_order(self) -> None:
        """The indicator table, which the data have in the same groups as the template."""
        row = self.form.layout.table.first
        for level1 in self.data.get("level1", ()):
            self._put_in(row, "level1", level1["name"])
            self._put_in(row, "weight1", level1["weight"])
            for group in level1["groups"]:
                self._put_in(row, "level2", group["label"])
                for values in group["rows"]:
                    for kind, value in zip(ORDER, values, strict=False):
                        self._put_in(row, kind, value)
                    row += 1
        if "level1" in self.data and row != self.form.layout.table.total:
            raise ValueError("the data have another number of indicators than the template")

    def signatures(self) -> None:
        """Who filled the form and when, behind the label of each place to sign."""
        signed = self.data.get("signatures", {})
        for page in self.form.layout.pages:
            for slot in page.slots:
                if slot.role == "signature" and slot.value in signed:
                    self.put(slot.box, f"{slot.value}{signed[slot.value]}", number=False)

    def _put_in(self, row: int, kind: Level, value: Value, values: Values | None = None) -> None:
        table = self.form.layout.table
        column = self.standard.table.column(kind)
        if column is None:
            raise ValueError(f"the form has no column of the kind {kind}")
        at = table.columns[column.key]
        box = Box(table.sheet, row, at, row, at)
        if self.computes(box):
            self.kept.append(Kept("", values, column.key, value, box))
        else:
            self.put(box, value)
        if isinstance(value, str) and kind not in GROUPED:
            self._make_room(row, at, value)

    def _make_room(self, row: int, column: int, text: str) -> None:
        """Makes a row as high as a text asks, as a person would drag it."""
        sheet = self.form.layout.table.sheet
        page = next(page for page in self.form.layout.pages if page.name == sheet)
        height = self.form.workbook[sheet].row_dimensions[row]
        height.height = max(height.height or 0, text_height(text, page.widths[column - 1]))

    def put(self, box: Box, value: Value, *, number: bool = True) -> None:
        """Types a value into a cell, as Excel would take it: a number, a percentage, or text."""
        cell = self.cell(box)
        taken, shown = typed(value) if number else (str(value) or None, "")
        cell.value = _CONTROL.sub("", taken) if isinstance(taken, str) else taken
        if isinstance(taken, str):
            cell.data_type = "s"
        if shown and cell.number_format == "General":
            cell.number_format = shown

    def computes(self, box: Box) -> bool:
        """Whether the template computes a cell."""
        return self.cell(box).data_type == "f"

    def cell(self, box: Box) -> Cell:
        """The cell of a box, its top-left one where it is merged."""
        sheet = self.form.workbook[box.sheet]
        cell = sheet[box.cell] if isinstance(sheet, Worksheet) else None
        if not isinstance(cell, Cell):
            raise ValueError(f"{box.cell} is inside a merged range")
        return cell


def _labelled(template: str, label: str) -> str:
    """The data's label with what the template puts before it: 其中： or a number."""
    if template.endswith(label):
        return template
    before, mark, _ = template.partition("：")
    return f"{before}{mark}{label}" if mark else label


def _below(box: Box, index: int) -> Box:
    return Box(box.sheet, box.top + index, box.left, box.top + index, box.left)
