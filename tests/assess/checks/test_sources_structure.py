from __future__ import annotations

from dataclasses import replace

from tests.assess.closed import CLOSED, filled
from tests.assess.forms import cells, lay_out, only, outcome, outcomes_of

CHECK = "sources-structure"


class DescribeSourcesStructure:
    def it_passes_where_both_sums_are_the_same(self):
        assert set(outcomes_of(filled(), CHECK).values()) == {"pass"}

    def it_writes_out_both_sums_and_what_would_close_them(self):
        form = filled(自评_财政拨款_执行="1222.07", 自评_其他资金_执行="779.67")
        form["自评_基本支出_执行"], form["自评_项目支出_执行"] = "176.29", "2061.69"
        found = only(form.assess(), CHECK)
        assert (found.cell, str(found.difference)) == ("F5", "-236.24")
        assert "1222.07+779.67" in found.message and "176.29+2061.69" in found.message
        assert "应为1458.31" in found.advice

    def it_adds_sources_of_the_units_own(self):
        form = lay_out(replace(CLOSED, sources=(("（3）上级补助", ("5", "4", "80%")),)))
        assert cells(form, CHECK) == ["E5", "F5"]
        form["自评_财政拨款_预算"], form["自评_财政拨款_执行"] = "245", "243"
        assert not cells(form, CHECK)

    def it_is_not_applicable_where_nothing_is_filled(self):
        names = [f"自评_{key}_预算" for key in ("财政拨款", "其他资金", "基本支出", "项目支出")]
        assert outcome(filled(**dict.fromkeys(names)), CHECK, "自评_财政拨款_预算") == "not_applicable"

    def it_is_not_run_where_a_demanded_row_is_blank(self):
        assert outcome(filled(自评_基本支出_预算=None), CHECK, "自评_财政拨款_预算") == "not_run"
