"""来源: where every number of 汇总 comes from: file, SHA-256, sheet and cell, as filled or recomputed, and how."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from perfxl.rollup.book.cells import Cells, Row, unpack_rows
from perfxl.rollup.book.layout import Column, Layout
from perfxl.rollup.book.sheet import Sheet
from perfxl.rollup.book.workbook import Workbook
from perfxl.rollup.record import Record, budget, ratio
from perfxl.rollup.scene import Scene
from perfxl.rollup.sheets import look
from perfxl.rollup.sheets.paged import paged

NAME = "来源"
FILLED, COMPUTED = "填报", "重算"
COLUMNS = (
    Column("单位", 26, look.NAME),
    Column("年度", 7, look.PLAIN, "number"),
    Column("项目", 24, look.NAME),
    Column("口径", 7, look.PLAIN),
    Column("数值", 16, look.AMOUNT, "number"),
    Column("工作表", 20, look.NAME),
    Column("单元格", 18, look.NAME),
    Column("算式", 44, look.NAME),
    Column("文件", 30, look.NAME),
    Column("SHA-256", 20, look.FINE),
)

Number = tuple[str, str, str | None, str | None, str | None, str, bool]
"""Title, basis, value, sheet, cells, computation, whether it is a fraction."""


PRINTED = 8
_FILE = 8
"""The first column that tells the file; between it and the first, the unit's, all depends on the content alone."""


def rows(record: Record, cells: Cells) -> Iterator[Row]:
    """The rows of a record, without the columns of the unit and of the file."""
    for number in numbers(record):
        yield cells.row((record.year, *number[:-1]), {4: look.RATE} if number[-1] else None, first=1)


def numbers(record: Record) -> Iterator[Number]:
    """The numbers that 汇总 shows of a filing, and the rates that could not be computed with the reason."""
    for each in record.sums:
        if each.value is not None:
            yield each.label, FILLED, each.value, each.sheet, each.cells, each.computation, False
    planned, spent = budget(record)
    if planned and spent and Decimal(planned):
        sheet, cells = record.sums[0].sheet, f"({record.sums[1].cells})÷({record.sums[0].cells})"
        yield "执行率", COMPUTED, ratio(spent, planned), sheet, cells, f"{spent}÷{planned}", True
    yield from (total for total in _totals(record) if total[2] is not None)
    for rate in record.rates:
        yield rate.label, COMPUTED, rate.recomputed, rate.sheet, rate.cells, rate.computation or rate.why, True


def _totals(record: Record) -> Iterator[Number]:
    rows = (record.total_sheet, record.points_cells)
    yield "总分", FILLED, record.declared, record.total_sheet, record.total_cell, "", False
    yield "总分（各行合计）", COMPUTED, record.summed, *rows, "各行自评得分之和，逐行见“指标”表", False
    yield "总分（按分值封顶）", COMPUTED, record.capped, *rows, "各行、各组得分不超过其分值", False


def write(book: Workbook, scene: Scene) -> list[str]:
    """Write the sheet; returns the names of its parts."""
    line = "“汇总”里的每个数一行。填报＝表中原数（合计为所列单元格之和）；重算＝按评价标准由填报数算出。"
    layout = Layout(NAME, "逐数来源", line, COLUMNS, printed=PRINTED, frozen=3)
    return paged(book, layout, _lines(scene, Cells(COLUMNS, book.styles, PRINTED)), Sheet.put)


def _lines(scene: Scene, cells: Cells) -> Iterator[Row]:
    for arrival, packed in scene.rows("numbers"):
        head, tail = cells.row((arrival.name,)), cells.row((arrival.shown, arrival.sha256), first=_FILE)
        for row in unpack_rows(packed):
            yield Row(f"{head.xml}{row.xml}{tail.xml}", max(head.lines, row.lines))
