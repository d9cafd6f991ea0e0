from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import only, outcome

CHECK = "qualitative-answer"
KEY = "效益指标/社会效益指标/能力提高"


class DescribeQualitativeAnswer:
    def it_passes_a_tier_or_a_description(self):
        for answer in ("达成年度指标", "部分达成年度指标并具有一定效果", "满意度由88%升至92%"):
            assert outcome(filled(行9__完成值=answer), CHECK, KEY) == "pass", answer

    def it_marks_done_alone(self):
        for answer in ("完成", "已完成"):
            found = only(filled(行9__完成值=answer).assess(), CHECK)
            assert (found.cell, found.severity) == ("F21", "hint")

    def it_is_not_applicable_to_numbers(self):
        assert outcome(filled(), CHECK, "产出指标/数量指标/培训人数") == "not_applicable"
