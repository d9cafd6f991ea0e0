from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import cells, outcome, outcomes_of

CHECK = "score-missing"


class DescribeScoreMissing:
    def it_passes_where_every_row_has_one(self):
        assert set(outcomes_of(filled(), CHECK).values()) == {"pass"}

    def it_takes_zero_for_a_score(self):
        assert not cells(filled(行1__自评得分=0), CHECK)

    def it_marks_the_cell_where_it_should_stand(self):
        for nothing in (None, "　", "/"):
            assert cells(filled(行4__自评得分=nothing), CHECK) == ["G16"]

    def it_is_not_run_on_words(self):
        key = "产出指标/数量指标/服务场次"
        assert outcome(filled(行4__自评得分="满分"), CHECK, key) == "not_run"
