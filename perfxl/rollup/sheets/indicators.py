"""指标: one row an indicator of every filing that counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from perfxl.rollup.book.cells import Cells, Row, Value, unpack_rows
from perfxl.rollup.book.layout import Column, Layout, Link
from perfxl.rollup.book.sheet import Sheet
from perfxl.rollup.book.workbook import Workbook
from perfxl.rollup.links import address, place
from perfxl.rollup.record import IndicatorLine, Record
from perfxl.rollup.scene import Arrival, Scene
from perfxl.rollup.sheets import look
from perfxl.rollup.sheets.paged import paged
from perfxl.sml.sheet import CellStyle

NAME = "指标"
COLUMNS = (
    Column("单位", 26, look.NAME),
    Column("年度", 7, look.PLAIN, "number"),
    Column("一级指标", 12, look.NAME),
    Column("二级指标", 22, look.NAME),
    Column("三级指标", 26, look.NAME),
    Column("分值", 8, look.POINTS, "number"),
    Column("年度指标值", 16, look.NAME),
    Column("全年完成值", 16, look.NAME),
    Column("自评得分（填报）", 18, look.POINTS, "number"),
    Column("得分（重算）", 14, look.POINTS, "number"),
    Column("工作表", 20, look.NAME),
    Column("单元格", 8, look.PLACE),
    Column("文件", 30, look.NAME),
    Column("SHA-256", 16, look.FINE),
)
SCORE, CELL = 8, 11
"""The columns of the points as filled and of the cell, from 0."""

PRINTED = 12

_TARGET, _ACTUAL = 6, 7
"""The columns of the target and of the actual value, from 0."""

_PERCENTAGE = re.compile(r"(-?\d{1,20}(?:\.(\d{1,2}))?)%")
_FRACTION = re.compile(r"(-?\d{1,20}(?:\.\d{1,30})?)(%?)")
_PART = re.compile(r"[01]\.\d{1,30}")
_NEAR = Decimal("0.01")

_FILE = 12
"""The first column that tells the file; between it and the first, the unit's, all depends on the content alone."""


def rows(record: Record, cells: Cells) -> Iterator[Row]:
    """The rows of a record, without the columns of the unit and of the file; each leads to the indicator's cell."""
    for line in record.indicators:
        target, actual, looks = _measured(line)
        values = (
            record.year, line.level1, line.level2, line.level3, line.weight, target, actual, line.score,
            line.recomputed, line.sheet, line.cell,
        )  # fmt: skip
        yield cells.row(values, looks, first=1)._replace(where=place(line.sheet, line.cell))


def _measured(line: IndicatorLine) -> tuple[Value, Value, Mapping[int, CellStyle] | None]:
    """Target and actual value; a fraction that the form shows as a percentage is such a number. A bare 1 that is met by
    a part of it is the whole."""
    if line.target == "1" and _PART.fullmatch(line.actual):
        return Decimal(1), Decimal(line.actual), {_TARGET: look.SHARES[0], _ACTUAL: look.SHARES[2]}
    percentage = _PERCENTAGE.fullmatch(line.answer)
    stored = _FRACTION.fullmatch(line.actual)
    if not percentage or not stored:
        return line.target, line.actual, None
    value = Decimal(stored[1]) / (100 if stored[2] else 1)
    if abs(100 * value - Decimal(percentage[1])) > _NEAR:
        return line.target, line.actual, None
    return line.target, value, {_ACTUAL: look.SHARES[len(percentage[2] or "")]}


def write(book: Workbook, scene: Scene) -> list[str]:
    """Write the sheet; returns the names of its parts."""
    line = "每份填报件的每个指标一行；有分值且可计算的指标另列按规则重算的得分，没有的由单位自评。"
    layout = Layout(NAME, "指标明细", line, COLUMNS, printed=PRINTED, frozen=1)
    return paged(book, layout, _lines(scene, Cells(COLUMNS, book.styles, PRINTED)), _put)


def _lines(scene: Scene, cells: Cells) -> Iterator[tuple[Row, str]]:
    for arrival, packed in scene.rows("indicators"):
        to = address(scene.written(arrival.key, arrival.target) or _own(arrival), scene.out)
        head, tail = cells.row((arrival.name,)), cells.row((arrival.shown, arrival.sha256), first=_FILE)
        for row in unpack_rows(packed):
            yield Row(f"{head.xml}{row.xml}{tail.xml}", max(head.lines, row.lines), row.where), to


def _own(arrival: Arrival) -> str:
    return arrival.link if arrival.link == arrival.location else ""


def _put(sheet: Sheet, item: tuple[Row, str]) -> None:
    row, to = item
    number = sheet.put(row)
    if to and row.where and not sheet.links.full:
        sheet.link(number, CELL, Link(to, row.where))
