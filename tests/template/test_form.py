"""The form's two sheets as an accountant opens them."""

from __future__ import annotations

from tests.template.books import BASE, SELF, blank, sheet_of, texts


class DescribeTheBaseSheet:
    def it_has_the_rows_of_the_official_form(self):
        assert texts(sheet_of(blank(), BASE), range(1, 26), "ABCD") == [
            "附件1 |  |  | ",
            "部门整体支出绩效自评基础数据表 |  |  | ",
            "填报单位： |  |  | 单位：万元",
            "财政供养人员情况 | 编制数 | 2020年实际在职人数 | 控制率",
            ' |  |  | =IFERROR(在职人数/编制数,"")',
            " |  |  | ",
            "经费控制情况 | 2019年决算数 | 2020年预算数 | 2020年决算数",
            "三公经费 | =SUM(公务用车_上年决算,因公出国_上年决算,公务接待_上年决算) | "
            "=SUM(公务用车_预算,因公出国_预算,公务接待_预算) | =SUM(公务用车_决算,因公出国_决算,公务接待_决算)",
            "1、公务用车购置和维护经费 | =SUM(公车购置_上年决算,公车运行_上年决算) | "
            "=SUM(公车购置_预算,公车运行_预算) | =SUM(公车购置_决算,公车运行_决算)",
            "其中：公车购置 |  |  | ",
            "公车运行维护 |  |  | ",
            "2、出国经费 |  |  | ",
            "3、公务接待 |  |  | ",
            "项目支出： |  |  | ",
            "1、业务工作专项 |  |  | ",
            "2、运行维护专项 |  |  | ",
            "…… |  |  | ",
            "公用经费 |  |  | ",
            "其中：办公经费 |  |  | ",
            "水费、电费、差旅费 |  |  | ",
            "会议费、培训费 |  |  | ",
            "政府采购金额 |  |  | ",
            "部门整体支出预算调整 |  |  | ",
            "厉行节约保障措施 |  |  | ",
            texts(sheet_of(blank(), BASE), range(25, 26), "ABCD")[0],
        ]

    def it_ends_with_the_note_and_the_places_to_sign(self):
        last = texts(sheet_of(blank(), BASE), range(25, 28), "AC")
        assert last[0].startswith("说明：“项目支出”")
        assert last[1:] == ["填表人： | 填报日期：", "联系电话： | 单位负责人签字："]

    def it_merges_labels_and_titles_over_their_rows_and_columns(self):
        merged = {str(area) for area in sheet_of(blank(), BASE).merged_cells.ranges}
        assert {"A2:D2", "A4:A6", "B5:B6", "B24:D24"} <= merged


class DescribeTheSelfSheet:
    def it_has_the_rows_of_the_official_form(self):
        assert texts(sheet_of(blank(), SELF), range(3, 14), "ABDEG") == [
            '部门（单位）名称 |  |  |  | =IF(金额单位="","",金额单位)',
            "整体支出规模 |  | 全年预算数 | 全年执行数 | 执行率",
            ' | 资金来源：（1）财政拨款 |  |  | =IFERROR(自评_财政拨款_执行/自评_财政拨款_预算,"")',
            ' | （2）其他资金 |  |  | =IFERROR(自评_其他资金_执行/自评_其他资金_预算,"")',
            ' | 资金结构：（1）基本支出 |  |  | =IFERROR(自评_基本支出_执行/自评_基本支出_预算,"")',
            ' | （2）项目支出 |  |  | =IFERROR(自评_项目支出_执行/自评_项目支出_预算,"")',
            "年度总体目标 | 年初设定目标 |  | 全年完成情况 | ",
            " |  |  |  | ",
            "分解目标自评 |  |  |  | ",
            "一级指标 | 分值 | 三级指标 | 年度指标值 | 自评得分",
            "管理指标 | 30 |  |  | ",
        ]

    def it_has_the_indicators_with_their_weights_and_the_total(self):
        sheet = sheet_of(blank(), SELF)
        named = [text for text in texts(sheet, range(13, 34), "ABC") if text != " |  | "]
        assert named[0] == "管理指标 | 30 | 预算编制管理（3）"
        assert named[8:] == [
            "产出指标 | 40 | 数量指标（20）",
            " |  | 质量指标（10）",
            " |  | 时效指标（10）",
            "效益指标 | 30 | 社会效益指标（10）",
            " |  | 经济效益指标（10）",
            " |  | 满意度指标（10）",
            "总分 | 100 | ",
        ]
        assert sheet["G33"].value == "=SUM(G13:G32)"

    def it_merges_a_group_over_its_rows(self):
        merged = {str(area) for area in sheet_of(blank(), SELF).merged_cells.ranges}
        assert {"A13:A20", "B21:B28", "C21:C23", "A29:A32", "A11:H11"} <= merged
