"""The results that stand in the formula cells: what LibreOffice makes of the same formulas."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName

from perfxl.template.results import parse_at, results_of
from tests.libreoffice import needs_libreoffice, recalculate
from tests.template.books import ROOT

BUILT = ["workbook_templates/hunan-2020.xlsx", "samples/liuyang-2020.xlsx", "samples/closed-2020.xlsx"]


def values(path: Path) -> dict[tuple[str, str], object]:
    book = load_workbook(path, data_only=True)
    return {(sheet.title, cell.coordinate): cell.value for sheet in book for row in sheet.iter_rows() for cell in row}


def formulas(path: Path) -> set[tuple[str, str]]:
    book = load_workbook(path)
    cells = ((sheet.title, cell) for sheet in book for row in sheet.iter_rows() for cell in row)
    return {(sheet, cell.coordinate) for sheet, cell in cells if cell.data_type == "f"}


def same(ours: object, theirs: object) -> bool:
    if isinstance(ours, int | float) and isinstance(theirs, int | float):
        return ours == pytest.approx(theirs, rel=1e-12, abs=1e-12)
    return (ours or "") == (theirs or "")


@pytest.mark.libreoffice
@needs_libreoffice
class DescribeTheResultsInTheFile:
    @pytest.mark.parametrize("name", BUILT)
    def it_is_what_libreoffice_calculates_in_every_cell(self, name, tmp_path):
        ours = values(ROOT / name)
        theirs = values(recalculate(ROOT / name, tmp_path / "again.xlsx"))
        places = formulas(ROOT / name)
        assert len(places) > 900
        assert [
            (place, ours[place], theirs.get(place)) for place in places if not same(ours[place], theirs.get(place))
        ] == []


class DescribeResultsOf:
    def it_calculates_through_names_sheets_and_neighbouring_rows(self):
        book = Workbook()
        book.active.title = "甲"
        for cell, value in {"A1": 2, "A2": Decimal("1.005"), "B2": "=A1+A2", "B3": "=ROUND(B2,2)&乙!A1"}.items():
            book.active[cell] = value
        book.create_sheet("乙")["A1"] = '=IF(甲!B2>3,"多","少")'
        assert results_of(book) == {"甲": {"B2": Decimal("3.005"), "B3": "3.01多"}, "乙": {"A1": "多"}}

    def it_takes_a_lone_sign_for_the_text_that_it_is(self):
        book = Workbook()
        book.active["A1"] = "="
        book.active["A1"].data_type = "s"
        book.active["A2"] = '=A1&"30"'
        assert results_of(book)["Sheet"] == {"A2": "=30"}

    def it_gives_errors_as_excel_writes_them(self):
        book = Workbook()
        book.active["A1"] = "=1/0"
        assert results_of(book)["Sheet"]["A1"] == "#DIV/0!"

    def it_knows_names_of_constants_and_says_which_names_and_sheets_there_are_not(self):
        book = Workbook()
        book.defined_names["年度"] = DefinedName("年度", attr_text="2020")
        for cell, value in {
            "A1": "=年度+0.5",
            "A2": "=没有",
            "A3": "=没有!A1",
            "A4": 0.1,
            "A5": "=A4*3",
            "A6": True,
        }.items():
            book.active[cell] = value
        book.active["A7"] = "=IF(A6,1,0)"
        said = results_of(book)["Sheet"]
        assert list(said.values()) == [Decimal("2020.5"), "#NAME?", "#REF!", Decimal("0.3"), Decimal(1)]

    def but_it_refuses_a_value_that_no_template_has(self):
        book = Workbook()
        book.active["A1"] = date(2020, 1, 1)
        with pytest.raises(ValueError, match="date"):
            results_of(book)

    def but_it_refuses_what_it_cannot_know(self):
        book = Workbook()
        book.active["A1"] = '=VALUE("3月5日")'
        with pytest.raises(ValueError, match="Sheet!A1"):
            results_of(book)

    def it_parses_formulas_once_that_differ_only_in_their_row(self):
        assert parse_at('=A7+B6&"C7"', 7) is parse_at('=A9+B8&"C7"', 9)
        assert parse_at("=A7+$B$6", 7) is not parse_at("=A8+$B$7", 8)
