"""How the sheets look: the report's styles, with amounts, rates and points as numbers."""

from __future__ import annotations

from dataclasses import replace

from perfxl.report.styles import CENTER, NUMBER, SMALL, TEXT, tinted
from perfxl.rollup.book.stylesheet import Styles
from perfxl.sml.sheet import CellStyle

NAME = replace(TEXT, size=10)
PLAIN = CENTER
AMOUNT = replace(NUMBER, number_format="#,##0.00_ ")
RATE = replace(NUMBER, number_format="0.00%_ ")
SHARES = tuple(replace(NAME, number_format=code) for code in ("0%", "0.0%", "0.00%"))
"""Percentages among texts, by their decimals."""
POINTS = replace(NUMBER, number_format="0.00_ ")
COUNT = replace(NUMBER, number_format="#,##0_ ")
FIGURE = replace(TEXT, horizontal="right")
LINKED = replace(TEXT, color="1F4E9E", underline=True)
PLACE = replace(CENTER, color="1F4E9E", underline=True)
BARE = CellStyle(size=10)
FINE = replace(SMALL, size=8, color="7F7F7F", wrap=False)
TOTAL_FILL = "F2F2F2"
STATUS = {"退回修改": tinted("error"), "须说明": tinted("warning"), "未能核对": tinted("warning"), "通过": CENTER}
SEVERITY = {kind: tinted(kind) for kind in ("error", "warning", "hint", "waived")}


def styles() -> Styles:
    """The styles of a 汇总, numbered the same wherever its rows are made."""
    made = Styles()
    for style in (NAME, PLAIN, PLACE, FINE, FIGURE, AMOUNT, RATE, POINTS, COUNT, *SHARES):
        made.number(style)
    return made


def total(style: CellStyle) -> CellStyle:
    """The style of the same column in the total row."""
    return replace(style, bold=True, fill=TOTAL_FILL)
