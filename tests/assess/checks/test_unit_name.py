from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import cells, only, outcomes_of

CHECK = "unit-name"


class DescribeUnitName:
    def it_passes_where_both_are_the_same_but_for_spaces(self):
        assert set(outcomes_of(filled(单位名称=" 测试市　档案馆"), CHECK).values()) == {"pass"}

    def it_marks_the_later_one_where_they_differ(self):
        found = only(filled(单位名称="档案馆").assess(), CHECK)
        assert (found.sheet, found.cell, found.severity) == ("附件2 自评表", "B3", "hint")

    def it_marks_the_one_that_is_blank(self):
        assert cells(filled(单位名称=None), CHECK) == ["B3"]
