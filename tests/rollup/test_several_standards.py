"""A folder with filings of every bundled standard: each counts by its own form, and all sums close."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from perfxl.assess.engine import assess
from perfxl.filing.read import read
from perfxl.rollup.condense import condense
from perfxl.rollup.run import roll_up
from perfxl.standard.loader import catalogue, load
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

    def it_proves_every_column_of_money(self, book):
        proofs = rows(book, "勾稽", "结论")
        assert {row["结论"] for row in proofs} == {"一致"}
        assert {f"金额：{title}" for title in WHOLE} <= {row["事项"] for row in proofs}


class DescribeARateInARowOfTheTable:
    def it_keeps_the_cells_it_is_computed_from(self):
        standard = load("hunan-rates")
        filing = read(SAMPLES / "closed-hunan-rates.xlsx", standard)
        record = condense(filing, assess(filing, standard), standard)
        rate = next(each for each in record.rates if each.label == "在职人员控制率")
        assert {filing.facts[name].cell for name in ("在职人数", "编制数")} <= set(rate.cells.split("、"))
