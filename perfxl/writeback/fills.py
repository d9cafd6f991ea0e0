"""Fills by severity, as conditional formats: no cell's own format is touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from perfxl.report.markup import MarkUp, Note, Severity
from perfxl.sml.book import Book, Sheet
from perfxl.sml.conditional import add_rules, ranges, take_out_rules
from perfxl.sml.stylesheet import Stylesheet, has_formats, take_out_formats
from perfxl.writeback.identity import FORMULA, is_our_formula
from perfxl.writeback.places import by_sheet, position

COLORS: dict[Severity, str] = {"error": "FFC7CE", "warning": "FFEB9C", "hint": "DDEBF7"}
"""RRGGBB by severity, the worst first."""


def put(book: Book, markup: MarkUp, warnings: list[str]) -> None:
    """One rule a severity and sheet; a cell with several notes shows the worst."""
    sheets = list(by_sheet(book, markup.notes, []))
    used = [severity for severity in COLORS if any(note.severity == severity for _, notes in sheets for note in notes)]
    if not used:
        return
    styles = Stylesheet(book, only_formats=True)
    formats = dict(zip(used, styles.add_formats([COLORS[severity] for severity in used]), strict=True))
    styles.finish()
    for sheet, notes in sheets:
        draft = book.sheet_draft(sheet.part, "fills")
        add_rules(draft, ((sqref, FORMULA, formats[severity]) for severity, sqref in _ranges(notes)))


def take_out(book: Book) -> None:
    """Take out our rules, and their formats where no other follows them."""
    if not has_formats(book):
        return
    formats: list[int] = []
    for sheet in book.sheets():
        if sheet.part and sheet.kind == "worksheet" and _mentioned(book, sheet):
            formats += take_out_rules(book.sheet_draft(sheet.part, "fills"), is_our_formula)
    take_out_formats(book, formats)


def _ranges(notes: Iterable[Note]) -> Iterator[tuple[Severity, str]]:
    worst: dict[tuple[int, int], Severity] = {}
    order = list(COLORS)
    for note in notes:
        place = position(note)
        if place not in worst or order.index(note.severity) < order.index(worst[place]):
            worst[place] = note.severity
    for severity in COLORS:
        cells = [place for place, found in worst.items() if found == severity]
        if cells:
            yield severity, ranges(cells)


def _mentioned(book: Book, sheet: Sheet) -> bool:
    """Whether a sheet's bytes hold our name at all; a quick look that spares most sheets a closer one."""
    word = FORMULA.split('"')[1]
    wanted, tail = (word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")), b""
    for chunk in book.package.chunks(sheet.part):
        tail += chunk
        if any(name in tail for name in wanted):
            return True
        tail = tail[-64:]
    return False
