"""Nothing is found in the samples that close; each error planted in one is found at its cells, and nothing else."""

from __future__ import annotations

import pytest

from perfxl.assess.engine import INTERNAL
from perfxl.filing.numeral import Raw
from tests.assess.samples import assessed, place

STANDARDS = ("hubei", "hunan-2021", "hunan-rates", "mof-project-2020", "sichuan-2023")

Changes = dict[str, Raw | None]
Found = dict[str, str]
"""The names of the cells at which each check fails, parted by spaces."""

PROJECT: list[tuple[Changes, Found]] = [
    (
        {"年度资金总额_全年预算": "95"},
        {"funds-sum": "年度资金总额_全年预算", "execution-rate": "年度资金总额_执行率",
         "score-not-earned": "年度资金总额_得分"},
    ),
    (
        {"当年财政拨款_执行": "98.2"},
        {"funds-sum": "年度资金总额_执行", "execution-rate": "当年财政拨款_执行率",
         "execution-over-budget": "当年财政拨款_执行"},
    ),
    ({"年度资金总额_执行率": "90%"}, {"execution-rate": "年度资金总额_执行率"}),
    (
        {"年度资金总额_得分": "10", "总分/自评得分": "99.6"},
        {"score-not-earned": "年度资金总额_得分", "missed-but-full": "年度资金总额_得分"},
    ),
    ({"年度资金总额_分值": "12"}, {"level1-weights": "总分/一级分值"}),
    (
        {"服务群众人次/完成值": "9万人次"},
        {"score-not-earned": "服务群众人次/自评得分"},
    ),
    (
        {"服务群众人次/自评得分": "8", "总分/自评得分": "99.81"},
        {"score-not-earned": "服务群众人次/自评得分", "missed-but-full": "服务群众人次/自评得分"},
    ),
    (
        {"培训结业合格率/自评得分": "9", "总分/自评得分": "101.41"},
        {"score-over-weight": "培训结业合格率/自评得分", "score-not-earned": "培训结业合格率/自评得分"},
    ),
    ({"培训结业合格率/完成值": "96人"}, {"unit-mismatch": "培训结业合格率/完成值"}),
    (
        {"公共文化服务水平/完成值": "部分达成预期指标并具有一定效果"},
        {"score-not-earned": "公共文化服务水平/自评得分", "missed-but-full": "公共文化服务水平/自评得分"},
    ),
    ({"公共文化服务水平/完成值": "完成"}, {"qualitative-answer": "公共文化服务水平/完成值"}),
    (
        {"公共文化服务水平/自评得分": "7", "总分/自评得分": "98.41"},
        {"deduction-unexplained": "公共文化服务水平/偏差原因"},
    ),
    (
        {"公共文化服务水平/自评得分": "6", "总分/自评得分": "97.41"},
        {"deduction-unexplained": "公共文化服务水平/偏差原因", "met-but-deducted": "公共文化服务水平/自评得分"},
    ),
    ({"公益培训结业时间/完成值": "完成"}, {"date-not-given": "公益培训结业时间/完成值"}),
    ({"免费开放天数/完成值": "480天"}, {"over-fulfilled": "免费开放天数/完成值"}),
    ({"志愿服务队伍运行/自评得分": None}, {"score-missing": "志愿服务队伍运行/自评得分"}),
    ({"总分/自评得分": "100"}, {"total-sum": "总分/自评得分"}),
    (
        {"项目总成本/完成值": "120万元"},
        {"score-not-earned": "项目总成本/自评得分", "missed-but-full": "项目总成本/自评得分"},
    ),
    ({"预期目标": None}, {"goal-blank": "预期目标"}),
    ({"项目名称": None}, {"required-blank": "项目名称"}),
]  # fmt: skip

