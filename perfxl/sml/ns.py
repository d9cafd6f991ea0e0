"""The namespaces, relationship types and content types of SpreadsheetML, transitional and strict."""

from __future__ import annotations

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MAIN_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
MAINS = frozenset({MAIN, MAIN_STRICT})

LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"

COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"

_OFFICE = "application/vnd.openxmlformats-officedocument"
WORKSHEET = f"{_OFFICE}.spreadsheetml.worksheet+xml"
STYLES = f"{_OFFICE}.spreadsheetml.styles+xml"
COMMENTS = f"{_OFFICE}.spreadsheetml.comments+xml"
VML = f"{_OFFICE}.vmlDrawing"
DRAWING = f"{_OFFICE}.drawing+xml"
CHART = f"{_OFFICE}.drawingml.chart+xml"


def links_for(main: str) -> str:
    """The base of relationship types, and the namespace of r:id, that go with a main namespace."""
    return LINKS_STRICT if main == MAIN_STRICT else LINKS
