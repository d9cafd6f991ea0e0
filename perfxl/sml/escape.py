"""Text as SpreadsheetML stores it: XML escaped, and what XML cannot hold as `_xHHHH_` (ECMA-376-1, 22.9.2.19)."""

from __future__ import annotations

import re

MAX_TEXT = 32767
"""UTF-16 code units a cell may hold."""

_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_QUOTED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def plain(text: str) -> str:
    """`text` with every character that XML or Excel would read differently written as `_xHHHH_`."""
    text = _ESCAPED.sub("_x005F_", text)
    return _FORBIDDEN.sub(lambda match: f"_x{ord(match.group()):04X}_", text)


def content(text: str) -> str:
    """`text` as the content of an element of type ST_Xstring."""
    return plain(text).translate(_MARKUP)


def attribute(text: str) -> str:
    """`text` as an attribute of type ST_Xstring, without its quotes."""
    return plain(text).translate(_QUOTED)


def verbatim(text: str) -> str:
    """`text` as content that knows no `_xHHHH_`, as in DrawingML: what XML cannot hold is left out."""
    return _FORBIDDEN.sub("", text).translate(_QUOTED)


def text_element(text: str) -> str:
    """A `<t>` with `text`, cut to what a cell may hold; its blanks and line breaks are kept."""
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"<t{space}>{content(fitting(text))}</t>"


def fitting(text: str) -> str:
    """`text`, or as much of it as a cell may hold, ending in `…`."""
    if len(text) * 2 <= MAX_TEXT or _units(text) <= MAX_TEXT:
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (MAX_TEXT - 1)].decode("utf-16-le", "ignore")
    return kept + "…"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
