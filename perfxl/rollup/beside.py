"""Sheets of a workbook that hold a form and were not read: of several forms one is read, and the others are named."""

from __future__ import annotations

from collections.abc import Iterator

from perfxl.errors import WrongForm
from perfxl.filing.book import Book
from perfxl.filing.detect import detect_in
from perfxl.filing.locate import is_own
from perfxl.filing.model import Filing


def beside(filing: Filing, book: Book | None) -> tuple[str, ...]:
    """Their names: the same form filled again, and forms of other standards. `book` is the workbook as far as it was
    read to find its standard; without it only the former are known."""
    return (*filing.alike, *(_others(filing, book) if book is not None else ()))


def _others(filing: Filing, book: Book) -> Iterator[str]:
    read = {*filing.workbook.grids, *filing.alike}
    for grid in book.grids:
        if grid.name in read or grid.hidden or is_own(grid.name):
            continue
        try:
            detect_in([grid], {})
        except WrongForm:
            continue
        yield grid.name
