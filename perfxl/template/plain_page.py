"""A page of the form without the indicator table (附件1 基础数据表): its blocks one below the other."""

from __future__ import annotations

from perfxl.standard.model import Sheet, Standard
from perfxl.template.grid import Frame, bottom, grid_slots
from perfxl.template.heading import footing, heading
from perfxl.template.labels import entry_slots
from perfxl.template.layout import Page, Slot

LABEL_WIDTH, FIELD_WIDTH = 38.0, 17.0


def plain_page(standard: Standard, sheet: Sheet, year: int, unit: str | None) -> Page:
    """The page of that sheet."""
    blocks = [block for block in standard.blocks if block.sheet == sheet.key]
    columns = 1 + max([3, *(len(block.columns) for block in blocks)])
    widths = (LABEL_WIDTH, *(FIELD_WIDTH for _ in range(columns - 1)))
    frame = Frame(sheet.name, None, (1, 1), columns, widths)
    slots = heading(sheet, frame, year)
    for block in blocks:
        top = bottom(slots) + 1
        if block.layout == "grid":
            slots += grid_slots(standard, block, frame, top, year)
        else:
            slots += entry_slots(standard, block, frame, top, unit)
    slots += footing(sheet, frame, bottom(slots) + 1, sum(widths))
    return Page(sheet.key, sheet.name, tuple(slots), widths, _first_field(slots), "1:3")


def _first_field(slots: list[Slot]) -> int:
    """The first row below the titles and the line of the unit's name."""
    return min((slot.box.top for slot in slots if slot.role in ("corner", "side", "header")), default=3)
