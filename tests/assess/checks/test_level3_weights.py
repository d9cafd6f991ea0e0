from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import only, outcome, outcomes_of

CHECK = "level3-weights"


class DescribeLevel3Weights:
    def it_looks_only_where_level3_weights_are_stated(self):
        found = outcomes_of(filled(), CHECK)
        assert found["产出指标/质量指标"] == "pass"
        assert found["产出指标/数量指标"] == "not_applicable"

    def it_marks_the_level2_cell(self):
        found = only(filled(行6__三级指标="合格率（6）").assess(), CHECK)
        assert (found.cell, str(found.reported), str(found.expected)) == ("C18", "11", "10")

    def it_is_not_run_where_one_is_missing(self):
        assert outcome(filled(行6__三级指标="合格率"), CHECK, "产出指标/质量指标") == "not_run"
