"""An Assessment as a table for the terminal: the totals, then a row a finding, most material first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from perfxl.assess.model import OUTCOMES, Assessment, Finding, Outcome
from perfxl.report.width import one_line, wrap
from perfxl.report.words import (
    OUTCOME_WORDS,
    by_severity,
    explanation,
    figure,
    named,
    of_outcome,
    place,
    title,
    total,
    unanswered,
)
from perfxl.sml.textwidth import width
from perfxl.standard.check_ids import SEVERITIES

NARROWEST = 40
"""Columns that a table needs at least."""
GAP = "  "


def render(assessment: Assessment, width: int = 80, lang: str = "zh") -> str:
    """The table, no line wider than `width` columns (at least 40). In Chinese where `lang` is "zh"; else the labels are
    English and checks go by their ids, while the messages stay in the words of the form."""
    columns = max(width, NARROWEST)
    chinese = lang == "zh"
    lines = [
        *_head(assessment, columns, chinese),
        *_findings(of_outcome(assessment, "fail", "waived"), columns, chinese),
        *_unanswered(unanswered(assessment), columns, chinese),
        *_foot(assessment, columns, chinese),
    ]
    return "\n".join(lines)


def _head(assessment: Assessment, columns: int, chinese: bool) -> Iterator[str]:
    """Unit, year and standard; then the three totals with their grades."""
    year = str(assessment.year) if assessment.year else "—"
    unit = assessment.unit or ("（未填写单位）" if chinese else "(no unit name)")
    yield from wrap(one_line(GAP.join((unit, year, assessment.standard_name))), columns)
    three, grade = assessment.totals, assessment.grade
    names = ("申报总分", "按行相加", "按分值封顶") if chinese else ("declared", "summed", "capped")
    values = (
        total(three.declared, grade.of_declared),
        total(three.summed, grade.recomputed),
        total(three.capped, grade.of_capped),
    )
    yield from wrap(one_line(GAP.join(f"{name} {value}" for name, value in zip(names, values, strict=True))), columns)


def _findings(findings: Sequence[Finding], columns: int, chinese: bool) -> Iterator[str]:
    yield ""
    if not findings:
        yield "没有发现差异。" if chinese else "No findings."
        return
    header = ("序号", "程度", "位置", "差异") if chinese else ("No.", "Severity", "Cell", "Finding")
    rows = [
        (str(number), _degree(finding, chinese), place(finding), _account(finding, chinese))
        for number, finding in enumerate(findings, start=1)
    ]
    yield from _table(header, rows, columns)


def _unanswered(groups: Sequence[Sequence[Finding]], columns: int, chinese: bool) -> Iterator[str]:
    if not groups:
        return
    yield ""
    header = ("序号", "结果", "位置", "原因") if chinese else ("No.", "Outcome", "Cell", "Why")
    rows = [
        (
            str(number),
            _outcome(findings[0].outcome, chinese),
            place(findings[0]),
            f"{named((_name(each, chinese) for each in findings), chinese)}：{findings[0].message}",
        )
        for number, findings in enumerate(groups, start=1)
    ]
    yield from _table(header, rows, columns)


def _foot(assessment: Assessment, columns: int, chinese: bool) -> Iterator[str]:
    """How many findings, and the proof that every check ended somewhere."""
    yield ""
    severities = by_severity(assessment.failures)
    counts = {outcome: assessment.outcomes.get(outcome, 0) for outcome in OUTCOMES}
    if chinese:
        found = "，".join(f"{SEVERITIES[severity]} {count}" for severity, count in severities.items())
        yield from wrap(f"差异 {len(assessment.failures)} 条：{found}。", columns)
        listed = "、".join(f"{OUTCOME_WORDS[outcome]} {count}" for outcome, count in counts.items())
        yield from wrap(f"共核对 {assessment.places} 处：{listed}，合计 {sum(counts.values())}。", columns)
        return
    found = ", ".join(f"{severity} {count}" for severity, count in severities.items())
    yield from wrap(f"{len(assessment.failures)} findings: {found}.", columns)
    listed = ", ".join(f"{_outcome(outcome, False)} {count}" for outcome, count in counts.items())
    yield from wrap(f"{assessment.places} places checked: {listed}; together {sum(counts.values())}.", columns)


def _degree(finding: Finding, chinese: bool) -> str:
    if finding.outcome == "waived":
        return _outcome("waived", chinese)
    return SEVERITIES[finding.severity] if chinese else finding.severity


def _outcome(outcome: Outcome, chinese: bool) -> str:
    return OUTCOME_WORDS[outcome] if chinese else outcome.replace("_", " ")


def _name(finding: Finding, chinese: bool) -> str:
    return title(finding) if chinese else finding.check


def _account(finding: Finding, chinese: bool) -> str:
    """What the finding says: its check, its figures, then its sentence."""
    parts = [_name(finding, chinese), _figures(finding, chinese)]
    told = explanation(finding).split("\n") + ([f"处理意见：{finding.reason}"] if finding.reason else [])
    return "\n".join([GAP.join(part for part in parts if part), *told])


def _figures(finding: Finding, chinese: bool) -> str:
    """Its figures, where its sentence does not name them."""
    names = ("填报", "应为", "差额") if chinese else ("reported", "expected", "difference")
    figures = (finding.reported, finding.expected, finding.difference)
    known = [
        (name, figure(value, finding.percent)) for name, value in zip(names, figures, strict=True) if value is not None
    ]
    if all(value in finding.message for _, value in known[:2]):
        return ""
    return GAP.join(f"{name} {value}" for name, value in known)


def _table(header: Sequence[str], rows: Sequence[Sequence[str]], columns: int) -> Iterator[str]:
    """A header, a rule and the rows; each cell is wrapped in its own column, and the last takes what is left."""
    widths = _widths(header, rows, columns)
    yield _line(header, widths)
    yield "-" * columns
    for row in rows:
        cells = [_cell(text, room) for text, room in zip(row, widths, strict=True)]
        for parts in zip_longest(*cells, fillvalue=""):
            yield _line(parts, widths)


def _widths(header: Sequence[str], rows: Sequence[Sequence[str]], columns: int) -> list[int]:
    """As wide as its widest cell, but no column wider than a quarter; the last one takes what is left."""
    fixed = [
        min(max(width(one_line(row[index]), 2) for row in (header, *rows)), columns // 4)
        for index in range(len(header) - 1)
    ]
    return [*fixed, columns - sum(fixed) - len(GAP) * len(fixed)]


def _cell(text: str, room: int) -> list[str]:
    return [line for paragraph in text.split("\n") for line in wrap(one_line(paragraph), room)]


def _line(parts: Iterable[str], widths: Sequence[int]) -> str:
    padded = (part + " " * max(0, room - width(part)) for part, room in zip(parts, widths, strict=True))
    return GAP.join(padded).rstrip()
