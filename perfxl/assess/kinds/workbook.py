"""Checks of the workbook itself: what should not be on the form's sheets, and what its formulas are."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import Generic, TypeVar

from perfxl.assess.case import Case
from perfxl.assess.kinds.check import Check, Spot
from perfxl.assess.verdict import PASS, Verdict, not_applicable, not_run
from perfxl.filing.model import Fact, Hidden, TemplateCell

T = TypeVar("T", Fact, Hidden)


class SheetsCheck(Check[T | None], Generic[T]):
    """Something that should not be on the form's sheets: a fail for each found, a pass for each sheet without one."""

    def spots(self, case: Case) -> Iterator[Spot[T | None]]:
        """Everything found, then the sheets on which nothing was."""
        touched = set[str | None]()
        for subject in self.found(case):
            touched.add(subject.sheet)
            yield Spot(
                f"{subject.sheet}!{subject.cell}", self.label(case, subject), subject.sheet, subject.cell, subject
            )
        for key, name in case.filing.sheets.items():
            if name is not None and name not in touched:
                yield Spot(key, case.standard.sheets[key].annex, name, None, None)

    def run(self, case: Case, spot: Spot[T | None]) -> Verdict:
        """A fail for what was found."""
        return PASS if spot.subject is None else self.failed(case, spot.subject)

    @abstractmethod
    def found(self, case: Case) -> tuple[T, ...]:
        """What was found of it."""

    @abstractmethod
    def label(self, case: Case, subject: T) -> str:
        """What a person calls it."""

    @abstractmethod
    def failed(self, case: Case, subject: T) -> Verdict:
        """What is to be said of it."""


class TemplateCheck(Check[TemplateCell | None]):
    """A check of the cells the template computes. A workbook that was not made from the template has one spot, which is
    not applicable; one whose formulas cannot be read has one that is not run."""

    def spots(self, case: Case) -> Iterator[Spot[TemplateCell | None]]:
        """The template's computed cells that were found again."""
        workbook = case.filing.workbook
        if workbook.from_template and workbook.formulas_known:
            for cell in workbook.template:
                yield Spot(cell.field or cell.label, cell.label, cell.sheet, cell.cell, cell)
        else:
            yield Spot("", "公式", None, None, None)

    def run(self, case: Case, spot: Spot[TemplateCell | None]) -> Verdict:
        """What it says of one of those cells."""
        if spot.subject is not None:
            return self.say(spot.subject)
        if case.filing.workbook.from_template:
            return not_run("这种文件格式读不到公式。")
        return not_applicable("不是由模板填写的工作簿。")

    @abstractmethod
    def say(self, cell: TemplateCell) -> Verdict:
        """What it says of a cell."""
