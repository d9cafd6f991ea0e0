"""审核: what it says of figures while they are filled in."""

from __future__ import annotations

from decimal import Decimal

import pytest

from perfxl.template.builder import draft
from perfxl.template.results import results_of
from tests.template.books import AUDIT, HUNAN, audited, blank, sample, sheet_of, verdict

D = Decimal


def three_public(**figures: str) -> dict[str, Decimal | str]:
    """Figures of one column of 三公经费; the sum is typed over its formula."""
    return {f"{row}_预算": D(value) if value[0].isdigit() else value for row, value in figures.items()}


class DescribeSums:
    @pytest.mark.parametrize(
        ("total", "said"),
        [("4.60", "通过"), ("4.61", "通过"), ("4.62", "不符"), ("4.59", "通过"), ("4.58", "不符")],
    )
    def it_lets_three_parts_miss_by_less_than_half_a_cent_for_each_figure(self, total, said):
        rows = audited(three_public(三公经费=total, 公务用车="3.50", 因公出国="0.00", 公务接待="1.10"))
        assert verdict(rows, "三公经费_预算", "三公经费合计") == said

    def it_does_not_count_blank_figures_as_rounded_ones(self):
        rows = audited(three_public(三公经费="4.61", 公务用车="3.50", 公务接待="1.10"))
        assert verdict(rows, "三公经费_预算", "三公经费合计") == "通过"
        rows = audited(three_public(公务用车="3.51", 公车运行="3.50"))
        assert verdict(rows, "公务用车_预算", "公务用车合计") == "不符"

    def it_passes_over_a_mark_for_not_applicable(self):
        rows = audited(three_public(公车购置="——", 公车运行="3.50", 公务接待="1.10"))
        assert verdict(rows, "公务用车_预算", "公务用车合计") == "通过"

    def it_says_unfilled_where_nothing_is_filled(self):
        rows = audited({})
        assert verdict(rows, "项目支出_决算", "项目支出合计") == "未填"


class DescribeLimits:
    @pytest.mark.parametrize(("final", "said"), [("2.19", "通过"), ("2.18", "通过"), ("2.20", "不符")])
    def it_allows_no_growth_that_rounding_cannot_explain(self, final, said):
        rows = audited({"三公经费_上年决算": D("2.19"), "三公经费_决算": D(final)})
        assert verdict(rows, "三公经费_决算", "三公经费增长") == said

    @pytest.mark.parametrize(("staff", "said"), [(10, "通过"), (11, "通过"), (12, "不符")])
    def it_takes_heads_as_they_are(self, staff, said):
        rows = audited({"编制数": D(11), "在职人数": D(staff)})
        assert verdict(rows, "在职人数", "在职人数超编") == said

    @pytest.mark.parametrize(
        ("budget", "final", "said"),
        [
            ("100", "105", "通过"),
            ("100", "105.02", "不符"),
            ("100", "94.98", "不符"),
            ("——", "5", "不适用"),
            ("0", "5", "不符"),
        ],
    )
    def it_holds_a_rate_between_its_limits(self, budget, final, said):
        figures = {"政府采购_预算": D(budget) if budget != "——" else budget, "政府采购_决算": D(final)}
        assert verdict(audited(figures), "政府采购_决算", "政府采购执行率") == said


class DescribeRates:
    @pytest.mark.parametrize(
        ("rate", "said"),
        [
            ("0.915", "通过"),
            ("0.91503", "通过"),
            ("0.92", "通过"),
            ("0.916", "不符"),
            ("0.914", "不符"),
            ("0.9", "不符"),
        ],
    )
    def it_compares_a_typed_rate_at_its_own_decimals(self, rate, said):
        rows = audited({"在职人员控制率": D(rate), "在职人数": D(91503), "编制数": D(100000)})
        assert verdict(rows, "在职人员控制率", "在职人员控制率") == said

    def it_says_not_applicable_without_a_budget(self):
        rows = audited({"自评_其他资金_执行": D("779.67")})
        assert verdict(rows, "自评_其他资金_执行率", "执行率") == "不适用"
        assert verdict(rows, "自评_其他资金_执行", "无预算有支出") == "不符"
        assert verdict(rows, "自评_其他资金_执行", "执行数超预算") == "未填"


class DescribeTheTotals:
    def it_gives_the_three_totals_of_the_published_filing_with_their_grades(self):
        form = sample("liuyang-2020")
        results = results_of(form.workbook)[AUDIT]
        said = [[results[f"{column}{row}"] for column in "EF"] for row in (6, 7, 8)]
        assert said == [[D(96), "优"], [D(93), "优"], [D(91), "优"]]

    def it_compares_weights_level_by_level(self):
        form = sample("liuyang-2020")
        results = results_of(form.workbook)[AUDIT]
        lines = {results[f"C{row}"]: row for row in range(60, 90) if f"C{row}" in results}
        row = lines["第1个一级指标（名称缺失）"]
        assert [results[f"{column}{row}"] for column in "EFGH"] == [D(27), D(30), D(-3), "不符"]


class DescribeTheIndicatorRows:
    def it_finds_a_score_above_the_weight_of_its_row(self):
        assert fault({"G14": D("4.5")}, 2) == ("不符", "得分超分值")

    def it_finds_a_group_above_its_weight(self):
        rows = {"D21": "甲", "D22": "乙", "D23": "丙", "G21": D(10), "G22": D(10), "G23": D(1)}
        assert fault(rows, 9) == ("不符", "组得分超分值")

    def it_finds_level3_weights_that_do_not_add_up(self):
        rows = {"D21": "甲（10）", "D22": "乙（5）", "D23": "丙（4）", "G21": D(10), "G22": D(5), "G23": D(4)}
        assert fault(rows, 9) == ("不符", "三级分值不符")

    def it_says_what_is_not_filled(self):
        assert fault({}, 1) == ("未填", "未填得分")
        assert fault({}, 10) == ("未填", "空行")

    def it_finds_a_level1_indicator_without_a_name(self):
        assert fault({"A13": "", "G13": D(3)}, 1) == ("不符", "名称缺失")


def fault(cells: dict[str, Decimal | str], number: int) -> tuple[object, object]:
    """What 审核 says of the indicator row of that number, after cells of 附件2 were filled."""
    form = draft(HUNAN)
    for cell, value in cells.items():
        form.workbook[form.layout.table.sheet][cell] = value or None
    results = results_of(form.workbook)[AUDIT]
    row = next(row for row in range(70, 110) if results.get(f"A{row}") == D(number) and f"B{row}" in results)
    return results[f"H{row}"], results[f"I{row}"]


class DescribeTheSheet:
    def it_says_each_relation_in_the_words_of_the_form_and_leads_to_its_cell(self):
        sheet = sheet_of(blank(), AUDIT)
        rows = {(sheet[f"B{row}"].value, sheet[f"C{row}"].value): row for row in range(10, 60)}
        row = rows["公务用车合计", "公务用车_决算"]
        assert sheet[f"D{row}"].value == "公务用车购置和维护经费决算数＝公车购置决算数＋公车运行维护决算数"
        assert sheet[f"C{row}"].hyperlink.location == "公务用车_决算"
        assert f"ABS(G{row})<ROUND(" in sheet[f"H{row}"].value

    def it_knows_which_findings_must_be_put_right(self):
        sheet = sheet_of(blank(), AUDIT)
        natures = {sheet[f"B{row}"].value: sheet[f"I{row}"].value for row in range(10, 60)}
        assert (natures["三公经费合计"], natures["三公经费增长"]) == ("必须改", "须说明")
