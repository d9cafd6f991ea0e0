from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import cells, only, outcome

CHECK = "total-sum"


class DescribeTotalSum:
    def it_passes_where_the_rows_make_the_total(self):
        assert outcome(filled(), CHECK) == "pass"

    def it_marks_the_total_and_says_what_that_changes(self):
        found = only(filled(总分_自评得分=99).assess(), CHECK)
        assert (found.cell, str(found.expected), str(found.difference)) == ("G23", "98", "1")
        assert found.score_effect == -1 and "28+40+30=98" in found.computation

    def it_says_what_to_fill_in(self):
        found = only(filled(总分_自评得分=None).assess(), CHECK)
        assert (found.reported, str(found.expected)) == (None, "98")

    def it_is_not_run_while_a_score_is_missing(self):
        assert outcome(filled(行4__自评得分=None), CHECK) == "not_run"

    def but_it_fails_where_the_total_is_less_than_what_is_filled(self):
        assert cells(filled(行4__自评得分=None, 总分_自评得分=80), CHECK) == ["G23"]
