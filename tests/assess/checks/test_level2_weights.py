from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import only, outcome, outcomes_of

CHECK = "level2-weights"


class DescribeLevel2Weights:
    def it_passes_in_each_level1_indicator(self):
        assert outcomes_of(filled(), CHECK) == {"管理指标": "pass", "产出指标": "pass", "效益指标": "pass"}

    def it_marks_the_level1_weight(self):
        found = only(filled(行2__二级指标="预算执行管理（17）").assess(), CHECK)
        assert (found.cell, str(found.reported), str(found.expected)) == ("B13", "27", "30")
        assert "10+17" in found.message

    def it_reads_a_bracket_that_is_not_closed(self):
        assert outcome(filled(行2__二级指标="预算执行管理（20"), CHECK, "管理指标") == "pass"

    def it_is_not_applicable_where_no_weight_is_stated(self):
        form = filled(行1__二级指标="预算编制管理", 行2__二级指标="预算执行管理")
        assert outcome(form, CHECK, "管理指标") == "not_applicable"

    def it_is_not_run_where_one_is_missing_unless_the_rest_exceeds_already(self):
        assert outcome(filled(行1__二级指标="预算编制管理"), CHECK, "管理指标") == "not_run"
        form = filled(行1__二级指标="预算编制管理", 行2__二级指标="预算执行管理（31）")
        assert outcome(form, CHECK, "管理指标") == "fail"
