"""来源: where every number of 汇总 comes from: file, SHA-256, sheet and cell, as filled or recomputed, and how."""

from __future__ import annotations

from collections.abc import Iterator

from perfxl.rollup.book.layout import Column, Layout
from perfxl.rollup.book.sheet import Sheet
from perfxl.rollup.book.workbook import Workbook
from perfxl.rollup.record import Record
from perfxl.rollup.scene import Arrival, Scene
from perfxl.rollup.sheets import look
from perfxl.rollup.sheets.paged import paged
from perfxl.rollup.sheets.summary import budget

NAME = "来源"
FILLED, COMPUTED = "填报", "重算"
COLUMNS = (
    Column("单位", 24, look.NAME),
    Column("年度", 7, look.PLAIN, "number"),
    Column("项目", 24, look.NAME),
    Column("口径", 7, look.PLAIN),
    Column("数值", 16, look.AMOUNT, "number"),
    Column("工作表", 16, look.NAME),
    Column("单元格", 14, look.NAME),
    Column("算式", 44, look.NAME),
    Column("文件", 30, look.NAME),
    Column("SHA-256", 20, look.FINE),
)

Number = tuple[str, str, str | None, str | None, str | None, str, bool]
"""Title, basis, value, sheet, cells, computation, whether it is a fraction."""


def write(book: Workbook, scene: Scene) -> list[str]:
    """Write the sheet; returns the names of its parts."""
    line = "“汇总”里的每个数一行。填报＝表中原数（合计为所列单元格之和）；重算＝按评价标准由填报数算出。"
    layout = Layout(NAME, "逐数来源", line, COLUMNS, printed=8, frozen=3)
    rows = (
        (arrival, record.year, number)
        for arrival, record in scene.counted("sums", "rates")
        for number in numbers(scene, record)
    )
    return paged(book, layout, rows, lambda sheet, item: _put(sheet, *item))


def numbers(scene: Scene, record: Record) -> Iterator[Number]:
    """The numbers that 汇总 shows of a filing."""
    labels = {amount.key: amount.label for amount in scene.amounts}
    for each in record.sums:
        yield labels.get(each.key, each.key), FILLED, each.value, each.sheet, each.cells, each.computation, False
    planned, spent = budget(record)
    if planned and spent and float(planned):
        sheet, cells = record.sums[0].sheet, f"{record.sums[1].cells}；{record.sums[0].cells}"
        yield "执行率", COMPUTED, f"{float(spent) / float(planned):.6f}", sheet, cells, f"{spent}/{planned}", True
    yield "总分", FILLED, record.declared, record.total_sheet, record.total_cell, "", False
    yield "总分（各行合计）", COMPUTED, record.summed, record.total_sheet, "", "各行自评得分之和，逐行见“指标”表", False
    yield "总分（按分值封顶）", COMPUTED, record.capped, record.total_sheet, "", "各行、各组得分不超过其分值", False
    for rate in record.rates:
        yield rate.label, COMPUTED, rate.recomputed, rate.sheet, rate.cell, rate.computation or rate.why, True


def _put(sheet: Sheet, arrival: Arrival, year: int | None, number: Number) -> None:
    title, basis, value, tab, cells, computation, fraction = number
    sheet.row(
        (arrival.name, year, title, basis, value, tab, cells, computation, arrival.shown, arrival.sha256),
        {4: look.RATE} if fraction else None,
    )