SICHUAN: list[tuple[Changes, Found]] = [
    (
        {"年度资金总额_执行": "80", "年度资金总额_执行率": "84.66%", "年度资金总额_得分": "8.47",
         "总分/自评得分": "97.97"},
        {"funds-sum": "年度资金总额_执行", "execution-reason": "执行率偏低原因"},
    ),
    ({"展陈设备完好率/完成值": "98.5万元"}, {"unit-mismatch": "展陈设备完好率/完成值"}),
    (
        {"展陈设备完好率/完成值": "90"},
        {"score-not-earned": "展陈设备完好率/自评得分", "missed-but-full": "展陈设备完好率/自评得分"},
    ),
    (
        {"免费开放天数/指标性质": "≤"},
        {"score-not-earned": "免费开放天数/自评得分", "missed-but-full": "免费开放天数/自评得分"},
    ),
    (
        {"志愿服务队伍运行/三级分值": "6", "志愿服务队伍运行/自评得分": "6", "总分/自评得分": "101.31"},
        {"level1-weights": "总分/一级分值"},
    ),
]  # fmt: skip

RATES: list[tuple[Changes, Found]] = [
    ({"公用经费控制率/完成值": "1.2"}, {"answer-computed": "公用经费控制率/完成值"}),
    (
        {"三公经费_决算": "4.8"},
        {"three-public-sum": "三公经费_决算", "three-public-over-budget": "三公经费_决算",
         "answer-computed": "“三公经费”控制率/完成值", "score-not-earned": "“三公经费”控制率/自评得分"},
    ),
    (
        {"在职人员控制率/自评得分": "4", "总分/自评得分": "98.18"},
        {"deduction-unexplained": "在职人员控制率/偏差原因"},
    ),
    ({"资金使用合规性/完成值": "2"}, {"score-not-earned": "资金使用合规性/自评得分"}),
    ({"行政效能/完成值": "一般"}, {"score-not-earned": "行政效能/自评得分"}),
    ({"管理制度健全性/完成值": "①②④"}, {"score-not-earned": "管理制度健全性/自评得分"}),
    ({"重点工作实际完成率/完成值": "80"}, {"score-not-earned": "重点工作实际完成率/自评得分"}),
    ({"社会公众或服务对象满意度/完成值": "85%"}, {"score-not-earned": "社会公众或服务对象满意度/自评得分"}),
    (
        {"经济效益、社会效益/自评得分": "11", "总分/自评得分": "100.68"},
        {"score-over-weight": "经济效益、社会效益/自评得分"},
    ),
]  # fmt: skip

PLANTED = [
    (standard, changes, expected)
    for standard, errors in (("mof-project-2020", PROJECT), ("sichuan-2023", SICHUAN), ("hunan-rates", RATES))
    for changes, expected in errors
]


def found(standard: str, changes: Changes) -> dict[str, set[tuple[str | None, str | None]]]:
    """The cells at which each check fails."""
    cells: dict[str, set[tuple[str | None, str | None]]] = {}
    for finding in assessed(standard, changes).failures:
        cells.setdefault(finding.check, set()).add((finding.sheet, finding.cell))
    return cells


class DescribeTheSamplesThatClose:
    @pytest.mark.parametrize("standard", STANDARDS)
    def it_finds_nothing_in_them(self, standard: str):
        assessment = assessed(standard, {})
        assert not assessment.findings
        assert sum(assessment.outcomes.values()) == assessment.places > 0
        assert assessment.totals.declared == assessment.totals.summed == assessment.totals.capped

    @pytest.mark.parametrize("standard", STANDARDS)
    def it_gives_each_row_no_less_than_its_rule(self, standard: str):
        for its in assessed(standard, {}).indicators:
            if its.recomputed is not None:
                assert its.score == its.recomputed, its.path
            else:
                assert its.why or its.least is not None, its.path


class DescribePlantedErrors:
    @pytest.mark.parametrize(
        ("standard", "changes", "expected"), PLANTED, ids=[" ".join(changes) for _, changes, _ in PLANTED]
    )
    def it_finds_each_and_nothing_else(self, standard: str, changes: Changes, expected: Found):
        due = {check: {place(standard, name) for name in names.split()} for check, names in expected.items()}
        assert found(standard, changes) == due

    @pytest.mark.parametrize(("standard", "changes"), [(standard, changes) for standard, changes, _ in PLANTED])
    def it_says_each_in_words(self, standard: str, changes: Changes):
        for finding in assessed(standard, changes).findings:
            assert finding.message and INTERNAL not in finding.message
            assert not finding.message.isascii() and "_" not in finding.message
