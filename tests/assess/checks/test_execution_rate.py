from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import cells, only, outcome

CHECK = "execution-rate"
NAME = "自评_财政拨款_执行率"


class DescribeExecutionRate:
    def it_passes_however_the_percentage_is_written(self):
        for written in ("98.8%", "98.80%", "99%", "98.8", 98.8, 0.988, "９８.８％"):
            assert outcome(filled(自评_财政拨款_执行率=written), CHECK, NAME) == "pass", written

    def it_compares_what_the_form_shows_of_a_rate(self):
        assert outcome(filled(自评_财政拨款_执行率=0.98799999), CHECK, NAME) == "pass"
        assert outcome(filled(自评_财政拨款_执行率=0.98789999), CHECK, NAME) == "fail"

    def it_says_what_to_fill_in_where_the_rate_is_blank(self):
        for nothing in (None, "　", "——"):
            found = only(filled(自评_财政拨款_执行率=nothing).assess(), CHECK)
            assert (found.cell, found.reported, str(found.expected)) == ("G5", None, "0.9880")
            assert "247÷250=98.80%" in found.message

    def it_marks_a_rate_that_is_another(self):
        found = only(filled(自评_财政拨款_执行率="95%").assess(), CHECK)
        assert "95.00%" in found.message and "98.80%" in found.message

    def it_is_not_applicable_without_a_budget(self):
        form = filled(自评_其他资金_预算=None, 自评_其他资金_执行率=None)
        assert outcome(form, CHECK, "自评_其他资金_执行率") == "not_applicable"
        form["自评_其他资金_执行率"] = "0%"
        assert outcome(form, CHECK, "自评_其他资金_执行率") == "not_applicable"

    def but_it_refuses_a_rate_on_no_budget(self):
        form = filled(自评_其他资金_预算=None, 自评_其他资金_执行率="100%")
        assert cells(form, CHECK) == ["G6"]

    def it_is_not_run_where_nothing_was_executed_yet(self):
        assert outcome(filled(自评_财政拨款_执行=None), CHECK, NAME) == "not_run"
