"""Text as XML writes it."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """The text without the characters that XML 1.0 cannot hold."""
    return _FORBIDDEN.sub("", text)


def escape(text: str) -> str:
    """The text as element content."""
    if not text.isprintable():  # what can be printed is legal
        text = legal(text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def quote(text: str) -> str:
    """The text as an attribute's value, in double quotes."""
    inner = escape(text).replace('"', "&quot;")
    if not inner.isprintable():
        inner = inner.replace("\n", "&#10;").replace("\t", "&#9;")
    return f'"{inner}"'
