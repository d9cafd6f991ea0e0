"""The points part of 评分汇总: each level-1 and level-2 indicator with its weight, its points and a chart of both."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from perfxl.assess.model import Assessment, GroupResult
from perfxl.report.canvas import Canvas
from perfxl.report.styles import CENTER, HEADER, NUMBER, SECTION, TEXT, bold
from perfxl.sml.sheet import CellStyle, Chart, Series

FEWEST_ROWS = 12
"""Rows that the chart takes at least, however few indicators there are."""
ROW_HEIGHT = 21.0


def points(canvas: Canvas, row: int, assessment: Assessment) -> tuple[int, tuple[Chart, ...]]:
    """The table from `row` on and its chart; the row behind them."""
    canvas.put(row, 1, "三、各级指标得分", SECTION, to=5)
    for column, header in enumerate(("指标", "分值", "得分", "封顶后得分", "得分率"), start=1):
        canvas.put(row + 1, column, header, HEADER)
    first = row + 2
    for number, group in enumerate(assessment.groups, start=first):
        _group(canvas, number, group)
        canvas.grow(number, ROW_HEIGHT)
    total = first + len(assessment.groups)
    _total(canvas, first, total, assessment)
    end = max(total + 1, row + FEWEST_ROWS)
    if not assessment.groups:
        return end, ()
    return end, (_chart(first, total - 1, assessment.groups, f"G{row}", f"I{end}"),)


def _group(canvas: Canvas, row: int, group: GroupResult) -> None:
    outer = group.level == 1
    name: CellStyle = bold(TEXT) if outer else replace(TEXT, indent=2)
    number: CellStyle = bold(NUMBER) if outer else NUMBER
    canvas.put(row, 1, group.name, name)
    canvas.number(row, 2, group.weight, style=number)
    canvas.number(row, 3, group.score, style=number)
    canvas.number(row, 4, group.capped, style=number)
    _share(canvas, row, group.score, group.weight, outer)


def _total(canvas: Canvas, first: int, row: int, assessment: Assessment) -> None:
    """The sums of the level-1 rows, as formulas."""
    outer = [(first + index, group) for index, group in enumerate(assessment.groups) if group.level == 1]
    weights = [group.weight for _, group in outer if group.weight is not None]
    columns = (
        ("B", sum(weights, Decimal(0))),
        ("C", sum((group.score for _, group in outer), Decimal(0))),
        ("D", sum((group.capped for _, group in outer), Decimal(0))),
    )
    canvas.put(row, 1, "合计", bold(TEXT))
    for column, (letter, value) in enumerate(columns, start=2):
        formula = "=" + ("+".join(f"{letter}{number}" for number, _ in outer) or "0")
        canvas.number(row, column, value, formula=formula, style=bold(NUMBER))
    _share(canvas, row, columns[1][1], columns[0][1], True)


def _share(canvas: Canvas, row: int, score: Decimal, weight: Decimal | None, strong: bool) -> None:
    """Points as a share of the weight; nothing where there is no weight."""
    if weight:
        style = bold(NUMBER) if strong else NUMBER
        canvas.number(row, 5, score / weight, percent=True, formula=f"=C{row}/B{row}", style=style)
    else:
        canvas.put(row, 5, "—", CENTER)


def _chart(first: int, last: int, groups: tuple[GroupResult, ...], top_left: str, bottom_right: str) -> Chart:
    names = tuple(group.name for group in groups)
    categories = f"A{first}:A{last}"
    weights = tuple(group.weight for group in groups)
    scores = tuple(group.score for group in groups)
    return Chart(
        "bar",
        "得分与分值",
        top_left,
        bottom_right,
        (
            Series("分值", categories, f"B{first}:B{last}", names, weights, color="C3CDD9"),
            Series("得分", categories, f"C{first}:C{last}", names, scores, color="4472A8"),
        ),
    )
