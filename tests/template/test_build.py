"""The template as a file."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from perfxl.errors import StandardError
from perfxl.standard.loader import catalogue
from perfxl.template.__main__ import main
from perfxl.template.builder import build
from tests.standard.small import changed
from tests.template.books import BASE, HUNAN, ROOT, SELF, blank, sheet_of, texts


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


class DescribeBuild:
    def it_gives_the_same_bytes_whenever_it_is_built(self, tmp_path):
        for name in ("a.xlsx", "b.xlsx"):
            build(HUNAN, tmp_path / name, unit="某局", year=2022)
        assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()

    def it_fills_in_the_unit_and_the_years(self, tmp_path):
        build(HUNAN, tmp_path / "a.xlsx", unit="某局", year=2023)
        book = load_workbook(tmp_path / "a.xlsx")
        base, own = sheet_of(book, BASE), sheet_of(book, SELF)
        assert (base["B3"].value, own["D3"].value) == ("某局", "某局")
        assert texts(base, range(7, 8), "BCD") == ["2022年决算数 | 2023年预算数 | 2023年决算数"]
        assert (base["C4"].value, own["A2"].value) == ("2023年实际在职人数", "2023年部门整体支出绩效自评表")
        assert book.defined_names["perfxl_year"].attr_text == "2023"

    def it_opens_on_the_first_sheet_of_the_form(self):
        assert blank().active.title == BASE

    def it_builds_any_standard_that_loads(self, tmp_path):
        build(changed(tmp_path), tmp_path / "small.xlsx")
        book = load_workbook(tmp_path / "small.xlsx")
        assert texts(sheet_of(book, "附件1"), range(4, 7), "AB") == [
            "支出情况 | 2020年预算数",
            "合计 | =车_预算+会_预算",
            "1、车 | ",
        ]
        assert book.defined_names["各项_决算"].attr_text == "'附件1'!$C$6:$C$7"
        assert sheet_of(book, "附件2")["D8"].value == "=SUM(D5:D7)"

    def but_it_refuses_a_sum_over_rows_that_do_not_stand_together(self, tmp_path):
        apart = (
            '{ key = "车", label = "1、车", group = "各项" }',
            '{ key = "车", label = "1、车", group = "各项", details = "车明细", detail_labels = ["甲"] }',
        )
        with pytest.raises(StandardError, match="各项_预算"):
            build(changed(tmp_path, apart), tmp_path / "small.xlsx")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command builds."""
    folder = tmp_path_factory.mktemp("built")
    main(folder)
    return folder


class DescribeTheBundledTemplates:
    @pytest.mark.parametrize("standard", catalogue())
    def it_is_what_the_command_builds(self, standard, built):
        name = f"{standard}.xlsx"
        assert parts(built / name) == parts(ROOT / "workbook_templates" / name)
