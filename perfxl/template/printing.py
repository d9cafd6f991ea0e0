"""How a sheet prints and opens: A4, one page wide, page numbers, titles repeated, no gridlines."""

from __future__ import annotations

from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

A4 = 9
_CENTIMETRE = 1 / 2.54


def set_up(sheet: Worksheet, area: str, *, landscape: bool = False, repeated: str | None = None) -> None:
    """Sets up `sheet` for printing `area` on A4, as many pages long as it needs."""
    page = sheet.page_setup
    page.paperSize = A4
    page.orientation = "landscape" if landscape else "portrait"
    page.fitToWidth, page.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_area = area
    if repeated:
        sheet.print_title_rows = repeated
    margins = sheet.page_margins
    margins.left = margins.right = 1.6 * _CENTIMETRE
    margins.top, margins.bottom = 1.8 * _CENTIMETRE, 1.8 * _CENTIMETRE
    margins.header = margins.footer = 0.8 * _CENTIMETRE
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("第 &P 页，共 &N 页"))
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 100


def freeze(sheet: Worksheet, row: int) -> None:
    """Keeps the rows above `row` in view."""
    sheet.freeze_panes = f"A{row}"
