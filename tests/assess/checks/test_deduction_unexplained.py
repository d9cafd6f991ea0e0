from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import cells, only, outcome, outcomes_of

CHECK = "deduction-unexplained"


class DescribeDeductionUnexplained:
    def it_passes_full_points_and_points_off_with_a_reason(self):
        assert set(outcomes_of(filled(), CHECK).values()) == {"pass"}

    def it_marks_the_cell_of_the_reason(self):
        for nothing in (None, "无", "——", "　"):
            found = only(filled(行2__偏差原因=nothing).assess(), CHECK)
            assert found.cell == "H14" and "扣了2分" in found.message

    def it_looks_at_a_group_as_a_whole(self):
        assert cells(filled(行4__自评得分=6), CHECK) == ["H15"]
        assert not cells(filled(行4__自评得分=6, 行5__偏差原因="服务对象减少"), CHECK)

    def it_looks_at_rows_with_weights_of_their_own(self):
        assert cells(filled(行7__自评得分=4), CHECK) == ["H19"]

    def it_is_not_applicable_without_a_weight(self):
        form = filled(行3__二级指标="数量指标")
        assert outcome(form, CHECK, "产出指标/数量指标") == "not_applicable"
