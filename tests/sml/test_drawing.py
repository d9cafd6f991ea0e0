"""A drawing as XML: an anchor for each chart, with the relationship that leads to it."""

from __future__ import annotations

import pytest
from lxml import etree

from perfxl.sml.drawing import drawing_xml
from perfxl.sml.drawingml import STRICT, TRANSITIONAL, Namespaces
from perfxl.sml.sheet import Chart

CHARTS = (Chart("bar", "得分 <与> “分值”", "B20", "E40", ()), Chart("pie", "严重程度", "F20", "AB40", ()))


def drawn(strict: bool = False) -> etree._Element:
    return etree.fromstring(drawing_xml(CHARTS, ["rId1", "rId2"], strict=strict))


class DescribeADrawing:
    def it_places_each_chart_between_its_corners(self) -> None:
        space = {"xdr": TRANSITIONAL.spreadsheet_drawing}
        anchors = drawn().findall("xdr:twoCellAnchor", space)

        corners = [
            tuple(
                int(anchor.find(f"xdr:{end}/xdr:{axis}", space).text)
                for end in ("from", "to")
                for axis in ("col", "row")
            )
            for anchor in anchors
        ]
        assert corners == [(1, 19, 4, 39), (5, 19, 27, 39)]

    @pytest.mark.parametrize(("strict", "names"), [(False, TRANSITIONAL), (True, STRICT)])
    def it_leads_to_each_chart_in_the_given_conformance(self, strict: bool, names: Namespaces) -> None:
        links = drawn(strict).findall(f".//{{{names.chart}}}chart")

        assert [link.get(f"{{{names.relationships}}}id") for link in links] == ["rId1", "rId2"]

    def it_describes_each_chart_for_who_cannot_see_it(self) -> None:
        named = drawn().findall(f".//{{{TRANSITIONAL.spreadsheet_drawing}}}cNvPr")

        assert [one.get("descr") for one in named] == [chart.title for chart in CHARTS]
        assert len({one.get("id") for one in named}) == 2

    def it_refuses_a_chart_without_a_relationship(self) -> None:
        with pytest.raises(ValueError, match="shorter"):
            drawing_xml(CHARTS, ["rId1"])
