from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import only, outcome

CHECK = "level1-weights"


class DescribeLevel1Weights:
    def it_passes_where_they_make_a_hundred(self):
        assert outcome(filled(), CHECK) == "pass"

    def it_marks_the_weight_of_the_total(self):
        for weight in (90, 120):
            found = only(filled(总分_分值=weight).assess(), CHECK)
            assert (found.cell, str(found.expected)) == ("B23", "100")

    def it_refuses_a_total_that_follows_a_wrong_sum(self):
        found = only(filled(行10__一级分值=None, 行9__一级分值=20, 总分_分值=90).assess(), CHECK)
        assert str(found.reported) == "90" and "30+40+20=90" in found.computation

    def it_takes_a_blank_total_for_the_standards(self):
        assert outcome(filled(总分_分值=None), CHECK) == "pass"

    def it_is_not_run_where_a_level1_weight_is_blank(self):
        assert outcome(filled(行3__一级分值=None), CHECK) == "not_run"
