from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import cells, only, outcome

CHECK = "met-but-deducted"


class DescribeMetButDeducted:
    def it_marks_the_first_score_of_a_group_whose_targets_are_met(self):
        found = only(filled(行5__自评得分=5).assess(), CHECK)
        assert (found.cell, str(found.reported), str(found.expected)) == ("G15", "19", "20")

    def it_lets_a_reason_explain_it(self):
        assert not cells(filled(行5__自评得分=5, 行5__偏差原因="资料不全"), CHECK)

    def it_takes_done_for_a_date_or_a_quality_as_met(self):
        assert cells(filled(行8__完成值="完成", 行8__自评得分=8), CHECK) == ["G20"]
        assert cells(filled(行9__完成值="完成", 行9__自评得分=8), CHECK) == ["G21"]

    def it_is_not_applicable_where_a_target_is_missed_or_cannot_be_compared(self):
        for actual in (300, "若干", "95%"):
            form = filled(行3__完成值=actual, 行3__自评得分=5)
            assert outcome(form, CHECK, "产出指标/数量指标") == "not_applicable"
