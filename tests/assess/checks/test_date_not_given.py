from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import cells, outcome

CHECK = "date-not-given"
KEY = "产出指标/时效指标/完成时间"


class DescribeDateNotGiven:
    def it_passes_an_answer_that_names_a_time(self):
        for answer in ("10月25日", "2020-10-25", "10月底前完成", "2020年10月", "于10月20日通过验收"):
            assert outcome(filled(行8__完成值=answer), CHECK, KEY) == "pass", answer

    def it_marks_an_answer_that_does_not(self):
        for answer in ("完成", "按时完成", "100%"):
            assert cells(filled(行8__完成值=answer), CHECK) == ["F20"]

    def it_is_not_applicable_to_other_targets_and_blank_answers(self):
        assert outcome(filled(行8__完成值=None), CHECK, KEY) == "not_applicable"
        assert outcome(filled(), CHECK, "产出指标/数量指标/培训人数") == "not_applicable"
