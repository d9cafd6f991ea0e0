from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import cells, only, outcome, outcomes_of

CHECK = "over-fulfilled"
KEY = "产出指标/数量指标/培训人数"


class DescribeOverFulfilled:
    def it_passes_up_to_the_limit(self):
        assert outcome(filled(行3__完成值=442), CHECK, KEY) == "pass"

    def it_marks_the_answer_beyond_it(self):
        found = only(filled(行3__完成值=443).assess(), CHECK)
        assert found.cell == "F15" and "130.29%" in found.message and "130%" in found.message

    def it_lets_a_reason_explain_it(self):
        assert not cells(filled(行3__完成值=700, 行3__偏差原因="年中追加任务"), CHECK)

    def it_looks_only_at_numbers_of_which_more_is_better(self):
        found = outcomes_of(filled(行3__年度指标值="≤340", 行3__完成值=100), CHECK)
        assert found[KEY] == found["产出指标/时效指标/完成时间"] == "not_applicable"
