"""What rules give rows: n/a as the standard says, spans, digits that were not written, groups of which one counts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from perfxl.assess.case import Case
from perfxl.assess.earned import Earned, earned
from tests.assess import hunan_2018
from tests.assess.forms_as_text import assessed as assessed_text
from tests.assess.forms_as_text import read
from tests.assess.ruled import assessed, filed, found, only, standard


def of(name: str, *changes: str) -> Earned:
    """What the rule of the row of that name gives."""
    case = Case(filed(*changes), standard())
    return next(earned(case, row) for row in case.indicators.rows if row.name == name)


class DescribePoints:
    def it_gives_the_share_that_was_reached(self):
        its = of("培训人数", "|126|20|20|", "|60|20|10|天气")
        assert (its.points, its.computation) == (10, "20×50%=10")

    def it_counts_what_was_rounded_away_in_favour_of_the_unit(self):
        its = of("覆盖率", "|92|20|20|", "|89|20|19.78|")
        assert its.points == Decimal("19.78")
        assert its.most is not None and its.most > its.points

    def it_says_why_there_are_none(self):
        assert of("覆盖率", "|92|20|20|", "||20|20|").why == "完成值未填。"
        assert of("覆盖率", "|92|20|20|", "|完成|20|20|").why == "完成值“完成”按规则算不出得分。"
        assert of("表彰与通报").points is None


class DescribeWhatIsNotApplicable:
    def it_leaves_the_whole_where_the_rule_excludes_it(self):
        assessment = assessed("|92|20|20|", "|——|20|——|", "99.8|", "99.75|")
        assert not assessment.failures
        assert assessment.totals.summed == Decimal("99.75")

    def it_gets_no_points_then(self):
        finding = only("score-not-earned", "|92|20|20|", "|——|20|20|")
        assert "不计分" in finding.message

    def it_is_asked_of_a_person_where_the_rule_says_so(self):
        assessment = assessed("|126|20|20|", "|——|20|20|")
        (undecided,) = (each for each in assessment.findings if each.outcome == "undecidable")
        assert undecided.check == "score-not-earned"
        assert "由评价人员确定" in undecided.message

    def it_is_full_where_the_rule_says_so(self):
        """No procurement at all: full points by the rule of the form."""
        base = hunan_2018.BASE.replace("| 16.14 | 30.66 | 30.66", "| —— | —— | ——")
        sheet = hunan_2018.SELF.replace("政府采购执行率 | 6 |  | 100% | 6", "政府采购执行率 | 6 |  | —— | 6")
        case = Case(read(hunan_2018.standard(), base=base, self=sheet), hunan_2018.standard())
        its = next(earned(case, row) for row in case.indicators.rows if row.name == "政府采购执行率")
        assert its.points == 6


class DescribeReadingsOfSteps:
    def it_names_the_points_of_each_reading_where_they_differ(self):
        """3.5 points above 100 %: three full steps of 1, or four, or three and a half."""
        base = hunan_2018.BASE.replace("| 18.3  | 26.04", "| 100   | 103.5").replace("| 25.36", "| 102.82")
        sheet = hunan_2018.SELF.replace("| 142.30% | 0 | 物价上涨", "| 103.50% | 8 |").replace("75.6", "83.6")
        assessment = assessed_text(hunan_2018.standard(), base=base, self=sheet)
        finding = next(each for each in assessment.failures if each.check == "score-not-earned")
        assert finding.expected == 5
        assert "不满一步也扣的得4分、按比例扣的得4.5分" in finding.message

    def it_gives_a_rate_in_a_row_all_three(self):
        assessment = assessed_text(hunan_2018.standard(), base=hunan_2018.BASE, self=hunan_2018.SELF)
        rate = next(each for each in assessment.rates if each.label == "预算完成率")
        assert rate.steps is not None
        assert (rate.steps.full, rate.steps.started, rate.steps.prorata) == (8, 6, Decimal("7.71"))


class DescribeBonusPoints:
    BONUS = ("表彰与通报|||||5||", "表彰与通报||||表彰|5|{}|")

    @pytest.mark.parametrize(("points", "total"), [("0.2", "100"), ("3", "100"), ("-3", "96.8")])
    def it_counts_them_beside_the_whole(self, points: str, total: str):
        changes = (self.BONUS[0], self.BONUS[1].format(points), "99.8|", f"{total}|")
        assert not found(*changes)

    def it_wants_them_within_their_weight_either_way(self):
        finding = only("score-over-weight", self.BONUS[0], self.BONUS[1].format("-6"), "99.8|", "93.8|")
        assert (finding.reported, finding.expected) == (-6, -5)


class DescribeWeights:
    def it_holds_level_3_against_level_1_where_level_2_has_none(self):
        finding = only("level3-weights", "投入|20|", "投入|25|")
        assert (finding.cell, finding.reported, finding.expected) == ("B9", 20, 25)

    def it_counts_a_group_to_choose_from_once_and_the_row_beside_the_table(self):
        assert not found()
        assert only("level1-weights", "|10|98%|9.8", "|12|98%|9.8").reported == 102
