"""What a button says of an assessment, and where it takes the person."""

from __future__ import annotations

from dataclasses import replace

from perfxl.assess.model import Assessment, Finding
from perfxl.excel.carrier import Answer
from perfxl.excel.texts import TEXTS
from perfxl.report.markup import MarkUp
from perfxl.report.words import counted, total


def reply(assessment: Assessment, markup: MarkUp | None = None) -> Answer:
    """What to say of an assessment, where to go, and the marks."""
    first = _first(assessment)
    return Answer(
        sentence(assessment),
        markup,
        first.sheet or "" if first else "",
        first.cell or "" if first else "",
        scored=markup is not None,
    )


def at_summary(answer: Answer) -> Answer:
    """The same answer, taking the person to 评分汇总."""
    return replace(answer, sheet=TEXTS["summary_sheet"], cell="A1")


def sentence(assessment: Assessment) -> str:
    """The result in two lines: findings by severity; the three totals with their grades."""
    totals, grade = assessment.totals, assessment.grade
    return (
        f"{counted(assessment)}\n总分：申报 {total(totals.declared, grade.of_declared)}，"
        f"按行相加 {total(totals.summed, grade.recomputed)}，按分值封顶 {total(totals.capped, grade.of_capped)}。"
    )


def _first(assessment: Assessment) -> Finding | None:
    """The most material finding that has a cell, those that must be put right before the others."""
    placed = [finding for finding in assessment.failures if finding.sheet and finding.cell]
    return min(placed, key=lambda finding: finding.severity != "error", default=None)
