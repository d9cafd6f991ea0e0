"""差异清单: one row a finding, most material first, each linked to its cell, with room for the accountant's reason."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from perfxl.assess.model import Assessment, Figure, Finding
from perfxl.report.canvas import Canvas
from perfxl.report.styles import (
    CENTER,
    HEADER,
    HINT_LINE,
    KEY,
    LINE,
    LINK,
    SECTION,
    TEXT,
    TITLE,
    TO_FILL,
    tinted,
)
from perfxl.report.words import (
    OUTCOME_WORDS,
    counted,
    effect,
    explanation,
    heading,
    named,
    of_outcome,
    place,
    proof,
    title,
    unanswered,
)
from perfxl.sml.reference import on_sheet
from perfxl.sml.sheet import NewSheet, PageSetup
from perfxl.standard.check_ids import SEVERITIES

NAME = "差异清单"
COLUMNS: tuple[tuple[str, float], ...] = (
    ("序号", 5),
    ("严重程度", 9),
    ("核对项目", 15),
    ("位置", 16),
    ("填报数", 11),
    ("应为", 11),
    ("差额", 11),
    ("说明", 52),
    ("影响", 11),
    ("处理意见", 24),
    ("标识", 9),
)
"""Headers and widths. The reader finds 处理意见 and 标识 again by these words."""
LAST, PRINTED = len(COLUMNS), len(COLUMNS) - 1
HEADER_ROW = 6
ADVICE = (
    "点“位置”跳到所在的单元格。确有原因不用改的，把理由写在“处理意见”里，重新评分后该条记为“已说明”；"
    "“标识”供程序对照，请勿改动。"
)


def discrepancies(assessment: Assessment) -> NewSheet:
    """The sheet: counts above, the findings (open, then explained), and below them what could not be decided."""
    canvas = Canvas({number: width for number, (_, width) in enumerate(COLUMNS, start=1)})
    _head(canvas, assessment)
    findings = (*assessment.failures, *of_outcome(assessment, "waived"))
    for number, finding in enumerate(findings, start=1):
        _row(canvas, HEADER_ROW + number, number, finding)
    row = HEADER_ROW + max(len(findings), 1)
    if not findings:
        canvas.put(row, 1, "没有发现差异。", CENTER, to=LAST)
    last = _unanswered(canvas, row + 2, unanswered(assessment)) or row
    return NewSheet(
        NAME,
        canvas.cells,
        canvas.widths,
        canvas.heights,
        tuple(canvas.merges),
        freeze=f"A{HEADER_ROW + 1}",
        autofilter=f"A{HEADER_ROW}:K{HEADER_ROW + len(findings)}" if findings else None,
        page=PageSetup(
            landscape=True,
            repeat_rows=f"{HEADER_ROW}:{HEADER_ROW}",
            print_area=f"A1:J{last}",
            margins=(0.4, 0.4, 0.5, 0.6),
        ),
        tab_color="C0504D",
    )


def _head(canvas: Canvas, assessment: Assessment) -> None:
    canvas.put(1, 1, "绩效自评差异清单", TITLE, to=PRINTED)
    canvas.grow(1, 34)
    canvas.put(2, 1, heading(assessment), LINE, to=PRINTED)
    canvas.put(3, 1, counted(assessment), LINE, to=PRINTED)
    canvas.put(4, 1, proof(assessment), LINE, to=PRINTED)
    canvas.put(5, 1, ADVICE, HINT_LINE, to=PRINTED)
    for column, (header, _) in enumerate(COLUMNS, start=1):
        canvas.put(HEADER_ROW, column, header, HEADER if column <= PRINTED else KEY)
    canvas.grow(HEADER_ROW, 26)


def _row(canvas: Canvas, row: int, number: int, finding: Finding) -> None:
    waived = finding.outcome == "waived"
    canvas.put(row, 1, Decimal(number), CENTER)
    word = OUTCOME_WORDS["waived"] if waived else SEVERITIES[finding.severity]
    canvas.put(row, 2, word, tinted("waived" if waived else finding.severity))
    canvas.put(row, 3, title(finding), TEXT)
    _place(canvas, row, 4, finding)
    for column, figure in ((5, finding.reported), (6, finding.expected), (7, finding.difference)):
        _figure(canvas, row, column, figure, finding.percent)
    canvas.put(row, 8, explanation(finding), TEXT)
    canvas.put(row, 9, effect(finding), CENTER)
    canvas.put(row, 10, finding.reason, TO_FILL)
    canvas.put(row, 11, finding.key, KEY)


def _place(canvas: Canvas, row: int, column: int, finding: Finding) -> None:
    linked = finding.sheet is not None and finding.cell is not None
    link = on_sheet(finding.sheet or "", finding.cell or "") if linked else None
    canvas.put(row, column, place(finding), LINK if linked else CENTER, link=link)


def _figure(canvas: Canvas, row: int, column: int, figure: Figure, percent: bool) -> None:
    """A figure as a number that Excel can reckon with, or as the text that stands in its stead."""
    if isinstance(figure, str):
        canvas.put(row, column, figure, CENTER)
    else:
        canvas.number(row, column, figure, percent=percent)


def _unanswered(canvas: Canvas, row: int, groups: Sequence[Sequence[Finding]]) -> int | None:
    """The block of checks without a result, from `row` on; the last row it used."""
    if not groups:
        return None
    canvas.put(row, 1, "没有结果的核对（无法判定、未能核对）", SECTION, to=PRINTED)
    for column, to, header in (
        (1, 1, "序号"),
        (2, 2, "结果"),
        (3, 3, "核对项目"),
        (4, 4, "位置"),
        (5, PRINTED, "原因"),
    ):
        canvas.put(row + 1, column, header, HEADER, to=to)
    for number, findings in enumerate(groups, start=1):
        line, first = row + 1 + number, findings[0]
        canvas.put(line, 1, Decimal(number), CENTER)
        canvas.put(line, 2, OUTCOME_WORDS[first.outcome], CENTER)
        canvas.put(line, 3, named(map(title, findings)), TEXT)
        _place(canvas, line, 4, first)
        canvas.put(line, 5, _why(findings), TEXT, to=PRINTED)
    return row + 1 + len(groups)


def _why(findings: Sequence[Finding]) -> str:
    """Why there is no answer, with what the place is called where all call it so and the sentence does not."""
    labels, message = {each.label for each in findings}, findings[0].message
    label = findings[0].label if len(labels) == 1 else ""
    return message if label in message else f"{label}：{message}"
