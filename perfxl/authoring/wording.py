"""A fault of a standard's workbook in the words of the workbook: its column titles and choices, for keys and values."""

from __future__ import annotations

import re

from perfxl.authoring.document import CellDocument
from perfxl.authoring.sheets import HEAD_LINES, PAGES, SECTIONS, Column
from perfxl.standard.faults import Fault

_QUOTED = re.compile(r"“([a-z][a-z0-9_.-]*)”")
_FOR_PEOPLE = (("应当是 true 或 false", "应当是“是”或“否”"), ("应当是一节（表）", "应当写成“名称=值”，几项用“；”隔开"))
_LISTED = re.compile(r"(只能是：|可以写：)([a-z0-9_.、≥≤<>=]+)")


def in_words(fault: Fault, document: CellDocument) -> str:
    """The sentence for people."""
    place = document.place(fault.path)
    column = document.columns.get((place.sheet, place.column)) or _head(fault)
    titles = {**SECTIONS, **_titles(place.sheet)}
    if column is not None:
        titles |= {_last(key): column.title for key in column.keys.values()}
        titles |= column.words

    def quoted(match: re.Match[str]) -> str:
        return f"“{titles.get(match[1], match[1])}”"

    def listed(match: re.Match[str]) -> str:
        return match[1] + "、".join(titles.get(each, each) for each in match[2].split("、"))

    text = _QUOTED.sub(quoted, _LISTED.sub(listed, fault.zh))
    for program, people in _FOR_PEOPLE:
        text = text.replace(program, people)
    return text


def _head(fault: Fault) -> Column | None:
    """The line of 基本信息 that a fault is about."""
    return next((column for column in HEAD_LINES if fault.path == (column.keys[""],)), None)


def _titles(sheet: str) -> dict[str, str]:
    """The titles of a sheet by their keys."""
    columns = next((page.columns for page in PAGES if page.name == sheet), HEAD_LINES)
    return {_last(key): column.title for column in reversed(columns) for key in column.keys.values()}


def _last(key: str) -> str:
    return key.rpartition(".")[2]
