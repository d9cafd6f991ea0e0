from decimal import Decimal

import pytest

from tests.filing.table import BASE, SELF, swapped, without


def told(fact):
    return fact.state, None if fact.value is None else str(fact.value), fact.cell


class DescribeTheFormAsPasted:
    @pytest.mark.parametrize(
        ("name", "state", "value", "cell"),
        [
            ("填报单位", "text", None, "A3"), ("金额单位", "text", None, "D3"), ("编制数", "number", "11", "B5"),
            ("在职人员控制率", "number", "1.00", "D5"), ("三公经费_决算", "number", "2.2", "D8"),
            ("公务用车_上年决算", "number", "1.99", "B9"), ("公车购置_预算", "blank", None, "C10"),
            ("公车运行_决算", "number", "1.7", "D11"), ("因公出国_决算", "blank", None, "D12"),
            ("公务接待_决算", "number", "0.5", "D13"), ("项目支出_上年决算", "number", "2351.7", "B14"),
            ("公用经费_决算", "number", "14.98", "D18"), ("政府采购_上年决算", "na", None, "B22"),
            ("政府采购_预算", "number", "43.1", "C22"), ("预算调整_预算", "number", "207.53", "C23"),
            ("厉行节约保障措施", "text", None, "B24"), ("单位名称", "text", None, "D3"),
            ("自评_财政拨款_预算", "number", "207.53", "D5"), ("自评_财政拨款_执行率", "blank", None, "G5"),
            ("自评_其他资金_预算", "blank", None, "D6"), ("自评_项目支出_执行", "number", "2061.69", "E8"),
            ("年初设定目标", "blank", None, "B10"), ("全年完成情况", "text", None, "E10"),
        ],
    )  # fmt: skip
    def it_knows_state_value_and_cell_of_a_field(self, filing, name, state, value, cell):
        assert told(filing().facts[name]) == (state, value, cell)

    def it_has_a_fact_for_every_field_of_the_standard(self, filing, standard):
        assert list(filing().facts) == list(standard.fields)

    def it_knows_the_sheets_the_unit_and_the_year(self, filing):
        read = filing()
        assert (read.sheets, read.unit, read.year) == ({"base": "附件1", "self": "附件2"}, "残联", 2020)

    def it_keeps_the_decimals_that_were_written(self, filing):
        facts = filing().facts
        assert facts["三公经费_决算"].decimals == 1
        assert facts["三公经费_预算"].decimals == 2
        assert facts["在职人员控制率"].decimals == 2
        assert facts["编制数"].decimals is None


