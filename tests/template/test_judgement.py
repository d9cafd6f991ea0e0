"""Conditions of a standard as live formulas."""

from __future__ import annotations

import pytest

from perfxl.standard.model import Place
from perfxl.standard.parse import parse
from perfxl.template.figures import Figures
from perfxl.template.judgement import Cells, Judgement, judge
from tests.template.books import HUNAN

CELLS = Cells("E9", "F9", "G9")


def judged(condition: str, at: str = "项目支出_决算") -> Judgement:
    """The judgement of a condition whose figures, in the order of their names, are known in rows 11, 12 and so on."""
    place = Place(at, parse(condition), None)
    return judge(HUNAN, place, CELLS, Figures(HUNAN, place.holds.names, 11))


class DescribeTheTwoSides:
    def it_adds_up_with_a_sum_that_passes_over_text(self):
        sides = judged("=公务用车_预算=公车购置_预算+公车运行_预算")
        assert sides.reported == '=IF(公务用车_预算="","",公务用车_预算)'
        assert sides.expected == '=IF(COUNT(公车购置_预算,公车运行_预算)=0,"",SUM(公车购置_预算,公车运行_预算))'
        assert not sides.percent

    def it_waits_for_every_figure_that_must_be_filled(self):
        sides = judged("=SUM(资金来源_预算)=SUM(资金结构_预算)")
        assert sides.reported == '=IF(COUNT(自评_财政拨款_预算)<1,"",SUM(资金来源_预算))'
        assert sides.expected == '=IF(COUNT(自评_基本支出_预算,自评_项目支出_预算)<2,"",SUM(资金结构_预算))'

    def it_keeps_arithmetic_that_is_no_sum_as_it_is_written(self):
        assert judged("=公务接待_决算=因公出国_决算-公车购置_决算").expected.endswith(
            ',"",因公出国_决算-公车购置_决算)'
        )

    def it_shows_a_limit_that_is_a_number(self):
        assert judged("=公务接待_决算<=10").expected == "=10"


class DescribeTheVerdict:
    @pytest.mark.parametrize(
        ("condition", "holds"),
        [
            ("=公务接待_决算<=公务接待_预算", "G9<ROUND($AA$11+$AA$12,6)"),
            ("=公务接待_决算>=公务接待_预算", "-G9<ROUND($AA$11+$AA$12,6)"),
            ("=在职人数<=编制数", "G9<=0"),
            ("=在职人数>编制数", "G9>0"),
            ("=在职人数=编制数", "G9=0"),
        ],
    )
    def it_allows_what_rounding_explains_and_of_heads_nothing(self, condition, holds):
        assert f"IF({holds}," in judged(condition).result

    def it_carries_the_rounding_through_a_ratio(self):
        result = judged("=SUM(项目支出明细_决算)/编制数<=0.3").result
        assert "ROUND(((SUM(项目支出明细_决算)-ROUND($AA$11,6))/编制数)-0.3,9)<0" in result

    def it_compares_ratios_of_exact_figures_exactly(self):
        assert "ROUND((在职人数/编制数)-1,9)<=0" in judged("=在职人数/编制数<=1").result
        assert "ROUND((在职人数/编制数)-1,9)>=0" in judged("=在职人数/编制数>=1").result

    def it_turns_the_ends_round_where_one_figure_is_taken_from_another(self):
        result = judged("=(公务接待_决算-公务接待_预算)/公务接待_预算<=30%").result
        assert "(((公务接待_决算-$AA$11)-(公务接待_预算+$AA$12))/(公务接待_预算+$AA$12))-30%" in result

    def it_names_the_limits_of_a_band_as_percentages(self):
        assert (
            judged("=AND(公务接待_决算/公务接待_预算>=0.9,公务接待_决算/公务接待_预算<=110%)").expected == "90%至110%"
        )
        whole = judged("=AND(编制数/在职人数>=0.9,编制数/在职人数<=编制数)")
        assert whole.expected == "90%至编制数"

    def it_asks_any_other_condition_as_it_is_written(self):
        asked = judged("=NOT(编制数=3)", "编制数")
        assert asked.reported == '=IF(编制数="","",编制数)'
        assert 'IF(E9="","未填",IF(IFERROR(NOT(SUM(编制数)=3),FALSE),"通过","不符"))' in asked.result

    def it_leaves_a_limit_of_nothing_to_the_check_that_speaks_of_it(self):
        result = judged("=自评_其他资金_执行<=自评_其他资金_预算", "自评_其他资金_执行").result
        assert 'IF(AND(ISNUMBER(F9),F9=0,E9<>0),"不适用",' in result

    def it_judges_nothing_where_a_figure_is_text_or_an_error(self):
        result = judged("=公务接待_决算<=公务接待_预算").result
        assert result.startswith('=IFERROR(IF(SUM($AC$11,$AC$12)>0,"非数字",IF(')
        assert result.endswith(',"非数字")')
