"""How wide text is where Chinese characters are two columns wide, and where it breaks into lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from perfxl.sml.textwidth import width

_OPENING = frozenset("（“‘《〈【「『〔([{")
_CLOSING = frozenset("，。；：、！？）”’》〉】」』〕…—％%,.;:!?)]}")


@lru_cache(maxsize=4096)
def wrap(text: str, columns: int) -> tuple[str, ...]:
    """`text` in lines of at most `columns` (at least 2), ambiguous characters taken as wide. It breaks between Chinese
    characters and at blanks; marks stay with what they belong to where there is room."""
    return tuple(line for paragraph in text.split("\n") for line in _wrapped(paragraph, columns))


def _wrapped(paragraph: str, columns: int) -> Iterator[str]:
    if width(paragraph, 2) <= columns:
        yield paragraph.rstrip()
        return
    line, used = "", 0
    for piece in _pieces(paragraph):
        taken = width(piece, 2)
        if used + taken <= columns:
            line, used = line + piece, used + taken
            continue
        if line.strip():
            yield line.rstrip()
        line, used = "", 0
        for char in piece.lstrip():
            step = width(char, 2)
            if used + step > columns:
                yield line
                line, used = "", 0
            line, used = line + char, used + step
    yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """The smallest parts between which a line may break."""
    piece = ""
    for char in text:
        if piece and _breaks(piece[-1], char):
            yield piece
            piece = ""
        piece += char
    yield piece


@lru_cache(maxsize=16384)
def _breaks(before: str, after: str) -> bool:
    if after in _CLOSING or before in _OPENING:
        return False
    if before == " " or after == " ":
        return before == " "
    return unicodedata.east_asian_width(before) in "WF" or unicodedata.east_asian_width(after) in "WF"


def one_line(text: str) -> str:
    """`text` fit for a terminal: control characters, which could move the cursor, become blanks; what has no width of
    its own is left out."""
    cleaned = "".join(char if unicodedata.category(char)[0] not in "CZ" else _blank(char) for char in text)
    return "".join(char for char in cleaned if unicodedata.category(char) not in ("Mn", "Me"))


def _blank(char: str) -> str:
    return "" if unicodedata.category(char) in ("Cf", "Cn", "Co", "Cs") else " "
