"""The notes at the accountant's own cells: what is written, what it should be, the computation, and what to do."""

from __future__ import annotations

from perfxl.assess.model import Assessment, Finding
from perfxl.report.markup import Note
from perfxl.report.words import explanation, figure, of_outcome, signed, title
from perfxl.standard.check_ids import SEVERITIES

MARK = "[perfxl]"
"""What every note of ours begins with."""


def notes(assessment: Assessment) -> tuple[Note, ...]:
    """A note for each finding that has a cell: the open ones, then the explained ones, which are hints."""
    opened = (_open(finding) for finding in assessment.failures)
    explained = (_explained(finding) for finding in of_outcome(assessment, "waived"))
    return tuple(note for note in (*opened, *explained) if note is not None)


def _open(finding: Finding) -> Note | None:
    if finding.sheet is None or finding.cell is None:
        return None
    lines = [f"{MARK} {SEVERITIES[finding.severity]}：{title(finding)}", _figures(finding), explanation(finding)]
    return Note(finding.sheet, finding.cell, finding.severity, "\n".join(line for line in lines if line))


def _explained(finding: Finding) -> Note | None:
    if finding.sheet is None or finding.cell is None:
        return None
    text = f"{MARK} 已说明：{title(finding)}\n{finding.message}\n处理意见：{finding.reason or ''}"
    return Note(finding.sheet, finding.cell, "hint", text)


def _figures(finding: Finding) -> str:
    """What is written, what should be, and by how much they differ."""
    if finding.reported is None and finding.expected is None:
        return ""
    parts = [f"填报：{figure(finding.reported, finding.percent)}"]
    if finding.expected is not None:
        parts.append(f"应为：{figure(finding.expected, finding.percent)}")
    if finding.difference is not None:
        parts.append(f"差额：{signed(finding.difference, finding.percent)}")
    return "　".join(parts)
