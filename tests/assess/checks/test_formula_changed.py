from __future__ import annotations

from dataclasses import replace

from perfxl.filing.model import Filing, TemplateCell
from tests.assess.closed import filled
from tests.assess.forms import cells, outcome

CHECK = "formula-changed"

EXPECTED = "=SUM(公车购置_决算,公车运行_决算)"


def made_from_template(actual: str | None, text: str = "3.42") -> Filing:
    read = filled().read()
    cell = TemplateCell("公务用车_决算", "公务用车决算数", "附件1 基础数据表", "D9", EXPECTED, actual, text)
    return replace(read, workbook=replace(read.workbook, from_template=True, template=(cell,)))


class DescribeFormulaChanged:
    def it_is_not_applicable_without_a_formula(self):
        assert outcome(filled(), CHECK) == outcome(made_from_template(None), CHECK) == "not_applicable"

    def it_overlooks_how_a_formula_is_written(self):
        for actual in (EXPECTED, "=sum( 公车购置_决算, 公车运行_决算 )", "= SUM(公车购置_决算,公车运行_决算)"):
            assert outcome(made_from_template(actual), CHECK) == "pass"

    def it_marks_another_formula(self):
        assert cells(made_from_template("=SUM(公车购置_决算)"), CHECK) == ["D9"]
