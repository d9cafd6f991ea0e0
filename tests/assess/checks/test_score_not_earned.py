from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import only, outcome, outcomes_of

CHECK = "score-not-earned"
KEY = "产出指标/质量指标/合格率"


class DescribeScoreNotEarned:
    def it_passes_what_the_rule_gives(self):
        found = outcomes_of(filled(), CHECK)
        assert found["产出指标/质量指标/合格率"] == "pass"

    def it_is_not_applicable_without_a_weight_or_a_number(self):
        found = outcomes_of(filled(), CHECK)
        assert found["产出指标/数量指标/培训人数"] == found["效益指标/社会效益指标/能力提高"] == "not_applicable"

    def it_marks_more_points_than_the_rule_gives(self):
        found = only(filled(行6__年度指标值="80%", 行6__完成值="40%").assess(), CHECK)
        assert (found.cell, str(found.expected), str(found.score_effect)) == ("G18", "2.50", "-2.50")
        assert "5×50%=2.5" in found.computation

    def it_counts_what_was_rounded_away_in_the_units_favour(self):
        assert outcome(filled(行6__完成值="89.6%", 行6__自评得分="4.98"), CHECK, KEY) == "pass"
        assert outcome(filled(行6__完成值="89%", 行6__自评得分="4.97"), CHECK, KEY) == "pass"
        assert outcome(filled(行6__完成值="89%", 行6__自评得分="4.98"), CHECK, KEY) == "fail"

    def it_reads_targets_of_which_less_is_better_the_other_way_round(self):
        form = filled(行6__年度指标值="≤30万元", 行6__完成值="28万元")
        assert outcome(form, CHECK, KEY) == "pass"
        form["行6/完成值"] = "60万元"
        assert only(form.assess(), CHECK).expected == 2.5
