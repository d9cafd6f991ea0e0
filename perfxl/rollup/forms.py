"""What filings are called, in the words of their forms: on the 汇总 and in letters."""

from __future__ import annotations

from collections.abc import Collection

from perfxl.standard.model import Standard
from perfxl.standard.wording import form_title

PROJECT = "项目名称"
"""The field that names the project of a form for projects."""


def heading(standards: Collection[Standard]) -> str:
    """The title of a 汇总: that of the form where there is one, else what the forms are filled for."""
    forms = {form_title(standard) for standard in standards}
    if len(forms) == 1:
        return f"{forms.pop().removesuffix('表')}汇总表"
    projects = {PROJECT in standard.fields for standard in standards}
    kinds = [kind for kind, there in (("部门整体支出", False in projects), ("项目支出", True in projects)) if there]
    return f"{'和'.join(kinds)}绩效自评汇总表"
