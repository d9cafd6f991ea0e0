from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import only, outcome, outcomes_of

CHECK = "operating-within-basic"


class DescribeOperatingWithinBasic:
    def it_passes_within_basic_expenditure(self):
        assert set(outcomes_of(filled(), CHECK).values()) == {"pass"}

    def it_marks_the_part_that_exceeds_the_whole(self):
        found = only(filled(公用经费_预算="170").assess(), CHECK)
        assert (found.cell, found.severity) == ("C17", "error")

    def it_is_not_run_where_basic_expenditure_is_blank(self):
        assert outcome(filled(自评_基本支出_执行=None), CHECK, "公用经费_决算") == "not_run"
