"""表里没有#DIV/0!、#REF!之类的错误值。"""

from __future__ import annotations

from perfxl.assess.case import Case
from perfxl.assess.kinds.workbook import SheetsCheck
from perfxl.assess.verdict import Verdict, fail
from perfxl.filing.model import Fact

_CAUSES = {
    "#DIV/0!": "除数为0或空",
    "#REF!": "引用的单元格被删除",
    "#NAME?": "公式里的名称或函数不认识",
    "#VALUE!": "公式里有文字参与计算",
    "#N/A": "没有查到",
    "#NUM!": "数太大或无意义",
}


class ErrorValueCheck(SheetsCheck[Fact]):
    """No error value on the sheets of the form: a fail for each, a pass for each sheet without one."""

    id = "error-value"

    def found(self, case: Case) -> tuple[Fact, ...]:
        """The error values."""
        return case.filing.workbook.errors

    def label(self, case: Case, subject: Fact) -> str:
        """The field's label, else the error itself."""
        return subject.label or subject.text.strip()

    def failed(self, case: Case, subject: Fact) -> Verdict:
        """The error and its usual cause."""
        error = subject.text.strip()
        cause = _CAUSES.get(error.upper())
        advice = f"{cause}，请改正公式或填写数字。" if cause else "请改正公式或填写数字。"
        return fail(f"这里是错误值{error}。{advice}", reported=error, advice=advice)


CHECK = ErrorValueCheck()
