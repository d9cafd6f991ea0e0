"""排名与分布: the units by points, and four native charts over tables that stand beside them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import Literal

from perfxl.report.styles import HEADER
from perfxl.rollup.book.cells import Value
from perfxl.rollup.book.layout import Column, Layout, Link
from perfxl.rollup.book.workbook import Workbook
from perfxl.rollup.scene import Scene
from perfxl.rollup.sheets import look
from perfxl.rollup.sheets.summary import NAME as SUMMARY
from perfxl.sml.sheet import CellStyle, Chart, Series

NAME = "排名与分布"
MOST_RANKED = 500_000
BINS = ((0, 60), (60, 70), (70, 80), (80, 85), (85, 90), (90, 95), (95, 100.0001))
_HEADINGS = ("填报", "条数", "预算")
_LABELS = ("60以下", "60–70", "70–80", "80–85", "85–90", "90–95", "95–100")
_TOP, _ROWS, _NAME = 10, 15, 16
"""How many the longest lists show; rows that a chart takes; characters of a name beside a bar."""

_ANCHORS = (("I", "O"), ("O", "U"))
"""From which column to which the charts stand, two beside each other: with the first units they fill a page."""

COLUMNS = (
    Column("名次", 6, look.COUNT, "number"),
    Column("单位", 38, look.LINKED),
    Column("年度", 7, look.PLAIN, "number"),
    Column("重算总分", 9, look.POINTS, "number"),
    Column("重算等级", 8, look.PLAIN),
    Column("填报总分", 9, look.POINTS, "number"),
    Column("填报减重算", 10, look.POINTS, "number"),
    Column("", 3, look.BARE),
    *(Column("", 9, look.BARE) for _ in range(12)),
    Column("", 3, look.BARE),
    Column("图表数据", 30, look.NAME),
    Column("甲", 12, look.AMOUNT, "number"),
    Column("乙", 12, look.AMOUNT, "number"),
)
_UNIT, _PRINTED, _SIDE = 7, 20, 21
"""Columns of a unit, on paper, and before the tables that the charts are made of."""

Side = tuple[str, Value, Value]
"""A line of a table beside: label, two numbers or headings."""


def write(book: Workbook, scene: Scene) -> None:
    """Write the sheet with its charts."""
    side, blocks = _side(scene)
    charts = tuple(_chart(kind, title, at, anchor) for kind, title, at, anchor in blocks)
    line = "名次按重算总分（各行得分合计）排列，同分同名次。图表取自右侧“图表数据”（不打印）。"
    least = 3 + _ROWS * -(-len(charts) // len(_ANCHORS))
    layout = Layout(NAME, "排名与分布", line, COLUMNS, filtered=False, printed=_PRINTED, least=least)
    ranked = scene.store.stable(
        f"select rank() over (order by cast(summed as real) desc), name, year, summed, grade_summed, declared, line"
        f" from unit where summed is not null order by 1, line limit {MOST_RANKED}"
    )
    with book.sheet(layout, charts) as sheet:
        for unit, beside in zip_longest(ranked, side):
            values: list[Value] = [None] * len(COLUMNS)
            looks: dict[int, CellStyle] = {}
            if unit:
                values[:_UNIT] = (unit[0], *unit[1:6], _minus(unit[5], unit[3]))
            else:
                looks |= dict.fromkeys(range(_UNIT), look.BARE)
            if beside:
                values[_SIDE:] = beside
                looks |= _side_looks(beside)
            row = sheet.row(values if beside else values[:_UNIT], looks)
            if unit:
                sheet.link(row, 1, Link(location=f"'{SUMMARY}'!B{unit[6]}"))


def _side_looks(beside: Side) -> dict[int, CellStyle]:
    """How a line of a table beside looks, where not like an amount."""
    if beside[1] in _HEADINGS:
        return dict.fromkeys(range(_SIDE, len(COLUMNS)), HEADER)
    return dict.fromkeys(range(_SIDE + 1, len(COLUMNS)), look.COUNT) if isinstance(beside[1], int) else {}


def _minus(one: str | None, other: str | None) -> str | None:
    return None if one is None or other is None else f"{Decimal(one) - Decimal(other):f}"


Block = tuple[str, str, list[tuple[int, Side]], tuple[str, str]]


def _side(scene: Scene) -> tuple[list[Side | None], list[Block]]:
    """The tables beside the ranking, one below the other, and the chart of each."""
    tables: Sequence[tuple[str, str, Side, list[Side]]] = (
        ("column", "总分分布（单位数）", ("分数段", "填报", "重算"), _scores(scene)),
        ("column", "等级：填报与重算（单位数）", ("等级", "填报", "重算"), _grades(scene)),
        ("bar", "最多见的差异（条）", ("检查项", "条数", "单位数"), _frequent(scene)),
        ("bar", f"预算与执行（{scene.unit_of_money}，前 {_TOP} 名）", ("单位", "预算", "执行"), _largest(scene)),
    )
    side: list[Side | None] = []
    blocks: list[Block] = []
    for number, (kind, title, head, rows) in enumerate(tables):
        side.append((f"{title.partition('（')[0]}：{head[0]}", head[1], head[2]))
        first = 4 + len(side)
        filled = rows or [("（无）", 0, 0)]
        side.extend(filled)
        side.append(None)
        left, right = _ANCHORS[number % len(_ANCHORS)]
        top = 4 + _ROWS * (number // len(_ANCHORS))
        anchor = (f"{left}{top}", f"{right}{top + _ROWS}")
        blocks.append((kind, title, [(first + at, row) for at, row in enumerate(filled)], anchor))
    return side, blocks


def _chart(kind: str, title: str, rows: list[tuple[int, Side]], anchor: tuple[str, str]) -> Chart:
    first, last = rows[0][0], rows[-1][0]
    names = {"column": ("填报", "重算"), "bar": ("条数", "单位数")}[kind]
    if "预算" in title:
        names = ("预算", "执行")
    series = tuple(
        Series(
            name,
            f"V{first}:V{last}",
            f"{letter}{first}:{letter}{last}",
            tuple(row[0] for _, row in rows),
            tuple(Decimal(str(row[place] or 0)) for _, row in rows),
        )
        for place, (name, letter) in enumerate(zip(names, "WX", strict=True), 1)
    )
    money = "预算" in title
    shape: Literal["bar", "column"] = "bar" if kind == "bar" else "column"
    return Chart(shape, title, *anchor, series, data_labels=not money, number_format="#,##0" if money else "0;;")


def _scores(scene: Scene) -> list[Side]:
    def within(column: str, low: float, high: float) -> int:
        return scene.store.count(
            f"select count(*) from unit where cast({column} as real) >= ? and cast({column} as real) < ?", low, high
        )

    return [
        (label, within("declared", *bounds), within("summed", *bounds))
        for label, bounds in zip(_LABELS, BINS, strict=True)
    ]


def _grades(scene: Scene) -> list[Side]:
    names = dict.fromkeys(band.name for standard in scene.standards.values() for band in standard.grades)
    return [
        (
            name,
            scene.store.count("select count(*) from unit where grade_declared = ?", name),
            scene.store.count("select count(*) from unit where grade_summed = ?", name),
        )
        for name in names
    ]


def _frequent(scene: Scene) -> list[Side]:
    return _sides(
        scene,
        "select kind, count(*), count(distinct unit) from finding where outcome = 'fail' group by kind"
        f" order by 2 desc, 1 limit {_TOP}",
    )


def _largest(scene: Scene) -> list[Side]:
    name = f"substr(name, 1, {_NAME})"
    if scene.store.count("select count(distinct year) from unit") > 1:
        name += " || ' ' || ifnull(year, '')"
    return _sides(
        scene,
        f"select {name}, budget, executed from unit where budget is not null and executed is not null"
        f" order by cast(budget as real) desc, line limit {_TOP}",
    )


def _sides(scene: Scene, query: str) -> list[Side]:
    return [(str(name), one, other) for name, one, other in scene.store.all(query)]
