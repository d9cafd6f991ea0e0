"""公式格显示的结果就是公式现在的结果。"""

from __future__ import annotations

from collections.abc import Iterator

from perfxl.assess.case import Case
from perfxl.assess.kinds.check import Check, Spot
from perfxl.assess.kinds.fields import UNCACHED
from perfxl.assess.recompute import recompute, same, shown_result
from perfxl.assess.verdict import PASS, Verdict, fail, not_applicable, not_run
from perfxl.filing.model import FormulaCell
from perfxl.standard.values import Array, Undecidable

_UNNAMED = "公式"
"""What a formula is called that stands in no field."""


class StaleValue(Check[FormulaCell | None]):
    """Every formula on the form's sheets gives, from the values that the workbook holds, the result that the workbook
    shows. A formula that our language does not have, or whose cells are elsewhere, is not run. A workbook without
    formulas has one spot, which is not applicable."""

    id = "stale-value"

    def spots(self, case: Case) -> Iterator[Spot[FormulaCell | None]]:
        """The formulas."""
        formulas = case.filing.workbook.formulas
        for cell in formulas:
            name = case.names_by_cell.get((cell.sheet, cell.cell))
            label = case.label(name) if name else _UNNAMED
            yield Spot(name or f"{cell.sheet}!{cell.cell}", label, cell.sheet, cell.cell, cell)
        if not formulas:
            yield Spot("", _UNNAMED, None, None, None)

    def run(self, case: Case, spot: Spot[FormulaCell | None]) -> Verdict:
        """The result as it is shown against what it is now."""
        cell = spot.subject
        if cell is None:
            known = case.filing.workbook.formulas_known
            return not_applicable("没有公式。") if known else not_run("这种文件格式读不到公式。")
        if cell.cached is None:
            return not_run(f"{UNCACHED}。" if spot.label == _UNNAMED else f"“{spot.label}”的{UNCACHED}。")
        now = recompute(case, cell)
        if isinstance(now, Undecidable | Array):
            reason = now.reason if isinstance(now, Undecidable) else "结果是一个区域"
            return not_run(f"公式{cell.formula}不能重算：{reason}。")
        agrees = same(cell.cached, now)
        if agrees is None:
            return not_run(f"公式{cell.formula}的结果不能比较。")
        if agrees:
            return PASS
        advice = "请用 Excel/WPS 打开，按 F9 重新计算后保存。"
        was, is_now = shown_result(cell.cached), shown_result(now)
        return fail(
            f"公式{cell.formula}显示的是{was}，按现在的数应为{is_now}。{advice}",
            reported=was,
            expected=is_now,
            advice=advice,
        )


CHECK = StaleValue()
