from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import cells, only, outcome

CHECK = "not-a-number"


class DescribeNotANumber:
    def it_passes_numbers_however_they_are_written(self):
        for written in ("　2.25", "7.50.", "1,222.07", "２.２", "90万元", 3, 3.5, "——", "/", None):
            assert outcome(filled(三公经费_决算=written), CHECK, "三公经费_决算") == "pass"

    def it_marks_words(self):
        for written in ("约5万", "36万余元", "见附表"):
            found = only(filled(公务接待_决算=written).assess(), CHECK)
            assert (found.cell, found.reported) == ("D13", written)

    def it_looks_at_free_rows_and_scores_too(self):
        assert cells(filled(项目支出明细1_决算="若干"), CHECK) == ["D15"]
        assert cells(filled(行1__自评得分="满分"), CHECK) == ["G13"]

    def it_leaves_errors_to_error_value(self):
        form = filled(公务接待_决算=None)
        form.errors[form.places["公务接待_决算"]] = "#REF!"
        assert outcome(form, CHECK, "公务接待_决算") == "not_applicable"
