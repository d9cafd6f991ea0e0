"""The rates part of 评分汇总: each rate as filled and as recomputed, how, on which basis, and its step readings."""

from __future__ import annotations

from decimal import Decimal

from perfxl.assess.figures import percent, plain
from perfxl.assess.model import Assessment, RateResult, StepReading
from perfxl.report.canvas import Canvas
from perfxl.report.styles import CENTER, HEADER, SECTION, SMALL, TEXT
from perfxl.sml.sheet import Chart, Series

AXIS_MAX = Decimal(2)
"""Where the chart's axis ends, as a fraction: a rate of 4000 % must not make all others invisible."""
CHART_ROWS = 15


def rates(canvas: Canvas, row: int, assessment: Assessment) -> tuple[int, tuple[Chart, ...]]:
    """The table from `row` on and its chart below; the row behind them."""
    canvas.put(row, 1, "四、比率", SECTION, to=8)
    headers = (
        (1, 1, "比率"),
        (2, 2, "填报"),
        (3, 3, "重算"),
        (4, 5, "计算"),
        (6, 7, "口径"),
        (8, 8, "阶梯扣分的三种读法"),
    )
    for column, to, header in headers:
        canvas.put(row + 1, column, header, HEADER, to=to)
    first = row + 2
    for number, rate in enumerate(assessment.rates, start=first):
        _rate(canvas, number, rate)
    behind = first + len(assessment.rates)
    if not any(rate.recomputed is not None for rate in assessment.rates):
        return behind, ()
    chart = _chart(assessment.rates, first, f"A{behind + 1}", f"I{behind + 1 + CHART_ROWS}")
    return behind + 1 + CHART_ROWS, (chart,)


def _rate(canvas: Canvas, row: int, rate: RateResult) -> None:
    canvas.put(row, 1, rate.label, TEXT)
    _value(canvas, row, 2, rate.reported, "未填写" if rate.cell else "—")
    _value(canvas, row, 3, rate.recomputed, "无法计算")
    canvas.put(row, 4, rate.computation if rate.recomputed is not None else rate.why or rate.formula, SMALL, to=5)
    canvas.put(row, 6, rate.basis or "—", SMALL if rate.basis else CENTER, to=7)
    canvas.put(row, 8, reading(rate.steps) if rate.steps else "—", SMALL if rate.steps else CENTER)


def _value(canvas: Canvas, row: int, column: int, value: Decimal | None, otherwise: str) -> None:
    if value is None:
        canvas.put(row, column, otherwise, CENTER)
    else:
        canvas.number(row, column, value, percent=True)


def reading(steps: StepReading) -> str:
    """A step rule, and the points it leaves in each of the ways it can be read."""
    ways = (("满一步才扣", steps.full), ("不满一步也扣", steps.started), ("按比例扣", steps.prorata))
    return "\n".join((f"{steps.rule}。", *(f"{way}：得{plain(points)}分" for way, points in ways)))


def _chart(rates: tuple[RateResult, ...], first: int, top_left: str, bottom_right: str) -> Chart:
    last = first + len(rates) - 1
    values = tuple(rate.recomputed for rate in rates)
    series = Series("重算", f"A{first}:A{last}", f"C{first}:C{last}", tuple(rate.label for rate in rates), values)
    capped = any(value is not None and value > AXIS_MAX for value in values)
    title = (
        f"重算的比率（坐标到{percent(AXIS_MAX).replace('.00', '')}为止，超出的以标签为准）" if capped else "重算的比率"
    )
    return Chart(
        "bar",
        title,
        top_left,
        bottom_right,
        (series,),
        legend=False,
        number_format="0.00%",
        axis_max=AXIS_MAX if capped else None,
    )
