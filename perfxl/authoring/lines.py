"""The nested tables of a standard as the lines of a workbook's sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from perfxl.authoring.sheets import (
    HEAD_LINES,
    ROOT,
    SOURCE,
    SOURCE_KEYS,
    Column,
    Record,
    Sheet,
)
from perfxl.authoring.values import Shown, shown
from perfxl.authoring.vocabulary import NO, YES
from perfxl.standard.check_ids import CHECKS


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet: the types of record in it, and what stands under each title."""

    types: tuple[str, ...]
    cells: Mapping[str, Shown] = field(default_factory=dict)


def head_lines(values: Mapping[str, Any]) -> Iterator[tuple[Shown, ...]]:
    """The lines of 基本信息."""
    for column in HEAD_LINES:
        key = column.keys[""]
        if key in values:
            yield Shown(column.title), shown(column, values[key])
        elif key == "decimals":
            yield (Shown(column.title),)
    for source in values.get("sources", ()):
        text, verified = (source.get(key) for key in SOURCE_KEYS)
        yield Shown(SOURCE), Shown(str(text)), Shown(YES if verified else NO)


def lines(sheet: Sheet, values: Mapping[str, Any]) -> list[Line]:
    """The lines of a sheet of records."""
    found = [line for record in sheet.records if ROOT in record.under for line in _under(sheet, record, values)]
    return _stacked(sheet, found) if sheet.stacked else found


def _under(sheet: Sheet, record: Record, values: Mapping[str, Any]) -> Iterator[Line]:
    """The lines of the records of a type that stand in `values`, each with those below it."""
    for name, item in _records(record, values):
        yield _line(sheet, record, name, item)
        if isinstance(item, Mapping):
            for inner in sheet.records:
                if record.type in inner.under:
                    yield from _under(sheet, inner, item)


def _records(record: Record, values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    found = values.get(record.into)
    if found is None:
        return
    if record.form in ("named", "pair"):
        yield from found.items()
    elif record.form == "one":
        yield "", found
    else:
        yield from (("", item) for item in found)


def _line(sheet: Sheet, record: Record, name: str, item: object) -> Line:
    cells = dict[str, Shown]()
    for column in sheet.columns:
        key = column.keys.get(record.type)
        value = _value(key, name, item) if key is not None else _info(sheet, column, name)
        if value is not None:
            cells[column.title] = shown(column, value)
    return Line((record.type,), cells)


def _value(key: str, name: str, item: object) -> object:
    if key.startswith("@"):
        return name if key == "@name" else item
    for step in key.split("."):
        item = item.get(step) if isinstance(item, Mapping) else None
    return item


def _info(sheet: Sheet, column: Column, name: str) -> str | None:
    """What stands in a column for people: the title of a check."""
    return CHECKS[name].title if column.content == "info" and name in CHECKS else None


def _stacked(sheet: Sheet, found: list[Line]) -> list[Line]:
    """Records of different types that follow one another put into one line."""
    order = [record.type for record in sheet.records]
    stacked = list[Line]()
    for line in found:
        above = stacked[-1] if stacked else None
        if above is not None and order.index(line.types[0]) > order.index(above.types[-1]):
            stacked[-1] = Line((*above.types, *line.types), {**above.cells, **line.cells})
        else:
            stacked.append(line)
    return stacked
