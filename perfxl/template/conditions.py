"""Colours on the form itself: red where 审核 finds what must be put right, amber where something must be explained."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl.worksheet.worksheet import Worksheet

from perfxl.sml.a1 import letters
from perfxl.standard.check_ids import SEVERITIES
from perfxl.standard.model import TOTAL_SCORE, TOTAL_WEIGHT, Level, Standard
from perfxl.template.audit_checks import places
from perfxl.template.audit_rows import Rows
from perfxl.template.audit_sheet import FIELDS, NATURES, RESULTS
from perfxl.template.highlight import highlight
from perfxl.template.judgement import FAIL
from perfxl.template.layout import Layout
from perfxl.template.styles import AMBER, RED


def color_form(sheets: Mapping[str, Worksheet], standard: Standard, layout: Layout) -> None:
    """Adds the rules to the form's sheets, which are given by name."""
    checked = [*(place.at for _, place in places(standard)), TOTAL_WEIGHT, TOTAL_SCORE]
    for name in dict.fromkeys(name for name in checked if name in layout.names):
        box = layout.names[name]
        for nature, color in ((SEVERITIES["error"], RED), (SEVERITIES["warning"], AMBER)):
            highlight(sheets[box.sheet], box.ref, _found(name, nature), color)
    _color_table(sheets[layout.table.sheet], standard, layout)


def _found(name: str, nature: str) -> str:
    """Whether 审核 has a row about that field which does not hold."""
    return f'SUMPRODUCT(({FIELDS}="{name}")*({RESULTS}="{FAIL}")*({NATURES}="{nature}"))>0'


def _color_table(sheet: Worksheet, standard: Standard, layout: Layout) -> None:
    """A score outside its weight, and a deduction that nobody has explained."""
    table = layout.table
    rows = Rows(standard, table, 1)
    weight = _weight(rows, table.first)
    score, reason = (_column(standard, layout, kind) for kind in ("score", "reason"))
    own = f"{score}{table.first}"
    if score:
        over = f"AND(ISNUMBER({own}),OR({own}<{_least(rows, weight)},AND({weight}>0,{own}>{weight})))"
        highlight(sheet, f"{score[1:]}{table.first}:{score[1:]}{table.last}", over, RED)
    if score and reason:
        silent = f'AND(ISNUMBER({own}),{own}<{weight},{reason}{table.first}="")'
        highlight(sheet, f"{reason[1:]}{table.first}:{reason[1:]}{table.last}", silent, AMBER)


def _least(rows: Rows, weight: str) -> str:
    """The least score of a row: 0, where points may be taken off the whole, its weight off."""
    bonus = any(indicator.bonus for indicator in rows.standard.indicators)
    return f"-{weight}" if bonus else "0"


def _weight(rows: Rows, row: int) -> str:
    """The weight that binds the score of a row: that of its level-3 indicator, else of its level-2 indicator where the
    row is that."""
    form = rows.standard.table
    cells = {column.kind: f"${letters(rows.table.columns[column.key])}{row}" for column in form.columns}
    if "weight3" in cells:
        return cells["weight3"]
    level2 = rows.weight("level2", cells["level2"]) if "level2" in cells else "0"
    level3 = rows.weight("level3", cells["level3"]) if "level3" in cells else "0"
    return f'IF({cells["level3"]}="",{level2},{level3})' if "level3" in cells else level2


def _column(standard: Standard, layout: Layout, kind: Level) -> str:
    column = standard.table.column(kind)
    return f"${letters(layout.table.columns[column.key])}" if column else ""