class DescribeFreeRows:
    def it_lists_the_projects_without_the_row_of_dots(self, filing):
        details = filing().details["项目支出明细"]
        assert [(each.label, told(each.facts["决算"])) for each in details] == [
            ("业务工作专项", ("number", "2008.23", "D15")),
            ("运行维护专项", ("number", "53.46", "D16")),
        ]

    def it_takes_公务接待费_among_公用经费_for_a_detail(self, filing):
        base = swapped(BASE, "公务接待费等费用", "公务接待费")
        read = filing(base)
        assert [each.label for each in read.details["公用经费明细"]] == ["工会经费福利费", "其他交通费", "公务接待费"]
        assert read.facts["公务接待_决算"].cell == "D13"

    def it_does_so_where_the_row_of_公务接待_is_deleted(self, filing):
        base = swapped(without(BASE, "␣␣␣3、公务接待"), "公务接待费等费用", "公务接待费")
        read = filing(base)
        assert read.facts["公务接待_决算"].state == "missing"
        assert read.details["公用经费明细"][-1].label == "公务接待费"

    def it_takes_more_rows_and_skips_sums_and_parts(self, filing):
        more = """2、运行维护专项 | | | 53.46
其中：平台 | | | 3
（1）网站 | | | 4
3、救助 | 1 | 2 | '3.5万元
小␣计 | | | 9
合计 | | | 9"""
        details = filing(swapped(BASE, "2、运行维护专项 | | | 53.46", more)).details["项目支出明细"]
        assert [(each.label, told(each.facts["决算"])[1]) for each in details] == [
            ("业务工作专项", "2008.23"),
            ("运行维护专项", "53.46"),
            ("救助", "3.5"),
        ]

    def it_takes_a_row_with_figures_for_no_note_however_it_begins(self, filing):
        base = swapped(BASE, "其他交通费 | '　 | | 7.93", "联系点工作经费 | '　 | | 7.93")
        read = filing(base)
        assert [each.label for each in read.details["公用经费明细"]][1:] == ["联系点工作经费", "公务接待费等费用"]
        assert read.facts["政府采购_决算"].cell == "D22"

    def it_keeps_a_row_with_figures_that_has_no_name(self, filing):
        details = filing(swapped(BASE, "2、运行维护专项 |", " |")).details["项目支出明细"]
        assert [(each.label, told(each.facts["决算"])[1]) for each in details][1] == ("（未写名称）", "53.46")

    def it_keeps_a_row_of_dots_that_holds_a_figure(self, filing):
        details = filing(swapped(BASE, "␣␣␣␣␣␣…… | | |", "…… | | | 5")).details["项目支出明细"]
        assert details[-1].facts["决算"].value == 5

    def it_takes_further_sources_of_funds_but_not_their_parts(self, filing):
        more = """^ | ␣␣（2）其他资金 | < | '　 | '779.67　 | < | | <
^ | （3）上级补助 | < | 5 | 6 | < | | <
^ | 其中：中央 | < | 1 | 2 | < | | <
^ | 资金结构：（3）对下补助 | < | 7 | 8 | < | | <
^ | 资金结构合计 | < | 9 | 9 | < | | <"""
        line = next(line for line in SELF.split("\n") if "其他资金" in line)
        extra = filing(self_=swapped(SELF, line, more)).extra
        assert [(each.label, told(each.facts["执行"])[1]) for each in extra["资金来源"]] == [("上级补助", "6")]
        assert [each.label for each in extra["资金结构"]] == ["对下补助"]


