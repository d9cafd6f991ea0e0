from __future__ import annotations

from dataclasses import replace

from perfxl.filing.model import Filing, TemplateCell
from tests.assess.closed import filled
from tests.assess.forms import cells, outcome

CHECK = "formula-overwritten"

EXPECTED = "=SUM(公车购置_决算,公车运行_决算)"


def made_from_template(actual: str | None, text: str = "3.42") -> Filing:
    read = filled().read()
    cell = TemplateCell("公务用车_决算", "公务用车决算数", "附件1 基础数据表", "D9", EXPECTED, actual, text)
    return replace(read, workbook=replace(read.workbook, from_template=True, template=(cell,)))


class DescribeFormulaOverwritten:
    def it_is_not_applicable_to_workbooks_of_other_making(self):
        assert outcome(filled(), CHECK) == "not_applicable"

    def it_passes_a_cell_that_holds_a_formula(self):
        assert outcome(made_from_template(EXPECTED), CHECK) == "pass"
        assert outcome(made_from_template("=1+1"), CHECK) == "pass"

    def it_marks_a_cell_that_holds_none(self):
        assert cells(made_from_template(None), CHECK) == ["D9"]
        assert cells(made_from_template(None, ""), CHECK) == ["D9"]

    def it_is_not_run_where_formulas_cannot_be_read(self):
        read = made_from_template(None)
        unknown = replace(read, workbook=replace(read.workbook, formulas_known=False))
        assert outcome(unknown, CHECK) == "not_run"
