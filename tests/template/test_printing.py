"""How the sheets print and open."""

from __future__ import annotations

import subprocess

import pytest

from perfxl.template.builder import build
from tests.libreoffice import needs_libreoffice, to_pdf
from tests.template.books import AUDIT, BASE, HUNAN, ROOT, SELF, blank, sheet_of


class DescribeThePages:
    def it_prints_every_sheet_on_a4_one_page_wide_with_page_numbers(self):
        for sheet in blank().worksheets:
            page = sheet.page_setup
            assert (page.paperSize, page.fitToWidth, page.fitToHeight) == ("9", 1, 0) or page.paperSize == 9
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"
            assert not sheet.sheet_view.showGridLines

    @pytest.mark.parametrize(
        ("sheet", "area", "titles", "frozen", "turned"),
        [
            (BASE, "$A$1:$D$27", "$1:$3", "A4", "portrait"),
            (SELF, "$A$1:$H$34", "$12:$12", "A4", "portrait"),
            (AUDIT, "$A$1:$I$105", "$1:$1", "A4", "landscape"),
        ],
    )
    def it_repeats_the_titles_and_keeps_them_in_view(self, sheet, area, titles, frozen, turned):
        found = sheet_of(blank(), sheet)
        assert found.print_area.rpartition("!")[2] == area
        assert (found.print_title_rows, found.freeze_panes, found.page_setup.orientation) == (titles, frozen, turned)

    def it_starts_the_indicator_rows_of_the_audit_on_a_new_page(self):
        sheet = sheet_of(blank(), AUDIT)
        (after,) = [page.id for page in sheet.row_breaks.brk]
        assert str(sheet.cell(after + 1, 1).value).startswith('="五、指标逐行')


@needs_libreoffice
class DescribeThePrintedWorkbook:
    @pytest.mark.parametrize("name", ["workbook_templates/hunan-2020.xlsx", "samples/closed-2020.xlsx"])
    def it_shows_each_form_on_one_page_with_nothing_cut_off(self, name, tmp_path):
        pdf = to_pdf(ROOT / name, tmp_path)
        text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
        pages = text.split("\f")
        assert "###" not in text
        assert "部门整体支出绩效自评基础数据表" in pages[0]
        assert "单位负责人签字：" in pages[0]
        assert "2020年部门整体支出绩效自评表" in pages[1]
        assert "单位负责人签字：" in pages[1]
        assert "填报数据审核表" in pages[2]

    def it_prints_a_long_name_of_a_unit(self, tmp_path):
        name = "某某市某某区城乡居民社会养老保险事业管理服务中心"
        build(HUNAN, tmp_path / "long.xlsx", unit=name, year=2023)
        pdf = to_pdf(tmp_path / "long.xlsx", tmp_path)
        text = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout
        assert text.replace("\n", "").count(name) >= 2
