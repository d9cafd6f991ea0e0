"""The worked case of a 2018 form: its rates and points as published, computed again from its base data."""

from __future__ import annotations

from decimal import Decimal

import pytest

from perfxl.assess.figures import percent
from tests.assess.forms_as_text import assessed, found, row
from tests.assess.hunan_2018 import BASE, SELF, standard

RATES = {
    "在职人员控制率": ("95.10%", 8),
    "“三公经费”变动率": ("98.31%", 0),
    "预算完成率": ("99.27%", 8),
    "预算控制率": ("39.94%", 0),
    "“三公经费”控制率": ("69.79%", 7),
    "政府采购执行率": ("100.00%", 6),
}


def its(self_sheet: str = SELF, base: str = BASE):
    return assessed(standard(), base=base, self=self_sheet)


class DescribeThePublishedForm:
    @pytest.mark.parametrize(("name", "rate", "points"), [(name, *its) for name, its in RATES.items()])
    def it_comes_to_the_published_rates_and_points(self, name: str, rate: str, points: int):
        assessment = its()
        (found_rate,) = {
            percent(each.recomputed) for each in assessment.rates if each.label == name and each.recomputed is not None
        }
        assert found_rate == rate
        assert row(assessment, name).recomputed == points

    def it_finds_no_point_too_many_and_no_rate_wrong(self):
        checks = set(found(its()))
        assert checks <= {"three-public-growth", "operating-over-budget", "projects-over-budget", "adjustment-rate"}

    def it_closes(self):
        totals = its().totals
        assert totals.declared == totals.summed == totals.capped == Decimal("75.6")

    def it_reads_a_figure_with_a_stray_point(self):
        assert "operating-sum" not in found(its())

    def it_says_how_the_last_year_counts(self):
        """52.30 % by the final accounts, 98.31 % by the budgets: which one is meant is said."""
        finding = next(each for each in its().failures if each.check == "three-public-growth")
        assert "决算口径" in finding.message and "152.30%" in finding.message

    def it_knows_where_a_point_is_claimed_that_was_not_earned(self):
        claimed = SELF.replace("| 98.31% | 0 | 公车更新", "| 98.31% | 8 |").replace("75.6", "83.6")
        finding = next(each for each in its(claimed).failures if each.check == "score-not-earned")
        assert (finding.reported, finding.expected, finding.score_effect) == (8, 0, -8)
        assert "98.31%" in finding.message and "(63.46-32)÷32" in finding.message

    def it_knows_a_rate_that_is_not_what_the_figures_give(self):
        finding = next(
            each for each in its(SELF.replace("39.94%", "29.94%")).failures if each.check == "answer-computed"
        )
        assert "767.86÷1922.76=39.94%" in finding.message

    def it_gives_full_steps_the_benefit_and_no_more(self):
        """96.7 % done is 3.3 points below, and no step of 5; at 94 % one step is full."""
        less = SELF.replace("| 19.8    | 1922.76  | 767.86     | 19.8 ", "| 19.8 | 1922.76  | 767.86 | 90 ")
        assert row(its(less), "预算完成率").recomputed == 8
        more = SELF.replace("| 19.8    | 1922.76  | 767.86     | 19.8 ", "| 19.8 | 1922.76  | 767.86 | 160 ")
        assert row(its(more), "预算完成率").recomputed == 6
