from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import only, outcomes_of

CHECK = "projects-match"


class DescribeProjectsMatch:
    def it_passes_where_both_sheets_agree(self):
        assert set(outcomes_of(filled(), CHECK).values()) == {"pass"}

    def it_marks_the_cell_of_the_first_sheet(self):
        found = only(filled(自评_项目支出_执行="96.5").assess(), CHECK)
        assert (found.sheet, found.cell, str(found.expected)) == ("附件1 基础数据表", "D14", "96.5")
        assert "而附件2的项目支出全年执行数填96.5，相差1。" in found.message

    def it_sees_an_amount_in_yuan_taken_for_wan_yuan(self):
        found = only(filled(项目支出_决算="975000").assess(), CHECK)
        assert "元当成了万元" in found.advice
