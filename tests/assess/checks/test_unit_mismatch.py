from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import cells, outcome

CHECK = "unit-mismatch"
KEY = "产出指标/数量指标/培训人数"


class DescribeUnitMismatch:
    def it_passes_the_same_kind(self):
        same = (
            ("90%", "0.92"),
            ("340人", "345名"),
            ("340人", "345"),
            (340, "345人"),
            ("30万元", "280000元"),
            (0.9, "92%"),
            ("90%", "95"),
        )
        for target, actual in same:
            assert outcome(filled(行3__年度指标值=target, 行3__完成值=actual), CHECK, KEY) == "pass", (target, actual)

    def it_does_not_judge_what_it_cannot_tell(self):
        for target, actual in (("90%", "150"), ("30件", "31台"), ("30人", "达成年度指标")):
            found = outcome(filled(行3__年度指标值=target, 行3__完成值=actual), CHECK, KEY)
            assert found == "not_applicable", (target, actual)

    def it_marks_another_kind(self):
        for target, actual in (("96%", "28.8万元"), ("340户", "340人"), ("≤30万元", "完成"), ("340", "基本完成")):
            assert cells(filled(行3__年度指标值=target, 行3__完成值=actual), CHECK) == ["F15"], (target, actual)
