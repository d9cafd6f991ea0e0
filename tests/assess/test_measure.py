from __future__ import annotations

from decimal import Decimal

import pytest

from perfxl.assess.stated import measure
from perfxl.standard.interval import Interval


class DescribeMet:
    @pytest.mark.parametrize(
        ("target", "actual", "met"),
        [
            ("340", "340", True),
            ("340", "339", False),
            ("≥85%", "85%", True),
            (">85%", "85%", False),
            ("≤30万元", "28万元", True),
            ("≤30万元", "300000元", True),
            ("≤30万元", "31", False),
            ("=22个", "22个", True),
            ("=22个", "23个", False),
            ("90%", "0.92", True),
            ("0.9", "89%", False),
            ("90%", "95", True),
            ("90%", "85", False),
            ("90%", "150", None),
            ("90", "95%", None),
            ("0起", "1起", False),
            ("0", "0", True),
            ("约100", "120", None),
            ("10-20", "15", None),
            ("3个月", "60天", None),
            ("10月底", "10月25日", True),
            ("10月底", "11月5日", False),
            ("10月底", "完成", True),
            ("有所提高", "完成", True),
            ("有所提高", "达成年度指标", True),
            ("有所提高", "部分达成年度指标", False),
            ("有所提高", "提高了", None),
            ("340", "完成", None),
            ("340", "达成年度指标", True),
            ("340", "", None),
            ("", "340", None),
        ],
    )
    def it_is_told_only_where_it_can_be(self, target: str, actual: str, met: bool | None):
        assert measure(target, actual).met is met

    @pytest.mark.parametrize("name", ["成本指标/人均成本", "投诉件数", "办理时限"])
    def it_does_not_know_which_way_is_better_where_less_may_be(self, name: str):
        assert measure("30", "20", name).met is None
        assert measure("30", "30", name).met is True
        assert measure("≤30", "20", name).met is True
        assert measure("30天", "20天").met is None


class DescribeDates:
    @pytest.mark.parametrize(("actual", "met"), [("12月20日", True), ("2020年12月", True), ("2021年1月10日", False)])
    def it_takes_a_target_without_a_year_for_the_evaluated_one(self, actual: str, met: bool):
        assert measure("12月底前", actual, year=2020).met is met


class DescribeMissed:
    def it_gives_the_benefit_of_what_was_rounded_away(self):
        assert not measure("92.4%", "92%").missed
        assert measure("92.6%", "92%").missed
        assert not measure("≤12.46", "12.5").missed

    def it_takes_counts_as_they_are(self):
        assert measure("340", "339").missed

    def it_is_certain_of_dates(self):
        assert measure("10月底", "11月5日").missed
        assert not measure("10月底", "完成").missed


class DescribeCompletion:
    def it_is_actual_by_target(self):
        assert measure("400", "300").completion_as_written == Decimal("0.75")
        assert measure("400", "500").ratio == Decimal("1.25")

    def it_turns_round_where_less_is_better(self):
        assert measure("≤30", "40").completion_as_written == Decimal("0.75")
        assert measure("≤30", "40").ratio is None

    def it_is_whole_where_nothing_can_be_divided_and_the_target_is_met(self):
        assert measure("≤30", "0").completion == measure("≤0", "-1").completion == Interval.exact(1)
        assert measure("0起", "0起").completion_as_written == 1
        assert measure("≤0", "2").completion_as_written == 0
        assert measure("≤-5%", "-3%").completion is None

    def it_holds_what_was_rounded_away(self):
        found = measure("80%", "60%").completion
        assert found is not None and found.holds(Decimal("0.755")) and not found.holds(Decimal("0.76"))


class DescribeColumnsOfTheirOwn:
    """指标性质 and 计量单位 beside the figures."""

    @pytest.mark.parametrize(
        ("operator", "target", "unit", "actual", "met"),
        [
            ("≥", "90", "%", "92", True),
            ("≥", "90", "%", "92%", True),
            ("≥", "90%", "%", "0.92", True),
            ("≥", "0.9", "%", "92%", True),
            ("≥", "0.5", "%", "0.6%", True),
            ("≤", "0.5", "%", "0.6", False),
            ("≤", "30", "万元", "28", True),
            ("≤", "30", "万元", "300000元", True),
            ("≤", "30", "万元", "完成", None),
            ("=", "22", "个", "23", False),
            ("≥", "≥90", "%", "89", False),
            ("定性", "有所提高", "", "达成预期指标", True),
            ("定性", "90", "%", "80", None),
            ("≤", "10月底", "", "11月5日", False),
        ],
    )
    def it_reads_the_cells_of_a_row_together(
        self, operator: str, target: str, unit: str, actual: str, met: bool | None
    ):
        assert measure(target, actual, operator=operator, unit=unit).met is met

    def it_says_the_target_as_a_person_would(self):
        assert measure("90", "92", operator="≥", unit="%").target.text == "≥90%"

    def it_knows_a_unit_that_is_not_that_of_the_column(self):
        assert measure("28.8万元", "28.8万元", operator="≤", unit="%").units_clash is True
        assert measure("28.8", "28.8万元", operator="≤", unit="万元").units_clash is False
