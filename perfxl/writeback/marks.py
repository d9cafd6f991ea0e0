"""The kinds of mark. A new kind is a new module with these two functions, and its line in `KINDS`."""

from __future__ import annotations

from typing import Protocol

from perfxl.report.markup import MarkUp
from perfxl.sml.book import Book
from perfxl.writeback import fills, notes, sheets


class Mark(Protocol):
    """A kind of mark: how it goes into a workbook, and how it is found and taken out again."""

    def put(self, book: Book, markup: MarkUp, warnings: list[str]) -> None:
        """Draft the marks; say in `warnings` what had to be left out, in Chinese."""

    def take_out(self, book: Book) -> None:
        """Draft the removal of all marks of this kind, whoever has saved the workbook since."""


KINDS: tuple[Mark, ...] = (sheets, notes, fills)
