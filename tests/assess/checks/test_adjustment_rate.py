from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import cells, only, outcome

CHECK = "adjustment-rate"


class DescribeAdjustmentRate:
    def it_passes_within_the_limit(self):
        assert outcome(filled(预算调整_预算="200"), CHECK) == "pass"

    def it_marks_the_final_figure(self):
        found = only(filled(预算调整_预算="207.53", 预算调整_决算="1222.07").assess(), CHECK)
        assert found.cell == "D21" and "488.86%" in found.message and "30%" in found.message

    def it_finds_a_final_figure_without_a_budget(self):
        assert cells(filled(预算调整_预算=0), CHECK) == ["D21"]
