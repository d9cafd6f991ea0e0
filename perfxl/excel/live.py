"""The button in live mode: the workbook in front is read as it stands, unsaved figures included, and marked in place.

Everything goes through xlwings' public interface, so it is the same for Excel and for LibreOffice.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from perfxl.assess.engine import assess
from perfxl.errors import PerfxlError
from perfxl.excel.carrier import SHEET, Answer, carry
from perfxl.excel.libreoffice.bridge import PIPE
from perfxl.excel.marking import put_notes, put_sheets, take_out
from perfxl.excel.reading import Reading, read_open
from perfxl.excel.reply import at_summary, reply
from perfxl.excel.texts import TEXTS
from perfxl.filing.detect import detect_in
from perfxl.filing.read import from_grids
from perfxl.report import build
from perfxl.report.markup import MarkUp

if TYPE_CHECKING:
    import xlwings

    from perfxl.assess.model import Assessment


def act(action: str, pipe: str = PIPE) -> Answer:
    """校验, 评分 or 汇总 on the workbook in front. Raises PerfxlError where there is none."""
    return act_on(front(pipe), action)


def front(pipe: str = PIPE) -> xlwings.Book:
    """The workbook in front of the person; on Linux in the LibreOffice that listens at the pipe."""
    book = _app(pipe).books.active
    if book is None:
        raise PerfxlError("没有打开的工作簿。", "No workbook is open.")
    return book


def _app(pipe: str) -> xlwings.App:
    if sys.platform not in ("win32", "darwin"):
        from perfxl.excel.libreoffice.engine import start

        return start(pipe)
    import xlwings

    app = xlwings.apps.active
    if app is None:
        raise PerfxlError("Excel 没有打开。", "Excel is not running.")
    return app


def act_on(book: xlwings.Book, action: str) -> Answer:
    """校验, 评分 or 汇总 on an open workbook; but for 校验 its marks are renewed."""
    assessment = assessed(book.fullname, read_open(book))
    if action == "check":
        return reply(assessment)
    markup = build(assessment)
    take_out(book)
    complete = put_notes(book, markup.notes)
    rest = _put_sheets(book, markup)
    said = reply(assessment, rest)
    if not complete:
        said = replace(said, message=f"{said.message}\n{TEXTS['locked']}")
    return at_summary(said) if action == "summary" else said


def _put_sheets(book: xlwings.Book, markup: MarkUp) -> MarkUp:
    """Put the sheets into the open workbook; what is left for the macro to put. In LibreOffice nobody but a macro can
    put a sheet into a workbook with macros."""
    if book.app.engine.name == "libreoffice":
        return MarkUp(sheets=markup.sheets)
    with tempfile.TemporaryDirectory(prefix="perfxl-") as folder:
        carrier = Path(folder) / "perfxl-result.xlsx"
        carry(Answer("", markup), carrier)
        put_sheets(book, carrier, leave=SHEET)
    return MarkUp()


def assessed(name: str, reading: Reading) -> Assessment:
    """What perfxl says of the figures in an open workbook."""
    found = detect_in(reading.grids, reading.workbook.names)
    filing = from_grids(name, reading.grids, found.standard, reading.workbook)
    return replace(assess(filing, found.standard), detected=found.detected.beside(filing.alike))
