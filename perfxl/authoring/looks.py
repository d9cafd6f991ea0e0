"""How a standard's workbook looks."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from perfxl.template.layout import text_height

FONT = "微软雅黑"
_LINE = Side(style="thin", color="D0D7DE")
BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
PLAIN = Font(name=FONT, size=10)
BOLD = Font(name=FONT, size=10, bold=True)
TITLE = Font(name=FONT, size=16, bold=True, color="1F4E79")
HEADER = Font(name=FONT, size=10, bold=True, color="FFFFFF")
DARK, HEAD_OF_GROUP, UNUSED = (PatternFill("solid", fgColor=color) for color in ("1F4E79", "DDEBF7", "EDEDED"))
TOP = Alignment(vertical="top", wrap_text=True)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_CHARACTERS_A_LINE = 18


def header(sheet: Worksheet, at: int, title: str, width: float, note: str) -> None:
    """A column's header, its width and its note."""
    cell = sheet.cell(1, at, title)
    cell.font, cell.fill, cell.alignment, cell.border = HEADER, DARK, MIDDLE, BORDER
    sheet.column_dimensions[cell.column_letter].width = width
    if note:
        comment = Comment(note, "perfxl")
        comment.width, comment.height = 260, 24 + 20 * (len(note) // _CHARACTERS_A_LINE + 1)
        cell.comment = comment


def freeze(sheet: Worksheet, at: str, last: int) -> None:
    """The headers stay in sight; the sheet prints across one page."""
    sheet.freeze_panes = at
    sheet.row_dimensions[1].height = 30
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 90
    printed(sheet)
    sheet.print_title_rows = "1:1"
    sheet.auto_filter.ref = sheet.dimensions if last > 1 else None


def height(texts: Iterable[tuple[str, float]]) -> float:
    """The points that a row asks for, its texts wrapped at the widths of their columns."""
    return max((text_height(text, width, 15, 20) for text, width in texts), default=20)


def printed(sheet: Worksheet) -> None:
    """On A4 across, one page wide."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
