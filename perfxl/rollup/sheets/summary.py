"""汇总: one row a unit. While it is written, what the other sheets need of each filing goes into the store."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal

from perfxl.rollup.book.cells import Value
from perfxl.rollup.book.layout import Column, Formula, Layout, Link
from perfxl.rollup.book.sheet import Sheet
from perfxl.rollup.book.workbook import Workbook
from perfxl.rollup.forms import heading
from perfxl.rollup.previous import PASSED, STATES, compared
from perfxl.rollup.record import Record, budget, ratio
from perfxl.rollup.scene import NAMELESS, Arrival, Scene
from perfxl.rollup.sheets import look
from perfxl.rollup.standing import OF_PROJECT, issue
from perfxl.sml.a1 import letters

NAME = "汇总"
_FIXED = ("序号", "单位", "年度")
_RANKS = {"error": 0, "warning": 1, "hint": 2}
ROUND = ("上次差异", *STATES)


def write(book: Workbook, scene: Scene) -> None:
    """Write the sheet and fill the store's lists of units, findings and rates."""
    columns = list(_columns(scene))
    units = scene.store.count("select count(*) from arrival where standing = 'counted'")
    line = (
        f"共 {units} 份有效填报件；金额单位：{scene.unit_of_money}。"
        "填报＝取自表中，重算＝由程序按评价标准算出；每个数取自哪个文件、哪张表、哪一格，见“来源”表。"
    )
    printed = next(place for place, column in enumerate(columns, 1) if column.title == "文件")
    title = heading(scene.standards.values())
    layout = Layout(NAME, title, line, tuple(columns), printed=printed, frozen=2, paper=8, tab="1F3864")
    with book.sheet(layout) as sheet:
        totals = Totals(columns)
        places = {column.title: place for place, column in enumerate(columns)}
        for number, (arrival, record) in enumerate(scene.counted("sums", "figures", "rates", "findings"), 1):
            values = list(_values(scene, number, arrival, record))
            row = sheet.row(values, {places["状态"]: look.STATUS[status_of(record)]})
            totals.add(values)
            scene.tally.add(record)
            _link(sheet, scene, arrival, row, places)
            _harvest(scene, arrival, record, row)
        totals.write(sheet, scene)
    scene.store.index("unit", "print")
    scene.store.index("unit", "code", "year")
    scene.store.index("rate", "peers", "id")
    scene.store.save()


def status_of(record: Record) -> str:
    """What is to be done with a filing. One of which less could be checked than not has not passed."""
    if record.open("error"):
        return "退回修改"
    if record.open("warning"):
        return "须说明"
    return PASSED if record.outcomes.get("pass", 0) >= record.outcomes.get("not_run", 0) else "未能核对"


class Totals:
    """The sums of the columns that can be summed."""

    def __init__(self, columns: list[Column]) -> None:
        self.columns = columns
        self.sums = {
            place: Decimal(0)
            for place, column in enumerate(columns)
            if column.style in (look.AMOUNT, look.COUNT) and column.title != "序号"
        }

    def add(self, values: list[Value]) -> None:
        """One more row."""
        for place in self.sums:
            value = values[place]
            if value not in (None, "") and not isinstance(value, Formula):
                self.sums[place] += Decimal(value or 0)

    def write(self, sheet: Sheet, scene: Scene) -> None:
        """The row of totals below the units; filtering leaves it alone and it adds what is shown."""
        first, last = sheet.first, sheet.last
        sheet.end_table()
        row: list[Value] = ["" for _ in self.columns]
        row[1] = "合计（筛选后为所选单位合计）"
        for place, total in self.sums.items():
            letter = letters(place + 1)
            if last >= first:
                row[place] = Formula(f"SUBTOTAL(109,{letter}{first}:{letter}{last})", f"{total:f}")
                scene.places[self.columns[place].title] = f"{NAME}!${letter}${first}:${letter}${last}"
        looks = {place: look.total(column.style) for place, column in enumerate(self.columns)}
        sheet.row(row, looks | {1: look.total(look.NAME)}, 22)


def _columns(scene: Scene) -> Iterator[Column]:
    money = scene.money.columns
    yield Column("序号", 6, look.COUNT, "number")
    yield Column("单位", 38, look.LINKED)
    yield Column("年度", 7, look.PLAIN, "number")
    for amount in money[:2]:
        yield Column(amount.label, 15, look.AMOUNT, "number", "整体支出（填报）")
    yield Column("执行率", 10, look.RATE, "number", "重算")
    for title in ("填报总分", "各行合计", "按分值封顶"):
        yield Column(title, 9, look.POINTS, "number", "得分")
    for title in ("填报等级", "重算等级"):
        yield Column(title, 8, look.PLAIN, "text", "等级")
    for title in ("必须改", "须说明", "提示", "已说明"):
        yield Column(title, 7, look.COUNT, "number", "差异条数")
    yield Column("未核对", 7, look.COUNT, "number", "处数")
    yield Column("状态", 10, look.PLAIN)
    yield Column("文件", 48, look.LINKED)
    yield Column("批注副本", 10, look.PLACE)
    yield from _behind(scene)


