"""Names of a standard: legal in Excel, given once, and known wherever a formula uses them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from perfxl.standard.document import Document, Entry
from perfxl.standard.faults import Path
from perfxl.standard.formula import Formula
from perfxl.standard.model import ROW_VALUES, TOTAL_NAMES

_LAST_COLUMN, _LAST_ROW = "XFD", 1048576
LONGEST_NAME = 255


def slip(name: str) -> tuple[str, str] | None:
    """Why Excel would not take `name` as a defined name (Chinese, English); None if it would."""
    if not name:
        return "名称是空的", "the name is empty"
    if len(name) > LONGEST_NAME:
        return f"名称超过 {LONGEST_NAME} 个字符", f"the name has over {LONGEST_NAME} characters"
    wrong = [char for char in name if not (char.isalnum() or char in "_.")]
    if wrong:
        shown = "空格" if wrong[0].isspace() else f"“{wrong[0]}”"
        return f"名称里不能有{shown}", f"a name cannot have “{wrong[0]}” in it"
    if not (name[0].isalpha() or name[0] == "_"):
        return "名称不能以数字或点开头", "a name cannot start with a digit or a dot"
    if _is_cell(name) or name.upper() in ("TRUE", "FALSE"):
        return "名称像单元格地址或逻辑值", "the name looks like a cell address or a logical value"
    return None


def _is_cell(name: str) -> bool:
    """Whether Excel reads `name` as a cell: A1, XFD1048576, R1C1, RC, R, C."""
    upper = name.upper()
    if not upper.isascii():
        return False
    letters = upper.rstrip("0123456789")
    digits = upper[len(letters) :]
    if digits and letters.isalpha() and (len(letters), letters) <= (len(_LAST_COLUMN), _LAST_COLUMN):
        return 0 < int(digits[:8]) <= _LAST_ROW
    row, _, column = upper.partition("C")
    is_row = row == "" or (row[0] == "R" and (row[1:].isdigit() or row == "R"))
    return is_row and (column == "" or column.isdigit()) and upper[0] in "RC"


class Names:
    """The names given so far, with the place that gave each, None where perfxl did. Excel does not tell capitals from
    small letters."""

    def __init__(self) -> None:
        self._places: dict[str, Path | None] = {name.casefold(): None for name in TOTAL_NAMES}

    def give(self, name: str, entry: Entry, key: str) -> str:
        """Takes `name`, written at `key` of `entry`; refuses one that is not legal or was given before."""
        if not entry.sound(key):
            return name
        why = slip(name)
        if why:
            entry.blame(key, f"“{name}”不能作名称：{why[0]}", f"“{name}” cannot be a name: {why[1]}")
        before = self._places.setdefault(name.casefold(), entry.at(key))
        if before != entry.at(key):
            where, there = ("已留作总分", "kept for the total") if before is None else _has_it(entry, before)
            entry.blame(key, f"两个字段同名“{name}”：{where}", f"two fields named “{name}”: {there}")
        return name


def _has_it(entry: Entry, before: Path) -> tuple[str, str]:
    zh, en = entry.doc.mention(before)
    return f"{zh}已有", f"{en} has it"


def check_formulas(document: Document, names: Iterable[str], columns: Iterable[str]) -> None:
    """Refuses formulas that use a name or a column there is not, or cells of a sheet."""
    known, known_columns = {*names, *TOTAL_NAMES}, {*columns, *ROW_VALUES}
    for written in document.written:
        formula = written.formula
        if not (written.at.sound("at") and written.at.sound("limits")):
            continue
        for name in formula.names:
            if name not in known and not document.lost(name):
                _unknown(written.at, written.key, formula, name)
        for column in formula.columns:
            shown = f"[@{column.name}]" if column.this_row else f"[{column.name}]"
            if not written.table:
                why = f"这里不能用指标表的列 {shown}", f"the column {shown} cannot be used here"
                written.at.blame(written.key, *why)
            elif column.name not in known_columns and document.sound(("table", "columns"), "key", "columns"):
                _unknown(written.at, written.key, formula, shown)
        for cells in formula.references:
            why = f"公式里只能用名称，不能用单元格 {cells}", f"formulas take names, not cells: {cells}"
            written.at.blame(written.key, *why)


def _unknown(entry: Entry, key: str, formula: Formula, name: str) -> None:
    entry.blame(key, f"公式“{formula.text}”里的“{name}”没有定义", f"“{name}” in “{formula.text}” is not defined")


def find_circle(uses: Mapping[str, Iterable[str]]) -> list[str]:
    """Names that use one another in a circle, the first repeated at the end; empty where there is none."""
    done: set[str] = set()
    for start in uses:
        path: list[str] = []
        waiting: list[tuple[str, bool]] = [(start, True)]
        while waiting:
            name, entering = waiting.pop()
            if not entering:
                done.add(path.pop())
            elif name in path:
                return [*path[path.index(name) :], name]
            elif name in uses and name not in done:
                path.append(name)
                waiting.append((name, False))
                waiting.extend((used, True) for used in uses[name])
    return []


def uses_of(formulas: Mapping[str, Formula], ranges: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """For each computed field the fields its formula uses, those of a range one by one."""
    return {
        name: tuple(used for other in formula.names for used in ranges.get(other, (other,)))
        for name, formula in formulas.items()
    }


def columns_of(formulas: Mapping[str, Formula]) -> dict[str, tuple[str, ...]]:
    """For each derived column the columns its formula uses."""
    return {name: tuple(column.name for column in formula.columns) for name, formula in formulas.items()}
