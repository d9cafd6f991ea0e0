"""未处理: files that could not be read, units that are missing, late, double or superseded, and names to confirm."""

from __future__ import annotations

from perfxl.rollup.book.layout import Column, Layout, Link
from perfxl.rollup.book.sheet import Sheet
from perfxl.rollup.book.workbook import Workbook
from perfxl.rollup.links import address
from perfxl.rollup.scene import Scene
from perfxl.rollup.sheets import look
from perfxl.rollup.sheets.paged import paged
from perfxl.rollup.standing import ISSUES

NAME = "未处理"
COLUMNS = (
    Column("序号", 7, look.COUNT, "number"),
    Column("类别", 18, look.PLAIN),
    Column("单位", 26, look.NAME),
    Column("文件", 46, look.LINKED),
    Column("原因", 66, look.NAME),
    Column("SHA-256", 20, look.FINE),
)
_TINTS = {
    "无法读取": "error",
    "名册单位未报": "error",
    "名称待确认": "warning",
    "另有表未核对": "warning",
    "先后不明": "warning",
    "同名不同表": "warning",
}


def write(book: Workbook, scene: Scene) -> list[str]:
    """Write the sheet; returns the names of its parts."""
    counts = scene.store.all("select rank, count(*) from issue group by rank order by rank")
    listed = "，".join(f"{ISSUES[rank]} {count}" for rank, count in counts) or "没有未处理事项"
    ignored = scene.store.count("select count(*) from aside where why = 'ignored'")
    line = f"{listed}。另有图片、临时文件等 {ignored} 个，不是填报表，未列。"
    layout = Layout(NAME, "未处理事项", line, COLUMNS, printed=5, tab="BF8F00")
    rows = scene.store.stable(
        "select rank, shown, link, unit, note, sha256 from issue order by rank, shown, unit, note"
    )
    return paged(book, layout, enumerate(rows, 1), lambda sheet, item: _put(sheet, scene, *item))


def _put(sheet: Sheet, scene: Scene, number: int, row: tuple[object, ...]) -> None:
    rank, shown, link, unit, note, sha256 = row
    kind = ISSUES[int(str(rank))]
    tint = _TINTS.get(kind)
    values = (number, kind, str(unit or ""), str(shown or ""), str(note or ""), str(sha256 or ""))
    at = sheet.row(values, {1: look.SEVERITY[tint]} if tint else None)
    to = address(str(link or ""), scene.out)
    if to:
        sheet.link(at, 3, Link(to))
