from __future__ import annotations

from decimal import Decimal

from perfxl.assess.model import RateResult, StepReading
from tests.assess.closed import filled
from tests.assess.forms import Form


def rate(form: Form, rate_id: str) -> RateResult:
    return next(each for each in form.assess().rates if each.id == rate_id)


def steps(form: Form, rate_id: str) -> StepReading:
    found = rate(form, rate_id).steps
    assert found is not None
    return found


class DescribeRates:
    def it_gives_formula_figures_and_basis(self):
        found = rate(filled(), "operating-control")
        assert found.formula == "=公用经费_决算/公用经费_预算"
        assert found.computation == "19.75÷21=94.05%"
        assert found.basis == "本年决算数÷本年预算数"
        assert found.recomputed is not None and round(found.recomputed, 6) == Decimal("0.940476")

    def it_knows_where_a_rate_is_stated(self):
        found = rate(filled(), "staffing-ratio")
        assert (found.sheet, found.cell, found.reported) == ("附件1 基础数据表", "D5", Decimal("0.917"))

    def it_reads_a_rate_without_its_percent_sign(self):
        assert rate(filled(在职人员控制率="91.7"), "staffing-ratio").reported == Decimal("0.917")
        assert rate(filled(自评_财政拨款_执行率=98.8), "execution-rate-appropriation").reported == Decimal("0.988")

    def it_adds_up_a_group(self):
        assert rate(filled(), "execution-rate-total").computation == "(158.8+97.5)÷(160+100)=98.58%"

    def it_says_why_one_cannot_be_computed(self):
        for changes, why in (
            ({"公用经费_预算": None}, "“公用经费预算数”未填。"),
            ({"公用经费_预算": 0}, "除数为0，不能计算。"),
            ({"公用经费_预算": "——"}, "“公用经费预算数”标为不适用。"),
            ({"公用经费_预算": "约10万"}, "“公用经费预算数”填的“约10万”不是数字。"),
        ):
            found = rate(filled(**changes), "operating-control")
            assert (found.recomputed, found.computation, found.steps, found.why) == (None, "", None, why)

    def it_says_so_where_a_whole_group_is_blank(self):
        form = filled(
            自评_基本支出_执行=None, 自评_项目支出_执行=None, 自评_基本支出_预算=None, 自评_项目支出_预算=None
        )
        assert rate(form, "execution-rate-total").why == "各行都未填。"

    def it_says_so_where_the_sheet_is_lost(self):
        form = filled()
        del form.cells["附件1 基础数据表"]
        assert rate(form, "operating-control").why == "工作簿里没有找到附件1。"


class DescribeStepRules:
    def it_gives_full_points_within_the_limit(self):
        found = steps(filled(), "operating-control")
        assert (found.full, found.started, found.prorata) == (8, 8, 8)

    def it_counts_full_steps_started_steps_and_parts_of_steps(self):
        found = steps(filled(公用经费_预算=100, 公用经费_决算="102.5"), "operating-control")
        assert (found.full, found.started, found.prorata) == (6, 5, Decimal("5.50"))
        assert found.rule == "满分8分，不超过100%得满分，每超过1个百分点扣1分，扣完为止"

    def it_does_not_go_below_zero(self):
        found = steps(filled(公用经费_预算=10), "operating-control")
        assert (found.full, found.started, found.prorata) == (0, 0, 0)

    def it_counts_both_sides_where_the_rule_says_so(self):
        for final in (44, 36):
            found = steps(filled(政府采购_决算=final), "procurement-execution")
            assert (found.full, found.started, found.prorata) == (2, 2, 2)
