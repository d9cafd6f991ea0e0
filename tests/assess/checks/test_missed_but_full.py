from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import cells, only, outcome

CHECK = "missed-but-full"


class DescribeMissedButFull:
    def it_marks_the_score_of_the_row_that_missed(self):
        found = only(filled(行4__完成值="100场").assess(), CHECK)
        assert found.cell == "G16" and "120场" in found.message

    def it_passes_where_points_were_taken_off(self):
        form = filled(行4__完成值="100场", 行4__自评得分=5, 行4__偏差原因="场地关闭")
        assert outcome(form, CHECK, "产出指标/数量指标") == "pass"

    def it_does_not_let_a_reason_make_it_full(self):
        assert cells(filled(行4__完成值="100场", 行4__偏差原因="场地关闭"), CHECK) == ["G16"]

    def it_accuses_nobody_on_what_is_not_certain(self):
        for target, actual in (("92.4%", "92%"), ("120场", "约100场"), ("120场", "100"), ("95", "90%")):
            form = filled(行10__年度指标值=target, 行10__完成值=actual)
            expected = "not_applicable" if actual != "100" else "fail"
            assert outcome(form, CHECK, "效益指标/满意度指标") == expected, (target, actual)

    def it_does_not_guess_whether_less_is_better(self):
        for name in ("成本控制数", "投诉件数"):
            form = filled(行10__三级指标=name, 行10__年度指标值="30", 行10__完成值="20")
            assert outcome(form, CHECK, "效益指标/满意度指标") == "not_applicable"

    def it_reads_a_ceiling(self):
        form = filled(行10__年度指标值="≤30万元", 行10__完成值="31万元")
        assert cells(form, CHECK) == ["G22"]
