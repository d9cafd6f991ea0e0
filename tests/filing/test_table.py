from decimal import Decimal

import pytest

from tests.filing.table import SELF, swapped, without

HEADER = "一级指标 | 30 | 二级指标 | 三级指标 | 年度指标值 | 全年↵完成值 | 自评↵得分 | 偏差及↵原因分析"
CLEAN = """
2020年部门整体支出绩效自评表
一级指标 | 分值 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 | 自评得分 | 偏差及原因分析
管理指标 | 30 | 预算管理（14） | | | | 14 |
^ | ^ | 资产管理（16） | | | | 15 | 盘点晚
产出指标 | 70 | 数量指标（40） | 甲 | 5 | 6 | 20 |
^ | ^ | ^ | 乙 | 7 | 7 | 20 |
^ | ^ | 质量指标（30） | 丙 | '95% | '96% | 30 |
总分 | 100 | | | | | 99 |
"""


def paths(read):
    return [(row.level1, row.level2, row.level3) for row in read.rows]


def weights(read, key):
    return [row.facts[key].value and str(row.facts[key].value) for row in read.rows]


class DescribeTheTableAsPasted:
    def it_fills_names_down(self, filing):
        assert paths(filing()) == [
            ("", "", ""),
            ("", "预算执行管理", ""),
            ("", "资产管理", ""),
            ("产出指标", "数量指标", "残疾人培训"),
            ("产出指标", "数量指标", "托养服务人数"),
            ("产出指标", "时效指标", "改造完成时间"),
            ("效益指标", "经济效益指标", "生活水平"),
            ("效益指标", "满意度指标", "残疾人满意度"),
        ]

    def it_takes_the_first_weight_from_the_header_and_gives_it_to_the_first_row_with_content(self, filing):
        rows = filing().rows
        assert (rows[1].facts["一级分值"].value, rows[1].facts["一级分值"].cell) == (30, "B12")
        assert rows[0].facts["一级分值"].value is None

    def it_has_each_weight_once(self, filing):
        read = filing()
        assert weights(read, "一级分值") == [None, "30", None, "40", None, None, "30", None]
        assert weights(read, "二级分值") == [None, "4", "4", "20", None, "10", "10", "10"]

    def it_numbers_the_groups(self, filing):
        rows = [row for row in filing().rows if not row.blank]
        assert [row.group1 for row in rows] == [0, 0, 1, 1, 1, 2, 2]
        assert [len({row.group2 for row in rows if row.group1 == group}) for group in (0, 1, 2)] == [2, 2, 2]

    def it_binds_a_score_to_the_weight_of_a_level_2_that_stands_alone(self, filing):
        assert [row.weight and str(row.weight.value) for row in filing().rows] == [
            None,
            "4",
            "4",
            None,
            None,
            None,
            None,
            None,
        ]

    def it_finds_the_faults_of_the_names(self, filing):
        faults = [(fault.kind, fault.level, fault.cell, fault.text) for fault in filing().name_faults]
        assert faults == [
            ("nameless", 1, "A13", ""),
            ("blank_row", 2, "C13", ""),
            ("bracket", 2, "C19", "经济效益指标（10"),
        ]

    def it_knows_the_total_and_its_cells(self, filing):
        total = filing().total
        assert (total["一级分值"].value, total["一级分值"].cell) == (100, "B21")
        assert (total["自评得分"].value, total["自评得分"].cell) == (96, "G21")

    def it_knows_the_cell_of_a_blank_reason(self, filing):
        assert filing().rows[3].facts["偏差原因"].cell == "H16"
        assert filing().rows[3].facts["偏差原因"].state == "blank"

    def it_reads_targets_as_numbers_or_words(self, filing):
        facts = [row.facts["年度指标值"] for row in filing().rows]
        assert (facts[4].state, facts[4].value) == ("number", 280)
        assert (facts[5].state, facts[5].text) == ("text", "10月底")
        assert (facts[7].state, facts[7].value) == ("number", Decimal("0.90"))


