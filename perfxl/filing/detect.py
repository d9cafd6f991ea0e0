"""Which of the bundled standards a workbook was filled by: the one it is marked with, else the one it fits best."""

from __future__ import annotations

from pathlib import Path

from perfxl.filing.book import read_book
from perfxl.filing.locate import candidates
from perfxl.filing.names import marked_sheets, targets
from perfxl.filing.read import MARK_STANDARD, wrong_form
from perfxl.standard.loader import catalogue, load
from perfxl.standard.model import Standard


def detect(path: str | Path, *, password: str | None = None) -> Standard:
    """The bundled standard that fits the workbook at `path`. Raises UnreadableFile, and WrongForm where none fits.

    Where there is only one to choose from the workbook is not opened for it."""
    ids = catalogue()
    if len(ids) == 1:
        return load(ids[0])
    book = read_book(Path(path), password=password)
    marked = book.names.get(MARK_STANDARD, "").strip('=" ')
    if marked in ids:
        return load(marked)
    standards = [load(each) for each in ids]
    leads = targets(book.names)

    def fit(standard: Standard) -> int:
        counts = marked_sheets(leads, standard)
        found = (candidates(book.grids, standard, key, counts) for key in standard.sheets)
        return sum(max((each.labels + each.named for each in those), default=0) for those in found)

    best = max(standards, key=lambda standard: (fit(standard), standard.year))
    if fit(best) == 0:
        raise wrong_form(book.sheets, best)
    return best
