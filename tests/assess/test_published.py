"""Forms that units published, as the checks see them: what is wrong in them is found, what is right is let pass."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.assess.closed import filled
from tests.assess.forms import failures, only
from tests.assess.forms_as_text import assessed, found, project, row

GUICHI = (
    project(total="0 | 0 | 0 | 10 | 0 | 0", appropriation="90 | 89.974 | 89.974 | — | 99.97% | —")
    + """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
产出指标（50分） | 数量指标 | 扶持个数 | ≥50个 | 52个 | 20 | 20 |
 | 质量指标 | 验收合格率 | ≥100百分比 | 100百分比 | 15 | 15 |
 | 成本指标 | 补助成本 | ≤90万元 | 89.974万元 | 15 | 15 |
效益指标（30分） | 社会效益指标 | 带动就业 | 有所提高 | 达成预期指标 | 30 | 30 |
满意度指标（10分） | 服务对象满意度指标 | 群众满意度 | ≥90% | 95% | 10 | 10 |
总分 | | | | | 100 | 90 |
"""
)

_REASON = "预算执行率未达到90%的原因 |\n"
_HEADERS = "一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 | 未完成原因分析\n"

DAYING = (
    project(
        year="2023",
        total="0.00 | 3.36 | 3.36 | 10 | 100% | 10",
        appropriation="0.00 | 3.36 | 3.36 |  | 100% |",
        behind=_REASON,
    )
    + _HEADERS
    + """产出指标 | 成本指标 | 成本控制数 | ≤ | 30 | 万元 | 完成 | 90 | 90 |
总分 | | | | | | | 100 | 100 |
"""
)

YUEYANGLOU = (
    project(
        year="2023",
        total="28.8 | 28.8 | 28.8 | 10 | 100% | 10",
        appropriation="28.8 | 28.8 | 28.8 |  | 100% |",
        behind=_REASON,
    )
    + _HEADERS
    + """成本指标 | 社会成本指标 | 项目成本 | ≤ | 28.8万元 | % | 28.8万元 | 20 | 20 |
