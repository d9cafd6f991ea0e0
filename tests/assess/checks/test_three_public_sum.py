from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.assess.closed import CLOSED, filled
from tests.assess.forms import Form, failures, lay_out, only, outcome, outcomes_of

CHECK = "three-public-sum"


def whole(form: Form | None = None) -> Form:
    """A form, the closed one, with its amounts rounded to whole ones."""
    form = form or filled()
    for name in form.places:
        if name.endswith(("决算", "预算", "执行")) and not name.startswith("表头") and form[name] not in (None, "——"):
            form[name] = int(form.number(name).to_integral_value())
    return form


class DescribeThreePublicSum:
    def it_passes_in_each_column(self):
        assert outcomes_of(filled(), CHECK) == {f"三公经费_{column}": "pass" for column in ("上年决算", "预算", "决算")}

    def it_forgives_what_rounding_can_explain(self):
        assert outcome(filled(三公经费_决算="4.41"), CHECK, "三公经费_决算") == "pass"
        assert outcome(filled(三公经费_决算="4.42"), CHECK, "三公经费_决算") == "fail"

    def it_forgives_more_where_all_amounts_are_rounded_to_whole_ones(self):
        form = whole()
        for total, verdict in ((4, "pass"), (5, "pass"), (7, "fail")):
            form["三公经费_决算"] = total
            assert outcome(form, CHECK, "三公经费_决算") == verdict, total

    def it_takes_the_rate_of_a_further_source_for_no_amount(self):
        form = whole(lay_out(replace(CLOSED, sources=[("（3）上级补助", (8, 7, "87.53%"))])))
        form["三公经费_决算"] = 5
        assert outcome(form, CHECK, "三公经费_决算") == "pass"

    def but_not_where_one_of_them_is_not(self):
        form = whole()
        form["三公经费_决算"], form["政府采购_决算"] = 5, "39.25"
        assert outcome(form, CHECK, "三公经费_决算") == "fail"

    def it_says_what_the_parts_give(self):
        found = only(filled(三公经费_决算="5.4").assess(), CHECK)
        assert (found.cell, found.reported, found.expected, found.difference) == (
            "D8",
            *map(Decimal, ("5.4", "4.4", "1")),
        )
        assert "3.42+0.08+0.9=4.4" in found.message

    def it_counts_blank_parts_as_nothing(self):
        form = filled(因公出国_决算=None, 三公经费_决算="4.32")
        assert outcome(form, CHECK, "三公经费_决算") == "pass"

    def it_suggests_the_slip_that_fits_exactly(self):
        assert "小数点" in only(filled(三公经费_决算="44").assess(), CHECK).advice
        form = filled(公务接待_决算="8.74", 三公经费_决算="12.42", 公务接待_预算="9")
        assert "颠倒" in next(each for each in failures(form.assess(), CHECK) if each.cell == "D8").advice

    def it_is_not_run_where_a_part_is_no_number(self):
        assert outcome(filled(公务接待_决算="约1"), CHECK, "三公经费_决算") == "not_run"
