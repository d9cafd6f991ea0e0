"""The forms of other regions and years, as they are pasted from Word: official layouts, and the mess of real ones."""

from __future__ import annotations

from decimal import Decimal

import pytest

from perfxl.filing.detect import detect_in
from perfxl.filing.grid import Grid
from perfxl.filing.model import Filing
from perfxl.filing.read import from_grids
from perfxl.standard.loader import load
from tests.filing.table import BASE, SELF, grid

MOF = """
项目支出绩效自评表 | < | < | < | < | < | < | < | <
（2021年度） | < | < | < | < | < | < | < | <
项目名称 | < | 免费开放补助 | < | < | < | < | < | <
主管部门 | < | 县文旅局 | < | < | 实施单位 | < | 县文化馆 | <
项目资金↵（万元） | | | 年初预算数 | 全年预算数↵（A） | 全年执行数↵（B） | 分值 | 执行率↵（B/A） | 得分
^ | 年度资金总额 | < | 80 | '94.5　 | 92.7 | 10 | '98.1% | 9.81
^ | 其中：当年财政拨款 | < | 80 | 90 | 88.2 | —— | 98% | ——
^ | 　　　上年结转资金 | < | 0 | 4.5 | 4.5 | / | 100% | /
^ | 　　　其他资金 | < | 　 | | | — | | —
年度总↵体目标 | 预期目标 | < | < | < | 实际完成情况 | < | < | <
^ | 全年免费开放。 | < | < | < | 开放318天。 | < | < | <
绩↵效↵指↵标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际↵完成值 | 分值 | 得分 | 偏差原因分析及改进措施
^ | 产出指标↵（50分） | 数量指标 | 指标1：免费开放天数 | ≥300天 | 318天 | 5 分 | 5 |
^ | ^ | ^ | 指标2：培训期数 | =24期 | 24期 | （25分） | 25 |
^ | ^ | 质量指标 | 合格率 | ≥95% | '96% | 10 | 10 |
^ | ^ | 时效指标 | 结业时间 | 12月底前 | 12月18日 | 5 | 5 |
^ | ^ | 成本指标 | 总成本 | ≤94.5万元 | 92.7万元 | 5 | 5 |
^ | 效益指标↵（30分） | 经济效益↵指标 | …… | | | | |
^ | ^ | 社会效益↵指标 | 服务水平 | 有所提升 | 达成预期指标 | 30 | / |
^ | 满意度指标↵（10分 | 服务对象↵满意度指标 | 满意度 | ≥90% | '94% | 10 | 10 |
总分 | < | < | < | < | < | 100 | 79.81 |
"""

HUNAN_2021 = """
附件2
2021年度部门整体支出绩效自评表
省级预算部门名称 | 县文化馆 | < | < | < | < | < | <
年度预↵算申请↵（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
^ | 年度资金总额 | 550 | 590.5 | 588.37 | 10 | '99.64% | 9.96
^ | 按收入性质分：一般公共预算 | 520 | 560.5 | 558.42 | | |
^ | 政府性基金拨款 | 0 | 0 | 0 | | |
^ | 纳入专户管理的非税收入拨款 | | | | | |
^ | 其他资金 | 30 | 30 | 29.95 | | |
^ | 按支出性质分：基本支出 | 300 | 318.5 | 316.92 | | |
^ | 项目支出 | 250 | 272 | 271.45 | | |
年度总↵体目标 | 预期目标 | < | < | 实际完成情况 | < | < | <
^ | 办好展演。 | < | < | 已办。 | < | < | <
绩效↵指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
^ | 产出指标（50分） | 数量指标 | 开放天数 | 300 | 318 | 50 | 50
^ | 效益指标（30分） | 社会效益指标 | 服务水平 | 提升 | 提升 | 30 | 28
^ | 满意度指标（10分） | 服务对象满意度指标 | 满意度 | '90% | '94% | 10 | 10
总分 | < | < | < | < | < | 100 | 97.96
"""

