"""A filing carried into another form: what was filled is there, or is said to be left behind."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import perfxl
from perfxl.errors import UnwritableTarget
from perfxl.filing.model import Filing
from perfxl.filing.read import read
from perfxl.migration.run import migrate
from perfxl.migration.table import render
from perfxl.standard.loader import load
from perfxl.standard.model import Standard
from perfxl.template.fill import fill
from tests.filing.table import BASE, SELF, grid
from tests.filing.test_read import saved

OLD = load("hunan-2020@1.0")
NEW = load("hunan-2020")
SAMPLES = Path(__file__).parents[2] / "samples"


def figures(filing: Filing) -> dict[str, str]:
    """Every figure and text that a unit filled, by where it belongs."""
    said = {name: fact.text if fact.value is None else f"{fact.value:f}" for name, fact in filing.facts.items()}
    for name, details in filing.details.items():
        for at, detail in enumerate(details):
            said |= {f"{name}/{at}/{key}": f"{detail.label} {fact.value}" for key, fact in detail.facts.items()}
    for row in filing.rows:
        path = "/".join((row.level2, row.level3))
        said |= {f"{path}/{key}": fact.text for key, fact in row.facts.items() if "分值" not in key}
    return {name: value for name, value in said.items() if value}


def filled(path: Path, standard: Standard = OLD, **data: object) -> Path:
    fill(standard, data).form.save(path)
    return path


class DescribeAnOlderVersion:
    def it_has_every_figure_in_the_current_template(self, tmp_path: Path):
        old = tmp_path / "old.xlsx"
        book = openpyxl.load_workbook(SAMPLES / "closed-2020.xlsx")
        book.defined_names["perfxl_version"].attr_text = '"1.0"'
        book.save(old)
        done = migrate(old, tmp_path / "new.xlsx")
        assert (done.source, done.target) == ("hunan-2020@1.0", "hunan-2020@1.1")
        assert (done.homeless, done.empty) == ((), ())
        before, after = read(SAMPLES / "closed-2020.xlsx", NEW), read(tmp_path / "new.xlsx", NEW)
        assert figures(after) == figures(before)
        assert after.year == 2020

    def it_leaves_nothing_to_find_in_a_filing_that_closed(self, tmp_path: Path):
        migrate(SAMPLES / "closed-2020.xlsx", tmp_path / "new.xlsx")
        assessment = perfxl.check(tmp_path / "new.xlsx")
        assert assessment.failures == ()
        assert assessment.detected is not None
        assert assessment.detected.by == "mark"

    def it_makes_room_for_rows_and_free_rows_of_the_units_own(self, tmp_path: Path):
        rows = [{"二级指标": "数量指标", "三级指标": f"第{at}项", "自评得分": f"{at}"} for at in range(1, 7)]
        details = {"项目支出明细": [{"label": f"项目{at}", "决算": f"{at}.25"} for at in range(1, 6)]}
        migrate(filled(tmp_path / "old.xlsx", rows=rows, details=details), tmp_path / "new.xlsx")
        after = read(tmp_path / "new.xlsx", NEW)
        assert [row.level3 for row in after.rows if row.level2 == "数量指标"] == [f"第{at}项" for at in range(1, 7)]
        assert [str(each.facts["决算"].value) for each in after.details["项目支出明细"]] == [
            f"{at}.25" for at in range(1, 6)
        ]

    def it_types_a_text_as_text(self, tmp_path: Path):
        migrate(filled(tmp_path / "old.xlsx", fields={"单位名称": "=1+1"}), tmp_path / "new.xlsx")
        name = read(tmp_path / "new.xlsx", NEW).facts["单位名称"]
        assert (name.text, name.formula) == ("=1+1", None)

    def it_keeps_a_percentage_a_percentage(self, tmp_path: Path):
        row = {"二级指标": "质量指标", "三级指标": "有效率", "年度指标值": "95%", "完成值": "96.5%"}
        migrate(filled(tmp_path / "old.xlsx", rows=[row]), tmp_path / "new.xlsx")
        sheet = openpyxl.load_workbook(tmp_path / "new.xlsx")["附件2 自评表"]
        shown = {cell.value: cell.number_format for line in sheet.iter_rows() for cell in line if cell.value}
        assert (shown[0.95], shown[0.965]) == ("0%", "0.00%")


class DescribeEveryStandard:
    @pytest.mark.parametrize("sample", sorted(SAMPLES.glob("closed-*.xlsx")), ids=lambda path: path.stem)
    def it_carries_all_of_a_filing_into_a_new_template(self, sample: Path, tmp_path: Path):
        done = migrate(sample, tmp_path / "new.xlsx")
        standard = load(done.target)
        assert (done.homeless, done.empty) == ((), ())
        assert figures(read(tmp_path / "new.xlsx", standard)) == figures(read(sample, standard))


class DescribeAnotherStandard:
    def it_puts_sign_figure_and_unit_into_one_cell(self, tmp_path: Path):
        migrate(SAMPLES / "closed-sichuan-2023.xlsx", tmp_path / "new.xlsx", load("mof-project-2020"))
        rows = {row.level3: row.facts for row in read(tmp_path / "new.xlsx", load("mof-project-2020")).rows}
        said = {
            name: (rows[name]["年度指标值"].text, rows[name]["完成值"].text) for name in ("免费开放天数", "项目总成本")
        }
        assert said == {"免费开放天数": ("≥300天", "318天"), "项目总成本": ("≤94.5万元", "92.7万元")}

    def it_puts_them_into_three(self, tmp_path: Path):
        standard = load("sichuan-2023")
        migrate(SAMPLES / "closed-mof-project-2020.xlsx", tmp_path / "new.xlsx", standard)
        rows = {row.level3: row.facts for row in read(tmp_path / "new.xlsx", standard).rows}
        keys = ("指标性质", "年度指标值", "度量单位", "完成值")
        assert [rows["免费开放天数"][key].text for key in keys] == ["≥", "300", "天", "318"]
        assert [rows["培训结业合格率"][key].text for key in keys] == ["≥", "95", "%", "96"]
        assert rows["公共文化服务水平"]["指标性质"].text == "定性"

    def it_carries_a_field_that_the_other_form_calls_the_same(self, tmp_path: Path):
        standard = load("hunan-2021")
        done = migrate(SAMPLES / "closed-2020.xlsx", tmp_path / "new.xlsx", standard)
        facts = read(tmp_path / "new.xlsx", standard).facts
        assert (facts["自评_基本支出_全年预算"].value, facts["自评_基本支出_执行"].value) == (
            Decimal("318.5"),
            Decimal("316.92"),
        )
        assert {"财政拨款全年预算数", "财政拨款全年执行数"} <= {each.label for each in done.homeless}

    def it_does_not_give_the_other_form_the_weights_of_this_one(self, tmp_path: Path):
        standard = load("hunan-2021")
        migrate(SAMPLES / "closed-2020.xlsx", tmp_path / "new.xlsx", standard)
        rows = read(tmp_path / "new.xlsx", standard).rows
        assert [row.facts["一级分值"].value for row in rows if row.facts["一级分值"].value] == [10, 50, 30, 10]


class DescribeWhatIsLeftBehind:
    def it_reports_a_figure_that_the_new_form_computes_otherwise(self, tmp_path: Path):
        done = migrate(SAMPLES / "liuyang-2020-handmade.xlsx", tmp_path / "new.xlsx")
        assert [(each.cell, each.label, each.value, each.why) for each in done.homeless] == [
            ("G33", "总分", "96", "新表由公式计算，得93")
        ]

    def it_reports_a_figure_outside_the_form(self, tmp_path: Path):
        path = saved(
            tmp_path / "old.xlsx",
            grid("附件1", BASE.replace("政府采购金额 | —— |", "另有借款 | 12.5 |\n政府采购金额 | —— |")),
            grid("附件2", SELF + "\n备用金余额 | 3.75 | | 待核"),
        )
        values = {(each.sheet, each.value): each.label for each in migrate(path, tmp_path / "new.xlsx").homeless}
        assert values["附件2", "3.75"] == "备用金余额"
        assert values["附件2", "待核"] == "备用金余额"
        carried = read(tmp_path / "new.xlsx", NEW).details["公用经费明细"]
        assert [detail.facts["上年决算"].value for detail in carried if detail.label == "另有借款"] == [Decimal("12.5")]

    def it_reports_an_indicator_that_the_new_form_does_not_have(self, tmp_path: Path):
        row = {"二级指标": "数量指标", "三级指标": "人数", "自评得分": "5"}
        book = openpyxl.load_workbook(filled(tmp_path / "old.xlsx", rows=[row]))
        for line in book["附件2 自评表"].iter_rows():
            for cell in line:
                if cell.value == "数量指标（20）":
                    cell.value = "绿化指标（20）"
        book.save(tmp_path / "old.xlsx")
        done = migrate(tmp_path / "old.xlsx", tmp_path / "new.xlsx")
        assert {each.value for each in done.homeless if "绿化指标/人数" in each.label} >= {"5"}

    def it_names_another_sheet_that_holds_the_form_once_more(self, tmp_path: Path):
        path = saved(tmp_path / "old.xlsx", grid("附件2", SELF), grid("附件2（二）", SELF.replace("1222.07", "9")))
        homeless = migrate(path, tmp_path / "new.xlsx").homeless
        assert "附件2（二）" in {each.sheet for each in homeless if each.label == "整张表"}

    def it_says_which_required_cells_are_still_empty(self, tmp_path: Path):
        done = migrate(filled(tmp_path / "old.xlsx", fields={"编制数": "11"}), tmp_path / "new.xlsx")
        labels = {each.label for each in done.empty}
        assert {"厉行节约保障措施", "资产管理 自评得分"} <= labels
        assert "编制数" not in labels


class DescribeTheCommand:
    def it_prints_a_row_for_each_cell_without_a_home(self, tmp_path: Path):
        done = migrate(SAMPLES / "liuyang-2020-handmade.xlsx", tmp_path / "new.xlsx")
        assert "Sheet2  G33     总分  96    新表由公式计算，得93" in render(done, chinese=True)
        assert "1 without a home" in render(done, chinese=False)

    def it_replaces_no_file(self, tmp_path: Path):
        (tmp_path / "new.xlsx").write_bytes(b"mine")
        with pytest.raises(UnwritableTarget):
            perfxl.migrate(SAMPLES / "closed-2020.xlsx", tmp_path / "new.xlsx")
        assert (tmp_path / "new.xlsx").read_bytes() == b"mine"
