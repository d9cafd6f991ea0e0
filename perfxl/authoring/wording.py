"""A fault of a standard's workbook in the words of the workbook: its column titles and choices, for keys and values."""

from __future__ import annotations

import re

from perfxl.authoring.document import CellDocument
from perfxl.authoring.sheets import HEAD_LINES, PAGES, SECTIONS, Column
from perfxl.standard.faults import Fault

_QUOTED = re.compile(r"“([a-z][a-z0-9_.-]*)”")
_LISTED = re.compile(r"(只能是：|可以写：)([a-z0-9_.、≥≤<>=]+)")


def in_words(fault: Fault, document: CellDocument) -> str:
    """The sentence for people."""
    place = document.place(fault.path)
    column = _column(place.sheet, fault)
    titles = {**SECTIONS, **_titles(place.sheet)}

    def quoted(match: re.Match[str]) -> str:
        word = (column.words.get(match[1]) if column is not None else None) or titles.get(match[1], match[1])
        return f"“{word}”"

    def listed(match: re.Match[str]) -> str:
        words = column.words if column is not None else {}
        return match[1] + "、".join(words.get(each) or titles.get(each, each) for each in match[2].split("、"))

    return _QUOTED.sub(quoted, _LISTED.sub(listed, fault.zh)).replace("true 或 false", "是或否")


def _column(sheet: str, fault: Fault) -> Column | None:
    """The column that holds what the fault is about."""
    key = str(fault.path[-1]) if fault.path else ""
    columns = next((page.columns for page in PAGES if page.name == sheet), HEAD_LINES)
    return next((each for each in columns if any(own.rpartition(".")[2] == key for own in each.keys.values())), None)


def _titles(sheet: str) -> dict[str, str]:
    """The titles of a sheet by their keys."""
    columns = next((page.columns for page in PAGES if page.name == sheet), HEAD_LINES)
    return {key.rpartition(".")[2]: column.title for column in reversed(columns) for key in column.keys.values()}
