"""模板里用公式计算的格子仍然是公式。"""

from __future__ import annotations

from perfxl.assess.kinds.workbook import TemplateCheck
from perfxl.assess.verdict import PASS, Verdict, fail
from perfxl.filing.model import TemplateCell


class FormulaOverwritten(TemplateCheck):
    """A cell that the template computes still holds a formula; a cleared cell holds none either."""

    id = "formula-overwritten"

    def say(self, cell: TemplateCell) -> Verdict:
        """Whether a formula stands there."""
        if cell.actual is not None:
            return PASS
        written = cell.text.strip()
        what = f"填成了“{written}”" if written else "清空了"
        advice = f"请恢复公式{cell.expected}，或说明手工填写的原因。"
        return fail(
            f"“{cell.label}”在模板里由公式计算，现在被{what}。{advice}", reported=written or None, advice=advice
        )


CHECK = FormulaOverwritten()
