from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import cells, only, outcome

CHECK = "three-public-growth"


class DescribeThreePublicGrowth:
    def it_passes_where_there_is_no_growth(self):
        assert outcome(filled(), CHECK) == "pass"

    def it_names_the_basis(self):
        found = only(filled(三公经费_上年决算="2.19", 三公经费_决算="2.2").assess(), CHECK)
        assert (found.cell, str(found.difference)) == ("D8", "0.01")
        assert "100.46%" in found.message and "决算口径" in found.message

    def it_does_not_take_a_blank_last_year_for_nothing(self):
        assert outcome(filled(三公经费_上年决算=None), CHECK) == "not_run"
        assert outcome(filled(三公经费_上年决算="——"), CHECK) == "not_applicable"

    def it_takes_a_written_zero_for_nothing(self):
        assert cells(filled(三公经费_上年决算=0), CHECK) == ["D8"]