SICHUAN = """
2023年部门预算项目支出绩效自评表
项目名称 | < | 环卫作业 | < | < | < | < | < | < | <
主管部门 | < | 县住建局 | < | < | 实施单位 | < | 环卫所 | < | <
项目资金（万元） | | 年初预算数 | < | 全年预算数（A） | < | 全年执行数（B） | 执行率（B/A） | 分值 | 得分
^ | 年度资金总额 | 0 | < | 3.36 | < | 3 | '89.29% | 10 | 8.93
^ | 其中：当年财政拨款 | 0 | < | 3.36 | < | 3 | '89.29% | / | /
预算执行率未达到90%的需说明原因（100字以内） | 尾款未到支付期限
绩效指标（90分） | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分
^ | 产出指标 | 数量指标 | 清运量 | ≥ | 300 | 吨 | 320 | 22.5 | 22.5
^ | ^ | 质量指标 | 合格率 | ≥ | 95 | % | 96 | 22.5 | 22.5
^ | ^ | 成本指标 | 总成本 | ≤ | 30 | 万元 | 完成 | 22.5 | 22.5
^ | 满意度指标 | 服务对象满意度指标 | 群众评价 | 定性 | 好 | | 达成预期指标 | 22.5 | 20
合计 | < | < | < | < | < | < | < | 100 | 96.43
"""

HUBEI = """
2022年度部门整体绩效自评表
单位名称 | 县文化馆 | < | < | < | < | < | <
基本支出总额 | 316.92 | < | < | 项目支出总额 | 271.45 | < | <
预算执行情况↵（万元）↵（20分） | | 预算数（A） | < | 执行数（B） | 执行率（B/A） | 得分↵（20分*执行率） | <
^ | 部门整体支出总额 | 590.5 | < | 588.37 | '99.64% | 19.93 | <
一级指标 | 二级指标 | 三级指标 | 年初目标值（A） | 实际完成值（B） | 得分 | |
产出指标↵（40分） | 数量指标 | 开放天数 | ≥300天 | 318天 | 40 | |
效益指标↵（30分） | 社会效益指标 | 服务水平 | 提升 | 提升 | 28 | |
满意度指标（10分） | 服务对象满意度指标 | 满意度 | ≥90% | '94% | 10 | |
总分 | < | < | < | < | 97.93 | |
"""

RATES = """
2020年部门整体支出绩效评价指标表
部门（单位）名称 | 县文化馆 | < | < | < | < | < | < | < | <
一级指标 | 分值 | 二级指标 | 分值 | 三级指标 | 分值 | 评分标准 | 指标值 | 得分 | 扣分原因
投入 | 10 | 预算配置 | 10 | 在职人员控制率 | 5 | 每超1个百分点扣0.5分 | '95.8% | 5 |
^ | ^ | ^ | ^ | “三公经费”变动率 | '5% | 每增1个百分点扣0.5分 | '-4% | 5 |
过程 | 60 | 预算管理 | 40 | 管理制度健全性 | 8 | 每项2分 | 4项 | 8 |
总分 | 100 | | | | | | | 18 |
"""


def read(standard: str, *grids: Grid) -> Filing:
    return from_grids("book.xlsx", grids, load(standard))


def figures(filing: Filing, *names: str) -> list[str | None]:
    values = (filing.facts[name].value for name in names)
    return [None if value is None else f"{value.normalize():f}" for value in values]


def column(filing: Filing, key: str) -> list[str]:
    return [row.facts[key].text for row in filing.rows if not row.blank]


def weights(filing: Filing) -> list[Decimal | None]:
    return [row.weight.value if row.weight else None for row in filing.rows if not row.blank]


