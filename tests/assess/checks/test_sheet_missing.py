from __future__ import annotations

from dataclasses import replace

from perfxl.assess.engine import assess
from perfxl.standard.loader import load
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

    def it_says_which_sheet_was_too_large_to_be_read(self):
        form = filled()
        del form.cells["附件1 基础数据表"]
        filing = form.read()
        filing = replace(filing, workbook=replace(filing.workbook, unread=("Sheet1",)))
        assert "工作表“Sheet1”的范围大得不正常，没有读取" in only(assess(filing, load("hunan-2020")), CHECK).message

    def it_leaves_the_checks_of_the_lost_sheet_not_run(self):
        form = filled()
        del form.cells["附件2 自评表"]
        assert outcome(form, "adjustment-final") == outcome(form, "total-sum") == "not_run"
