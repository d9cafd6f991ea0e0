from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import only, outcome, outcomes_of

CHECK = "year-header"


class DescribeYearHeader:
    def it_passes_the_year_and_the_one_before(self):
        assert set(outcomes_of(filled(), CHECK).values()) == {"pass"}

    def it_marks_a_header_of_another_year(self):
        found = only(filled(表头_在职人数="2018年实际在职人数").assess(), CHECK)
        assert (found.cell, str(found.expected)) == ("C4", "2020")

    def it_calls_a_title_a_title(self):
        found = only(filled(标题_自评表="2021年度部门整体支出绩效自评表").assess(), CHECK)
        assert found.message.startswith("标题“2021年度部门整体支出绩效自评表”的年度应为2020年")
        assert "这一列" not in found.message

    def it_is_not_applicable_where_headers_name_no_year(self):
        form = filled(表头_在职人数="实际在职人数", 标题_自评表="部门整体支出绩效自评表")
        form["表头_上年决算"], form["表头_预算"], form["表头_决算"] = "上年决算数", "本年预算数", "本年决算数"
        assert outcome(form, CHECK) == "not_applicable"
