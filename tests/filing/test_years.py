import pytest

from perfxl.filing.grid import Grid, whole
from perfxl.filing.header import latest_year
from perfxl.filing.model import YearHeader
from perfxl.filing.years import evaluated_year
from tests.filing.table import BASE, SELF, swapped


def headers(*pairs):
    return [YearHeader("s", "A1", "", year, role) for year, role in pairs]


class DescribeYearHeaders:
    def it_finds_every_header_with_a_year(self, filing):
        years = [(each.cell, each.year, each.role) for each in filing().years]
        assert years == [
            ("C4", 2020, "year"),
            ("B7", 2019, "last_year"),
            ("C7", 2020, "year"),
            ("D7", 2020, "year"),
            ("A2", 2020, "year"),
        ]

    def it_takes_no_amount_for_a_year(self):
        grid = Grid.from_rows("s", [["2019年决算数", 2020], [12031, 452045.0], ["2018", None]])
        assert latest_year(whole(grid)) == 2020

    @pytest.mark.parametrize("wrong", ["2018年决算数", "2021年决算数"])
    def it_leaves_a_wrong_year_to_be_judged(self, filing, wrong):
        read = filing(swapped(BASE, "2019年决算数", wrong))
        assert read.year == 2020
        assert wrong[:4] in {str(each.year) for each in read.years}

    def it_keeps_the_columns_in_their_order_where_both_name_one_year(self, filing):
        facts = filing(swapped(BASE, "2019年决算数", "2020年决算数")).facts
        assert facts["三公经费_上年决算"].cell == "B8"
        assert facts["三公经费_决算"].cell == "D8"

    def it_tells_the_column_by_its_year_where_the_other_is_lost(self, filing):
        facts = filing(swapped(BASE, "| 2020年预算数 | 2020年决算数", "| 2020年预算数 | 备注")).facts
        assert facts["三公经费_上年决算"].cell == "B8"
        assert facts["三公经费_决算"].state == "missing"

    def it_reads_headers_without_a_year(self, filing):
        base = swapped(BASE, "2019年决算数 | 2020年预算数 | 2020年决算数", "上年决算数 | 本年预算数 | 本年决算数")
        assert filing(base).facts["三公经费_上年决算"].cell == "B8"

    def it_reads_a_title_that_is_not_of_the_year(self, filing):
        read = filing(self_=swapped(SELF, "2020年部门", "2019年部门"))
        assert read.year == 2020
        assert [each.year for each in read.years][-1] == 2019

    def it_gives_the_headers_of_one_row_one_vote(self, filing):
        stale = "2019年决算数 | 2020年预算数 | 2020年决算数", "2018年决算数 | 2019年预算数 | 2019年决算数"
        assert filing(swapped(BASE, *stale)).year == 2020


class DescribeEvaluatedYear:
    def it_is_what_most_headers_stand_for(self):
        assert evaluated_year(headers((2019, "last_year"), (2020, "year"), (2021, "year")), None) == 2020

    def it_lets_the_template_decide_between_two(self):
        assert evaluated_year(headers((2020, "year"), (2021, "year")), 2020) == 2020

    def it_is_the_later_of_two_where_nothing_decides(self):
        assert evaluated_year(headers((2020, "year"), (2021, "year")), None) == 2021

    def it_is_the_template_s_where_no_header_names_one(self):
        assert evaluated_year([], 2020) == 2020
        assert evaluated_year([], None) is None
