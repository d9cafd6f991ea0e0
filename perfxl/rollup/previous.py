"""The second round: an earlier 汇总 is read, and every unit's findings are held against those of that time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from perfxl.errors import UnreadableFile
from perfxl.rollup.record import FindingLine, Record
from perfxl.rollup.roster import bare
from perfxl.rollup.scene import Arrival
from perfxl.rollup.store import Store

HEADER_ROWS = 8
SHA256 = 64
FIXED, OPEN, NEW, EXPLAINED, SAME_FILE = "已改", "未改", "新增", "已说明原因", "原样重报"


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
    """How a unit's findings of last time stand now: how many there were, fixed, open, new, explained."""
    lines = list(rounds(store, arrival, record))
    by = {state: sum(each[0] == state for each in lines) for state in (FIXED, OPEN, NEW, EXPLAINED)}
    before = by[FIXED] + by[OPEN] + sum(each[0] == EXPLAINED and each[2] for each in lines)
    return (before, by[FIXED], by[OPEN], by[NEW], by[EXPLAINED])


Round = tuple[str, FindingLine | tuple[str, str, str, str], bool]
"""State; the finding now, or title, label, severity and place of one that is gone; whether it was there last time."""


def rounds(store: Store, arrival: Arrival, record: Record) -> Iterator[Round]:
    """Every finding of now and of last time with what became of it. A unit that was not there last time has none."""
    name = bare(arrival.name)
    query = "select key, title, label, severity, place from former where name = ? and year = ? and key <> ''"
    former = {row[0]: row[1:] for row in store.all(query, name, record.year or 0)}
    known = store.one("select 1 from former where name = ? and year = ?", name, record.year or 0)
    if known is None:
        return
    for line in record.findings:
        if line.outcome not in ("fail", "waived"):
            continue
        was = former.pop(line.key, None) is not None
        yield EXPLAINED if line.outcome == "waived" else OPEN if was else NEW, line, was
    for title, label, severity, place in former.values():
        yield FIXED, (title, label, severity, place), True


def is_same_file(store: Store, arrival: Arrival, record: Record) -> bool:
    """Whether the unit sent the very file again that was returned to it."""
    query = "select 1 from former where name = ? and year = ? and sha256 = ? and key = ''"
    return store.one(query, bare(arrival.name), record.year or 0, arrival.sha256) is not None


Former = tuple[str, int, str, str, str, str, str, str]


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
    for name, year, sha256 in _table(rows, ("单位", "年度", "SHA-256")):
        if len(sha256) == SHA256:
            yield bare(name), _year(year), sha256, "", "", "", "", ""


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
