from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import only, outcome

CHECK = "staffing-over-posts"


class DescribeStaffingOverPosts:
    def it_passes_up_to_the_posts(self):
        assert outcome(filled(在职人数=12), CHECK) == "pass"

    def it_marks_the_staff_beyond_them(self):
        found = only(filled(在职人数=13).assess(), CHECK)
        assert (found.cell, found.severity, found.difference) == ("C5", "warning", 1)

    def it_is_not_run_where_posts_are_blank(self):
        assert outcome(filled(编制数=None), CHECK) == "not_run"
