"""A new worksheet as parts of a package: the sheet, its drawing, its charts."""

from __future__ import annotations

from collections.abc import Mapping

from perfxl.sml import ns
from perfxl.sml.book import Book
from perfxl.sml.chart import chart_xml
from perfxl.sml.drawing import drawing_xml
from perfxl.sml.newsheet import sheet_xml
from perfxl.sml.sheet import CellStyle, NewSheet


def add_sheet_parts(book: Book, sheet: NewSheet, formats: Mapping[CellStyle, int]) -> str:
    """Add the parts of a sheet; returns the name of the sheet's part, which no tab leads to yet."""
    part = book.free_name(book.in_folder("worksheets/sheet%d.xml"))
    book.reserve(part)
    link = _add_drawing(book, part, sheet) if sheet.charts else None
    data = sheet_xml(sheet, formats, namespace=book.main, rel_namespace=book.links_base, drawing_rid=link)
    book.add(part, data, ns.WORKSHEET)
    return part


def _add_drawing(book: Book, sheet_part: str, sheet: NewSheet) -> str:
    strict = book.main == ns.MAIN_STRICT
    drawing = book.free_name(book.in_folder("drawings/drawing%d.xml"))
    book.reserve(drawing)
    links = []
    for chart in sheet.charts:
        part = book.free_name(book.in_folder("charts/chart%d.xml"))
        book.add(part, chart_xml(chart, sheet.name, strict=strict), ns.CHART)
        links.append(book.relate(drawing, f"{book.links_base}/chart", part))
    book.add(drawing, drawing_xml(sheet.charts, links, strict=strict), ns.DRAWING)
    return book.relate(sheet_part, f"{book.links_base}/drawing", drawing)
