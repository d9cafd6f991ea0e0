from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import cells, outcomes_of

CHECK = "goal-blank"


class DescribeGoalBlank:
    def it_passes_where_both_halves_are_filled(self):
        assert outcomes_of(filled(), CHECK) == {"年初设定目标": "pass", "全年完成情况": "pass"}

    def it_marks_the_cell_where_the_text_should_stand(self):
        assert cells(filled(年初设定目标=None), CHECK) == ["B10"]
        assert cells(filled(全年完成情况="　"), CHECK) == ["E10"]
