"""What cells offer and ask for while a unit fills them."""

from __future__ import annotations

from openpyxl.worksheet.datavalidation import DataValidation

from tests.template.books import BASE, SELF, blank, sheet_of


def at(sheet: str, cell: str) -> list[DataValidation]:
    return [rule for rule in sheet_of(blank(), sheet).data_validations.dataValidation if cell in rule]


class DescribeWhatCellsOffer:
    def it_offers_the_units_of_money(self):
        assert [rule.formula1 for rule in at(BASE, "D3")] == ['"单位：万元,单位：元"']

    def it_offers_the_tiers_of_a_qualitative_answer_but_takes_any_other(self):
        (rule,) = at(SELF, "F21")
        assert rule.formula1 == '"达成年度指标,部分达成并具有一定效果,未达成且效果较差"'
        assert not rule.showErrorMessage

    def it_warns_of_what_is_no_number_but_lets_it_stand(self):
        (rule,) = at(BASE, "B22")
        assert (rule.type, rule.operator, rule.formula1, rule.errorStyle) == (
            "decimal",
            "greaterThanOrEqual",
            "0",
            "warning",
        )

    def it_says_how_a_target_is_written(self):
        (rule,) = at(SELF, "E13")
        assert rule.prompt == "如 ≥95%、340户、10月底；定性指标写要达到的程度。"

    def it_asks_nothing_of_what_is_computed(self):
        assert at(BASE, "D8") == at(SELF, "G33") == []


class DescribeNumberFormats:
    def it_keeps_the_decimals_of_money_and_rates(self):
        base, own = sheet_of(blank(), BASE), sheet_of(blank(), SELF)
        formats = [base["B10"], base["B5"], base["D5"], own["G5"], own["G13"]]
        assert [cell.number_format for cell in formats] == ["#,##0.00", "0", "0.00%", "0.00%", "General"]
