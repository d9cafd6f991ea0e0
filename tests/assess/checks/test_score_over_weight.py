from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import cells, only, outcome

CHECK = "score-over-weight"


class DescribeScoreOverWeight:
    def it_passes_up_to_the_weight(self):
        assert outcome(filled(), CHECK, "管理指标/预算编制管理") == "pass"

    def it_marks_the_score_beyond_it_and_says_what_that_changes(self):
        found = only(filled(行1__自评得分=11).assess(), CHECK)
        assert (found.cell, str(found.expected), str(found.score_effect)) == ("G13", "10", "-1")

    def it_refuses_a_score_below_zero(self):
        assert cells(filled(行1__自评得分=-1), CHECK) == ["G13"]
        assert cells(filled(行3__自评得分=-1), CHECK) == ["G15"]

    def it_is_not_applicable_without_a_weight_of_its_own(self):
        assert outcome(filled(), CHECK, "产出指标/数量指标/培训人数") == "not_applicable"
        assert outcome(filled(行1__自评得分=None), CHECK, "管理指标/预算编制管理") == "not_applicable"

    def it_binds_rows_with_level3_weights(self):
        assert cells(filled(行6__自评得分="5.5"), CHECK) == ["G18"]
