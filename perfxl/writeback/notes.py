"""Notes at cells: one a cell, by the author perfxl, its text beginning [perfxl]."""

from __future__ import annotations

from collections.abc import Iterable

from perfxl.report.markup import MarkUp, Note
from perfxl.sml.book import Book
from perfxl.sml.notes import SheetNotes
from perfxl.writeback.identity import (
    AUTHOR,
    SEPARATOR,
    is_our_note,
    users_part,
    with_prefix,
    without_prefix,
)
from perfxl.writeback.places import by_sheet, reference


def put(book: Book, markup: MarkUp, warnings: list[str]) -> None:
    """Put the notes; a cell that holds a conversation keeps it, and has the fill alone."""
    for sheet, notes in by_sheet(book, markup.notes, warnings):
        on_sheet = SheetNotes(book, sheet)
        texts, threaded = _texts(notes), on_sheet.threaded()
        for ref in sorted(texts.keys() & threaded):
            warnings.append(f"“{sheet.name}”!{ref} 已有对话批注，没有再加批注，只加了底色。")
        wanted = [(ref, text) for ref, text in texts.items() if ref not in threaded]
        if wanted and not on_sheet.put(wanted, AUTHOR, lambda text: SEPARATOR + text):
            warnings.append(f"“{sheet.name}”的批注图形部件无法识别，没有加批注，只加了底色。")


def take_out(book: Book) -> None:
    """Take out our notes, and our text from users' notes."""
    for sheet in book.sheets():
        if sheet.part and sheet.kind == "worksheet":
            SheetNotes(book, sheet).take_out(is_our_note, users_part)


def _texts(notes: Iterable[Note]) -> dict[str, str]:
    """One text a cell; several of one cell stand under each other, each once."""
    pieces: dict[str, list[str]] = {}
    for note in notes:
        known = pieces.setdefault(reference(note), [])
        if (text := without_prefix(note.text)) not in known:
            known.append(text)
    return {ref: with_prefix("\n".join(texts)) for ref, texts in pieces.items()}
