"""附件1 基础数据表: its blocks one below the other, then the note and the line to sign."""

from __future__ import annotations

from collections.abc import Iterator

from perfxl.standard.model import Block, Row, Sheet, SheetKey, Standard
from perfxl.template.grid import LINE, LONG, Frame, bottom, grid_slots
from perfxl.template.layout import Page, Slot, split, text_height, years

LABEL_WIDTH, FIELD_WIDTH = 38.0, 17.0
NARROW = 5
"""Columns of a sheet on which two places to sign fill a line."""


def base_page(standard: Standard, year: int, unit: str | None) -> Page:
    """The first of the form's sheets."""
    sheet = standard.sheets["base"]
    blocks = [block for block in standard.blocks if block.sheet == "base"]
    columns = 1 + max([3, *(len(block.columns) for block in blocks)])
    frame = Frame(sheet.name, None, (1, 1), columns)
    widths = (LABEL_WIDTH, *(FIELD_WIDTH for _ in range(columns - 1)))
    slots = heading(sheet, frame, year)
    for block in blocks:
        top = bottom(slots) + 1
        if block.layout == "grid":
            slots += grid_slots(standard, block, frame, top, year)
        else:
            slots += _label_slots(standard, block, frame, top, unit)
    slots += footing(sheet, frame, bottom(slots) + 1, sum(widths))
    return Page("base", sheet.name, tuple(slots), widths, _first_field(standard, slots), "1:3")


def heading(sheet: Sheet, frame: Frame, year: int) -> list[Slot]:
    """The annex's number and the title."""
    return [
        Slot(frame.box(1, frame.whole), "annex", sheet.annex, height=20),
        Slot(frame.box(2, frame.whole), "title", years(sheet.title, year), height=42),
    ]


def footing(sheet: Sheet, frame: Frame, top: int, width: float) -> Iterator[Slot]:
    """The note (说明), where there is one, and the places to sign."""
    if sheet.note:
        yield Slot(frame.box(top, frame.whole), "note", sheet.note, height=text_height(sheet.note, width))
        top += 1
    for first in range(0, len(sheet.signatures), across := 2 if frame.last <= NARROW else 4):
        labels = sheet.signatures[first : first + across]
        for label, span in zip(labels, split(1, frame.last, across), strict=False):
            yield Slot(frame.box(top, span), "signature", label, height=LINE)
        top += 1


def _first_field(standard: Standard, slots: list[Slot]) -> int:
    """The first row below the titles and the line of the unit's name."""
    return min(slot.box.top for slot in slots if slot.role in ("corner", "side", "header"))


def _label_slots(standard: Standard, block: Block, frame: Frame, top: int, unit: str | None) -> Iterator[Slot]:
    """A row for each label; where money is counted stands at the end of the row above it, not on one of its own."""
    row = top - 1
    for line in block.rows:
        field = standard.fields[block.field_name(line, None)]
        if field.kind == "unit":
            statement = f"{line.label}{standard.unit}"
            yield Slot(frame.box(max(row, top), (frame.last, frame.last)), "unit", statement, (field.name,))
            continue
        row += 1
        if field.kind == "long_text":
            yield Slot(frame.box(row, frame.labels), "corner", line.label, height=LONG)
            yield Slot(frame.box(row, (2, frame.last)), "long_text", names=(field.name,), height=LONG)
        else:
            yield Slot(frame.box(row, frame.labels), "caption", line.label, height=LINE + 2)
            yield Slot(frame.box(row, (2, _free(block, standard, frame))), "entry", unit, (field.name,))


def _free(block: Block, standard: Standard, frame: Frame) -> int:
    """The last column left to an entry: the one before the unit of money, where the block states it."""
    return frame.last - 1 if any(_is_unit(block, row, standard) for row in block.rows) else frame.last


def _is_unit(block: Block, row: Row, standard: Standard) -> bool:
    return standard.fields[block.field_name(row, None)].kind == "unit"


def unit_of_money(standard: Standard, key: SheetKey) -> str | None:
    """The name of the field of a sheet that states 万元 or 元."""
    return next((name for name, field in standard.fields.items() if field.sheet == key and field.kind == "unit"), None)
