"""审核: the form's checks, rates and totals, live; a unit sees them while it fills, without perfxl or macros."""

from __future__ import annotations

from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from perfxl.sml.a1 import letters
from perfxl.standard.model import UNIT_NAMES, Standard
from perfxl.template.audit_checks import FIELD, NATURE, RESULT, WIDTHS, write_checks, write_rates
from perfxl.template.audit_rows import GROUP_CAPPED, K, Rows, write_rows
from perfxl.template.audit_sums import TOTAL_LINES, level1_capacity, sum_lines, write_sums, write_totals
from perfxl.template.figures import NAME as FIGURE_NAME
from perfxl.template.figures import WORDS
from perfxl.template.highlight import highlight
from perfxl.template.judgement import BLANK, FAIL, NO_NUMBER, NOT_APPLICABLE, PASS
from perfxl.template.layout import Box, Layout
from perfxl.template.pen import LINE, QUIET_LINE, TITLE, Pen
from perfxl.template.printing import freeze, set_up
from perfxl.template.protection import protect
from perfxl.template.styles import AMBER, GREEN, GREY, RED

NAME = "审核"
FIELDS, RESULTS, NATURES = "审核_字段", "审核_结果", "审核_性质"
"""Names of the columns of 审核 by which the form's own colours find what concerns a cell."""

_TOTALS_AT = 4
_ROOM = 6
"""Rows of indicators that are printed beyond those of the blank form."""


def write_audit(sheet: Worksheet, standard: Standard, layout: Layout, year: int) -> dict[str, Box]:
    """Writes the sheet; gives the names of its columns that the form's own colours look at."""
    pen = Pen(sheet, _TOTALS_AT)
    pen.heading("一、总分与等级", NATURE)
    totals_at, pen.row = pen.row, pen.row + TOTAL_LINES
    first = pen.row
    write_checks(pen, standard, _amounts(standard, layout))
    write_rates(pen, standard)
    rows = Rows(standard, layout.table, pen.row + sum_lines(standard) + 2)
    capped = write_sums(pen, rows)
    write_rows(pen, rows)
    write_totals(Pen(sheet, totals_at), rows, capped)
    _write_head(Pen(sheet), standard, year)
    _finish(sheet, rows, pen.row - 1, rows.first + rows.filled + _ROOM - 1)
    columns = {FIELDS: FIELD, RESULTS: RESULT, NATURES: NATURE}
    return {name: Box(sheet.title, first, at, pen.row - 1, at) for name, at in columns.items()}


def _amounts(standard: Standard, layout: Layout) -> list[Box]:
    """The cells that take an amount, free rows among them: a box for each column of a block."""
    amounts = {name: (of.block, of.column) for name, of in standard.fields.items() if of.kind == "amount"}
    columns = dict.fromkeys(amounts.values())
    free = {name: (block, column) for name, (block, _, column) in standard.ranges.items()}
    boxes = dict[tuple[str, str], Box]()
    for name, at in (amounts | free).items():
        if at in columns and name in layout.names:
            boxes[at] = layout.names[name].around(boxes.get(at, layout.names[name]))
    return list(boxes.values())


def _write_head(pen: Pen, standard: Standard, year: int) -> None:
    unit = next((name for name in standard.fields if name in UNIT_NAMES), None)
    pen.put(1, "填报数据审核表", TITLE, until=NATURE)
    pen.next(36)
    named = f'"填报单位："&IF({unit}="","（未填）",{unit})&"　　"&' if unit else ""
    pen.put(1, f'={named}"年度：{year}　　本表自动计算，不用填写"', QUIET_LINE, until=NATURE)
    pen.next(18)
    words = (PASS, FAIL, NO_NUMBER, BLANK, NOT_APPLICABLE)
    counts = "&".join(f'"{word} "&COUNTIF({RESULTS},"{word}")&" 项　"' for word in words)
    pen.put(1, f'="核对结果："&{counts}&"（不符的，必须改的请更正，须说明的请说明原因）"', LINE, until=NATURE)
    pen.next(22)


def _finish(sheet: Worksheet, rows: Rows, last: int, printed: int) -> None:
    for column, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[letters(column)].width = width
    for column in (*range(K, GROUP_CAPPED + 1), *range(FIGURE_NAME, WORDS + 1)):
        sheet.column_dimensions[letters(column)].width = 9
    _color(sheet, last)
    most = level1_capacity(rows.standard)
    sums = rows.first - 2 - most
    _line(sheet, rows.first, rows.capacity, f"${letters(K)}{rows.first}<={rows.count}")
    _line(sheet, sums, most, f'$A{sums}<>""')
    sheet.row_breaks.append(Break(id=rows.first - 3))
    set_up(sheet, f"A1:{letters(NATURE)}{printed}", landscape=True, repeated="1:1")
    freeze(sheet, 4)
    protect(sheet, rows=False)


def _color(sheet: Worksheet, last: int) -> None:
    result, nature = f"${letters(RESULT)}6", f"${letters(NATURE)}6"
    colors = {
        f'OR({result}="{NO_NUMBER}",AND({result}="{FAIL}",{nature}="须说明"))': AMBER,
        f'{result}="{FAIL}"': RED,
        f'{result}="{PASS}"': GREEN,
        f'OR({result}="{BLANK}",{result}="{NOT_APPLICABLE}")': GREY,
    }
    for condition, color in colors.items():
        highlight(sheet, f"{letters(RESULT)}6:{letters(RESULT)}{last}", condition, color, lined=True)


def _line(sheet: Worksheet, first: int, count: int, filled: str) -> None:
    """Draws lines around rows where `filled`, a formula for the first of them, is true."""
    highlight(sheet, f"A{first}:{letters(NATURE)}{first + count - 1}", filled, lined=True)
