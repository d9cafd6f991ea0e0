from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import cells, only, outcomes_of

CHECK = "three-public-part-over-budget"


class DescribeThreePublicPartOverBudget:
    def it_looks_at_each_part(self):
        found = outcomes_of(filled(因公出国_预算=None, 因公出国_决算=None), CHECK)
        assert found == {"公务用车_决算": "pass", "因公出国_决算": "not_applicable", "公务接待_决算": "pass"}

    def it_gives_the_rate(self):
        found = only(filled(公务接待_决算="0.5", 公务接待_预算="0.45").assess(), CHECK)
        assert (found.cell, str(found.difference)) == ("D13", "0.05")
        assert "111.11%" in found.message

    def it_finds_a_part_without_a_budget(self):
        assert cells(filled(因公出国_预算=None), CHECK) == ["D12"]
