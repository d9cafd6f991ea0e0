from __future__ import annotations

import pytest

from tests.assess.ruled import only, outcomes

CHECK = "answer-computed"
ROW = "投入/控制/财政拨款占比"


class DescribeAnswerComputed:
    @pytest.mark.parametrize("written", ["90.8%", "91%", "0.908", "90.82", "90.82%"])
    def it_lets_pass_what_the_figures_may_come_to(self, written: str):
        assert outcomes(CHECK, "|90.8%|", f"|{written}|") == {ROW: "pass"}

    def it_marks_another_value(self):
        found = only(CHECK, "|90.8%|", "|95%|")
        assert (found.cell, str(found.expected)) == ("H9", "0.9082")
        assert "89÷98=90.82%" in found.message

    def it_says_what_to_fill_in(self):
        assert "应填90.82%" in only(CHECK, "|90.8%|", "||").message

    def it_cannot_compute_without_figures(self):
        assert outcomes(CHECK, "财政拨款|90|89", "财政拨款|90|八十九") == {ROW: "not_run"}
        assert outcomes(CHECK, "年度资金总额|100|98", "年度资金总额|100|0") == {ROW: "not_run"}

    def it_leaves_what_is_not_applicable(self):
        assert outcomes(CHECK, "|90.8%|", "|——|") == {ROW: "not_applicable"}
