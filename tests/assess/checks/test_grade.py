from __future__ import annotations

from dataclasses import replace

from tests.assess.closed import CLOSED, filled
from tests.assess.forms import lay_out, only, outcome

CHECK = "grade"


class DescribeGrade:
    def it_is_not_applicable_where_none_is_stated(self):
        assert outcome(filled(), CHECK) == "not_applicable"

    def it_passes_the_grade_of_the_total(self):
        assert outcome(lay_out(replace(CLOSED, grade="优")), CHECK) == "pass"

    def it_marks_another_one(self):
        found = only(lay_out(replace(CLOSED, grade="良")).assess(), CHECK)
        assert (found.cell, found.reported, found.expected) == ("H23", "良", "优")

    def it_is_not_run_without_a_total(self):
        form = lay_out(replace(CLOSED, grade="优"))
        form["总分_自评得分"] = None
        assert outcome(form, CHECK) == "not_run"
