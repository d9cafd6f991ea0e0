"""A standard's workbook read into the nested tables of a standard; what the sheets themselves have wrong is taken down
at its cell, and the standard's own reader then finds the rest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from perfxl.authoring.document import CellDocument, Place
from perfxl.authoring.grid import Line, Page, pages
from perfxl.authoring.sheets import (
    HEAD,
    HEAD_LINES,
    INDICATORS,
    PAGES,
    ROOT,
    SECTIONS,
    SOURCE,
    SOURCE_KEYS,
    TYPE,
    WEIGHT,
    Column,
    Record,
    Sheet,
)
from perfxl.authoring.values import text_of, value_of
from perfxl.authoring.vocabulary import NO, YES
from perfxl.standard.document import Entry
from perfxl.standard.faults import Path as At


def read(path: Path) -> Entry:
    """The workbook at `path` as a standard's outermost entry. Raises UnreadableFile for what is no workbook."""
    sheets = pages(path)
    document = CellDocument(path.name, {})
    missing = [sheet.name for sheet in (HEAD, *PAGES) if sheet.name not in sheets]
    if missing:
        document.first = Place(0, next(iter(sheets)), 1, 1)
        names = "、".join(missing)
        raise document.error((), f"工作簿里缺少工作表：{names}", f"the workbook lacks the sheets {names}")
    document.first = Place(sheets[HEAD.name].number, HEAD.name, 1, 1)
    for section, name in SECTIONS.items():
        document.cells[(section,)] = Place(sheets[name].number, name, 1, 1)
    values: dict[str, Any] = {"sheets": {}, "check": {}}
    _Head(sheets[HEAD.name], document, values).read()
    for sheet in PAGES:
        _Reader(sheet, sheets[sheet.name], document, values).read()
    return Entry(document, (), values)


class _Head:
    """基本信息: a line for each key, and as many of 依据 as there are."""

    def __init__(self, page: Page, document: CellDocument, values: dict[str, Any]) -> None:
        self._page, self._document, self._values = page, document, values

    def read(self) -> None:
        """Puts the head of the standard into the values."""
        for line in self._page.lines:
            self._line(line)

    def _line(self, line: Line) -> None:
        name = text_of(line.cells[1]) if 1 in line.cells else ""
        place = Place(self._page.number, self._page.name, line.row, 2)
        column = next((column for column in HEAD_LINES if column.title == name), None)
        if name == SOURCE:
            self._source(line, place)
        elif column is None:
            self._document.cells["@", line.row] = Place(place.number, place.sheet, line.row, 1)
            known = "、".join([*(column.title for column in HEAD_LINES), SOURCE])
            self._document.blame(("@", line.row), f"不认识的项目“{name}”，可以写：{known}", f"unknown: {name}")
        else:
            key = column.keys[""]
            self._document.cells[key,] = place
            if 2 in line.cells:
                self._values[key] = value_of(column, line.cells[2])

    def _source(self, line: Line, place: Place) -> None:
        sources: list[dict[str, Any]] = self._values.setdefault("sources", [])
        path, source = ("sources", len(sources)), dict[str, Any]()
        self._document.cells[path] = place
        for at, key in enumerate(SOURCE_KEYS, 2):
            self._document.cells[*path, key] = Place(place.number, place.sheet, line.row, at)
            if at in line.cells:
                text = text_of(line.cells[at])
                source[key] = {YES: True, NO: False}.get(text, text) if key == "verified" else text
        sources.append(source)


