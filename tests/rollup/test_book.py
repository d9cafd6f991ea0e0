from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from lxml import etree

from perfxl.report.styles import TEXT
from perfxl.rollup.book.layout import Column, Formula, Layout, Link
from perfxl.rollup.book.workbook import Workbook
from perfxl.rollup.sheets import look, paged
from perfxl.rollup.tables import safe

LAYOUT = Layout("汇总", "标题", "一行", (Column("单位", 20, TEXT), Column("金额", 12, look.AMOUNT, "number")))


def written(*rows: tuple, layout: Layout = LAYOUT) -> bytes:
    out = io.BytesIO()
    with Workbook(out, look.styles()) as book, book.sheet(layout) as sheet:
        for row in rows:
            sheet.row(row)
    return out.getvalue()


def sheet(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]


class DescribeTheBook:
    def it_is_read_by_openpyxl_and_calamine(self):
        from python_calamine import CalamineWorkbook

        data = written(("残联", "207.53"), ("文化馆", None))
        assert [[cell.value for cell in row] for row in sheet(data)["A3:B5"]] == [
            ["单位", "金额"],
            ["残联", 207.53],
            ["文化馆", None],
        ]
        assert CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()[3] == ["残联", 207.53]

    @pytest.mark.parametrize(
        "text",
        ["=1+1", "+cmd|' /C calc'!A0", "-1", "@SUM(A1)", "{=1}", "a<b>&c", "a\nb", "_x0041_", "\x00\x0b", "残" * 40000],
    )
    def it_writes_text_from_a_file_as_text_always(self, text: str):
        for row in ((text, "1"), ("x", text)):
            data = written(row)
            xml = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
            etree.fromstring(xml)
            assert b"<f>" not in xml
        assert sheet(written((text, "1")))["A4"].data_type == "s"

    def it_writes_no_number_that_excel_could_not_hold(self):
        assert sheet(written(("x", "9" * 400)))["B4"].data_type == "s"

    def it_gives_rows_the_height_their_texts_need(self):
        rows = sheet(written(("短", "1"), ("长" * 60, "1"))).row_dimensions
        assert rows[4].height == 18
        assert rows[5].height > 60

    def it_has_print_area_titles_and_filter(self):
        one = sheet(written(("残联", "1")))
        assert (one.print_title_rows, one.auto_filter.ref) == ("$3:$3", "A3:B4")
        assert one.print_area == "'汇总'!$A$1:$B$4"

    def it_stops_linking_before_excel_calls_the_sheet_damaged(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr("perfxl.rollup.book.hyperlinks.MOST_LINKS", 2)
        out = io.BytesIO()
        with Workbook(out, look.styles()) as book, book.sheet(LAYOUT) as one:
            for number in range(4):
                one.link(one.row((str(number), "1")), 0, Link("a%20b.xlsx", "'x'!A1"))
        links = [cell.hyperlink for (cell,) in sheet(out.getvalue())["A4:A7"]]
        assert [link.target if link else None for link in links] == ["a%20b.xlsx", "a%20b.xlsx", None, None]

    def it_goes_on_in_another_sheet_where_one_becomes_too_long(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(paged, "MOST_ROWS", 2)
        out = io.BytesIO()
        with Workbook(out, look.styles()) as book:
            names = paged.paged(book, LAYOUT, iter("甲乙丙"), lambda one, item: one.row((item, "1")))
        assert names == ["汇总", "汇总(2)"]
        assert openpyxl.load_workbook(io.BytesIO(out.getvalue())).sheetnames == names

    def it_keeps_our_own_formulas_with_their_values(self):
        data = written(("合计", Formula("SUM(B4:B4)", "5")))
        assert sheet(data)["B4"].value == "=SUM(B4:B4)"
        assert openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets[0]["B4"].value == 5

    def it_is_the_same_bytes_every_time(self):
        assert written(("残联", "1")) == written(("残联", "1"))


class DescribeCsv:
    @pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
    def it_keeps_a_spreadsheet_from_reading_a_formula(self, text: str):
        assert safe(text) == f"'{text}"

    def it_leaves_other_text_alone(self):
        assert safe("残联") == "残联"
