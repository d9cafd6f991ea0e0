"""The XML of a drawing part: where on its sheet each chart stands (ECMA-376-1, 20.5)."""

from __future__ import annotations

from collections.abc import Sequence

from perfxl.sml.drawingml import HEADER, namespaces
from perfxl.sml.escape import verbatim
from perfxl.sml.reference import position
from perfxl.sml.sheet import Chart


def drawing_xml(charts: Sequence[Chart], rids: Sequence[str], *, strict: bool = False) -> bytes:
    """The drawing with one anchor a chart; `rids` are the relationships of the charts, in their order."""
    names = namespaces(strict)
    anchors = "".join(
        _anchor(number, chart, rid, names.chart)
        for number, (chart, rid) in enumerate(zip(charts, rids, strict=True), start=1)
    )
    root = f'<xdr:wsDr xmlns:xdr="{names.spreadsheet_drawing}" xmlns:a="{names.main}" xmlns:r="{names.relationships}">'
    return f"{HEADER}{root}{anchors}</xdr:wsDr>".encode()


def _anchor(number: int, chart: Chart, rid: str, uri: str) -> str:
    return (
        '<xdr:twoCellAnchor editAs="oneCell">'
        f"<xdr:from>{_corner(chart.top_left)}</xdr:from><xdr:to>{_corner(chart.bottom_right)}</xdr:to>"
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>'
        f'<xdr:cNvPr id="{number + 1}" name="图表 {number}" descr="{verbatim(chart.title)}"/><xdr:cNvGraphicFramePr/>'
        '</xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>'
        f'<a:graphic><a:graphicData uri="{uri}"><c:chart xmlns:c="{uri}" r:id="{verbatim(rid)}"/></a:graphicData>'
        "</a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>"
    )


def _corner(reference: str) -> str:
    row, column = position(reference)
    return (
        f"<xdr:col>{column - 1}</xdr:col><xdr:colOff>0</xdr:colOff>"
        f"<xdr:row>{row - 1}</xdr:row><xdr:rowOff>0</xdr:rowOff>"
    )
