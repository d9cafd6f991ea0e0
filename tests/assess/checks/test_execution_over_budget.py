from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import only, outcome, outcomes_of

CHECK = "execution-over-budget"


class DescribeExecutionOverBudget:
    def it_passes_within_the_budget(self):
        assert set(outcomes_of(filled(), CHECK).values()) == {"pass"}

    def it_marks_what_is_executed_beyond_it(self):
        found = only(filled(自评_财政拨款_执行="300").assess(), CHECK)
        assert (found.cell, str(found.difference)) == ("F5", "50")

    def it_leaves_a_missing_budget_to_the_check_for_that(self):
        for nothing in (None, 0):
            form = filled(自评_其他资金_预算=nothing)
            assert outcome(form, CHECK, "自评_其他资金_执行") == "not_applicable"
