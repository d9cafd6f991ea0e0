"""The namespaces of DrawingML parts, and the XML declaration they begin with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Namespaces:
    """Where the elements of a drawing and its charts live."""

    spreadsheet_drawing: str
    main: str
    chart: str
    relationships: str


TRANSITIONAL = Namespaces(
    "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    "http://schemas.openxmlformats.org/drawingml/2006/main",
    "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)
STRICT = Namespaces(
    "http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing",
    "http://purl.oclc.org/ooxml/drawingml/main",
    "http://purl.oclc.org/ooxml/drawingml/chart",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def namespaces(strict: bool) -> Namespaces:
    """The namespaces of a package that is, or is not, of the strict conformance class."""
    return STRICT if strict else TRANSITIONAL
