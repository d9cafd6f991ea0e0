import pytest

from perfxl.filing.names import targets
from tests.filing.table import BASE, SELF, swapped


class DescribeTargets:
    def it_leads_to_a_sheet_and_a_cell(self):
        names = {"a": "'附件1 基础数据表'!$B$8", "b": "附件1!C9", "c": "'甲''乙'!$A$1:$B$3"}
        assert targets(names) == {
            "a": ("附件1 基础数据表", (8, 2)),
            "b": ("附件1", (9, 3)),
            "c": ("甲'乙", (1, 1)),
        }

    @pytest.mark.parametrize("text", ["附件1!#REF!", "#REF!", '"hunan-2020"', "2020", "[1]附件1!$A$1", "SUM(A1)", ""])
    def it_leads_nowhere_from_what_is_no_cell(self, text):
        assert targets({"a": text}) == {}


class DescribeFieldsByName:
    def it_finds_a_field_whose_label_was_rewritten(self, filing):
        base = swapped(BASE, "政府采购金额", "采买情况")
        assert filing(base).facts["政府采购_决算"].state == "missing"
        fact = filing(base, names={"政府采购_决算": "附件1!$D$22"}).facts["政府采购_决算"]
        assert (fact.state, fact.cell) == ("number", "D22")

    def it_does_not_follow_a_name_that_leads_to_another_label(self, filing):
        facts = filing(names={"三公经费_决算": "附件1!$D$14"}).facts
        assert facts["三公经费_决算"].cell == "D8"

    def it_does_not_follow_one_that_leads_to_another_field_s_cell(self, filing):
        base = swapped(BASE, "政府采购金额", "采买情况")
        fact = filing(base, names={"政府采购_决算": "附件1!$D$8"}).facts["政府采购_决算"]
        assert fact.state == "missing"

    def it_falls_back_to_the_label_where_the_name_is_broken(self, filing):
        facts = filing(names={"三公经费_决算": "附件1!#REF!"}).facts
        assert facts["三公经费_决算"].cell == "D8"

    def it_does_not_follow_a_name_to_another_sheet(self, filing):
        base = swapped(BASE, "政府采购金额", "采买情况")
        fact = filing(base, names={"政府采购_决算": "旧表!$D$22"}).facts["政府采购_决算"]
        assert fact.state == "missing"

    def it_lets_the_name_say_in_which_cell_of_its_row_a_blank_value_belongs(self, filing):
        base = swapped(BASE, "填报单位：残联 | | | 单位：万元", "填报单位： | | | 单位：万元")
        assert filing(base).facts["填报单位"].cell == "A3"
        assert filing(base, names={"填报单位": "附件1!$B$3"}).facts["填报单位"].cell == "B3"


class DescribeTheUnitByName:
    def it_is_blank_at_the_cell_of_its_name(self, filing):
        base = swapped(BASE, "填报单位：残联 | | | 单位：万元", "填报单位：残联 | | |")
        read = filing(base, names={"金额单位": "附件1!$D$3"})
        assert (read.facts["金额单位"].state, read.facts["金额单位"].cell) == ("blank", "D3")
        assert read.units["base"].cell == "D3"


class DescribeComingFromTheTemplate:
    def it_is_told_by_the_mark(self, filing):
        assert filing(names={"perfxl_standard": '"hunan-2020"'}).workbook.from_template

    def it_is_told_by_the_names_where_the_mark_is_lost(self, filing, standard):
        names = dict.fromkeys(list(standard.fields)[:12], "附件1!$A$1")
        assert filing(names=names).workbook.from_template

    def it_is_not_told_by_a_few(self, filing):
        assert not filing(names={"三公经费_决算": "附件1!$D$8"}).workbook.from_template
        assert not filing(self_=SELF).workbook.from_template
