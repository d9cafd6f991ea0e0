from __future__ import annotations

from decimal import Decimal

from tests.assess.ruled import only, outcomes

CHECK = "funds-sum"


class DescribeFundsSum:
    def it_lets_pass_what_adds_up(self):
        assert outcomes(CHECK) == {"总额_预算": "pass", "总额_执行": "pass"}

    def it_marks_a_total_that_is_not_the_sum_of_its_rows(self):
        found = only(CHECK, "年度资金总额|100|", "年度资金总额|110|")
        assert (found.cell, found.reported, found.expected) == ("C4", 110, 100)
        assert "90+10=100" in found.message

    def it_marks_a_total_of_0_above_rows_with_figures(self):
        found = only(CHECK, "年度资金总额|100|98", "年度资金总额|100|0")
        assert (found.cell, found.difference) == ("D4", Decimal(-98))
