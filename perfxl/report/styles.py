"""How the report's sheets look: few colours, 宋体 for text, 黑体 for headings."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

from perfxl.sml.sheet import CellStyle

TITLE = CellStyle(font="黑体", size=16, horizontal="center")
LINE = CellStyle(size=10.5, horizontal="left", wrap=True)
HINT_LINE = CellStyle(size=9, color="7F7F7F", horizontal="left", wrap=True)
SECTION = CellStyle(font="黑体", size=12, color="1F3864", horizontal="left")
HEADER = CellStyle(font="黑体", size=10.5, fill="E7ECF4", border=True, horizontal="center", wrap=True)
TEXT = CellStyle(size=10, border=True, horizontal="left", wrap=True, indent=1)
SMALL = replace(TEXT, size=9)
CENTER = CellStyle(size=10, border=True, horizontal="center", wrap=True)
NUMBER = CellStyle(size=10, border=True, horizontal="right")
LINK = replace(CENTER, color="1F4E9E", underline=True)
TO_FILL = replace(TEXT, fill="FFFBE6", locked=False)
KEY = CellStyle(size=6, color="A6A6A6", border=True, horizontal="left", wrap=True)

_SPACE = "_0"
"""The end of a number format that keeps as much free at the right as a digit takes."""

_COLORS = {
    "error": ("FBE5E1", "9C1B0F"),
    "warning": ("FFF3D1", "7A5A00"),
    "hint": ("E6EEF8", "1F4E79"),
    "waived": ("F0F0F0", "7F7F7F"),
}
CHART_COLORS = {"error": "C0504D", "warning": "DDA63A", "hint": "6F94BF"}


@cache
def tinted(kind: str) -> CellStyle:
    """The style of a severity's own cell; "waived" is that of an explained finding."""
    fill, color = _COLORS[kind]
    return replace(CENTER, fill=fill, color=color, bold=kind == "error")


@cache
def bold(style: CellStyle) -> CellStyle:
    """The same, bold."""
    return replace(style, bold=True)


def numeric(value: Decimal | None, percent: bool = False, style: CellStyle = NUMBER) -> CellStyle:
    """`style` with a number format that shows `value` whole: percentages and amounts with two decimals, more where
    two would show nothing, points and heads without."""
    places = _decimals(value, percent)
    digits = f"0.{'0' * places}" if places else "0"
    return _formatted(style, f"{digits}{'%' if percent else ''}{_SPACE}")


@cache
def _formatted(style: CellStyle, code: str) -> CellStyle:
    return replace(style, number_format=code)


def displayed(value: Decimal, percent: bool = False) -> str:
    """`value` as that number format shows it."""
    return f"{value:.{_decimals(value, percent)}{'%' if percent else 'f'}}"


def _decimals(value: Decimal | None, percent: bool) -> int:
    if percent:
        return 2
    if value is None or value == value.to_integral_value():
        return 0
    return min(max(-int(value.normalize().as_tuple().exponent), 2), 6)
