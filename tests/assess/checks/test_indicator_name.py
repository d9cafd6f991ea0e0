from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import cells, only, outcomes_of

CHECK = "indicator-name"


class DescribeIndicatorName:
    def it_passes_once_for_every_row(self):
        assert list(outcomes_of(filled(), CHECK).values()) == ["pass"] * 10

    def it_marks_where_a_name_should_stand(self):
        assert cells(filled(行1__一级指标=None), CHECK) == ["A13"]

    def it_marks_a_bracket_that_is_not_closed(self):
        found = only(filled(行9__二级指标="社会效益指标（20").assess(), CHECK)
        assert (found.cell, found.reported) == ("C21", "社会效益指标（20")

    def it_marks_a_blank_row(self):
        row = {f"行2__{key}": None for key in ("二级指标", "自评得分", "偏差原因")}
        assert cells(filled(**row), CHECK) == ["C14"]