class DescribeNamesAndGroups:
    def it_reads_a_clean_table_without_a_fault(self, filing):
        read = filing(self_=CLEAN)
        assert read.name_faults == ()
        assert weights(read, "一级分值") == ["30", None, "70", None, None]

    @pytest.mark.parametrize("blank", ["^", ""])
    def it_takes_blank_cells_for_merged_ones(self, filing, blank):
        assert paths(filing(self_=CLEAN.replace("^", blank))) == paths(filing(self_=CLEAN))

    def it_takes_a_name_and_a_weight_repeated_in_every_row_once(self, filing):
        lines = CLEAN.strip("\n").split("\n")
        lines[3] = lines[3].replace("^ | ^ |", "管理指标 | 30 |")
        lines[5] = lines[5].replace("^ | ^ | ^", "产出指标 | 70 | 数量指标（40）")
        lines[6] = lines[6].replace("^ | ^", "产出指标 | 70")
        read = filing(self_="\n".join(lines))
        assert paths(read) == paths(filing(self_=CLEAN))
        assert weights(read, "一级分值") == ["30", None, "70", None, None]
        assert weights(read, "二级分值") == ["14", "16", "40", None, "30"]

    def it_finds_a_lost_name_of_level_1_by_its_weight(self, filing):
        read = filing(self_=CLEAN.replace("产出指标 | 70", " | 70"))
        assert [row.group1 for row in read.rows] == [0, 0, 1, 1, 1]
        assert [(fault.kind, fault.level, fault.cell) for fault in read.name_faults] == [("nameless", 1, "A5")]

    def it_finds_a_lost_name_of_level_2(self, filing):
        read = filing(self_=CLEAN.replace("资产管理（16）", ""))
        assert [(fault.kind, fault.level, fault.cell) for fault in read.name_faults] == [("nameless", 2, "C4")]

    def it_finds_a_lost_name_of_level_3(self, filing):
        read = filing(self_=CLEAN.replace("| 乙 |", "| |"))
        assert [(fault.kind, fault.level, fault.cell) for fault in read.name_faults] == [("nameless", 3, "D6")]

    def it_marks_a_blank_row_below_a_merged_name_where_level_3_should_stand(self, filing):
        read = filing(self_=swapped(CLEAN, "^ | ^ | ^ | 乙 | 7 | 7 | 20 |", "^ | ^ | ^ | | | | |"))
        assert [(fault.kind, fault.level, fault.cell) for fault in read.name_faults] == [("blank_row", 3, "D6")]
        assert read.rows[3].blank

    @pytest.mark.parametrize(
        "text",
        [
            "数量指标(40)",
            "数量指标（40分）",
            "数量指标（40",
            "数量指标 （ 40 ）",
            "数量指标【40】",
            "数量指标（分值：40）",
        ],
    )
    def it_reads_a_weight_in_any_bracket(self, filing, text):
        read = filing(self_=CLEAN.replace("数量指标（40）", text))
        assert read.rows[2].level2 == "数量指标"
        assert read.rows[2].facts["二级分值"].value == 40

    def it_leaves_words_in_brackets_in_the_name(self, filing):
        read = filing(self_=CLEAN.replace("数量指标（40）", "数量指标（含上年）"))
        assert read.rows[2].level2 == "数量指标（含上年）"
        assert read.rows[2].facts["二级分值"].state == "blank"
        assert read.name_faults == ()

    def it_finds_an_open_bracket_without_a_weight_too(self, filing):
        read = filing(self_=CLEAN.replace("| 甲 |", "| 甲（含 |"))
        assert [(fault.kind, fault.level, fault.cell) for fault in read.name_faults] == [("bracket", 3, "D5")]

    def it_tells_two_indicators_of_one_name_apart_by_their_level_1(self, filing):
        read = filing(self_=CLEAN.replace("资产管理（16）", "制度健全").replace("数量指标（40）", "制度健全"))
        assert [row.group2 for row in read.rows] == [0, 1, 2, 2, 3]


