"""模板里的公式没有被改动；插行引起的变化不算。"""

from __future__ import annotations

from perfxl.assess.kinds.workbook import TemplateCheck
from perfxl.assess.recompute import plain_formula
from perfxl.assess.verdict import PASS, Verdict, fail, not_applicable
from perfxl.filing.model import TemplateCell


class FormulaChanged(TemplateCheck):
    """The formula in a cell that the template computes is the template's. Spaces, $ signs, quotes round sheet names and
    small letters make no difference."""

    id = "formula-changed"

    def say(self, cell: TemplateCell) -> Verdict:
        """Whether it is the same formula."""
        if cell.actual is None:
            return not_applicable("不是公式，见“公式被覆盖”。")
        if plain_formula(cell.actual) == plain_formula(cell.expected):
            return PASS
        advice = f"请恢复为{cell.expected}。"
        return fail(
            f"“{cell.label}”的公式被改成了{cell.actual}，模板里是{cell.expected}。{advice}",
            reported=cell.actual,
            expected=cell.expected,
            advice=advice,
        )


CHECK = FormulaChanged()
