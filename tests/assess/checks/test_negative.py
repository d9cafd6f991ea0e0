from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import cells, only, outcome

CHECK = "negative"


class DescribeNegative:
    def it_marks_an_amount_below_zero(self):
        for written in ("-5", "（5）", -5):
            found = only(filled(政府采购_上年决算=written).assess(), CHECK)
            assert (found.cell, str(found.reported)) == ("B20", "-5")

    def it_looks_at_free_rows(self):
        assert cells(filled(项目支出明细2_上年决算=-1), CHECK) == ["B16"]

    def it_leaves_what_is_not_filled(self):
        assert outcome(filled(), CHECK, "公车购置_决算") == "not_applicable"