class DescribeColumns:
    def it_takes_the_weight_of_level_1_from_brackets_where_it_has_no_column(self, filing):
        lines = [line.split("|") for line in CLEAN.strip("\n").split("\n")]
        without_column = "\n".join("|".join(cells[:1] + cells[2:]) for cells in lines)
        text = without_column.replace("管理指标 |", "管理指标（30） |").replace("产出指标 |", "产出指标（70分） |")
        read = filing(self_=text)
        assert weights(read, "一级分值") == ["30", None, "70", None, None]
        assert read.rows[0].level1 == "管理指标"

    def it_reads_weights_of_level_3_from_a_column_behind(self, filing):
        text = """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
产出指标（50分） | 数量指标 | 甲 | 5 | 6 | 20 | 20 |
^ | ^ | 乙 | 7 | 7 | 10 | 9 | 延后
^ | 质量指标 | 丙 | '95% | '96% | 20 | 20 |
总分 | | | | | 100 | 99 |
"""
        read = filing(self_=text)
        assert weights(read, "三级分值") == ["20", "10", "20"]
        assert [str(row.weight.value) for row in read.rows] == ["20", "10", "20"]
        assert (read.total["自评得分"].value, read.total["自评得分"].cell) == (99, "G5")

    def it_reads_weights_of_level_2_from_a_column_of_their_own(self, filing):
        lines = (
            CLEAN.replace("（14）", " | 14")
            .replace("（16）", " | 16")
            .replace("（40）", " | 40")
            .replace("（30）", " | 30")
        )
        text = (
            lines.replace("二级指标 |", "二级指标 | 权重 |")
            .replace("^ | ^ | ^ |", "^ | ^ | ^ | |")
            .replace("100 | |", "100 | | |")
        )
        read = filing(self_=text)
        assert weights(read, "二级分值") == ["14", "16", "40", None, "30"]
        assert (read.rows[2].facts["二级分值"].cell, read.rows[2].level2) == ("D5", "数量指标")

    def it_takes_a_column_of_numbers_beside_level_1_for_its_weights(self, filing):
        read = filing(self_=CLEAN.replace("一级指标 | 分值 |", "一级指标 | |"))
        assert weights(read, "一级分值") == ["30", None, "70", None, None]

    def it_passes_over_columns_it_does_not_know(self, filing):
        text = "\n".join(
            line.replace(" | ", " | 说明文字 | ", 4).replace("说明文字 | ", "", 3)
            for line in CLEAN.strip("\n").split("\n")
        )
        read = filing(self_=text.replace("三级指标 | 说明文字", "三级指标 | 指标解释"))
        assert [row.level3 for row in read.rows] == ["", "", "甲", "乙", "丙"]
        assert read.rows[2].facts["年度指标值"].value == 5

    def it_finds_columns_in_another_order(self, filing):
        lines = [line.split("|") for line in CLEAN.strip("\n").split("\n")]
        moved = "\n".join("|".join([*cells[:4], *cells[5:7], *cells[4:5], *cells[7:]]) for cells in lines)
        read = filing(self_=moved)
        assert [row.facts["自评得分"].value for row in read.rows] == [14, 15, 20, 20, 30]
        assert read.rows[2].facts["年度指标值"].cell == "G5"

    def it_finds_the_table_wherever_it_stands(self, filing):
        text = "\n" * 9 + "\n".join(" | | " + line for line in CLEAN.strip("\n").split("\n"))
        read = filing(self_=text.lstrip("\n"))
        assert read.rows[2].facts["三级指标"].cell == "F5"
        assert read.total["自评得分"].value == 99


