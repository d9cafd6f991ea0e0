"""[Content_Types].xml: what kind of thing each part is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from perfxl.opc.escape import quote
from perfxl.opc.xml import Outline

PART = "[Content_Types].xml"

END = re.compile(rb"</(?:[\w.-]+:)?Types\s*>")
"""The end of the part, before which a new type is put."""

_TYPE_OF_LINKS = b'"application/vnd.openxmlformats-package.relationships+xml"'
_USUAL = (
    b'<Default Extension="rels" ContentType=%s/>' % _TYPE_OF_LINKS,
    b'<Default ContentType=%s Extension="rels"/>' % _TYPE_OF_LINKS,
)


@dataclass(frozen=True, slots=True)
class ContentTypes:
    """The types by part, names in lower case, and by extension."""

    overrides: dict[str, str]
    defaults: dict[str, str]

    def of(self, part: str) -> str:
        """The content type of a part, "" if it has none."""
        name = part.lower()
        return self.overrides.get(name) or self.defaults.get(name.rpartition(".")[2], "")


def content_types(outline: Outline) -> ContentTypes:
    """What the part says."""
    overrides = {e.get("PartName").lstrip("/").lower(): e.get("ContentType") for e in outline.root.all("Override")}
    defaults = {e.get("Extension").lower(): e.get("ContentType") for e in outline.root.all("Default")}
    return ContentTypes(overrides, defaults)


def knows_links(data: bytes) -> bool:
    """Whether the part plainly says of all relationships parts what they are; where not, its outline may."""
    return b"<!" not in data and any(element in data for element in _USUAL)


def override_xml(part: str, content_type: str, prefix: str = "") -> str:
    """The element that gives one part its type."""
    tag = f"{prefix}:Override" if prefix else "Override"
    return f"<{tag} PartName={quote('/' + part)} ContentType={quote(content_type)}/>"
