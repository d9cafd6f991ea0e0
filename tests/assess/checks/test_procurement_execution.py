from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import cells, only, outcome

CHECK = "procurement-execution"


class DescribeProcurementExecution:
    def it_passes_within_the_limits(self):
        for final in ("38", "42", "39.2"):
            assert outcome(filled(政府采购_决算=final), CHECK) == "pass"

    def it_marks_what_lies_outside_on_either_side(self):
        for final in ("74.11", "20"):
            found = only(filled(政府采购_决算=final).assess(), CHECK)
            assert found.cell == "D20" and found.percent and "95%至105%" in found.message

    def it_gives_the_rate(self):
        found = only(filled(政府采购_预算="43.1", 政府采购_决算="74.11").assess(), CHECK)
        assert str(found.reported) == "1.7195" and "74.11÷43.1=171.95%" in found.computation

    def it_finds_spending_without_a_budget(self):
        assert cells(filled(政府采购_预算=0), CHECK) == ["D20"]

    def it_is_not_applicable_without_either(self):
        assert outcome(filled(政府采购_预算=0, 政府采购_决算=0), CHECK) == "not_applicable"
        assert outcome(filled(政府采购_预算=None, 政府采购_决算=None), CHECK) == "not_applicable"
        assert outcome(filled(政府采购_预算="——", 政府采购_决算="——"), CHECK) == "not_applicable"
