from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import cells, only, outcome, outcomes_of

CHECK = "group-over-weight"


class DescribeGroupOverWeight:
    def it_passes_up_to_the_weight(self):
        assert outcome(filled(), CHECK, "产出指标/数量指标") == "pass"

    def it_marks_the_level2_cell(self):
        found = only(filled(行3__自评得分=9).assess(), CHECK)
        assert (found.cell, str(found.reported), str(found.score_effect)) == ("C15", "22", "-2")
        assert "9+7+6=22" in found.computation

    def it_is_not_applicable_where_rows_have_weights(self):
        found = outcomes_of(filled(), CHECK)
        assert found["产出指标/质量指标"] == found["管理指标/预算编制管理"] == "not_applicable"

    def it_counts_blank_scores_as_nothing(self):
        assert outcome(filled(行3__自评得分=None), CHECK, "产出指标/数量指标") == "pass"
        assert cells(filled(行3__自评得分=None, 行4__自评得分=15), CHECK) == ["C15"]
