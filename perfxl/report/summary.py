"""评分汇总: the three totals with their grades, what became of the checks, points by indicator and by rule, rates, and
charts."""

from __future__ import annotations

from decimal import Decimal

from perfxl.assess.model import Assessment, Outcome
from perfxl.report.canvas import Canvas
from perfxl.report.marking import marked, marking
from perfxl.report.points import points
from perfxl.report.rates import rates
from perfxl.report.styles import CENTER, CHART_COLORS, HEADER, LINE, NUMBER, SECTION, TEXT, TITLE, bold, tinted
from perfxl.report.words import OUTCOME_WORDS, by_severity, heading, of_outcome
from perfxl.sml.sheet import Chart, NewSheet, PageSetup, Series
from perfxl.standard.check_ids import SEVERITIES

NAME = "评分汇总"
WIDTHS = {1: 26.0, 2: 10.0, 3: 10.0, 4: 12.0, 5: 10.0, 6: 1.5, 7: 22.0, 8: 25.0, 9: 0.5}
"""Tables stand in A to E, charts beside them in G and H; I lets their edge be printed."""
LAST = 8
HUNDRED = Decimal(100)

MEANINGS: dict[Outcome, str] = {
    "pass": "规则成立",
    "fail": "见差异清单",
    "waived": "已写处理意见",
    "not_applicable": "该处无可核对",
    "undecidable": "数据不足以判断",
    "not_run": "缺少所需数据",
}


def summary(assessment: Assessment) -> NewSheet:
    """The sheet, on A4 upright."""
    canvas = Canvas(dict(WIDTHS))
    canvas.put(1, 1, "绩效自评评分汇总", TITLE, to=LAST)
    canvas.grow(1, 34)
    canvas.put(2, 1, heading(assessment), LINE, to=LAST)
    row, totals_chart = _totals(canvas, 4, assessment)
    row, severity_chart = _severities(canvas, row + 1, assessment)
    row = _outcomes(canvas, row + 1, assessment)
    row, points_charts = points(canvas, row + 1, assessment)
    rates_row = row + 1
    row, rates_charts = rates(canvas, rates_row, assessment)
    breaks: tuple[int, ...] = (rates_row,)
    if marked(assessment):
        breaks = (rates_row, row + 1)
        row = marking(canvas, row + 1, assessment)
    return NewSheet(
        NAME,
        canvas.cells,
        canvas.widths,
        canvas.heights,
        tuple(canvas.merges),
        charts=(totals_chart, severity_chart, *points_charts, *rates_charts),
        page=PageSetup(print_area=f"A1:I{row}", margins=(0.5, 0.5, 0.6, 0.6), breaks=breaks),
        tab_color="4472A8",
    )


def _totals(canvas: Canvas, row: int, assessment: Assessment) -> tuple[int, Chart]:
    """Three readings of the total. The first row of a section is its title, the second its header."""
    canvas.put(row, 1, "一、总分与等级", SECTION, to=5)
    for column, to, header in ((1, 1, "口径"), (2, 2, "总分"), (3, 3, "等级"), (4, 5, "说明")):
        canvas.put(row + 1, column, header, HEADER, to=to)
    three, grade = assessment.totals, assessment.grade
    lines = (
        ("申报总分", three.declared, grade.of_declared, "“总分”行填写数"),
        ("按行相加", three.summed, grade.recomputed, "各行得分之和"),
        ("按分值封顶", three.capped, grade.of_capped, "超过分值的不计"),
    )
    for number, (name, value, band, how) in enumerate(lines, start=2):
        canvas.put(row + number, 1, name, TEXT)
        canvas.number(row + number, 2, value, style=bold(NUMBER))
        canvas.put(row + number, 3, band or "—", CENTER)
        canvas.put(row + number, 4, how, TEXT, to=5)
    canvas.put(row + 5, 1, "申报等级", TEXT)
    canvas.put(row + 5, 2, grade.declared or "未填写", CENTER, to=5)
    series = Series(
        "总分",
        f"A{row + 2}:A{row + 4}",
        f"B{row + 2}:B{row + 4}",
        tuple(name for name, *_ in lines),
        tuple(value for _, value, *_ in lines),
        point_colors=("A6B4C4", "4472A8", "2F5584"),
    )
    corners = f"G{row}", f"I{row + 9}"
    return row + 6, Chart("column", "三种口径的总分", *corners, (series,), legend=False, axis_max=HUNDRED)


def _severities(canvas: Canvas, row: int, assessment: Assessment) -> tuple[int, Chart]:
    """Findings by severity: open ones and explained ones."""
    canvas.put(row, 1, "二、差异与核对", SECTION, to=5)
    for column, to, header in ((1, 1, "严重程度"), (2, 3, "待处理"), (4, 5, "已说明")):
        canvas.put(row + 1, column, header, HEADER, to=to)
    opened = by_severity(assessment.failures)
    waived = by_severity(of_outcome(assessment, "waived"))
    for number, (severity, word) in enumerate(SEVERITIES.items(), start=2):
        canvas.put(row + number, 1, word, tinted(severity))
        canvas.put(row + number, 2, Decimal(opened[severity]), CENTER, to=3)
        canvas.put(row + number, 4, Decimal(waived[severity]), CENTER, to=5)
    series = Series(
        "待处理",
        f"A{row + 2}:A{row + 4}",
        f"B{row + 2}:B{row + 4}",
        tuple(SEVERITIES.values()),
        tuple(Decimal(opened[severity]) for severity in SEVERITIES),
        point_colors=tuple(CHART_COLORS[severity] for severity in SEVERITIES),
    )
    corners = f"G{row + 3}", f"I{row + 14}"
    return row + 5, Chart("column", "待处理的差异（条）", *corners, (series,), legend=False, number_format="0")


def _outcomes(canvas: Canvas, row: int, assessment: Assessment) -> int:
    """What became of every check; the sum is a formula."""
    for column, to, header in ((1, 1, "核对结果"), (2, 3, "处数"), (4, 5, "含义")):
        canvas.put(row, column, header, HEADER, to=to)
    for number, (outcome, word) in enumerate(OUTCOME_WORDS.items(), start=row + 1):
        canvas.put(number, 1, word, TEXT)
        canvas.put(number, 2, Decimal(assessment.outcomes.get(outcome, 0)), CENTER, to=3)
        canvas.put(number, 4, MEANINGS[outcome], TEXT, to=5)
    total = row + len(OUTCOME_WORDS) + 1
    counted = Decimal(sum(assessment.outcomes.values()))
    canvas.put(total, 1, "合计", bold(TEXT))
    canvas.put(total, 2, counted, bold(CENTER), to=3, formula=f"=SUM(B{row + 1}:B{total - 1})")
    canvas.put(total, 4, "核对的全部处数", TEXT, to=5)
    return total + 1
