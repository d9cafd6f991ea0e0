from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import cells, only, outcome, outcomes_of

CHECK = "required-blank"


class DescribeRequiredBlank:
    def it_does_not_propose_0_for_words(self):
        found = only(filled(厉行节约保障措施=None).assess(), CHECK)
        assert found.advice == "请填写。"

    def it_waits_for_a_formula_that_has_nothing_to_show_yet(self):
        form = filled(编制数=0, 在职人员控制率=None)
        sheet, row, column = form.places["在职人员控制率"]
        form.formulas[sheet, row, column] = 'IFERROR(在职人数/编制数,"")'
        assert outcome(form, CHECK, "在职人员控制率") == "not_applicable"

    def it_looks_at_every_demanded_field_and_every_target(self):
        found = outcomes_of(filled(), CHECK)
        assert {"填报单位", "三公经费_决算", "产出指标/数量指标/培训人数"} <= set(found)
        assert "自评_财政拨款_执行率" not in found and "因公出国_决算" not in found

    def it_takes_a_mark_for_not_applicable_as_an_answer(self):
        assert outcome(filled(三公经费_预算="——"), CHECK, "三公经费_预算") == "pass"

    def it_takes_a_full_width_space_for_nothing(self):
        assert cells(filled(三公经费_预算="　"), CHECK) == ["C8"]

    def it_says_what_other_figures_ask_for(self):
        assert "4.4" in only(filled(三公经费_决算=None).assess(), CHECK).advice
        assert "91.67%" in only(filled(在职人员控制率=None).assess(), CHECK).advice

    def it_wants_an_answer_to_every_target(self):
        assert cells(filled(行3__完成值=None), CHECK) == ["F15"]

    def it_is_not_run_where_the_field_is_not_in_the_form(self):
        form = filled()
        form.cells["附件1 基础数据表"] = {
            place: value for place, value in form.cells["附件1 基础数据表"].items() if place[0] != 20
        }
        assert outcome(form, CHECK, "政府采购_决算") == "not_run"
