"""The saved package: results in the formula cells, and nothing in it that depends on the day."""

from __future__ import annotations

import zipfile
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from perfxl.template.package import number, save, with_results


class DescribeSave:
    def it_puts_the_result_of_each_kind_beside_its_formula(self, tmp_path):
        book = Workbook()
        for cell, formula in {"A1": "=1/3", "A2": '="<"&"&"', "A3": "=1=1", "A4": "=1/0", "A5": '=""'}.items():
            book.active[cell] = formula
        results = {"A1": Decimal(1) / 3, "A2": "<&", "A3": True, "A4": "#DIV/0!", "A5": ""}
        save(book, tmp_path / "a.xlsx", {"Sheet": results})
        read = load_workbook(tmp_path / "a.xlsx", data_only=True).active
        assert [read[cell].value for cell in results] == [1 / 3, "<&", True, "#DIV/0!", None]
        assert load_workbook(tmp_path / "a.xlsx").active["A2"].value == '="<"&"&"'

    def it_stamps_no_day_on_it(self, tmp_path):
        save(Workbook(), tmp_path / "a.xlsx", {"Sheet": {}})
        with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
            assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert package.namelist()[0] == "[Content_Types].xml"
            assert package.read("docProps/core.xml").count(b"2020-01-01T00:00:00Z") == 2

    def but_it_refuses_a_formula_cell_that_it_would_miss(self):
        with pytest.raises(ValueError, match="formula"):
            with_results(b'<c r="A1"><f t="array" ref="A1">1</f><f>2</f></c>', {"A1": Decimal(1)})


class DescribeNumbers:
    @pytest.mark.parametrize(
        ("value", "written"),
        [("2.20", "2.2"), ("0", "0"), ("100", "100"), ("1E+3", "1000"), ("0.00001", "1e-05"), ("-1015.91", "-1015.91")],
    )
    def it_writes_them_as_excel_stores_them(self, value, written):
        assert number(Decimal(value)) == written
