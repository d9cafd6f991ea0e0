"""A page of the form put onto a worksheet: values, formats, merged cells, widths and heights."""

from __future__ import annotations

from openpyxl.cell.cell import Cell
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from perfxl.sml.a1 import MAX_COLUMN, letters
from perfxl.template.layout import Box, Page, Slot
from perfxl.template.protection import unlock_columns
from perfxl.template.styles import COMPUTED, LOOKS, dress


def draw(page: Page, sheet: Worksheet) -> None:
    """Puts every slot of the page onto `sheet`."""
    heights = dict[int, float]()
    for slot in page.slots:
        _draw_slot(slot, sheet)
        heights[slot.box.top] = max(slot.height, heights.get(slot.box.top, 0))
    for row, height in heights.items():
        if height:
            sheet.row_dimensions[row].height = height
    for column, width in enumerate(page.widths, 1):
        sheet.column_dimensions[letters(column)].width = width
    unlock_columns(sheet, len(page.widths) + 1, MAX_COLUMN)


def _draw_slot(slot: Slot, sheet: Worksheet) -> None:
    look = LOOKS[slot.role]
    for cell in cells(sheet, slot.box):
        dress(cell, look, indent=slot.indent, unlocked=slot.is_input)
        if slot.shown:
            cell.number_format = slot.shown
        if slot.formula is not None:
            cell.fill = PatternFill("solid", fgColor=COMPUTED, bgColor=COMPUTED)
    if slot.formula is not None or slot.value is not None:
        sheet[slot.box.cell] = slot.formula or slot.value
    if slot.formula is None and isinstance(slot.value, str):
        sheet[slot.box.cell].data_type = "s"
    if slot.box.ref != slot.box.cell:
        sheet.merge_cells(slot.box.ref)


def cells(sheet: Worksheet, box: Box) -> list[Cell]:
    """The cells of a box, before they are merged."""
    rows = sheet.iter_rows(box.top, box.bottom, box.left, box.right)
    return [cell for row in rows for cell in row if isinstance(cell, Cell)]
