from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import only, outcomes_of

CHECK = "error-value"


class DescribeErrorValue:
    def it_passes_once_for_each_sheet(self):
        assert outcomes_of(filled(), CHECK) == {"base": "pass", "self": "pass"}

    def it_marks_every_error_with_its_usual_cause(self):
        form = filled(公车购置_决算=None)
        form.errors[form.places["公车购置_决算"]] = "#DIV/0!"
        found = only(form.assess(), CHECK)
        assert (found.cell, found.reported) == ("D10", "#DIV/0!") and "除数" in found.advice
