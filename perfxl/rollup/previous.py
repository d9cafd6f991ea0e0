"""The second round: an earlier 汇总 is read, and every unit's findings are held against those of that time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from perfxl.errors import UnreadableFile
from perfxl.rollup.record import FindingLine, Record
from perfxl.rollup.roster import bare
from perfxl.rollup.scene import NAMELESS, Arrival
from perfxl.rollup.store import Store

HEADER_ROWS = 8
SHA256 = 64
FIXED, OPEN, UNCHECKED, NEW, EXPLAINED = "已改", "未改", "未能核对", "新增", "已说明原因"
STATES = (FIXED, OPEN, UNCHECKED, NEW, EXPLAINED)
SAME_FILE, NOT_SENT = "原样重报", "未重报"
PASSED = "通过"


def load_previous(path: Path, store: Store) -> None:
    """Read the 差异 and 汇总 of an earlier roll-up into the store. Raises UnreadableFile."""
    try:
        from python_calamine import CalamineWorkbook

        book = CalamineWorkbook.from_path(path)
        sheets = [name for name in book.sheet_names if name == "差异" or name.startswith("差异(")]
        if not sheets or "汇总" not in book.sheet_names:
            raise ValueError("no such sheets")
        add = "insert or ignore into former values (?, ?, ?, ?, ?, ?, ?, ?)"
        store.many(add, _units(book.get_sheet_by_name("汇总").iter_rows()))
        for name in sheets:
            store.many(add, _findings(book.get_sheet_by_name(name).iter_rows()))
    except Exception as problem:
        raise UnreadableFile(
            f"{path} 不是 perfxl 的汇总，不能作为上次结果。",
            f"{path} is not a 汇总 of perfxl; it cannot be the previous one.",
        ) from problem
    store.save()


def compared(store: Store, arrival: Arrival, record: Record) -> Sequence[int]:
    """How a unit's findings of last time stand now: how many there were, then those of each of STATES."""
    lines = list(rounds(store, arrival, record))
    return (sum(each[2] for each in lines), *(sum(each[0] == state for each in lines) for state in STATES))


Round = tuple[str, FindingLine | tuple[str, str, str, str], bool]
"""State; the finding now, or title, label, severity and place of one that is gone; whether it was there last time."""


def rounds(store: Store, arrival: Arrival, record: Record) -> Iterator[Round]:
    """Every finding of now and of last time with what became of it. A unit that was not there last time has none."""
    name = _former_name(store, arrival, record)
    if name is None:
        return
    query = "select key, title, label, severity, place from former where name = ? and year = ? and key <> ''"
    former = {row[0]: row[1:] for row in store.all(query, name, record.year or 0)}
    for line in record.findings:
        was = former.pop(line.key, None) is not None
        if line.outcome in ("fail", "waived"):
            yield EXPLAINED if line.outcome == "waived" else OPEN if was else NEW, line, was
        elif was:
            yield UNCHECKED, line, True
    unchecked = _Unchecked(record)
    for key, (title, label, severity, place) in former.items():
        yield UNCHECKED if unchecked(key, place) else FIXED, (title, label, severity, place), True


class _Unchecked:
    """Tells of a finding that is gone whether its check had no place to look at: the table or the sheet is lost."""

    def __init__(self, record: Record) -> None:
        self.nowhere = {line.key for line in record.findings if line.outcome == "not_run"}
        self.lost_sheet = any(line.check == "sheet-missing" and line.outcome == "fail" for line in record.findings)
        self.sheets = {figure.sheet for figure in record.figures}

    def __call__(self, key: str, place: str) -> bool:
        check, sheet = key.partition(":")[0], place.rpartition("!")[0]
        return f"{check}:" in self.nowhere or (self.lost_sheet and sheet not in self.sheets)


def not_sent(store: Store) -> Iterator[tuple[str, int | None, str]]:
    """The units that had something to correct or explain last time and are not among the filings now: name, year, and
    their status of last time."""
    store.teach("bare", bare)
    there = (
        "select bare(name), ifnull(year, 0) from unit union select bare(record.unit || project), ifnull(unit.year, 0)"
        " from unit join arrival a on a.id = unit.id join record on record.key = a.key"
    )
    query = (
        "select title, year, label from former where key = '' and name <> '' and label <> ?"
        f" and (name, year) not in ({there}) order by name, year"
    )
    for name, year, status in store.stable(query, PASSED):
        yield name, year or None, status


def is_same_file(store: Store, arrival: Arrival, record: Record) -> bool:
    """Whether the unit sent the very file again that was returned to it."""
    query = "select 1 from former where name = ? and year = ? and sha256 = ? and key = ''"
    name = _former_name(store, arrival, record)
    return name is not None and store.one(query, name, record.year or 0, arrival.sha256) is not None


def _former_name(store: Store, arrival: Arrival, record: Record) -> str | None:
    """What the unit was called last time: as now, or as it calls itself, where only one of the rounds had a roster."""
    for name in (bare(arrival.name), bare(record.unit + record.project)):
        if store.one("select 1 from former where name = ? and year = ?", name, record.year or 0) is not None:
            return name
    return None


Former = tuple[str, int, str, str, str, str, str, str]
"""A row of the store's list: a finding; or, without a key, a unit, whose name and status stand for title and label."""


def _table(rows: Iterator[Sequence[object]], wanted: Sequence[str]) -> Iterator[list[str]]:
    """The wanted columns of the rows below the header."""
    places: list[int] | None = None
    for number, row in enumerate(rows):
        texts = [_text(value) for value in row]
        if places is not None:
            yield [texts[place] if place < len(texts) else "" for place in places]
        elif all(title in texts for title in wanted):
            places = [texts.index(title) for title in wanted]
        elif number > HEADER_ROWS:
            break
    if places is None:
        raise ValueError("no header")


def _units(rows: Iterator[Sequence[object]]) -> Iterator[Former]:
    for name, year, status, sha256 in _table(rows, ("单位", "年度", "状态", "SHA-256")):
        if len(sha256) == SHA256:
            name = "" if name == NAMELESS else name
            yield bare(name), _year(year), sha256, "", name, status, "", ""


def _findings(rows: Iterator[Sequence[object]]) -> Iterator[Former]:
    wanted = ("单位", "年度", "结果", "SHA-256", "标识", "检查项", "位置", "严重程度", "工作表", "单元格")
    for name, year, outcome, sha256, key, title, label, severity, sheet, cell in _table(rows, wanted):
        if outcome in ("不符", "已说明") and key:
            yield bare(name), _year(year), sha256, key, title, label, severity, f"{sheet}!{cell}" if cell else ""


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _year(text: str) -> int:
    return int(text) if text.isdigit() else 0
