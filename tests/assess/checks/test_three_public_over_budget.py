from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import only, outcome

CHECK = "three-public-over-budget"


class DescribeThreePublicOverBudget:
    def it_passes_up_to_the_budget(self):
        assert outcome(filled(), CHECK) == "pass"

    def it_marks_what_is_spent_beyond_it(self):
        found = only(filled(三公经费_决算="150").assess(), CHECK)
        assert (found.cell, found.severity) == ("D8", "warning")
        assert "÷" in found.computation and "多" in found.message

    def it_finds_spending_without_a_budget_and_gives_no_rate(self):
        for nothing in (None, "　", 0):
            found = only(filled(三公经费_预算=nothing).assess(), CHECK)
            assert "无预算支出" in found.message and "%" not in found.message

    def it_is_not_applicable_where_the_budget_is_marked_so(self):
        assert outcome(filled(三公经费_预算="——"), CHECK) == "not_applicable"
