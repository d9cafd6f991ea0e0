"""samples/liuyang-2020.xlsx and samples/closed-2020.xlsx: the template filled with the figures in scripts/data.

The same data give the same bytes.

    python scripts/make_samples.py [FOLDER]
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from perfxl.standard.loader import load
from perfxl.standard.model import Level, Standard
from perfxl.template.builder import Draft, draft
from perfxl.template.layout import Box, text_height

ROOT = Path(__file__).parents[1]
DATA = ROOT / "scripts" / "data"
SAMPLES = ("liuyang-2020", "closed-2020")
COLUMNS: tuple[Level, ...] = ("level3", "target", "actual", "score", "reason")


def main(folder: Path = ROOT / "samples") -> None:
    """Writes every sample into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in SAMPLES:
        make(DATA / f"{name}.toml", folder / f"{name}.xlsx")


def make(data: Path, path: Path) -> None:
    """Writes the sample with the figures in the file `data` to `path`."""
    filled(tomllib.loads(data.read_text("utf-8"))).save(path)


def filled(data: Mapping[str, Any]) -> Draft:
    """The template of hunan-2020 with the figures put in."""
    standard = load("hunan-2020")
    filling = _Filling(draft(standard, data["unit"], data["year"]), standard, data)
    filling.fields()
    filling.details()
    filling.indicators()
    filling.signatures()
    return filling.form


@dataclass(frozen=True)
class _Filling:
    form: Draft
    standard: Standard
    data: Mapping[str, Any]

    def fields(self) -> None:
        """Figures go to their cells; cells that the template computes keep their formula unless they are `cleared`."""
        fields = self.data["fields"]
        for name, field in self.standard.fields.items():
            if name in self.data.get("cleared", ()) or field.kind == "unit":
                self.put(self.form.layout.names[name], fields.get(name, ""))
            elif name in fields and field.formula is None:
                self.put(self.form.layout.names[name], fields[name])
        if "score" in self.data.get("total", {}):
            self.put(self.form.layout.names["总分_自评得分"], self.data["total"]["score"])

    def details(self) -> None:
        """The free rows, each with a label like the one the template has there."""
        for rows, items in self.data["details"].items():
            for index, item in enumerate(items):
                for column in ("上年决算", "预算", "决算"):
                    box = self.form.layout.names[f"{rows}_{column}"]
                    self.put(_cell_at(box, box.top + index, box.left), item.get(column, ""))
                label = _cell_at(box, box.top + index, 1)
                self.put(label, _labelled(str(self.cell(label).value), item["label"]))

    def indicators(self) -> None:
        """The indicator table, which the data have in the same groups as the template."""
        row = self.form.layout.table.first
        for level1 in self.data["level1"]:
            self._put_in(row, "level1", level1["name"])
            self._put_in(row, "weight1", level1["weight"])
            for group in level1["groups"]:
                self._put_in(row, "level2", group["label"])
                for values in group["rows"]:
                    for kind, value in zip(COLUMNS, values, strict=False):
                        self._put_in(row, kind, value)
                    self._make_room(row, values[-1])
                    row += 1
        if row != self.form.layout.table.total:
            raise ValueError("the data have another number of indicators than the template")

    def signatures(self) -> None:
        """Who filled the form and when, behind the label of each place to sign."""
        signed = self.data.get("signatures", {})
        for page in self.form.layout.pages:
            for slot in page.slots:
                if slot.role == "signature" and slot.value in signed:
                    self.put(slot.box, f"{slot.value}{signed[slot.value]}")

    def _make_room(self, row: int, text: str) -> None:
        """Makes a row as high as its longest text asks, as a person would drag it."""
        table = self.form.layout.table
        page = next(page for page in self.form.layout.pages if page.name == table.sheet)
        height = self.form.workbook[table.sheet].row_dimensions[row]
        height.height = max(height.height, text_height(text, page.widths[-1]))

    def _put_in(self, row: int, kind: Level, value: str) -> None:
        table = self.form.layout.table
        column = self.standard.table.column(kind)
        if column is None:
            raise ValueError(f"the form has no column of the kind {kind}")
        self.put(_cell_at(table.whole, row, table.columns[column.key]), value)

    def put(self, box: Box, text: str) -> None:
        """Types `text` into a cell, as Excel would take it: a number, a percentage, or text."""
        cell = self.cell(box)
        cell.value, shown = typed(text)
        if shown and cell.number_format == "General":
            cell.number_format = shown

    def cell(self, box: Box) -> Cell:
        """The cell of a box, its top-left one where it is merged."""
        sheet = self.form.workbook[box.sheet]
        cell = sheet[box.cell] if isinstance(sheet, Worksheet) else None
        if not isinstance(cell, Cell):
            raise ValueError(f"{box.cell} is inside a merged range")
        return cell


def typed(text: str) -> tuple[Decimal | str | None, str]:
    """The value of what is typed, and the number format that Excel gives it."""
    try:
        if text.endswith("%"):
            number = Decimal(text.removesuffix("%")).scaleb(-2)
            return number, "0%" if number == round(number, 2) else "0.00%"
        return (Decimal(text), "") if text else (None, "")
    except InvalidOperation:
        return text, ""


def _labelled(template: str, label: str) -> str:
    """The data's label with what the template puts before it: 其中： or a number."""
    if template.endswith(label):
        return template
    before, mark, _ = template.partition("：")
    return f"{before}{mark}{label}" if mark else label


def _cell_at(box: Box, row: int, column: int) -> Box:
    return Box(box.sheet, row, column, row, column)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