产出指标 | 数量指标 | 调查次数 | ≥ | 12 | 次 | 12 | 40 | 40 |
效益指标 | 社会效益指标 | 规划水平 | 定性 | 有所提升 |  | 达成预期指标 | 20 | 20 |
满意度指标 | 满意度指标 | 群众满意度 | ≥ | 90 | % | 96 | 10 | 10 |
总分 | | | | | | | 100 | 100 |
"""
)

_CLOSED = """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
产出指标（50分） | 数量指标 | 完成项目数 | ≥5个 | 5个 | 50 | 50 |
效益指标（30分） | 社会效益指标 | 群众受益 | 有所提高 | 达成预期指标 | 30 | 30 |
满意度指标（10分） | 服务对象满意度指标 | 群众满意度 | ≥90% | 95% | 10 | 10 |
总分 | | | | | 100 | 100 |
"""


class DescribeAProjectOfAnhui:
    """0 in all of 年度资金总额 above 90 and 89.974 in the row below; an execution rate on the first budget."""

    def it_wants_the_total_to_be_the_sum_of_its_rows(self):
        findings = failures(assessed("mof-project-2020", form=GUICHI), "funds-sum")
        assert [(each.cell, each.expected) for each in findings] == [
            ("C6", Decimal(90)),
            ("D6", Decimal("89.974")),
            ("E6", Decimal("89.974")),
        ]

    def it_knows_that_the_rate_is_that_of_another_budget(self):
        finding = only(assessed("mof-project-2020", form=GUICHI), "execution-rate")
        assert (finding.cell, finding.expected) == ("G7", Decimal(1))

    def it_reads_the_rest_of_it_and_finds_nothing(self):
        assessment = assessed("mof-project-2020", form=GUICHI)
        assert set(found(assessment)) == {"funds-sum", "execution-rate"}
        assert row(assessment, "验收合格率").recomputed == 15
        assert row(assessment, "带动就业").least == 24

    def it_gives_no_point_for_an_execution_rate_of_0(self):
        claimed = GUICHI.replace("0 | 0 | 0 | 10 | 0 | 0", "0 | 0 | 0 | 10 | 0 | 10").replace("100 | 90", "100 | 100")
        finding = only(assessed("mof-project-2020", form=claimed), "score-not-earned")
        assert (finding.cell, finding.expected) == ("H6", 0)


class DescribeAProjectOfSichuan:
    """A cost of at most 30万元 is answered with 完成; all 90 points are those of one indicator."""

    def it_wants_a_figure_for_a_figure(self):
        assert found(assessed("sichuan-2023", form=DAYING)) == {"unit-mismatch": ["G14"]}

    def it_takes_a_budget_that_came_within_the_year(self):
        assessment = assessed("sichuan-2023", form=DAYING)
        assert row(assessment, "预算执行率").recomputed == 10
        assert assessment.totals.capped == 100

    def it_cannot_tell_the_points_of_an_answer_without_a_figure(self):
        its = row(assessed("sichuan-2023", form=DAYING), "成本控制数")
        assert (its.weight, its.recomputed) == (90, None)
        assert "完成值“完成”" in its.why

    def it_wants_a_reason_where_less_than_90_percent_is_spent(self):
        late = DAYING.replace("3.36 | 10 | 100% | 10", "2.36 | 10 | 70.24% | 7.02").replace(
            "100 | 100 |", "100 | 97.02 |"
        )
        late = late.replace("0.00 | 3.36 | 3.36 |  | 100%", "0.00 | 3.36 | 2.36 |  | 70.24%")
        assert set(found(assessed("sichuan-2023", form=late))) == {"unit-mismatch", "execution-reason"}
        told = late.replace(_REASON, "预算执行率未达到90%的原因 | 项目年底结算\n")
        assert set(found(assessed("sichuan-2023", form=told))) == {"unit-mismatch"}


class DescribeAProjectOfHunan:
    """28.8万元 where the unit is %; the costs are an indicator of the first level."""

    def it_knows_a_unit_that_cannot_be_that_of_the_figure(self):
        finding = only(assessed("sichuan-2023", form=YUEYANGLOU), "unit-mismatch")
        assert finding.cell == "G14"
        assert "28.8万元" in finding.message and "计量单位是“%”" in finding.message

    def it_finds_nothing_else(self):
        assert set(found(assessed("sichuan-2023", form=YUEYANGLOU))) == {"unit-mismatch"}


class DescribeThreePublicExpenses:
    """24.86 are stated, and the parts are 11, 2.85 and 10.93."""

    def it_finds_the_8_hundredths_that_are_missing(self):
        form = filled(
            三公经费_决算="24.86", 公务用车_决算="11", 公车运行_决算="11", 因公出国_决算="2.85", 公务接待_决算="10.93"
        )
        finding = only(form.assess(), "three-public-sum")
        assert (finding.expected, finding.difference) == (Decimal("24.78"), Decimal("0.08"))


class DescribePostsThatCountThePensioners:
    """205 are called posts: 113 in post, 2 and 75 retired, 10 and 5 others."""

    def it_gives_the_ratio_of_those_in_post_and_wants_it_stated(self):
        assessment = filled(编制数=205, 在职人数=113, 在职人员控制率="100%").assess()
        finding = only(assessment, "staffing-ratio")
        assert "113÷205=55.12%" in finding.computation


class DescribeSumsThatAreRight:
    @pytest.mark.parametrize(
        ("total", "parts"),
        [
            ("1928.76", ("71.53", "1857.23", "")),
            ("1857.23", ("423.81", "1433.42", "")),
            ("1894", ("187", "1707", "0")),
            ("799.12", ("434.89", "77.4", "286.83")),
        ],
    )
    def it_lets_them_pass(self, total: str, parts: tuple[str, str, str]):
        rows = [f"{part} | {part} | {part} |  | {'100%' if part not in ('', '0') else ''} |" for part in parts]
        funds = project(
            total=f"{total} | {total} | {total} | 10 | 100% | 10", appropriation=rows[0], carried=rows[1], other=rows[2]
        )
        assert found(assessed("mof-project-2020", form=funds + _CLOSED)) == {}
