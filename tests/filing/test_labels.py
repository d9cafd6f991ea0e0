import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfxl.filing.labels import clean, detail_label, label, loose, prefix, skeleton


class DescribeLabel:
    @pytest.mark.parametrize(
        "text",
        [
            "公车购置",
            "       其中：公车购置",
            "公车\n购置",
            "1、公车购置",
            "（1）公车购置：",
            "一、公车购置",
            "　公车　购置　",
            "公车购置（万元）",
            "资金来源：（2）公车购置",
        ],
    )
    def it_is_the_same_however_it_is_dressed(self, text):
        assert label(text) == "公车购置"

    def it_does_not_take_the_three_of_三公经费_for_a_number(self):
        assert label("“三公”经费") == label("三公经费") == "三公经费"

    def it_keeps_brackets_that_are_part_of_the_name(self):
        assert label("因公出国（境）费") == "因公出国(境)费"

    def it_drops_what_only_names_the_column(self):
        assert label("执行率（B/A）") == "执行率"
        assert label("全年预算数（A）") == "全年预算数"

    @given(st.text())
    def it_has_no_white_space_whatever_the_text(self, text):
        assert not any(char.isspace() for char in label(text))


class DescribeLoose:
    def it_forgives_small_words(self):
        assert loose("公务用车购置及运行维护费") == loose("公务用车购置和运行维护经费")

    def it_does_not_forgive_another_thing(self):
        assert loose("公务用车购置费") != loose("公务用车运行维护费")


class DescribeSkeleton:
    @pytest.mark.parametrize("text", ["2020年决算数", "2020年度决算数", "2020 年\n决算数"])
    def it_takes_the_year_out(self, text):
        assert skeleton(text) == ("#年决算数", 2020)

    def it_is_that_of_the_standard_too(self):
        assert skeleton("{上年}年决算数") == ("#年决算数", None)

    def it_takes_no_other_number_for_a_year(self):
        assert skeleton("2020人")[1] is None


class DescribePrefix:
    def it_is_what_stands_before_the_colon(self):
        assert prefix("资金来源：（1）财政拨款") == "资金来源"
        assert prefix("项目支出：") == ""


class DescribeNamesForPeople:
    def it_has_one_line(self):
        assert clean(" 偏差及\n原因 ") == "偏差及 原因"

    def it_names_a_free_row_without_its_number(self):
        assert detail_label("  其中：1、办公经费：") == "办公经费"
        assert detail_label("（3）上级补助") == "上级补助"
