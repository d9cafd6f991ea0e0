"""The XML of a chart part: a native chart with its values cached (ECMA-376-1, 21.2), in the order of the schema."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from perfxl.sml.drawingml import HEADER, namespaces
from perfxl.sml.escape import verbatim
from perfxl.sml.reference import absolute, on_sheet
from perfxl.sml.sheet import Chart, Series

PALETTE = ("4472A8", "A6B4C4", "C0504D", "D9A441", "7F9F7F", "8E7CA6")
TYPEFACE = "微软雅黑"
INK = "404040"
RULE = "E4E4E4"
AXIS = "A6A6A6"

_FEW = 10
"""From here on programs go from line to line in whole numbers by themselves."""

_WIDE = 1000
"""Numbers from here on are wider than columns in groups."""

_END = '<a:endParaRPr lang="zh-CN"/>'
_LABEL_FLAGS = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
_BARS = {"bar": ("bar", "clustered"), "column": ("col", "clustered"), "stacked_bar": ("bar", "stacked")}
_CATEGORIES, _VALUES = 111_111_101, 111_111_102


def chart_xml(chart: Chart, sheet_name: str, *, strict: bool = False) -> bytes:
    """The chart part of a chart on the sheet of that name. Horizontal bars run from the first category downwards."""
    names = namespaces(strict)
    legend = f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_text_look(900)}</c:legend>' if chart.legend else ""
    return (
        f'{HEADER}<c:chartSpace xmlns:c="{names.chart}" xmlns:a="{names.main}" xmlns:r="{names.relationships}">'
        '<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>'
        f'{_title(chart.title)}<c:autoTitleDeleted val="0"/>'
        f"<c:plotArea>{_layout(chart)}{_plot(chart, sheet_name)}<c:spPr><a:noFill/></c:spPr></c:plotArea>"
        f'{legend}<c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/></c:chart>'
        f'<c:spPr>{_fill("FFFFFF")}<a:ln w="6350">{_fill(RULE)}</a:ln></c:spPr>{_text_look(900)}</c:chartSpace>'
    ).encode()


def _title(text: str) -> str:
    return (
        "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p>"
        f"<a:pPr>{_run('defRPr', 1100, bold=True)}</a:pPr>"
        f"<a:r>{_run('rPr', 1100, bold=True)}<a:t>{verbatim(text)}</a:t></a:r>"
        '</a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )


def _plot(chart: Chart, sheet: str) -> str:
    series = "".join(_series(number, one, chart, sheet) for number, one in enumerate(chart.series))
    if chart.kind == "pie":
        return f'<c:pieChart><c:varyColors val="1"/>{series}<c:firstSliceAng val="0"/></c:pieChart>'
    axes = f'<c:axId val="{_CATEGORIES}"/><c:axId val="{_VALUES}"/>'
    if chart.kind == "line":
        plot = f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>{axes}'
        return f"{plot}</c:lineChart>{_axes(chart)}"
    direction, grouping = _BARS[chart.kind]
    overlap = 100 if grouping == "stacked" else -5
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="60"/><c:overlap val="{overlap}"/>{axes}</c:barChart>{_axes(chart)}'
    )


def _series(number: int, series: Series, chart: Chart, sheet: str) -> str:
    color = series.color or PALETTE[number % len(PALETTE)]
    parts = (
        f'<c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:v>{verbatim(series.name)}</c:v></c:tx>',
        _series_look(chart.kind, color),
        _points(series, chart.kind),
        _labels(chart) if chart.data_labels else "",
        f"<c:cat>{_text_cache(on_sheet(sheet, absolute(series.categories)), series.cached_categories)}</c:cat>",
        f"<c:val>{_number_cache(on_sheet(sheet, absolute(series.values)), series.cached_values, chart)}</c:val>",
        '<c:smooth val="0"/>' if chart.kind == "line" else "",
    )
    return f"<c:ser>{''.join(parts)}</c:ser>"


def _series_look(kind: str, color: str) -> str:
    if kind == "pie":
        return ""
    if kind == "line":
        look = f'<c:spPr><a:ln w="22225">{_fill(color)}</a:ln></c:spPr>'
        mark = f"<c:spPr>{_fill(color)}</c:spPr>"
        return f'{look}<c:marker><c:symbol val="circle"/><c:size val="5"/>{mark}</c:marker>'
    return f'<c:spPr>{_fill(color)}</c:spPr><c:invertIfNegative val="0"/>'


def _points(series: Series, kind: str) -> str:
    colors = series.point_colors or (PALETTE if kind == "pie" else ())
    inverted = "" if kind == "pie" else '<c:invertIfNegative val="0"/>'
    return "".join(
        f'<c:dPt><c:idx val="{point}"/>{inverted}<c:bubble3D val="0"/>'
        f"<c:spPr>{_fill(colors[point % len(colors)])}</c:spPr></c:dPt>"
        for point in range(len(series.cached_values) if colors else 0)
    )


def _labels(chart: Chart) -> str:
    place = {"stacked_bar": "ctr", "line": "t"}.get(chart.kind, "outEnd")
    shown = {"showVal": 1, "showCatName": int(chart.kind == "pie")}
    flags = "".join(f'<c:{flag} val="{shown.get(flag, 0)}"/>' for flag in _LABEL_FLAGS)
    return (
        f"<c:dLbls>{_number_format(chart.number_format)}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'{_text_look(900, upright=_are_wide(chart))}<c:dLblPos val="{place}"/>{flags}</c:dLbls>'
    )


def _are_wide(chart: Chart) -> bool:
    """Whether numbers over columns that stand in groups would lie on one another."""
    values = (abs(value) for series in chart.series for value in series.cached_values if value is not None)
    return chart.kind == "column" and len(chart.series) > 1 and max(values, default=Decimal(0)) >= _WIDE


def _axes(chart: Chart) -> str:
    """A category axis and a value axis. Bars lie, so their categories are reversed to read from the top, and the
    values stay below because they cross at the last category."""
    lying = chart.kind in ("bar", "stacked_bar")
    return _category_axis(lying) + _value_axis(chart, lying)


def _category_axis(lying: bool) -> str:
    return (
        f'<c:catAx><c:axId val="{_CATEGORIES}"/>'
        f'<c:scaling><c:orientation val="{"maxMin" if lying else "minMax"}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"l" if lying else "b"}"/>{_number_format("General")}'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>{_line(AXIS)}'
        f'{_text_look(900)}<c:crossAx val="{_VALUES}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(chart: Chart, lying: bool) -> str:
    limit = f'<c:max val="{chart.axis_max:f}"/>' if chart.axis_max is not None else ""
    floor = "" if chart.kind == "line" or _has_negative(chart) else '<c:min val="0"/>'
    return (
        f'<c:valAx><c:axId val="{_VALUES}"/><c:scaling><c:orientation val="minMax"/>{limit}{floor}</c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"b" if lying else "l"}"/><c:majorGridlines>{_line(RULE)}</c:majorGridlines>'
        f"{_number_format('0%' if chart.number_format.endswith('%') else 'General')}"
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_text_look(900)}<c:crossAx val="{_CATEGORIES}"/>'
        f'<c:crosses val="{"max" if lying else "autoZero"}"/><c:crossBetween val="between"/>{_step(chart)}</c:valAx>'
    )


def _step(chart: Chart) -> str:
    """From line to line a whole one where all values are whole and few: no program may draw a line for half a unit."""
    values = [value for series in chart.series for value in series.cached_values if value is not None]
    counts = not chart.number_format.endswith("%") and all(value == value.to_integral_value() for value in values)
    together = len(chart.series) if chart.kind == "stacked_bar" else 1
    few = chart.axis_max is None and together * max(map(abs, values), default=Decimal(0)) < _FEW
    return '<c:majorUnit val="1"/>' if counts and few else ""


def _has_negative(chart: Chart) -> bool:
    return any(value is not None and value < 0 for series in chart.series for value in series.cached_values)


def _layout(chart: Chart) -> str:
    """Where the plot stands: left to the program, but for lying bars that may be cut, whose labels need room."""
    if chart.kind not in ("bar", "stacked_bar") or chart.axis_max is None:
        return "<c:layout/>"
    edges = "".join(f'<c:{edge} val="{share}"/>' for edge, share in (("x", 0.2), ("y", 0.14), ("w", 0.68), ("h", 0.76)))
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    return f"<c:layout><c:manualLayout>{modes}{edges}</c:manualLayout></c:layout>"


def _text_cache(reference: str, texts: Sequence[str]) -> str:
    points = "".join(f'<c:pt idx="{i}"><c:v>{verbatim(text)}</c:v></c:pt>' for i, text in enumerate(texts))
    return (
        f"<c:strRef><c:f>{verbatim(reference)}</c:f>"
        f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache></c:strRef>'
    )


def _number_cache(reference: str, numbers: Sequence[Decimal | None], chart: Chart) -> str:
    points = "".join(
        f'<c:pt idx="{i}"><c:v>{number:f}</c:v></c:pt>' for i, number in enumerate(numbers) if number is not None
    )
    return (
        f"<c:numRef><c:f>{verbatim(reference)}</c:f><c:numCache><c:formatCode>{verbatim(chart.number_format)}"
        f'</c:formatCode><c:ptCount val="{len(numbers)}"/>{points}</c:numCache></c:numRef>'
    )


def _number_format(code: str) -> str:
    return f'<c:numFmt formatCode="{verbatim(code)}" sourceLinked="0"/>'


def _fill(color: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'


def _line(color: str) -> str:
    return f'<c:spPr><a:ln w="6350">{_fill(color)}</a:ln></c:spPr>'


def _text_look(size: int, upright: bool = False) -> str:
    """How the text of a part of the chart looks; `size` is in hundredths of a point; `upright` runs from below."""
    turn = ' rot="-5400000" vert="horz"' if upright else ""
    return f"<c:txPr><a:bodyPr{turn}/><a:lstStyle/><a:p><a:pPr>{_run('defRPr', size)}</a:pPr>{_END}</a:p></c:txPr>"


def _run(tag: str, size: int, bold: bool = False) -> str:
    """Run properties in a Chinese typeface, for Latin and East Asian characters alike."""
    language = ' lang="zh-CN"' if tag == "rPr" else ""
    face = f'<a:latin typeface="{TYPEFACE}"/><a:ea typeface="{TYPEFACE}"/>'
    return f'<a:{tag}{language} sz="{size}" b="{int(bold)}">{_fill(INK)}{face}</a:{tag}>'
