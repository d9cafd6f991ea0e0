"""Text as XML writes it."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLAIN = re.compile("[\x20\x21\x23-\x25\x27-\x3b\x3d\x3f-\ud7ff]*")
"""Text that stands for itself, in content and in attributes."""


def legal(text: str) -> str:
    """The text without the characters that XML 1.0 cannot hold."""
    return _FORBIDDEN.sub("", text)


def escape(text: str) -> str:
    """The text as element content."""
    if _PLAIN.fullmatch(text):
        return text
    return legal(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def quote(text: str) -> str:
    """The text as an attribute's value, in double quotes."""
    if _PLAIN.fullmatch(text):
        return f'"{text}"'
    inner = escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f'"{inner}"'
