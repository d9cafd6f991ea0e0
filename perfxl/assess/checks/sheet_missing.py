"""评价标准规定的每一张表都在。"""

from __future__ import annotations

from collections.abc import Iterator

from perfxl.assess.case import Case
from perfxl.assess.kinds.check import Check, Spot
from perfxl.assess.verdict import PASS, Verdict, fail
from perfxl.standard.model import Sheet


class SheetMissing(Check[Sheet]):
    """Each sheet of the form was found in the workbook; there is no cell to mark."""

    id = "sheet-missing"

    def spots(self, case: Case) -> Iterator[Spot[Sheet]]:
        """The sheets of the form."""
        for key, sheet in case.standard.sheets.items():
            yield Spot(key, sheet.annex, None, None, sheet)

    def run(self, case: Case, spot: Spot[Sheet]) -> Verdict:
        """Whether it was found."""
        sheet = spot.subject
        if case.filing.sheets.get(sheet.key) is not None:
            return PASS
        unread = "、".join(f"“{name}”" for name in case.filing.workbook.unread)
        if unread:
            advice = f"“{sheet.annex}”如在其中，请删去表格以外的内容（包括远处的空格）后重新提交。"
            return fail(f"没有找到“{sheet.name}”；工作表{unread}的范围大得不正常，没有读取。{advice}", advice=advice)
        advice = f"请补上“{sheet.annex}”后重新提交。"
        return fail(f"工作簿里没有找到“{sheet.name}”。{advice}", advice=advice)


CHECK = SheetMissing()
