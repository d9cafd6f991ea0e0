"""填报表里没有隐藏的行、列或工作表。"""

from __future__ import annotations

from perfxl.assess.case import Case
from perfxl.assess.kinds.workbook import SheetsCheck
from perfxl.assess.verdict import Verdict, fail
from perfxl.filing.model import Hidden

_KINDS = {"row": "行", "column": "列", "sheet": "工作表"}


class HiddenContent(SheetsCheck[Hidden]):
    """No hidden row or column on the form's sheets, nor a hidden sheet of the form: a fail for each, a pass for each
    sheet without one."""

    id = "hidden-content"

    def found(self, case: Case) -> tuple[Hidden, ...]:
        """What is hidden."""
        return case.filing.workbook.hidden

    def label(self, case: Case, subject: Hidden) -> str:
        """What kind it is."""
        return f"隐藏的{_KINDS[subject.kind]}"

    def failed(self, case: Case, subject: Hidden) -> Verdict:
        """That it is hidden."""
        advice = "请取消隐藏；不需要的内容请删除。"
        return fail(f"{_called(subject)}被隐藏。{advice}", advice=advice)


def _called(subject: Hidden) -> str:
    """第12行, H列, or the sheet by its name."""
    column = subject.cell.rstrip("0123456789")
    match subject.kind:
        case "row":
            return f"第{subject.cell.removeprefix(column)}行"
        case "column":
            return f"{column}列"
    return f"工作表“{subject.sheet}”"


CHECK = HiddenContent()
