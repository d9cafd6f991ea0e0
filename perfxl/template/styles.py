"""How each kind of box looks: fonts that Windows has, thin borders, a soft tint where a unit fills in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from perfxl.template.layout import Role

BODY, HEAD, TITLE, NORMAL = "仿宋", "黑体", "黑体", "宋体"
INK, QUIET, LINK = "FF000000", "FF595959", "FF1F4E79"
TINT = "FFFFF9E5"
"""Cells that a unit fills."""
COMPUTED = "FFF2F2F2"
"""Cells that the workbook computes."""
HEADER = "FFE8EEF4"
RED, AMBER, GREEN, GREY = "FFFFC7CE", "FFFFE699", "FFE2EFDA", "FFEDEDED"

MONEY, SCORE, PERCENT, WHOLE, ANY = "#,##0.00", "0.##;-0.##;0", "0.00%", "0", "@"
_LINE = Side("thin", color="FF404040")
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


@dataclass(frozen=True, slots=True)
class Look:
    """A box's format; `tint` is its background, None for none."""

    font: str = BODY
    size: float = 11
    bold: bool = False
    color: str = INK
    horizontal: str = "center"
    vertical: str = "center"
    wrap: bool = True
    border: bool = True
    number_format: str = "General"
    tint: str | None = None
    indent: int = 0


_LABEL = Look(horizontal="left", indent=1)
_HEADER = Look(HEAD, tint=HEADER)
LOOKS: Mapping[Role, Look] = {
    "annex": Look(HEAD, 12, horizontal="left", border=False),
    "title": Look(TITLE, 18, bold=True, border=False),
    "caption": Look(horizontal="right", border=False),
    "entry": Look(horizontal="left", border=False, wrap=False, tint=TINT),
    "unit": Look(horizontal="right", border=False, wrap=False, tint=TINT),
    "mirror": Look(horizontal="right", wrap=False, indent=1),
    "corner": _HEADER,
    "side": _HEADER,
    "header": _HEADER,
    "label": _LABEL,
    "detail": Look(horizontal="left", tint=TINT, indent=1),
    "amount": Look(number_format=MONEY, tint=TINT),
    "count": Look(number_format=WHOLE, tint=TINT),
    "rate": Look(number_format=PERCENT, tint=TINT),
    "text": Look(horizontal="left", tint=TINT, indent=1),
    "long_text": Look(horizontal="left", tint=TINT, indent=1),
    "section": Look(HEAD, 12, tint=HEADER),
    "level": Look(tint=TINT),
    "weight": Look(tint=TINT),
    "answer": Look(tint=TINT),
    "score": Look(tint=TINT),
    "reason": Look(horizontal="left", size=10, tint=TINT),
    "total": Look(HEAD, bold=True, tint=HEADER),
    "total_weight": Look(HEAD, bold=True),
    "total_score": Look(HEAD, bold=True),
    "blank": Look(),
    "note": Look(size=10, horizontal="left", color=QUIET, border=False),
    "signature": Look(horizontal="left", border=False),
    "none": Look(),
    "fixed": Look(),
    "criterion": Look(size=10, horizontal="left"),
    "table_label": _HEADER,
    "subtitle": Look(size=12, border=False),
}


def dress(cell: Cell, look: Look, *, indent: int = 0, unlocked: bool = False) -> None:
    """Formats a cell; `unlocked` lets it be filled while the sheet is protected, and tints it."""
    cell.font = Font(name=look.font, size=look.size, bold=look.bold, color=look.color)
    cell.alignment = Alignment(
        horizontal=look.horizontal, vertical=look.vertical, wrap_text=look.wrap, indent=look.indent + indent
    )
    cell.number_format = look.number_format
    cell.protection = Protection(locked=not unlocked)
    if look.border:
        cell.border = BOX
    if look.tint:
        cell.fill = PatternFill("solid", fgColor=look.tint, bgColor=look.tint)
