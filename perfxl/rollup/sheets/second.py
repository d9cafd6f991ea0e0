"""复查: what was returned last time, and whether it is fixed, new, unchanged, or explained."""

from __future__ import annotations

from collections.abc import Iterator

from perfxl.rollup.book.layout import Column, Layout
from perfxl.rollup.book.sheet import Sheet
from perfxl.rollup.book.workbook import Workbook
from perfxl.rollup.previous import (
    EXPLAINED,
    NEW,
    NOT_SENT,
    OPEN,
    PASSED,
    SAME_FILE,
    STATES,
    UNCHECKED,
    is_same_file,
    not_sent,
    rounds,
)
from perfxl.rollup.record import FindingLine
from perfxl.rollup.scene import Scene
from perfxl.rollup.sheets import look
from perfxl.rollup.sheets.paged import paged
from perfxl.rollup.sheets.summary import status_of
from perfxl.standard.check_ids import SEVERITIES

NAME = "复查"
COLUMNS = (
    Column("状态", 12, look.PLAIN),
    Column("单位", 26, look.NAME),
    Column("年度", 7, look.PLAIN, "number"),
    Column("检查项", 20, look.NAME),
    Column("位置", 22, look.NAME),
    Column("严重程度", 9, look.PLAIN),
    Column("单元格", 24, look.NAME),
    Column("说明", 60, look.NAME),
    Column("处理意见", 24, look.NAME),
)
_TINTS = {
    OPEN: "error", UNCHECKED: "warning", NEW: "warning", SAME_FILE: "error", NOT_SENT: "error", EXPLAINED: "waived"
}  # fmt: skip
Line = tuple[str, str, int | None, str, str, str, str, str, str]


def write(book: Workbook, scene: Scene) -> list[str]:
    """Write the sheet; returns the names of its parts."""
    line = (
        f"与上次汇总逐条比较：{'、'.join(STATES)}；文件一字未动的注明“{SAME_FILE}”，应改而没有再报的注明“{NOT_SENT}”。"
    )
    layout = Layout(NAME, "退回修改复查", line, COLUMNS, frozen=2, tab="7030A0")
    return paged(book, layout, _lines(scene), _put)


def _lines(scene: Scene) -> Iterator[Line]:
    for arrival, record in scene.counted("findings", "figures"):
        head = (arrival.name, record.year)
        if is_same_file(scene.store, arrival, record) and status_of(record) != PASSED:
            yield SAME_FILE, *head, "", "", "", "", "这次报送的文件与上次退回的完全相同，没有修改。", ""
        for state, what, _ in rounds(scene.store, arrival, record):
            if isinstance(what, FindingLine):
                severity = {str(key): word for key, word in SEVERITIES.items()}.get(what.severity, what.severity)
                place = f"{what.sheet}!{what.cell}" if what.cell else ""
                yield state, *head, what.title, what.label, severity, place, what.message, what.reason or ""
            else:
                title, label, severity, place = what
                yield state, *head, title, label, severity, place, "", ""
    for name, year, status in not_sent(scene.store):
        yield NOT_SENT, name, year, "", "", "", "", f"上次的结果是“{status}”，这次没有收到该单位的填报件。", ""


def _put(sheet: Sheet, line: Line) -> None:
    tint = _TINTS.get(line[0])
    sheet.row(line, {0: look.SEVERITY[tint]} if tint else None)
