from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import only, outcome

CHECK = "adjustment-budget"


class DescribeAdjustmentBudget:
    def it_passes_where_both_sheets_agree(self):
        assert outcome(filled(), CHECK) == "pass"

    def it_marks_the_budget_and_writes_out_the_sum(self):
        found = only(filled(预算调整_预算="250").assess(), CHECK)
        assert (found.cell, str(found.difference)) == ("C21", "-10")
        assert "160+100=260" in found.message

    def it_is_not_run_where_the_other_sheet_is_blank(self):
        assert outcome(filled(自评_基本支出_预算=None), CHECK) == "not_run"
