from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import cells, only, outcome, outcomes_of

CHECK = "projects-sum"


class DescribeProjectsSum:
    def it_passes_in_each_column(self):
        assert set(outcomes_of(filled(), CHECK).values()) == {"pass"}

    def it_is_not_run_where_the_rows_are_blank(self):
        form = filled(项目支出明细1_预算=None, 项目支出明细2_预算="——")
        assert outcome(form, CHECK, "项目支出_预算") == "not_run"

    def it_counts_a_blank_row_as_nothing_beside_a_filled_one(self):
        assert cells(filled(项目支出明细1_预算=None), CHECK) == ["C14"]

    def it_marks_the_whole(self):
        found = only(filled(项目支出明细2_决算="30.4").assess(), CHECK)
        assert (found.cell, str(found.expected)) == ("D14", "98.5")
        assert "68.1+30.4=98.5" in found.computation
