"""填报说明: how to use the workbook, then the standard in words, written from the standard itself."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from perfxl.standard.describe import describe
from perfxl.standard.model import Standard
from perfxl.template.audit_scope import unseen_in_words
from perfxl.template.layout import text_height
from perfxl.template.pen import LINE, TITLE, Pen
from perfxl.template.printing import set_up
from perfxl.template.protection import protect
from perfxl.template.styles import HEAD, HEADER, Look

NAME = "填报说明"
WIDTH = 70.0
_HEADING = Look(HEAD, 12, horizontal="left", border=False, tint=HEADER, indent=1)
_HOW = (
    "浅黄色的格子由单位填写；灰色的格子由公式自动计算，已锁定（没有密码，必要时可以在“审阅”中撤销保护）。",
    "没有发生的填 0，不适用的填“——”；金额按表头所选的单位填写，保留两位小数。",
    "项目、公用经费明细和指标的行数不够时，在本组的行中间插入行，公式和合计会自动包括新行。",
    "“审核”表随填随核：结果为“不符”的，性质是“必须改”的请更正，“须说明”的请在报告中说明原因；点“所在字段”可跳到该格。",
    "结果为“非数字”的，有一格填的是文字（数字前有空格、带单位等），公式加不进去，请改填数字。",
    "填完保存后，可用 perfxl 核对：命令 perfxl score 本文件名，会在原表上标出每一处差异，并生成差异清单和评分汇总。",
)


def write_instructions(sheet: Worksheet, standard: Standard) -> None:
    """Writes the sheet."""
    pen = Pen(sheet)
    pen.put(1, NAME, TITLE)
    pen.next(40)
    _section(pen, "怎样使用本工作簿", [f"{number}．{line}" for number, line in enumerate(_HOW, 1)])
    _section(pen, "“审核”表不核、要用 perfxl 核对的", unseen_in_words(standard))
    for heading, lines in describe(standard):
        _section(pen, heading, lines)
    sheet.column_dimensions["A"].width = WIDTH
    set_up(sheet, f"A1:A{pen.row - 1}", repeated="1:1")
    protect(sheet, rows=False)


def _section(pen: Pen, heading: str, lines: list[str]) -> None:
    pen.put(1, heading, _HEADING)
    pen.next(24)
    for line in lines:
        pen.put(1, line, LINE)
        pen.next(text_height(line, WIDTH, 15, 18) - 2)
