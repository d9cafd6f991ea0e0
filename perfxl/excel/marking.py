"""Marks in an open workbook, by xlwings' public interface: the same as the file writer's.

Notes are known by how they begin, fills by their formula, sheets by their hidden name or their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from perfxl.excel.carrier import Mark, marks
from perfxl.excel.protection import Unlocked
from perfxl.excel.texts import TEXTS
from perfxl.report.markup import Note
from perfxl.writeback.identity import FORMULA, SEPARATOR, is_our_formula, is_our_note, users_part

if TYPE_CHECKING:
    import xlwings

_SHEETS = (TEXTS["list_sheet"], TEXTS["summary_sheet"])


def take_out(book: xlwings.Book) -> None:
    """Take out all marks of an earlier scoring."""
    for sheet in [sheet for sheet in book.sheets if sheet.name in _SHEETS]:
        _delete(sheet)
    for sheet in book.sheets:
        found = [note for note in sheet.notes if is_our_note("", note.text) or users_part(note.text) is not None]
        formats = [f for f in sheet.cells.conditional_formats if is_our_formula((f.formula or "").removeprefix("="))]
        if found or formats:
            with Unlocked(sheet):
                for format_ in formats:
                    format_.delete()
                for note in found:
                    _withdraw(note)


def _delete(sheet: xlwings.Sheet) -> None:
    app = sheet.book.app
    before = app.display_alerts
    app.display_alerts = False
    try:
        sheet.delete()
    finally:
        app.display_alerts = before


def _withdraw(note: xlwings.main.Note) -> None:
    kept = users_part(note.text)
    if kept is None:
        note.delete()
    else:
        note.text = kept


def put_notes(book: xlwings.Book, notes: Iterable[Note]) -> bool:
    """A note and a fill at each cell; a sheet locked by a password keeps its lock and gets neither. False says that
    some cell did not get its note."""
    sheets = {sheet.name: sheet for sheet in book.sheets}
    by_sheet: dict[str, list[Mark]] = {}
    for mark in marks(notes):
        by_sheet.setdefault(mark.sheet, []).append(mark)
    done = True
    for name, found in by_sheet.items():
        if name in sheets:
            with Unlocked(sheets[name]) as free:
                done &= free
                for mark in found if free else ():
                    done &= _put(sheets[name].range(mark.cell), mark)
    return done


def _put(cell: xlwings.Range, mark: Mark) -> bool:
    """A cell's fill, and its note where it can have one: a cell that holds a conversation cannot."""
    cell.conditional_formats.add_custom(f"={FORMULA}", fill_color=f"#{mark.color}")
    note = cell.note
    if note is not None:
        note.text = f"{note.text}{SEPARATOR}{mark.text}"
        return True
    with suppress(Exception):  # of a kind that each program makes its own
        cell.add_note(mark.text)
    return cell.note is not None


def put_sheets(book: xlwings.Book, carrier: Path, leave: str) -> None:
    """Copy the sheets of the carrier behind all others, as they are; the one named `leave` stays where it is."""
    source = book.app.books.open(str(carrier))
    try:
        for sheet in source.sheets:
            if sheet.name != leave:
                sheet.copy(after=book.sheets[len(book.sheets) - 1])
    finally:
        source.close()
