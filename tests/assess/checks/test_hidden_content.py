from __future__ import annotations

from tests.assess.closed import filled
from tests.assess.forms import only, outcomes_of

CHECK = "hidden-content"


class DescribeHiddenContent:
    def it_passes_once_for_each_sheet(self):
        assert outcomes_of(filled(), CHECK) == {"base": "pass", "self": "pass"}

    def it_marks_a_hidden_row_at_its_first_cell(self):
        form = filled()
        form.hidden_rows["附件1 基础数据表"].add(12)
        found = only(form.assess(), CHECK)
        assert (found.cell, found.severity) == ("A12", "hint")
        assert found.message.startswith("第12行被隐藏。")