class DescribeTellingThemApart:
    @pytest.mark.parametrize(
        ("standard", "sheets"),
        [
            ("mof-project-2020", [MOF]),
            ("hunan-2021", [BASE, HUNAN_2021]),
            ("hunan-2021", [HUNAN_2021]),
            ("sichuan-2023", [SICHUAN]),
            ("hubei", [HUBEI]),
            ("hunan-rates", [RATES]),
            ("hunan-2020", [SELF]),
            ("hunan-2020", [BASE]),
        ],
    )
    def it_finds_the_standard_of_a_form_as_pasted(self, standard: str, sheets: list[str]):
        assert detect_in([grid(f"Sheet{at}", text) for at, text in enumerate(sheets)], {}).standard.id == standard


class DescribeTheProjectFormOf2020:
    def it_reads_pairs_of_labels_on_one_line(self):
        facts = read("mof-project-2020", grid("Sheet1", MOF)).facts
        assert [facts[name].text for name in ("项目名称", "主管部门", "单位名称")] == [
            "免费开放补助",
            "县文旅局",
            "县文化馆",
        ]

    def it_reads_the_funds_whose_score_stands_in_the_first_row_only(self):
        filing = read("mof-project-2020", grid("Sheet1", MOF))
        assert figures(filing, "年度资金总额_全年预算", "当年财政拨款_执行", "年度资金总额_得分") == [
            "94.5",
            "88.2",
            "9.81",
        ]
        assert "当年财政拨款_得分" not in filing.facts
        assert filing.units["form"].text == "万元" or filing.units["form"].state == "blank"

    def it_takes_the_execution_rate_as_the_first_indicator(self):
        row = read("mof-project-2020", grid("Sheet1", MOF)).rows[0]
        assert (row.path, row.row, row.group1, row.group2) == (("预算执行率", "预算执行率"), 6, 0, 0)
        assert row.weight is not None
        assert (row.weight.value, row.weight.cell) == (10, "G6")
        assert [row.facts[key].text for key in ("年度指标值", "完成值", "自评得分")] == ["100%", "98.1%", "9.81"]

    def it_reads_level_1_weights_in_brackets_and_level_3_weights_however_they_are_written(self):
        filing = read("mof-project-2020", grid("Sheet1", MOF))
        heads = [row.facts["一级分值"].value for row in filing.rows if row.facts["一级分值"].state == "number"]
        assert heads == [10, 50, 30, 10]
        assert weights(filing) == [10, 5, 25, 10, 5, 5, None, 30, 10]
        assert [fault.kind for fault in filing.name_faults] == ["bracket"]

    def it_numbers_the_groups_behind_the_row_beside_the_table(self):
        filing = read("mof-project-2020", grid("Sheet1", MOF))
        assert [row.group1 for row in filing.rows] == [0, 1, 1, 1, 1, 1, 2, 2, 3]
        assert filing.rows[1].level3 == "指标1：免费开放天数"

    def it_knows_a_score_that_is_not_applicable(self):
        filing = read("mof-project-2020", grid("Sheet1", MOF))
        assert next(row for row in filing.rows if row.level3 == "服务水平").facts["自评得分"].state == "na"

    def it_finds_the_total_and_its_weight_below_the_scores(self):
        total = read("mof-project-2020", grid("Sheet1", MOF)).total
        assert (total["一级分值"].value, total["一级分值"].cell) == (100, "G21")
        assert (total["自评得分"].value, total["自评得分"].cell) == (Decimal("79.81"), "H21")

    def it_tells_the_year_that_stands_alone_below_the_title(self):
        assert read("mof-project-2020", grid("Sheet1", MOF)).year == 2021

    def it_is_found_among_the_numbered_sheets_of_final_accounts(self):
        others = [
            grid(f"表{number}", f"{title} | |\n项目 | 年初预算数 | 决算数\n基本支出 | 5 | 6\n项目支出 | 7 | 8")
            for number, title in enumerate(("收入支出决算总表", "收入决算表", "支出决算表", "三公经费支出决算表"), 1)
        ]
        filing = read("mof-project-2020", *others, grid("表13", MOF), grid("表14", "说明 | 本单位无此项"))
        assert filing.sheets == {"form": "表13"}

    def it_says_which_sheets_hold_the_form_once_more(self):
        first, second = grid("项目一", MOF), grid("项目二", MOF.replace("88.2", "70"))
        filing = read("mof-project-2020", first, second, grid("名单", "姓名 | 电话\n张 | 1"))
        assert (filing.sheets["form"], filing.alike) == ("项目一", ("项目二",))
        assert read("mof-project-2020", first).alike == ()
        assert "项目二" in detect_in([first, second], {}).detected.beside(filing.alike).zh


