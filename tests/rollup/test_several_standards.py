"""A folder with filings of every bundled standard: each counts by its own form, and all sums close."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from perfxl.assess.engine import assess
from perfxl.filing.read import read
from perfxl.rollup.condense import condense
from perfxl.rollup.forms import heading
from perfxl.rollup.run import roll_up
from perfxl.standard.loader import catalogue, load
from perfxl.standard.wording import form_title
from tests.rollup.test_rollup import rows

SAMPLES = Path(__file__).parents[2] / "samples"
WHOLE = ("整体支出预算数", "整体支出执行数")


@pytest.fixture(scope="module")
def book(tmp_path_factory) -> Path:
    home = tmp_path_factory.mktemp("several")
    (home / "收件").mkdir()
    for sample in SAMPLES.glob("closed-*.xlsx"):
        shutil.copy(sample, home / "收件")
    done = roll_up(home / "收件", home / "汇总.xlsx", jobs=2)
    assert done.proven
    return home / "汇总.xlsx"


class DescribeARollUpOfSeveralStandards:
    def it_counts_each_form_of_a_unit(self, book):
        units = [row for row in rows(book, "汇总", "评价标准") if row["评价标准"]]
        assert {row["评价标准"] for row in units} == {load(each).name for each in catalogue()}
        assert all(row["必须改"] == 0 for row in units)
        assert [row["类别"] for row in rows(book, "未处理", "SHA-256")] == [None]

    def it_names_the_project_of_a_form_for_projects(self, book):
        units = {row["评价标准"]: row["单位"] for row in rows(book, "汇总", "评价标准") if row["评价标准"]}
        assert units[load("mof-project-2020").name] == "青禾县文化馆（公共文化馆免费开放补助）"
        assert units[load("hubei").name] == "青禾县文化馆"

    def it_has_budget_and_executed_of_the_whole_in_the_same_columns(self, book):
        found = {row["评价标准"]: [row[title] for title in WHOLE] for row in rows(book, "汇总", "评价标准")}
        assert found[load("hunan-2020").name] == [590.5, 588.37]
        assert found[load("hunan-2021").name] == [590.5, 588.37]
        assert found[load("mof-project-2020").name] == [94.5, 92.7]

    def it_shows_percentages_as_the_forms_do_and_keeps_their_numbers(self, book):
        sheet = openpyxl.load_workbook(book)["指标"]
        shown = {(row[0].value, row[1].value, row[4].value): row[7] for row in sheet.iter_rows()}
        half, whole = (shown["青禾县文化馆", 2022, name] for name in ("展陈设备完好率", "培训结业合格率"))
        assert [(cell.value, cell.number_format) for cell in (half, whole)] == [(0.985, "0.0%"), (0.96, "0%")]
        computed = next(row[7] for row in sheet.iter_rows() if row[1].value == 2022 and row[3].value == "预算执行率")
        assert (round(computed.value, 7), computed.number_format) == (0.9963929, "0.00%")
        bare = next(row for row in sheet.iter_rows() if row[1].value == 2020 and row[3].value == "资产管理")
        assert [(cell.value, cell.number_format) for cell in bare[6:8]] == [(1, "0%"), (0.98, "0.00%")]
        assert shown["青禾县文化馆", 2022, "免费开放天数"].value == "318天"

    def it_tells_units_of_different_years_apart_in_its_charts(self, book):
        sheet = openpyxl.load_workbook(book)["排名与分布"]
        assert {"青禾县文化馆 2020", "青禾县文化馆 2022"} <= {row[21].value for row in sheet.iter_rows()}

    def it_proves_every_column_of_money(self, book):
        proofs = rows(book, "勾稽", "结论")
        assert {row["结论"] for row in proofs} == {"一致"}
        assert {f"金额：{title}" for title in WHOLE} <= {row["事项"] for row in proofs}


class DescribeAWorkbookWithSeveralForms:
    def it_is_said_of_those_that_were_not_read(self, tmp_path):
        """A second project in a sheet of its own, and the form of another standard; scratch sheets are nobody's."""
        book = openpyxl.load_workbook(SAMPLES / "closed-mof-project-2020.xlsx")
        book.copy_worksheet(book["项目支出绩效自评表"]).title = "项目二"
        other = openpyxl.load_workbook(SAMPLES / "closed-hubei.xlsx", data_only=True)["部门整体绩效自评表"]
        third, scratch = book.create_sheet("整体"), book.create_sheet("草稿")
        scratch["A1"], scratch["A2"] = "合计", 12
        for row in other.iter_rows():
            for cell in row:
                third.cell(cell.row, cell.column, cell.value)
        (tmp_path / "in").mkdir()
        book.save(tmp_path / "in" / "几张表.xlsx")
        shutil.copy(SAMPLES / "closed-2020.xlsx", tmp_path / "in")
        roll_up(tmp_path / "in", tmp_path / "o.xlsx", jobs=1)
        (issue,) = rows(tmp_path / "o.xlsx", "未处理", "类别")
        assert (issue["类别"], issue["单位"]) == ("另有表未核对", "青禾县文化馆（公共文化馆免费开放补助）")
        assert "“项目二”、“整体”，没有核对" in issue["原因"]
        assert [row["备注"] for row in rows(tmp_path / "o.xlsx", "汇总", "SHA-256")] == [None, issue["原因"], None]


class DescribeTheHeading:
    @pytest.mark.parametrize(
        ("standards", "title"),
        [
            (["hunan-2020"], "部门整体支出绩效自评汇总表"),
            (["hubei"], "部门整体绩效自评汇总表"),
            (["mof-project-2020"], "项目支出绩效自评汇总表"),
            (["sichuan-2023"], "部门预算项目支出绩效自评汇总表"),
            (["sichuan-2023", "mof-project-2020"], "项目支出绩效自评汇总表"),
            (["hunan-2020", "hubei"], "部门整体支出绩效自评汇总表"),
            (["hunan-2020", "mof-project-2020"], "部门整体支出和项目支出绩效自评汇总表"),
            ([], "绩效自评汇总表"),
        ],
    )
    def it_says_what_the_forms_are_filled_for(self, standards, title):
        assert heading([load(each) for each in standards]) == title

    def it_stands_on_the_workbook(self, book):
        assert openpyxl.load_workbook(book)["汇总"]["A1"].value == "部门整体支出和项目支出绩效自评汇总表"

    def it_has_the_year_where_the_form_has_it(self):
        assert form_title(load("hubei"), 2022) == "2022年度部门整体绩效自评表"
        assert form_title(load("hubei")) == "部门整体绩效自评表"
        assert form_title(load("mof-project-2020"), 2023) == "2023年度项目支出绩效自评表"


class DescribeARateInARowOfTheTable:
    def it_keeps_the_cells_it_is_computed_from(self):
        standard = load("hunan-rates")
        filing = read(SAMPLES / "closed-hunan-rates.xlsx", standard)
        record = condense(filing, assess(filing, standard), standard)
        rate = next(each for each in record.rates if each.label == "在职人员控制率")
        assert {filing.facts[name].cell for name in ("在职人数", "编制数")} <= set(rate.cells.split("、"))
