"""An open workbook read through xlwings, beside the same workbook read from its file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings

from perfxl.errors import PerfxlError
from perfxl.excel.libreoffice.bridge import NoLibreOffice, connect
from perfxl.excel.libreoffice.engine import start
from perfxl.excel.protection import _PERMISSIONS, _ExcelLock
from perfxl.excel.reading import read_open
from perfxl.filing.book import read_book
from perfxl.filing.locate import is_own
from tests.excel.office import Office, needs_office

pytestmark = [needs_office, pytest.mark.libreoffice]


@pytest.fixture
def opened(office: Office) -> Iterator[Any]:
    documents: list[Any] = []

    def at(path: Path) -> xlwings.Book:
        documents.append(office.open(path))
        return start(office.pipe).books[path.name]

    yield at
    for document in documents:
        document.close(True)


@pytest.fixture
def messy(seed: Path, tmp_path: Path) -> Path:
    """The template with an error value, a hidden row, a hidden column and a date beside the form."""
    import datetime as dt

    book = openpyxl.load_workbook(seed)
    sheet = book.worksheets[0]
    sheet["F30"] = "=1/0"
    sheet["F31"] = dt.datetime(2020, 10, 31)
    sheet["F32"] = True
    sheet.row_dimensions[31].hidden = True
    sheet.column_dimensions["D"].hidden = True
    path = tmp_path / "messy.xlsx"
    book.save(path)
    return path


class DescribeReadingAnOpenWorkbook:
    def it_sees_what_a_reader_of_the_file_sees(self, opened: Any, filled: Path):
        grids = {grid.name: grid for grid in read_open(opened(filled)).grids}
        for grid in read_book(filled).grids:
            if is_own(grid.name):
                continue
            live = grids[grid.name]
            assert {place: str(value) for place, value in live.cells.items()} == {
                place: str(value) for place, value in grid.cells.items()
            }
            assert set(live.merges) == set(grid.merges)
            assert live.formulas.keys() == grid.formulas.keys()

    def it_sees_the_names(self, opened: Any, seed: Path):
        live = read_open(opened(seed)).workbook.names
        plain = {name: text.replace("'", "") for name, text in read_book(seed).names.items()}
        assert {name: live[name].replace("'", "") for name in plain if not name.startswith("_xlnm")} == {
            name: text for name, text in plain.items() if not name.startswith("_xlnm")
        }

    def it_sees_errors_dates_truth_values_and_what_is_hidden(self, opened: Any, messy: Path):
        book = opened(messy)
        book.app.calculate()
        grid = read_open(book).grids[0]
        assert grid.errors[30, 6] == "#DIV/0!"
        assert (30, 6) not in grid.cells
        assert str(grid.cells[31, 6]) == "2020-10-31 00:00:00"
        assert grid.cells[32, 6] is True
        assert 31 in grid.hidden_rows
        assert grid.hidden_columns == ((4, 4),)
        assert (32, 6) not in grid.formulas

    def it_leaves_out_perfxl_s_own_sheets(self, opened: Any, seed: Path):
        names = [grid.name for grid in read_open(opened(seed)).grids]
        assert names == ["附件1 基础数据表", "附件2 自评表"]


class DescribeTheBridge:
    def it_says_in_a_sentence_that_no_libreoffice_listens(self):
        with pytest.raises(NoLibreOffice, match="连不上 LibreOffice") as found:
            connect("nobody-listens-here", seconds=0)
        assert isinstance(found.value, PerfxlError)


class _ExcelSheet:
    """Excel's Worksheet, as far as its protection goes: it forgets every permission when it is unprotected."""

    def __init__(self, password: str = "", **permissions: bool) -> None:
        self.password, self.ProtectContents = password, True
        self.ProtectDrawingObjects = self.ProtectScenarios = True
        self.Protection = type("Protection", (), {name: permissions.get(name, False) for name in _PERMISSIONS})()

    def Unprotect(self, password: str) -> None:
        if password != self.password:
            raise RuntimeError("COM error 1004")
        self.ProtectContents = False
        self.Protection = None

    def Protect(self, **arguments: object) -> None:
        self.ProtectContents = bool(arguments["Contents"])
        self.Protection = type("Protection", (), {name: arguments[name] for name in _PERMISSIONS})()


class DescribeProtectionInExcel:
    def it_puts_every_permission_back(self):
        sheet = _ExcelSheet(AllowInsertingRows=True, AllowFormattingColumns=True)
        lock = _ExcelLock(sheet)
        lock.open()
        assert not lock.is_on
        lock.close()
        assert lock.is_on
        allowed = {name for name in _PERMISSIONS if getattr(sheet.Protection, name)}
        assert allowed == {"AllowInsertingRows", "AllowFormattingColumns"}
