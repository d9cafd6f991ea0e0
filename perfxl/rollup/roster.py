"""名册: the units that are to report, with code, aliases and parent, from a workbook or a CSV."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from perfxl.errors import PerfxlError, UnreadableFile

_HEADERS = {
    "name": ("单位名称", "预算单位", "部门名称", "名称", "单位", "全称"),
    "code": ("单位编码", "预算单位编码", "编码", "代码", "单位代码"),
    "aliases": ("别名", "简称", "曾用名", "别称"),
    "parent": ("上级", "上级单位", "主管部门", "主管单位"),
}
_SEPARATORS = re.compile(r"[、，,;；/|\n]+")
_BARE = re.compile(r"[\s()（）\[\]【】〔〕“”\"'‘’·.。,，:：-]+")
_DEEP = 20
"""Rows among which the header is looked for."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the roster; `row` is where it stands there, for the order."""

    name: str
    code: str
    aliases: tuple[str, ...]
    parent: str
    row: int

    @property
    def id(self) -> str:
        """What the unit is known by in the roll-up: its code, else its name."""
        return self.code or bare(self.name)


def bare(name: str) -> str:
    """A name without blanks, brackets and marks, full-width letters made plain: what two writings have in common."""
    return _BARE.sub("", unicodedata.normalize("NFKC", name)).casefold()


def load_roster(path: Path) -> tuple[Unit, ...]:
    """The units of a roster. Raises PerfxlError where it has no column of names, or names a unit twice."""
    rows = list(_rows(path))
    columns, first = _columns(rows, path)
    units = tuple(_units(rows, columns, first))
    seen: dict[str, int] = {}
    for unit in units:
        if unit.id in seen:
            raise PerfxlError(
                f"名册 {path.name} 第 {unit.row} 行与第 {seen[unit.id]} 行是同一个单位“{unit.name}”；"
                "同名单位请用不同的编码区分。",
                f"Row {unit.row} of the roster {path.name} repeats row {seen[unit.id]}; give units of one name codes.",
            )
        seen[unit.id] = unit.row
    return units


def _rows(path: Path) -> Iterator[Sequence[str]]:
    try:
        if path.suffix.lower() == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                yield from csv.reader(file)
            return
        from python_calamine import CalamineWorkbook

        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
        for row in sheet.to_python(skip_empty_area=False):
            yield [_text(value) for value in row]
    except Exception as problem:
        raise UnreadableFile(
            f"名册 {path} 读不了：{problem}", f"The roster {path} cannot be read: {problem}"
        ) from problem


def _text(value: object) -> str:
    whole = isinstance(value, float) and value.is_integer()
    return str(int(value) if whole else value).strip()  # type: ignore[call-overload]


def _columns(rows: list[Sequence[str]], path: Path) -> tuple[dict[str, int], int]:
    for number, row in enumerate(rows[:_DEEP]):
        titles = [bare(title) for title in row]
        found = {
            key: titles.index(title)
            for key, names in _HEADERS.items()
            for title in [next((name for name in names if name in titles), "")]
            if title
        }
        if "name" in found and (len(found) > 1 or len([title for title in titles if title]) == 1):
            return found, number + 1
    raise PerfxlError(f"名册 {path.name} 里没有找到“单位名称”一列。", f"The roster {path.name} has no column 单位名称.")


def _units(rows: list[Sequence[str]], columns: dict[str, int], first: int) -> Iterator[Unit]:
    for number, row in enumerate(rows[first:], first + 1):
        cells = {key: row[at].strip() if at < len(row) else "" for key, at in columns.items()}
        if cells["name"]:
            aliases = tuple(part.strip() for part in _SEPARATORS.split(cells.get("aliases", "")) if part.strip())
            yield Unit(cells["name"], cells.get("code", ""), aliases, cells.get("parent", ""), number)
