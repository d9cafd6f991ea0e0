from __future__ import annotations

from decimal import Decimal

from tests.assess.closed import filled
from tests.assess.forms import cells, only, outcome

CHECK = "vehicles-sum"


class DescribeVehiclesSum:
    def it_passes_with_purchase_blank(self):
        assert outcome(filled(), CHECK, "公务用车_决算") == "pass"

    def it_is_not_applicable_where_nothing_is_filled(self):
        form = filled(公务用车_预算=None, 公车运行_预算=None)
        assert outcome(form, CHECK, "公务用车_预算") == "not_applicable"

    def it_says_what_to_fill_in_where_the_sum_is_blank(self):
        found = only(filled(公务用车_决算=None).assess(), CHECK)
        assert (found.cell, found.reported, found.expected) == ("D9", None, Decimal("3.42"))

    def it_marks_a_sum_without_parts(self):
        assert cells(filled(公车运行_决算=None), CHECK) == ["D9"]

    def it_does_not_judge_a_mark_for_not_applicable(self):
        assert outcome(filled(公务用车_决算="——"), CHECK, "公务用车_决算") == "not_applicable"
        assert outcome(filled(公车购置_决算="——"), CHECK, "公务用车_决算") == "pass"
        assert outcome(filled(公车购置_决算="——", 公车运行_决算="/"), CHECK, "公务用车_决算") == "not_run"