class DescribeHunanOf2021:
    def it_reads_the_funds_by_their_nature(self):
        filing = read("hunan-2021", grid("附件2", HUNAN_2021))
        names = ("自评_一般公共预算_执行", "自评_其他资金_全年预算", "自评_基本支出_年初预算", "自评_项目支出_执行")
        assert figures(filing, *names) == ["558.42", "30", "300", "271.45"]
        assert filing.facts["单位名称"].text == "县文化馆"

    def it_scores_the_execution_rate_beside_the_indicators(self):
        filing = read("hunan-2021", grid("附件2", HUNAN_2021))
        assert column(filing, "自评得分") == ["9.96", "50", "28", "10"]
        assert weights(filing) == [10, 50, 30, 10]
        assert filing.year == 2021


class DescribeSichuanOf2023:
    def it_reads_operator_target_and_unit_each_in_its_column(self):
        filing = read("sichuan-2023", grid("表3", SICHUAN))
        assert column(filing, "指标性质")[1:] == ["≥", "≥", "≤", "定性"]
        assert column(filing, "年度指标值")[1:] == ["300", "95", "30", "好"]
        assert column(filing, "度量单位")[1:] == ["吨", "%", "万元", ""]
        assert weights(filing) == [10, *[Decimal("22.5")] * 4]

    def it_reads_the_reason_of_a_low_execution_rate(self):
        filing = read("sichuan-2023", grid("表3", SICHUAN))
        assert filing.facts["执行率偏低原因"].text == "尾款未到支付期限"
        assert filing.rows[0].facts["完成值"].value == Decimal("0.8929")

    def it_finds_the_total_under_another_name(self):
        total = read("sichuan-2023", grid("表3", SICHUAN)).total
        assert (total["一级分值"].value, total["自评得分"].value) == (100, Decimal("96.43"))


class DescribeHubei:
    def it_reads_a_score_whose_header_names_its_rule(self):
        filing = read("hubei", grid("整体自评", HUBEI))
        assert figures(filing, "部门整体支出总额_得分", "基本支出总额", "项目支出总额") == ["19.93", "316.92", "271.45"]
        assert column(filing, "自评得分") == ["19.93", "40", "28", "10"]

    def it_has_the_total_where_no_column_of_weights_is(self):
        total = read("hubei", grid("整体自评", HUBEI)).total
        assert total["自评得分"].value == Decimal("97.93")
        assert "一级分值" not in total


class DescribeHunanRates:
    def it_tells_three_columns_of_one_header_apart(self):
        filing = read("hunan-rates", grid("评分表", RATES))
        assert [row.facts["一级分值"].value for row in filing.rows] == [10, None, 60]
        assert [row.facts["二级分值"].value for row in filing.rows] == [10, None, 40]
        assert weights(filing) == [5, 5, 8]

    def it_knows_the_rows_that_the_form_names_itself(self):
        filing = read("hunan-rates", grid("评分表", RATES))
        known = [row.item.level3 if row.item else None for row in filing.rows]
        assert known == ["在职人员控制率", "“三公经费”变动率", "管理制度健全性"]
        assert column(filing, "评分标准")[2] == "每项2分"
