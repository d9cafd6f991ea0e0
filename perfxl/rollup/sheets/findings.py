"""差异: every finding of every filing, most material first, with its place in the file."""

from __future__ import annotations

import json

from perfxl.report.words import OUTCOME_WORDS
from perfxl.rollup.book.layout import Column, Layout, Link
from perfxl.rollup.book.sheet import Sheet
from perfxl.rollup.book.workbook import Workbook
from perfxl.rollup.links import address, place
from perfxl.rollup.record import FindingLine
from perfxl.rollup.scene import Scene
from perfxl.rollup.sheets import look
from perfxl.rollup.sheets.paged import paged
from perfxl.standard.check_ids import SEVERITIES

NAME = "差异"
_SEVERITIES: dict[str, str] = {str(key): title for key, title in SEVERITIES.items()}
_OUTCOMES: dict[str, str] = {str(key): word for key, word in OUTCOME_WORDS.items()}
COLUMNS = (
    Column("序号", 7, look.COUNT, "number"),
    Column("严重程度", 9, look.PLAIN),
    Column("单位", 22, look.NAME),
    Column("年度", 7, look.PLAIN, "number"),
    Column("检查项", 18, look.NAME),
    Column("位置", 18, look.NAME),
    Column("工作表", 20, look.NAME),
    Column("单元格", 8, look.PLACE),
    Column("填报", 13, look.FIGURE),
    Column("应为", 13, look.FIGURE),
    Column("差额", 11, look.POINTS, "number"),
    Column("说明", 60, look.NAME),
    Column("影响", 17, look.PLAIN),
    Column("结果", 9, look.PLAIN),
    Column("处理意见", 20, look.NAME),
    Column("文件", 30, look.NAME),
    Column("标识", 20, look.FINE),
    Column("SHA-256", 16, look.FINE),
)


def write(book: Workbook, scene: Scene) -> list[str]:
    """Write the sheet; returns the names of its parts."""
    line = "先列影响等级的，再按严重程度和影响分值排列；单元格可点击，直达文件（或批注副本）中的该格。"
    layout = Layout(NAME, "差异清单", line, COLUMNS, printed=13, frozen=3, tab="C00000")
    rows = scene.store.stable(
        "select line, unit.name, unit.year, shown, link, location, a.sha256, target, key, f.body from finding f"
        " join unit on unit.id = f.unit join arrival a on a.id = f.unit order by rank, effect, line, number"
    )
    return paged(book, layout, enumerate(rows, 1), lambda sheet, item: _put(sheet, scene, *item))


def _put(sheet: Sheet, scene: Scene, number: int, row: tuple[object, ...]) -> None:
    _, name, year, shown, link, location, sha256, target, key, body = row
    line = FindingLine(*json.loads(str(body)))
    kind = "waived" if line.outcome == "waived" else line.severity
    effects = ["改变等级"] if line.grade_effect else []
    effects += [f"总分{float(line.score_effect):+g}"] if line.score_effect else []
    at = sheet.row(
        (
            number, _SEVERITIES.get(line.severity, line.severity), str(name or ""), _year(year), line.title, line.label,
            line.sheet, line.cell, line.reported, line.expected, line.difference, line.message, "；".join(effects),
            _OUTCOMES.get(line.outcome, line.outcome), line.reason, str(shown), line.key, str(sha256),
        ),
        {1: look.SEVERITY[kind] if line.outcome in ("fail", "waived") else look.PLAIN,
         10: look.RATE if line.percent else look.POINTS},
    )  # fmt: skip
    where = place(line.sheet, line.cell)
    if where:
        lead(sheet, scene, at, 7, where, str(link), str(location), str(target), str(key))


def lead(
    sheet: Sheet, scene: Scene, row: int, column: int, where: str, link: str, location: str, target: str, key: str
) -> None:
    """Let a cell lead to a place in the annotated copy, else in the file itself where it is one."""
    copy = scene.written(key, target)
    to = address(copy, scene.out) if copy else address(link, scene.out) if link == location else ""
    if to:
        sheet.link(row, column, Link(to, where, where))


def _year(value: object) -> int | None:
    return value if isinstance(value, int) else None
