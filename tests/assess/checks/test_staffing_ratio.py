from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import cells, only, outcome

CHECK = "staffing-ratio"


class DescribeStaffingRatio:
    def it_passes_at_its_own_precision(self):
        for written in ("91.7%", "92%", "91.67%", 0.9166666666666666, 0.917):
            assert outcome(filled(在职人员控制率=written), CHECK) == "pass"

    def it_takes_a_bare_number_for_a_percentage_where_that_makes_it_right(self):
        assert outcome(filled(在职人员控制率="91.7"), CHECK) == "pass"
        assert outcome(filled(在职人员控制率=92), CHECK) == "pass"

    def it_says_what_the_figures_give(self):
        found = only(filled(在职人员控制率="91.5%").assess(), CHECK)
        assert (found.cell, found.percent) == ("D5", True)
        assert str(found.reported), str(found.expected) == ("0.915", "0.9167")
        assert "11÷12=91.67%" in found.message

    def it_is_not_run_where_posts_or_the_rate_are_blank(self):
        assert outcome(filled(编制数=None), CHECK) == "not_run"
        assert outcome(filled(在职人员控制率=None), CHECK) == "not_run"

    def it_is_not_applicable_without_anybody(self):
        assert outcome(filled(编制数=0, 在职人数=0, 在职人员控制率="0%"), CHECK) == "not_applicable"

    def it_refuses_a_rate_of_no_posts(self):
        assert cells(filled(编制数=0, 在职人员控制率="100%"), CHECK) == ["D5"]
