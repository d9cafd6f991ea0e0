"""提示: what shows when filings are laid side by side."""

from __future__ import annotations

from perfxl.rollup.book.layout import Column, Layout, Link
from perfxl.rollup.book.sheet import Sheet
from perfxl.rollup.book.workbook import Workbook
from perfxl.rollup.hints import Hint, hints
from perfxl.rollup.scene import Scene
from perfxl.rollup.sheets import look
from perfxl.rollup.sheets.paged import paged
from perfxl.rollup.sheets.summary import NAME as SUMMARY

NAME = "横向提示"
COLUMNS = (
    Column("类别", 22, look.PLAIN),
    Column("单位", 26, look.LINKED),
    Column("年度", 7, look.PLAIN, "number"),
    Column("项目", 26, look.NAME),
    Column("本件", 22, look.NAME),
    Column("对照", 38, look.NAME),
    Column("算式", 40, look.NAME),
    Column("工作表", 16, look.NAME),
    Column("单元格", 9, look.PLAIN),
)


def write(book: Workbook, scene: Scene) -> list[str]:
    """Write the sheet; returns the names of its parts."""
    line = "只供参考，不作差错：把各单位的填报件放在一起比较时看到的情况，由人判断。"
    layout = Layout(NAME, "横向比较提示", line, COLUMNS, tab="2E75B6")
    return paged(book, layout, hints(scene), _put)


def _put(sheet: Sheet, hint: Hint) -> None:
    row = sheet.row(
        (hint.kind, hint.name, hint.year, hint.item, hint.here, hint.there, hint.arithmetic, *hint.place),
        {0: look.SEVERITY["hint"], 1: look.LINKED if hint.line else look.NAME},
    )
    if hint.line:
        sheet.link(row, 1, Link(location=f"'{SUMMARY}'!B{hint.line}"))
