"""The marking part of 评分汇总: each indicator that a rule applies to, its points as filled and by the rule."""

from __future__ import annotations

from perfxl.assess.figures import plain
from perfxl.assess.model import Assessment, IndicatorResult
from perfxl.report.canvas import Canvas
from perfxl.report.styles import CENTER, HEADER, SECTION, SMALL, TEXT
from perfxl.standard.model import NOT_APPLICABLE

TITLE = "五、按评分规则计分"
HEADERS = (
    (1, 1, "指标"),
    (2, 2, "分值"),
    (3, 3, "自评得分"),
    (4, 4, "应得分"),
    (5, 7, "计算，或不能计算的原因"),
    (8, 8, "评分规则"),
)
"""First column, last column, header."""


def marked(assessment: Assessment) -> tuple[IndicatorResult, ...]:
    """The indicators to be shown: all with a rule and a weight, where one of them has points by it; else none."""
    ruled = tuple(its for its in assessment.indicators if its.rule and its.weight is not None)
    return ruled if any(its.recomputed is not None or its.most is not None for its in ruled) else ()


def marking(canvas: Canvas, row: int, assessment: Assessment) -> int:
    """The table from `row` on; the row behind it."""
    canvas.put(row, 1, TITLE, SECTION, to=8)
    for column, to, header in HEADERS:
        canvas.put(row + 1, column, header, HEADER, to=to)
    rows = marked(assessment)
    for number, its in enumerate(rows, start=row + 2):
        _row(canvas, number, its)
    return row + 2 + len(rows)


def _row(canvas: Canvas, row: int, its: IndicatorResult) -> None:
    canvas.put(row, 1, its.path[-1], TEXT)
    canvas.number(row, 2, its.weight)
    canvas.number(row, 3, its.score)
    if its.recomputed is not None:
        canvas.number(row, 4, its.recomputed)
    else:
        canvas.put(row, 4, _span(its), CENTER)
    canvas.put(row, 5, _account(its), SMALL, to=7)
    canvas.put(row, 8, its.rule, SMALL)


def _span(its: IndicatorResult) -> str:
    """From the least to the most that a rule leaves to a person: 6.4～8."""
    if its.most is None:
        return "—"
    return plain(its.most) if its.least in (None, its.most) else f"{plain(its.least)}～{plain(its.most)}"


def _account(its: IndicatorResult) -> str:
    """What was marked, the computation, what is left to a person, or why there are no points."""
    answer = f"完成值“{its.answer}”" if its.answer else ""
    if its.recomputed is None and its.most is None:
        return its.why
    if its.recomputed is None:
        said = "在这一范围内由评价人给分"
    elif its.answer == NOT_APPLICABLE:
        return f"不适用的，按规则得{plain(its.recomputed)}分。"
    else:
        said = its.computation or f"得{plain(its.recomputed)}分"
    return "，".join(part for part in (answer, said) if part)
