from __future__ import annotations

from tests.assess.ruled import assessed, found, only, outcomes

CHECK = "one-chosen"
BOTH = ("结转变动率|≤|0|%||10||", "结转变动率|≤|0|%|-1%|10|9|进度")


class DescribeOneChosen:
    def it_looks_at_groups_of_which_one_row_is_scored(self):
        assert outcomes(CHECK) == {"产出/结转": "pass"}

    def it_marks_two_scored_rows(self):
        finding = only(CHECK, *BOTH)
        assert (finding.cell, finding.severity) == ("C12", "error")
        assert "“结转率”、“结转变动率”" in finding.message

    def it_counts_one_of_them_where_scores_are_capped(self):
        assert assessed(*BOTH).totals.capped == assessed().totals.summed

    def it_marks_none_scored_and_nothing_else_at_these_rows(self):
        findings = found("|8|10|10|", "|8|10||")
        assert [finding.check for finding in findings] == [CHECK]
        assert "都没有填得分" in findings[0].message

    def it_takes_either(self):
        changes = ("|8|10|10|", "||10||", "|0|%||10||", "|0|%|-1%|10|10|")
        assert not found(*changes)
