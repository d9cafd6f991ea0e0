from __future__ import annotations

from dataclasses import replace

from perfxl.assess.engine import assess
from perfxl.standard.formula import Binary, Formula
from perfxl.standard.loader import load
from tests.assess.closed import filled
from tests.assess.forms import only, outcome, outcomes_of

CHECK = "operating-sum"


class DescribeOperatingSum:
    def it_passes_where_the_rows_are_a_part(self):
        assert set(outcomes_of(filled(), CHECK).values()) == {"pass"}

    def it_marks_a_whole_smaller_than_its_rows(self):
        found = only(filled(公用经费明细1_决算="18.8").assess(), CHECK)
        assert found.cell == "D17" and "应不小于22.1" in found.message

    def it_is_not_run_where_the_rows_are_blank(self):
        form = filled(公用经费明细1_预算=None, 公用经费明细2_预算=None)
        assert outcome(form, CHECK, "公用经费_预算") == "not_run"

    def it_demands_equality_where_the_standard_does(self):
        rule = load("hunan-2020").checks[CHECK]
        equal = Formula("", Binary("=", rule.places[2].holds.tree.left, rule.places[2].holds.tree.right))
        standard = replace(
            load("hunan-2020"),
            checks={**load("hunan-2020").checks, CHECK: replace(rule, places=(replace(rule.places[2], holds=equal),))},
        )
        found = only(assess(filled().read(), standard), CHECK)
        assert found.cell == "D17" and "应为12.1" in found.message