class DescribeRowsThatAreNoIndicators:
    def it_skips_subtotals_and_a_repeated_header(self, filing):
        header = CLEAN.strip("\n").split("\n")[1]
        text = swapped(CLEAN, "产出指标 | 70 |", f"小 计 | 30 | | | | | 29 |\n{header}\n产出指标 | 70 |")
        assert paths(filing(self_=text)) == paths(filing(self_=CLEAN))
        assert weights(filing(self_=text), "一级分值") == ["30", None, "70", None, None]

    def it_takes_合计_below_the_last_indicator_for_the_total(self, filing):
        assert filing(self_=swapped(CLEAN, "总分 |", "合 计 |")).total["自评得分"].value == 99

    @pytest.mark.parametrize("label", ["总得分", "自评总分", "得分合计"])
    def it_knows_the_total_by_its_other_names(self, filing, label):
        read = filing(self_=swapped(CLEAN, "总分 |", f"{label} |"))
        assert (read.total["自评得分"].value, len(read.rows)) == (99, 5)

    @pytest.mark.parametrize("text", ["总分：96分", "总分 96", "自评总分：96分（优）"])
    def it_reads_the_points_behind_the_label(self, filing, text):
        read = filing(self_=swapped(CLEAN, "总分 | 100 | | | | | 99 |", text))
        assert (read.total["自评得分"].value, read.total["自评得分"].cell, len(read.rows)) == (96, "A8", 5)
        assert (read.grade.text if read.grade else None) == ("优" if "优" in text else None)

    def it_takes_no_signature_below_the_total_for_an_indicator(self, filing):
        text = swapped(CLEAN, "总分 |", "合计 |").rstrip("\n") + "\n填表人：甲 | | | | | | 负责人签字：乙"
        assert filing(self_=text).total["自评得分"].value == 99

    def but_not_one_in_the_middle(self, filing):
        text = swapped(without(CLEAN, "总分"), "产出指标 | 70 |", "合计 | 30 | | | | | 29 |\n产出指标 | 70 |")
        read = filing(self_=text)
        assert read.total == {}
        assert len(read.rows) == 5

    def it_stops_before_notes_and_signatures_where_the_total_is_lost(self, filing):
        text = without(CLEAN, "总分").rstrip("\n") + "\n说明：自评依据见附页\n填表人： | | 电话："
        read = filing(self_=text)
        assert (len(read.rows), read.total) == (5, {})


class DescribeScores:
    @pytest.mark.parametrize(
        ("cell", "state", "value"),
        [
            ("5分", "number", 5),
            ("'（5 分）", "number", 5),
            ("'（5）", "number", 5),
            ("4.5", "number", Decimal("4.5")),
            ("/", "na", None),
            ("—", "na", None),
            ("'　", "blank", None),
            ("满分", "text", None),
            ("=1+1⇒", "uncached", None),
        ],
    )
    def it_reads_a_score(self, filing, cell, state, value):
        fact = filing(self_=swapped(CLEAN, "| '96% | 30 |", f"| '96% | {cell} |")).rows[4].facts["自评得分"]
        assert (fact.state, fact.value, fact.decimals) == (state, value, None)

    def it_finds_a_total_pasted_beside_its_columns(self, filing):
        total = filing(self_=swapped(CLEAN, "总分 | 100 | | | | | 99 |", "总分 | | 100 | 99 | | | |")).total
        assert (total["一级分值"].value, total["自评得分"].value) == (100, 99)

    def it_says_where_a_blank_total_should_stand(self, filing):
        total = filing(self_=swapped(CLEAN, "| 99 |", "| |")).total
        assert (total["自评得分"].state, total["自评得分"].cell) == ("blank", "G8")


class DescribeTheGrade:
    @pytest.mark.parametrize(
        ("row", "score"),
        [
            ("总分 | 100 | | | | | '96（优） |", 96), ("总分 | 100 | | | | | '96分，等级：优 |", 96),
            ("总分 | 100 | | | | | 96 | 优", 96),
            ("总分 | 100 | | | | | 96 |\n评价等级：优 | | |", 96), ("总分 | 100 | | | | | 96 |\n自评等级 | 优 | |", 96),
            ("总分 | 100 | | | | | 96 |\n等次 | < | < | 优", 96),
            ("总分 | 100 | | | | | 96 |\n评价等级：优秀 |", 96), ("总分 | 100 | | | | | 96 |\n自评等级 | 优秀 |", 96),
        ],
    )  # fmt: skip
    def it_is_found_near_the_total(self, filing, row, score):
        read = filing(self_=swapped(CLEAN, "总分 | 100 | | | | | 99 |", row))
        assert read.grade is not None
        assert read.grade.text == "优"
        assert read.total["自评得分"].value == score

    @pytest.mark.parametrize(
        "row",
        [
            "总分 | 100 | | | | | 96 |",
            "总分 | 100 | | | | | 96 | 良好",
            "总分 | 100 | | | | | 96 |\n等级：优、良、中、差 | |",
        ],
    )
    def it_is_not_found_where_none_is_stated(self, filing, row):
        assert filing(self_=swapped(CLEAN, "总分 | 100 | | | | | 99 |", row)).grade is None

    def it_is_not_looked_for_among_the_answers(self, filing):
        assert filing(self_=SELF.replace("有所提高", "优")).grade is None
