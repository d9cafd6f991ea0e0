"""指标: one row an indicator of every filing that counts."""

from __future__ import annotations

from collections.abc import Iterator

from perfxl.rollup.book.layout import Column, Layout, Link
from perfxl.rollup.book.sheet import Sheet
from perfxl.rollup.book.workbook import Workbook
from perfxl.rollup.links import address, place
from perfxl.rollup.record import IndicatorLine
from perfxl.rollup.scene import Arrival, Scene
from perfxl.rollup.sheets import look
from perfxl.rollup.sheets.paged import paged

NAME = "指标"
COLUMNS = (
    Column("单位", 24, look.NAME),
    Column("年度", 7, look.PLAIN, "number"),
    Column("一级指标", 12, look.NAME),
    Column("二级指标", 18, look.NAME),
    Column("三级指标", 26, look.NAME),
    Column("分值", 8, look.POINTS, "number"),
    Column("年度指标值", 16, look.NAME),
    Column("全年完成值", 16, look.NAME),
    Column("自评得分（填报）", 10, look.POINTS, "number"),
    Column("得分（重算）", 10, look.POINTS, "number"),
    Column("工作表", 16, look.NAME),
    Column("单元格", 8, look.PLACE),
    Column("文件", 30, look.NAME),
    Column("SHA-256", 16, look.FINE),
)
SCORE = 8
"""The column of the points as filled, from 0."""


def write(book: Workbook, scene: Scene) -> list[str]:
    """Write the sheet; returns the names of its parts."""
    line = "每份填报件的每个指标一行；有分值且可计算的指标另列按规则重算的得分，没有的由单位自评。"
    layout = Layout(NAME, "指标明细", line, COLUMNS, printed=12, frozen=1)
    return paged(book, layout, _lines(scene), lambda sheet, item: _put(sheet, scene, *item))


def _lines(scene: Scene) -> Iterator[tuple[Arrival, int | None, str, IndicatorLine]]:
    for arrival, record in scene.counted("indicators"):
        to = address(scene.written(arrival.key, arrival.target) or _own(arrival), scene.out)
        yield from ((arrival, record.year, to, line) for line in record.indicators)


def _own(arrival: Arrival) -> str:
    return arrival.link if arrival.link == arrival.location else ""


def _put(sheet: Sheet, scene: Scene, arrival: Arrival, year: int | None, to: str, line: IndicatorLine) -> None:
    row = sheet.row(
        (
            arrival.name, year, line.level1, line.level2, line.level3, line.weight, line.target, line.actual,
            line.score, line.recomputed, line.sheet, line.cell, arrival.shown, arrival.sha256,
        )
    )  # fmt: skip
    where = place(line.sheet, line.cell)
    if to and where:
        sheet.link(row, 11, Link(to, where))
