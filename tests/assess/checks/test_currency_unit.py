from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import only, outcome

CHECK = "currency-unit"


class DescribeCurrencyUnit:
    def it_passes_where_the_unit_is_stated(self):
        for stated in ("单位：万元", "单位:元", "（单位：万元）"):
            assert outcome(filled(金额单位=stated), CHECK) == "pass"

    def it_marks_the_line_of_the_units_name_where_none_is(self):
        found = only(filled(金额单位=None).assess(), CHECK)
        assert (found.cell, found.severity) == ("A3", "warning")

    def it_is_not_run_without_the_sheet(self):
        form = filled()
        del form.cells["附件1 基础数据表"]
        assert outcome(form, CHECK) == "not_run"
