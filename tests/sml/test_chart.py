"""A chart as XML: in the schema's order, with its values cached and a Chinese typeface on everything it writes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from perfxl.sml.chart import TYPEFACE, chart_xml
from perfxl.sml.drawingml import STRICT, TRANSITIONAL
from perfxl.sml.sheet import Cell, Chart, NewSheet, Series
from tests.libreoffice import needs_libreoffice, to_pdf
from tests.sml.package import save

C = f"{{{TRANSITIONAL.chart}}}"
A = f"{{{TRANSITIONAL.main}}}"
KINDS = ("bar", "column", "pie", "stacked_bar", "line")
NAMES = ("管理指标", "产出指标", "效益指标")
WEIGHTS = Series("分值", "A2:A4", "B2:B4", NAMES, (D(30), D(40), D(30)))
SCORES = Series("得分", "A2:A4", "C2:C4", NAMES, (D("26.50"), None, D(28)), color="123456")
CHART = Chart("bar", "得分与分值", "E1", "L20", (WEIGHTS, SCORES), number_format="0.##")
ORDER = {
    "ser": (
        "idx order tx spPr invertIfNegative pictureOptions marker explosion dPt dLbls trendline errBars cat val smooth"
    ),
    "dLbls": ("numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize"),
    "catAx": (
        "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos "
        "spPr txPr crossAx crosses auto lblAlgn lblOffset noMultiLvlLbl"
    ),
    "valAx": (
        "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos "
        "spPr txPr crossAx crosses crossBetween majorUnit"
    ),
    "scaling": "logBase orientation max min",
    "chart": "title autoTitleDeleted plotArea legend plotVisOnly dispBlanksAs",
    "chartSpace": "date1904 roundedCorners chart spPr txPr",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
    "lineChart": "grouping varyColors ser dLbls dropLines marker smooth axId",
    "pieChart": "varyColors ser dLbls firstSliceAng",
}


def drawn(chart: Chart, sheet: str = "评分汇总") -> etree._Element:
    return etree.fromstring(chart_xml(chart, sheet))


def sheet_of(chart: Chart) -> NewSheet:
    cells = {(1, 2): Cell("分值"), (1, 3): Cell("得分")}
    for row, name in enumerate(NAMES, start=2):
        cells[row, 1] = Cell(name)
        cells[row, 2] = Cell(WEIGHTS.cached_values[row - 2])
        cells[row, 3] = Cell(SCORES.cached_values[row - 2])
    return NewSheet("评分汇总", cells, charts=(chart,))


class DescribeTheChart:
    @pytest.mark.parametrize("kind", KINDS)
    def it_has_its_elements_in_the_order_of_the_schema(self, kind: str) -> None:
        root = drawn(replace(CHART, kind=kind, axis_max=D(2)))

        for element in root.iter():
            allowed = ORDER.get(etree.QName(element).localname)
            if allowed:
                places = [allowed.split().index(etree.QName(child).localname) for child in element]
                assert places == sorted(places)

    def it_refers_to_its_cells_and_caches_what_they_hold(self) -> None:
        values = drawn(CHART, "张三's 表").findall(f".//{C}val/{C}numRef")[1]

        assert values.findtext(f"{C}f") == "'张三''s 表'!$C$2:$C$4"
        assert values.find(f"{C}numCache/{C}ptCount").get("val") == "3"
        assert [(point.get("idx"), point.findtext(f"{C}v")) for point in values.iter(f"{C}pt")] == [
            ("0", "26.50"),
            ("2", "28"),
        ]

    def it_caches_its_categories(self) -> None:
        points = drawn(CHART).findall(f".//{C}ser/{C}cat/{C}strRef/{C}strCache/{C}pt/{C}v")

        assert [point.text for point in points] == [*NAMES, *NAMES]

    @pytest.mark.parametrize("kind", KINDS)
    def it_writes_everything_in_a_chinese_typeface(self, kind: str) -> None:
        for properties in drawn(replace(CHART, kind=kind)).iter(f"{A}defRPr", f"{A}rPr"):
            faces = [properties.find(f"{A}{script}").get("typeface") for script in ("latin", "ea")]
            assert faces == [TYPEFACE, TYPEFACE]

    def it_reads_bars_from_the_top_and_keeps_the_values_below(self) -> None:
        root = drawn(CHART)

        assert root.find(f".//{C}catAx/{C}scaling/{C}orientation").get("val") == "maxMin"
        assert root.find(f".//{C}valAx/{C}crosses").get("val") == "max"

    def it_puts_no_label_outside_a_stacked_bar(self) -> None:
        places = {place.get("val") for place in drawn(replace(CHART, kind="stacked_bar")).iter(f"{C}dLblPos")}

        assert places == {"ctr"}

    def it_has_a_legend_and_labels_only_where_wanted(self) -> None:
        root = drawn(replace(CHART, legend=False, data_labels=False))

        assert root.find(f".//{C}legend") is None
        assert root.find(f".//{C}dLbls") is None

    @pytest.mark.parametrize(
        ("kind", "most", "turned"),
        [("column", 2987, True), ("column", -1000, True), ("column", 999, False), ("bar", 2987, False)],
    )
    def it_turns_the_labels_that_would_lie_on_one_another(self, kind: str, most: int, turned: bool) -> None:
        series = replace(WEIGHTS, cached_values=(D(most), D(1)))
        labels = drawn(replace(CHART, kind=kind, series=(series, SCORES))).find(f".//{C}dLbls")

        assert (labels.find(f".//{A}bodyPr").get("rot") is not None) == turned

    def it_ends_its_axis_where_it_is_told(self) -> None:
        assert drawn(replace(CHART, axis_max=D("2E0"))).find(f".//{C}valAx/{C}scaling/{C}max").get("val") == "2"

    @pytest.mark.parametrize(
        ("values", "step"), [((3, 0, 1), "1"), ((0,), "1"), ((3, 40), None), ((D("0.5"), 1), None), ((D("2.0"),), "1")]
    )
    def it_draws_no_line_for_half_a_unit(self, values: tuple[D | int, ...], step: str | None) -> None:
        series = replace(WEIGHTS, cached_values=tuple(map(D, values)))
        unit = drawn(replace(CHART, series=(series,))).find(f".//{C}valAx/{C}majorUnit")

        assert (None if unit is None else unit.get("val")) == step

    def it_draws_lines_between_fractions_of_a_percentage(self) -> None:
        series = replace(WEIGHTS, cached_values=(D(1), D(0)))

        assert drawn(replace(CHART, series=(series,), number_format="0.00%")).find(f".//{C}majorUnit") is None

    def it_colours_points_in_turn(self) -> None:
        series = replace(WEIGHTS, point_colors=("AA0000", "00AA00"))
        colors = [
            point.find(f".//{A}srgbClr").get("val") for point in drawn(replace(CHART, series=(series,))).iter(f"{C}dPt")
        ]

        assert colors == ["AA0000", "00AA00", "AA0000"]

    def it_can_be_of_the_strict_conformance(self) -> None:
        spaces = {
            etree.QName(element).namespace for element in etree.fromstring(chart_xml(CHART, "表", strict=True)).iter()
        }

        assert spaces == {STRICT.chart, STRICT.main}

    @given(st.text(st.characters(codec=None), max_size=40))
    @settings(max_examples=40, deadline=None)
    def it_is_well_formed_whatever_it_is_called(self, text: str) -> None:
        series = replace(WEIGHTS, name=text, cached_categories=(text,))
        drawn(replace(CHART, title=text, number_format=text, series=(series,)), sheet=text)


class DescribeReadersOfTheChart:
    @pytest.mark.parametrize("kind", KINDS)
    def it_is_read_by_openpyxl(self, tmp_path: Path, kind: str) -> None:
        book = openpyxl.load_workbook(save(tmp_path / "a.xlsx", sheet_of(replace(CHART, kind=kind))))

        (chart,) = book["评分汇总"]._charts
        assert [series.val.numRef.f for series in chart.series] == ["'评分汇总'!$B$2:$B$4", "'评分汇总'!$C$2:$C$4"]

    @needs_libreoffice
    @pytest.mark.libreoffice
    def it_is_drawn_by_libreoffice(self, tmp_path: Path) -> None:
        pictured = to_pdf(save(tmp_path / "a.xlsx", sheet_of(CHART)), tmp_path / "with")
        bare = to_pdf(save(tmp_path / "b.xlsx", replace(sheet_of(CHART), charts=())), tmp_path / "without")

        assert pictured.stat().st_size > bare.stat().st_size + 2000
