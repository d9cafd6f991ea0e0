from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import only, outcome

CHECK = "currency-unit"


class DescribeCurrencyUnit:
    def it_passes_where_the_unit_is_stated(self):
        for stated in ("单位：万元", "单位:万元", "（单位：万元）"):
            assert outcome(filled(金额单位=stated), CHECK) == "pass"

    def it_passes_yuan_where_the_amounts_are_in_yuan(self):
        form = filled(金额单位="单位:元")
        for name in form.places:
            if (
                name.endswith(("决算", "预算", "执行"))
                and not name.startswith("表头")
                and form[name] not in (None, "——")
            ):
                form[name] = f"{form.number(name) * 10000:,.2f}"
        assert outcome(form, CHECK) == "pass"

    def it_marks_the_line_of_the_units_name_where_none_is(self):
        found = only(filled(金额单位=None).assess(), CHECK)
        assert (found.cell, found.severity) == ("A3", "warning")

    def it_doubts_yuan_where_all_amounts_are_small(self):
        found = only(filled(金额单位="单位：元").assess(), CHECK)
        assert found.message == "附件1写的单位是元。可是最大的金额只有260元，请核对单位是不是万元。"

    def it_doubts_wan_yuan_where_an_amount_is_huge(self):
        for stated, cell in (("单位：万元", "D3"), (None, "A3")):
            found = only(filled(金额单位=stated, 预算调整_决算="2563000").assess(), CHECK)
            assert found.cell == cell and "有256.3亿元，请核对单位是不是元" in found.message

    def it_is_not_run_without_the_sheet(self):
        form = filled()
        del form.cells["附件1 基础数据表"]
        assert outcome(form, CHECK) == "not_run"
