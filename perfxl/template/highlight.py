"""Conditional formatting: cells that change colour, or get lines, where a formula is true."""

from __future__ import annotations

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from perfxl.template.styles import BOX


def highlight(sheet: Worksheet, place: str, condition: str, color: str | None = None, *, lined: bool = False) -> None:
    """Colours the cells of `place` where `condition`, a formula for the first of them, is true; `lined` draws lines."""
    fill = PatternFill("solid", fgColor=color, bgColor=color) if color else None
    rule = FormulaRule(formula=[condition], fill=fill, border=BOX if lined else None)  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add(place, rule)
