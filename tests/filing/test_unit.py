from decimal import Decimal

import pytest

from tests.filing.table import BASE, SELF, swapped

LINE = "填报单位：残联 | | | 单位：万元"


class DescribeTheUnitOfMoney:
    @pytest.mark.parametrize(
        "line",
        [
            "填报单位：残联 | | | 单位：元",
            "填报单位：残联 | | | 金额单位：人民币元",
            "填报单位：残联 | | | （单位：元）",
            "填报单位：残联　　单位：元 | | |",
            "填报单位：残联 | | 单 位 | 元",
            "填报单位：残联 | | | 元",
            "填报单位：残联 | | | （人民币元）",
        ],
    )
    def it_is_read_however_it_is_stated(self, filing, line):
        read = filing(swapped(BASE, LINE, line))
        assert read.units["base"].text == "元"
        assert read.facts["三公经费_决算"].value == Decimal("0.00022")

    def it_moves_the_decimals_of_scaled_amounts(self, filing):
        fact = filing(swapped(BASE, "单位：万元", "单位：元")).facts["三公经费_决算"]
        assert (fact.value, fact.decimals, fact.text) == (Decimal("0.00022"), 5, "2.2")

    def it_does_not_scale_heads_and_rates(self, filing):
        facts = filing(swapped(BASE, "单位：万元", "单位：元")).facts
        assert facts["编制数"].value == 11
        assert facts["在职人员控制率"].value == 1

    def it_does_not_scale_an_amount_that_names_its_own_unit(self, filing):
        base = swapped(swapped(BASE, "单位：万元", "单位：元"), "2.25 | 2.2", "2.25 | '2.2万元")
        assert filing(base).facts["三公经费_决算"].value == Decimal("2.2")

    def it_scales_free_rows_with_the_fields(self, filing):
        read = filing(swapped(BASE, "单位：万元", "单位：千元"))
        assert read.details["项目支出明细"][0].facts["决算"].value == Decimal("200.823")

    def it_goes_for_the_other_sheet_too_where_that_states_none(self, filing):
        read = filing(swapped(BASE, "单位：万元", "单位：元"))
        assert read.units["self"].state == "blank"
        assert read.facts["自评_财政拨款_执行"].value == Decimal("0.122207")

    def but_each_sheet_counts_in_its_own_where_both_state_one(self, filing):
        self_ = swapped(SELF, "部门（单位）名称 | < | < | 残联　", "部门（单位）名称 | < | < | 残联　 | | | 单位：万元")
        read = filing(swapped(BASE, "单位：万元", "单位：元"), self_)
        assert read.facts["自评_财政拨款_执行"].value == Decimal("1222.07")
        assert read.facts["三公经费_决算"].value == Decimal("0.00022")

    def it_is_read_from_the_brackets_of_a_block_or_a_header(self, filing):
        self_ = swapped(SELF, "全年执行数 |", "全年执行数（元） |")
        assert filing(self_=self_).facts["自评_财政拨款_执行"].value == Decimal("0.122207")
        self_ = swapped(SELF, "整体支出规模 |", "整体支出规模（单位：元） |")
        assert filing(self_=self_).facts["自评_财政拨款_执行"].value == Decimal("0.122207")

    def it_is_blank_where_nothing_states_it_and_belongs_beside_the_name(self, filing):
        read = filing(swapped(BASE, LINE, "填报单位：残联 | | |"))
        assert (read.units["base"].state, read.units["base"].cell) == ("blank", "A3")
        assert read.facts["金额单位"].state == "missing"
        assert read.facts["三公经费_决算"].value == Decimal("2.2")

    def it_belongs_at_the_title_where_there_is_no_line_for_the_name_either(self, filing):
        read = filing(swapped(BASE, LINE, "| | |"))
        assert read.units["base"].cell == "A2"

    @pytest.mark.parametrize("text", ["填报单位：元江县残联", "单位：元宝区残联", "预算单位：元氏县"])
    def it_is_not_taken_from_the_name_of_a_place(self, filing, text):
        read = filing(swapped(BASE, LINE, f"{text} | | |"))
        assert read.units["base"].text == ""
        assert read.facts["三公经费_决算"].value == Decimal("2.2")
