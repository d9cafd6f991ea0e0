"""Where notes belong: the worksheets and cells that they name, as the workbook has them."""

from __future__ import annotations

from collections.abc import Iterable

from perfxl.report.markup import Note
from perfxl.sml.a1 import cell, parse_range
from perfxl.sml.book import Book, Sheet


def by_sheet(book: Book, notes: Iterable[Note], warnings: list[str]) -> list[tuple[Sheet, list[Note]]]:
    """The notes by worksheet, in the order of the tabs; those that have no place are said in `warnings`."""
    sheets = {sheet.name.lower(): sheet for sheet in reversed(book.sheets())}
    found: dict[int, tuple[Sheet, list[Note]]] = {}
    for note in notes:
        sheet = sheets.get(note.sheet.lower())
        if sheet is None or sheet.kind != "worksheet" or not sheet.part:
            _warn(warnings, f"没有名为“{note.sheet}”的工作表，其上的标注没有写入。")
        elif parse_range(note.cell) is None:
            _warn(warnings, f"“{note.sheet}”!{note.cell} 不是单元格，其上的标注没有写入。")
        else:
            found.setdefault(sheet.index, (sheet, []))[1].append(note)
    return [found[index] for index in sorted(found)]


def position(note: Note) -> tuple[int, int]:
    """Row and column of a note's cell; of a range, its top-left one."""
    place = parse_range(note.cell)
    assert place is not None
    return place[0], place[1]


def reference(note: Note) -> str:
    """A note's cell, in capitals and without dollars."""
    return cell(*position(note))


def _warn(warnings: list[str], sentence: str) -> None:
    if sentence not in warnings:
        warnings.append(sentence)