class _Reader:
    """Reads the records of a sheet into the values."""

    def __init__(self, sheet: Sheet, page: Page, document: CellDocument, values: dict[str, Any]) -> None:
        self._sheet, self._page, self._document = sheet, page, document
        self._open: dict[str, tuple[At, Any]] = {ROOT: ((), values)}
        self._columns: dict[int, Column] = {}
        self._type_at = 0

    def read(self) -> None:
        """Puts the records into the values, each under the one it belongs to."""
        self._titles()
        for line in self._page.lines:
            if self._sheet.stacked:
                self._stacked(line)
            else:
                self._typed(line)

    def _titles(self) -> None:
        known = {column.title: column for column in self._sheet.columns}
        for at, title in self._page.titles.items():
            if title == TYPE and self._sheet.typed:
                self._type_at = at
            elif title in known:
                self._columns[at] = self._document.columns[self._page.name, at] = known[title]
                if self._sheet is INDICATORS and title == WEIGHT:
                    self._document.cells["indicator",] = self._place(1, at)
            else:
                titles = "、".join(known)
                self._blame(1, at, f"不认识的列“{title}”，这一页的列是：{titles}", f"unknown column {title}")
        if self._sheet.typed and not self._type_at:
            self._blame(1, 1, f"缺少“{TYPE}”一列", "the column of types is missing")

    def _blame(self, row: int, column: int, zh: str, en: str) -> None:
        """Takes down a fault of the sheet itself."""
        path: At = ("@", self._sheet.name, row, column)
        self._document.cells[path] = self._place(row, column)
        self._document.blame(path, zh, en)

    def _place(self, row: int, column: int) -> Place:
        return Place(self._page.number, self._page.name, row, column)

    def _typed(self, line: Line) -> None:
        """A line that is one record."""
        type_ = text_of(line.cells[self._type_at]) if self._type_at in line.cells else ""
        record = self._sheet.record(type_ if self._sheet.typed else "")
        if record is None:
            types = "、".join(each.type for each in self._sheet.records)
            self._blame(line.row, self._type_at or 1, f"“{TYPE}”不能是“{type_}”，只能是：{types}", "an unknown type")
            return
        above = self._above(record)
        if above is None:
            self._blame(
                line.row,
                self._type_at,
                f"“{record.type}”要写在“{'”或“'.join(record.under)}”的下面",
                f"{record.type} belongs under {record.under}",
            )
            return
        self._take(record, above, line)

    def _above(self, record: Record) -> tuple[At, Any] | None:
        """The record that this one goes under: the one opened last."""
        return next((opened for type_, opened in reversed(self._open.items()) if type_ in record.under), None)

    def _stacked(self, line: Line) -> None:
        """A line with a record of each type; a type whose cells are blank goes on from above."""
        begun = False
        for record in self._sheet.records:
            filled = any(record.type in self._columns[at].keys for at in line.cells if at in self._columns)
            last = record is self._sheet.records[-1]
            above = self._above(record)
            if (filled or (begun and not last)) and above is not None:
                self._take(record, above, line)
                begun = True
            elif filled:
                self._blame(line.row, min(line.cells), f"上面没有“{record.under[0]}”", "nothing to go under")

    def _take(self, record: Record, above: tuple[At, Any], line: Line) -> None:
        """Puts the record of a line under the one above it."""
        made = dict[str, Any]()
        path = self._placed(record, *above, line, made)
        if path is None:
            return
        self._document.cells.setdefault(path, self._first(record, line))
        if record.form == "pair":
            return
        for type_ in [type_ for type_ in self._open if self._is_below(type_, record.type)]:
            del self._open[type_]
        self._open.pop(record.type, None)
        self._open[record.type] = (path, made)
        for at, column in self._columns.items():
            self._cell(record, path, made, line, at, column)

    def _is_below(self, type_: str, above: str) -> bool:
        """Whether records of a type stand under those of another: they end where another of those begins."""
        under = next((each.under for each in self._sheet.records if each.type == type_), ())
        return above in under or any(self._is_below(one, above) for one in under if one != ROOT)

    def _placed(self, record: Record, path: At, values: dict[str, Any], line: Line, made: dict[str, Any]) -> At | None:
        """The path at which the new record is put, None where it has none."""
        into = record.into
        if record.form == "list":
            items: list[Any] = values.setdefault(into, [])
            items.append(made)
            return *path, into, len(items) - 1
        if record.form == "one":
            if into in values:
                self._blame(line.row, self._type_at, f"“{record.type}”只能有一行", f"{record.type} twice")
                return None
            values[into] = made
            return *path, into
        return self._named(record, (*path, into), values.setdefault(into, {}), line, made)

    def _named(self, record: Record, path: At, values: dict[str, Any], line: Line, made: dict[str, Any]) -> At | None:
        at = next((at for at, column in self._columns.items() if column.keys.get(record.type) == "@name"), 1)
        name = text_of(line.cells[at]) if at in line.cells else ""
        title = self._columns[at].title if at in self._columns else ""
        if not name:
            self._blame(line.row, at, f"缺少“{title}”", f"{title} is missing")
            return None
        if name in values:
            self._blame(line.row, at, f"“{title}”重复：{name}", f"{name} twice")
            return None
        values[name] = made
        if record.form == "pair":
            self._pair(record, (*path, name), values, line)
        return *path, name

    def _pair(self, record: Record, path: At, values: dict[str, Any], line: Line) -> None:
        for at, column in self._columns.items():
            if column.keys.get(record.type) == "@value":
                self._document.cells[path] = self._place(line.row, at)
                values[str(path[-1])] = value_of(column, line.cells[at]) if at in line.cells else ""
            elif at in line.cells and record.type not in column.keys:
                self._misplaced(record, line, at, column)

    def _first(self, record: Record, line: Line) -> Place:
        """The cell for what is wrong with a whole record: its first one that is filled."""
        own = [at for at, column in self._columns.items() if record.type in column.keys and at in line.cells]
        return self._place(line.row, min(own, default=1))

    def _cell(self, record: Record, path: At, made: dict[str, Any], line: Line, at: int, column: Column) -> None:
        key = column.keys.get(record.type)
        if key is None:
            if at in line.cells and not self._sheet.stacked and column.content != "info":
                self._misplaced(record, line, at, column)
            return
        if key.startswith("@"):
            return
        steps = key.split(".")
        self._document.cells[*path, *steps] = self._place(line.row, at)
        if at in line.cells:
            inner = made
            for step in steps[:-1]:
                self._document.cells.setdefault((*path, step), self._place(line.row, at))
                inner = inner.setdefault(step, {})
            inner[steps[-1]] = value_of(column, line.cells[at])

    def _misplaced(self, record: Record, line: Line, at: int, column: Column) -> None:
        titles = "、".join(each.title for each in self._sheet.columns_of(record.type))
        self._blame(
            line.row,
            at,
            f"“{column.title}”不用于“{record.type}”，这一行可以写：{titles}",
            f"{column.title} does not belong to {record.type}",
        )