def _behind(scene: Scene) -> Iterator[Column]:
    """The columns that are not printed."""
    for amount in scene.money.columns[2:]:
        yield Column(amount.label, 15, look.AMOUNT, "number", "其他金额（填报）")
    for label in scene.rates.values():
        yield Column(label, 12, look.RATE, "number", "比率（重算）")
    for title in ROUND if scene.second_round else ():
        yield Column(title, 9, look.COUNT, "number", "与上次比较")
    yield Column("核对处数", 9, look.COUNT, "number")
    yield Column("编码", 14, look.PLAIN)
    yield Column("上级", 20, look.NAME)
    yield Column("评价标准", 30, look.NAME)
    yield Column("报送时间", 19, look.PLAIN)
    yield Column("备注", 40, look.NAME)
    yield Column("SHA-256", 20, look.FINE)


def _values(scene: Scene, number: int, arrival: Arrival, record: Record) -> Iterator[Value]:
    sums = scene.amounts_of(record)
    rates = {each.id: each.recomputed for each in record.rates}
    planned, spent = budget(record)
    code = arrival.code.partition(OF_PROJECT)[0]
    yield from (number, arrival.name or NAMELESS, record.year)
    yield from (sums.get(amount.key) for amount in scene.money.columns[:2])
    yield ratio(spent, planned)
    yield from (record.declared, record.summed, record.capped)
    yield from (record.grade_stated or record.grade_declared, record.grade_summed)
    yield from (record.open(severity) for severity in _RANKS)
    yield from (record.waived, record.unchecked, status_of(record), arrival.shown)
    yield "打开" if scene.copy(arrival) else ""
    yield from (sums.get(amount.key) for amount in scene.money.columns[2:])
    yield from (rates.get(id) for id in scene.rates)
    if scene.second_round:
        yield from compared(scene.store, arrival, record)
    yield from (record.places, code if code.isascii() else "", arrival.parent, record.standard_name)
    yield f"{arrival.time.replace('T', ' ')}（{arrival.basis}）" if arrival.time else ""
    yield from (f"{arrival.note}{_unread(record)}", arrival.sha256)


def _unread(record: Record) -> str:
    """The sentence for forms of the workbook that were not read; empty where all were."""
    names = "、".join(f"“{name}”" for name in record.beside)
    return f"工作簿里还有填报表{names}，没有核对；请各存成一个工作簿再报送。" if names else ""


def _link(sheet: Sheet, scene: Scene, arrival: Arrival, row: int, places: Mapping[str, int]) -> None:
    file, copy = scene.file(arrival), scene.copy(arrival)
    if file:
        sheet.link(row, places["文件"], Link(file))
    if copy or file:
        sheet.link(row, 1, Link(copy or file))
    if copy:
        sheet.link(row, places["批注副本"], Link(copy))


def _harvest(scene: Scene, arrival: Arrival, record: Record, row: int) -> None:
    if record.beside:
        issue(scene.store, "另有表未核对", arrival.shown, arrival.link, arrival.name, _unread(record), arrival.sha256)
    planned, spent = budget(record)
    printed = hashlib.sha256(json.dumps([each.value for each in record.figures]).encode()).hexdigest()
    scene.store.run(
        "insert into unit values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        arrival.id, row, arrival.name, arrival.code, arrival.parent, record.year, record.standard, planned, spent,
        record.declared, record.summed, record.capped, record.grade_stated or record.grade_declared,
        record.grade_summed, record.open("error"), record.open("warning"), record.open("hint"), record.waived,
        record.places, printed if len(record.figures) > 5 else None,
    )  # fmt: skip
    peers = f"{record.standard}/{record.year}"
    scene.store.many(
        "insert into rate values (?, ?, ?, ?, ?, ?, ?)",
        ((arrival.id, peers, each.id, each.label, each.recomputed, each.sheet, each.cells) for each in record.rates),
    )
    scene.store.many(
        "insert into finding values (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                arrival.id, number, each.title, each.severity, each.outcome,
                (each.outcome != "fail") * 10 + (not each.grade_effect) * 5 + _RANKS.get(each.severity, 3),
                -abs(float(each.score_effect or 0)), json.dumps(each, ensure_ascii=False),
            )
            for number, each in enumerate(record.findings)
        ),
    )  # fmt: skip
