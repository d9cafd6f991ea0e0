from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import only, outcome, outcomes_of

CHECK = "execution-without-budget"


class DescribeExecutionWithoutBudget:
    def it_passes_with_a_budget(self):
        assert set(outcomes_of(filled(), CHECK).values()) == {"pass"}

    def it_marks_spending_on_none(self):
        for nothing in (None, "　", 0, "0.00", "——"):
            found = only(filled(自评_其他资金_预算=nothing).assess(), CHECK)
            assert (found.cell, str(found.reported), found.expected) == ("F6", "9.3", None)
            assert "%" not in found.message

    def it_says_so_of_a_budget_below_0(self):
        assert "预算数为-10，" in only(filled(自评_其他资金_预算=-10).assess(), CHECK).message

    def it_is_not_applicable_where_nothing_was_spent(self):
        form = filled(自评_其他资金_预算=None, 自评_其他资金_执行=0)
        assert outcome(form, CHECK, "自评_其他资金_执行") == "not_applicable"
