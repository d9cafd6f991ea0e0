from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import only, outcome

CHECK = "adjustment-final"


class DescribeAdjustmentFinal:
    def it_passes_where_both_sheets_agree(self):
        assert outcome(filled(), CHECK) == "pass"

    def it_marks_the_final_figure(self):
        found = only(filled(预算调整_决算="250").assess(), CHECK)
        assert (found.cell, str(found.expected), str(found.difference)) == ("D21", "256.3", "-6.3")

    def it_points_at_the_cells_it_compares_with(self):
        assert ("附件2 自评表", "F8") in only(filled(预算调整_决算="250").assess(), CHECK).related