class DescribeOrderAndShape:
    def it_finds_the_parts_of_三公经费_in_another_order(self, filing):
        lines = BASE.split("\n")
        car, abroad, reception = lines[9:12], [lines[12]], [lines[13]]
        shuffled = "\n".join(lines[:9] + abroad + reception + [car[0], car[2], car[1]] + lines[14:])
        facts = filing(shuffled).facts
        assert told(facts["公务接待_决算"]) == ("number", "0.5", "D10")
        assert told(facts["公车运行_决算"]) == ("number", "1.7", "D12")
        assert told(facts["公车购置_决算"]) == ("blank", None, "D13")

    def it_finds_the_columns_in_another_order(self, filing):
        old = "经费控制情况 | 2019年决算数 | 2020年预算数 | 2020年决算数\n三公经费 | 2.19 | 2.25 | 2.2"
        new = "经费控制情况 | 2020年决算数 | 2019年决算数 | 2020年预算数\n三公经费 | 2.2 | 2.19 | 2.25"
        facts = filing(swapped(BASE, old, new)).facts
        assert [told(facts[f"三公经费_{name}"]) for name in ("上年决算", "预算", "决算")] == [
            ("number", "2.19", "C8"),
            ("number", "2.25", "D8"),
            ("number", "2.2", "B8"),
        ]

    def it_passes_over_blank_columns_between(self, filing):
        wide = "\n".join(" | | ".join(line.split(" | ")) for line in BASE.split("\n"))
        facts = filing(wide).facts
        assert told(facts["三公经费_决算"])[:2] == ("number", "2.2")
        assert told(facts["编制数"])[:2] == ("number", "11")

    def it_finds_a_value_pasted_beside_its_header(self, filing):
        facts = filing(swapped(BASE, "三公经费 | 2.19 | 2.25 | 2.2", "三公经费 | 2.19 | | 2.25 | 2.2")).facts
        assert [told(facts[f"三公经费_{name}"]) for name in ("上年决算", "预算", "决算")] == [
            ("number", "2.19", "B8"),
            ("number", "2.25", "D8"),
            ("number", "2.2", "E8"),
        ]

    def it_reads_a_label_that_was_split_over_two_cells(self, filing):
        wide = "\n".join(
            (line if line[:3] in ("附件1", "部门整") else line.replace(" | ", " | | ", 1)) for line in BASE.split("\n")
        )
        facts = filing(swapped(wide, "政府采购金额 | |", "政府采购 | 金额 |")).facts
        assert told(facts["政府采购_决算"]) == ("number", "74.11", "E22")

    def it_reads_headers_of_two_rows(self, filing):
        header = "经费控制情况 | 2019年决算数 | 2020年预算数 | 2020年决算数"
        facts = filing(
            swapped(BASE, header, "经费控制情况 | 2019年 | 2020年 | 2020年\n^ | 决算数 | 预算数 | 决算数")
        ).facts
        assert told(facts["三公经费_决算"]) == ("number", "2.2", "D9")
        assert told(facts["三公经费_上年决算"]) == ("number", "2.19", "B9")

    def it_takes_texts_repeated_by_unmerging_for_one(self, filing):
        header = "整体支出规模 | '　 | < | 全年预算数 | 全年执行数 | < | 执行率 | <"
        repeated = "整体支出规模 | | | 全年预算数 | 全年执行数 | 全年执行数 | 执行率 | 执行率"
        facts = filing(self_=swapped(SELF, header, repeated)).facts
        assert told(facts["自评_财政拨款_执行"]) == ("number", "1222.07", "E5")
        assert told(facts["自评_财政拨款_执行率"]) == ("blank", None, "G5")

    @pytest.mark.parametrize("label", ["“三公”经费", "三公经费合计：", "一、三公经费", "三 公 经 费（万元）"])
    def it_knows_a_row_by_other_spellings(self, filing, label):
        facts = filing(swapped(BASE, "三公经费 | 2.19", f"{label} | 2.19")).facts
        assert told(facts["三公经费_上年决算"]) == ("number", "2.19", "B8")

    def it_knows_a_row_whose_small_words_differ(self, filing):
        base = swapped(BASE, "1、公务用车购置和维护经费", "1．公务用车购置及维护费用")
        assert told(filing(base).facts["公务用车_决算"]) == ("number", "1.7", "D9")

    def it_finds_the_spare_line_of_a_block_where_the_first_is_left_blank(self, filing):
        base = swapped(BASE, " | 11 | 11 | '100%\n |    |    |", " |  |  | \n | 12 | 11 | '91.67%")
        assert told(filing(base).facts["编制数"]) == ("number", "12", "B6")

    def it_says_where_a_value_would_stand_that_the_form_does_not_have(self, filing):
        facts = filing(without(BASE, "政府采购金额")).facts
        assert told(facts["政府采购_决算"]) == ("missing", None, None)
        assert facts["政府采购_决算"].sheet == "附件1"

    def it_misses_the_fields_of_a_column_that_is_not_there(self, filing):
        self_ = SELF.replace("执行率", "备注")
        facts = filing(self_=self_).facts
        assert facts["自评_财政拨款_执行率"].state == "missing"
        assert told(facts["自评_财政拨款_执行"]) == ("number", "1222.07", "E5")


