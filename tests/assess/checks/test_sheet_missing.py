from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import only, outcome, outcomes_of

CHECK = "sheet-missing"


class DescribeSheetMissing:
    def it_passes_where_both_are_there(self):
        assert outcomes_of(filled(), CHECK) == {"base": "pass", "self": "pass"}

    def it_has_no_cell_to_mark(self):
        form = filled()
        del form.cells["附件1 基础数据表"]
        found = only(form.assess(), CHECK)
        assert (found.sheet, found.cell) == (None, None) and "附件1" in found.message

    def it_leaves_the_checks_of_the_lost_sheet_not_run(self):
        form = filled()
        del form.cells["附件2 自评表"]
        assert outcome(form, "adjustment-final") == outcome(form, "total-sum") == "not_run"
