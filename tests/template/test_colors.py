"""Colours on the form: what 审核 finds shows at the cell."""

from __future__ import annotations

from tests.template.books import BASE, SELF, blank, sheet_of


def conditions(sheet: str, cell: str) -> list[str]:
    rules = sheet_of(blank(), sheet).conditional_formatting
    return [rule.formula[0] for area in rules if cell in area for rule in area.rules]


class DescribeTheColors:
    def it_colours_a_cell_by_what_the_audit_says_of_its_field(self):
        red, amber = conditions(BASE, "D8")
        assert red == 'SUMPRODUCT((审核_字段="三公经费_决算")*(审核_结果="不符")*(审核_性质="必须改"))>0'
        assert amber.endswith('(审核_性质="须说明"))>0')

    def it_colours_a_score_outside_its_weight_and_a_reason_that_is_missing(self):
        (over,), (silent,) = conditions(SELF, "G20"), conditions(SELF, "H20")
        assert over.startswith('AND(ISNUMBER($G13),OR($G13<0,AND(IF($D13="",')
        assert silent.endswith('$H13="")')

    def it_leaves_cells_alone_that_no_check_is_about(self):
        assert conditions(BASE, "D10") == conditions(SELF, "E13") == []