class DescribeStates:
    @pytest.mark.parametrize(
        ("cell", "state", "value"),
        [
            ("'２.２", "number", "2.2"), ("'7.50.", "number", "7.50"), ("'1,222.07", "number", "1222.07"),
            ("'90万元", "number", "90"), ("'3500元", "number", "0.3500"), ("'1.2亿元", "number", "12000"),
            ("'5千元", "number", "0.5"), ("'90人", "text", None), ("'36万余元", "text", None), ("'5%", "text", None),
            ("——", "na", None), ("/", "na", None), ("无", "na", None), ("……", "placeholder", None),
            ("'　", "blank", None),
            ("", "blank", None), ("'（5）", "number", "-5"), ("-5", "number", "-5"), ("#DIV/0!", "error", None),
            ("=B8*2⇒4.38", "number", "4.38"), ("=B8*2⇒", "uncached", None), ("0.0900000762939453", "number", "0.09"),
            ("见附表", "text", None),
        ],
    )  # fmt: skip
    def it_is_told_of_every_amount(self, filing, cell, state, value):
        fact = filing(swapped(BASE, "三公经费 | 2.19 | 2.25 | 2.2", f"三公经费 | 2.19 | 2.25 | {cell}")).facts[
            "三公经费_决算"
        ]
        assert fact.state == state
        assert fact.value == (None if value is None else Decimal(value))
        assert fact.cell == "D8"

    def it_moves_the_decimals_with_the_unit(self, filing):
        fact = filing(swapped(BASE, "2.25 | 2.2", "2.25 | '3500元")).facts["三公经费_决算"]
        assert (fact.value, fact.decimals) == (Decimal("0.35"), 4)

    def it_keeps_the_formula_of_a_cell(self, filing):
        fact = filing(swapped(BASE, "2.25 | 2.2", "2.25 | =SUM(D9,D12)⇒2.2")).facts["三公经费_决算"]
        assert fact.formula == "=SUM(D9,D12)"

    def it_takes_no_unit_of_money_for_the_name(self, filing):
        self_ = swapped(SELF, "部门（单位）名称 | < | < | 残联　", "部门（单位）名称 | < | < | | | | 单位：万元")
        name = filing(self_=self_).facts["单位名称"]
        assert (name.state, name.text, name.cell) == ("blank", "", "D3")

    def it_counts_heads_with_or_without_their_unit(self, filing):
        facts = filing(swapped(BASE, " | 11 | 11 |", " | '11人 | '11户 |")).facts
        assert told(facts["编制数"])[:2] == ("number", "11")
        assert facts["在职人数"].state == "text"

    def it_takes_a_date_among_amounts_for_text(self, filing, standard):
        from datetime import date

        from perfxl.filing.grid import Grid
        from perfxl.filing.read import from_grids
        from tests.filing.table import grid

        made = grid("附件1", BASE)
        dated = Grid("附件1", {**made.cells, (8, 4): date(2020, 11, 28)}, made.merges)
        fact = from_grids("x", [dated], standard).facts["三公经费_决算"]
        assert (fact.state, fact.text) == ("text", "2020-11-28")


class DescribeNamesOfUnits:
    @pytest.mark.parametrize(
        ("line", "text", "cell"),
        [
            ("填报单位：残联 | | | 单位：万元", "残联", "A3"), ("填报单位 | 残联 | | 单位：万元", "残联", "B3"),
            ("填报单位： | 残联 | < | 单位：万元", "残联", "B3"), ("填报单位（盖章）： 残联 | | |", "残联", "A3"),
            ("填报单位：残联␣␣␣␣␣␣单位：万元 | | |", "残联", "A3"), ("填报部门：某某县残联 | | |", "某某县残联", "A3"),
            ("填报单位： | | | 单位：万元", "", "A3"), ("填报单位 | | | 单位：万元", "", "B3"),
        ],
    )  # fmt: skip
    def it_finds_the_name_beside_or_behind_its_label(self, filing, line, text, cell):
        fact = filing(swapped(BASE, "填报单位：残联 | | | 单位：万元", line)).facts["填报单位"]
        assert (fact.text, fact.cell, fact.state) == (text, cell, "text" if text else "blank")
