"""A workbook, its sheets and its defined names, as xlwings asks for them."""

# ruff: noqa: D102  members are xlwings' own and documented there
# mypy: disable-error-code="misc, no-untyped-call"

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from xlwings import base_classes

from perfxl.excel.libreoffice.bridge import Uno, load_uno
from perfxl.excel.libreoffice.cells import Note, Range

_AREA = re.compile(r"\$?('(?:[^']|'')+'|[^'.]+)\.(\$?[A-Z]+\$?\d+)(?::(?:\$?(?:'[^']*'|[^'.:]*)\.)?(\$?[A-Z]+\$?\d+))?")


class Book(base_classes.Book):
    """An open workbook."""

    app: Any = None  # over a property of the base class

    def __init__(self, app: base_classes.App, document: Uno) -> None:
        self.app = app
        self.document = document

    @property
    def api(self) -> Uno:
        return self.document

    @property
    def fullname(self) -> str:
        return str(load_uno().fileUrlToSystemPath(self.document.URL) if self.document.URL else self.document.Title)

    @property
    def name(self) -> str:
        return self.fullname.replace("\\", "/").rpartition("/")[2]

    @property
    def is_visible(self) -> bool:
        controller = self.document.CurrentController
        return controller is not None and bool(controller.Frame.ContainerWindow.isVisible())

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self)

    def close(self) -> None:
        self.document.close(True)


class Sheets(base_classes.Sheets):
    """The sheets of a workbook, in the order of the tabs."""

    def __init__(self, book: Book) -> None:
        self.book = book

    @property
    def api(self) -> Uno:
        return self.book.document.Sheets

    def __len__(self) -> int:
        return int(self.api.Count)

    def __iter__(self) -> Iterator[Sheet]:
        return (Sheet(self.book, self.api.getByIndex(index)) for index in range(len(self)))

    def __contains__(self, name: str) -> bool:
        return name in self.api.ElementNames

    def __call__(self, key: int | str) -> Sheet:
        if isinstance(key, int):
            return Sheet(self.book, self.api.getByIndex(key - 1))
        if key not in self:
            raise KeyError(key)
        return Sheet(self.book, self.api.getByName(key))


class Sheet(base_classes.Sheet):
    """A sheet."""

    book: Book = None  # type: ignore[assignment]

    def __init__(self, book: Book, sheet: Uno) -> None:
        self.book = book
        self.sheet = sheet

    @property
    def api(self) -> Uno:
        return self.sheet

    @property
    def name(self) -> str:
        return str(self.sheet.Name)

    @property
    def index(self) -> int:
        return int(self.sheet.RangeAddress.Sheet) + 1

    @property
    def visible(self) -> bool:
        return bool(self.sheet.IsVisible)

    @property
    def cells(self) -> Range:
        return Range(self, self.sheet)

    @property
    def used_range(self) -> Range:
        cursor = self.sheet.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        return Range(self, cursor)

    @property
    def notes(self) -> list[Note]:
        places = [note.Position for note in self.sheet.Annotations]
        return [Note(Range(self, self.sheet.getCellByPosition(place.Column, place.Row))) for place in places]

    def range(self, first: object, last: object = None) -> Range:
        """A range by reference, by (row, column), or by (row, column, rows, columns)."""
        if isinstance(first, str):
            return Range(self, self.sheet.getCellRangeByName(first.replace("$", "")))
        if isinstance(first, tuple) and len(first) == 4:
            row, column, rows, columns = first
            return self._area(row, column, row + rows - 1, column + columns - 1)
        if isinstance(first, tuple):
            end = last if isinstance(last, tuple) else first
            return self._area(*first, *end)
        raise NotImplementedError(first)

    def _area(self, top: int, left: int, bottom: int, right: int) -> Range:
        return Range(self, self.sheet.getCellRangeByPosition(left - 1, top - 1, right - 1, bottom - 1))

    def activate(self) -> None:
        self.book.document.CurrentController.setActiveSheet(self.sheet)

    def delete(self) -> None:
        self.book.document.Sheets.removeByName(self.name)

    def copy(self, before: Sheet | None, after: Sheet | None) -> None:
        """Copy the sheet, charts and all, to another workbook."""
        beside = after or before
        if beside is None or beside.book.document == self.book.document:
            raise NotImplementedError("a copy within one workbook")
        position = beside.index - (1 if before else 0)
        beside.book.document.Sheets.importSheet(self.book.document, self.name, position)


class Names(base_classes.Names):
    """The defined names of a workbook."""

    def __init__(self, book: Book) -> None:
        self.book = book

    @property
    def api(self) -> Uno:
        return self.book.document.NamedRanges

    def snapshot(self) -> list[tuple[str, Name]]:
        return [(name, Name(self.api.getByName(name))) for name in self.api.ElementNames]


class Name(base_classes.Name):
    """A defined name."""

    def __init__(self, named: Uno) -> None:
        self.named = named

    @property
    def api(self) -> Uno:
        return self.named

    @property
    def name(self) -> str:
        return str(self.named.Name)

    @property
    def refers_to(self) -> str:
        """What it stands for, in Excel's notation where it is an area."""
        area = _AREA.fullmatch(self.named.Content)
        if area is None:
            return f"={self.named.Content}"
        sheet, first, last = area.groups()
        return f"={sheet}!{first}:{last}" if last else f"={sheet}!{first}"
