"""How wide text is where a Chinese character is two columns wide."""

from __future__ import annotations

import unicodedata


class _Columns(dict[str, int]):
    """Columns by character, each looked up once. `ambiguous` is what “ or ÷ take: 2 in a Chinese font, 1 in others."""

    def __init__(self, ambiguous: int) -> None:
        super().__init__()
        self.ambiguous = ambiguous

    def __missing__(self, char: str) -> int:
        kind = unicodedata.east_asian_width(char)
        if kind in "WF":
            taken = 2
        elif unicodedata.category(char) in ("Mn", "Me", "Cf"):
            taken = 0
        else:
            taken = self.ambiguous if kind == "A" else 1
        if len(self) < 8192:
            self[char] = taken
        return taken


_TABLES = {1: _Columns(1), 2: _Columns(2)}


def width(text: str, ambiguous: int = 1) -> int:
    """Columns that `text` takes; characters such as “ and ÷ are taken to be `ambiguous` (1 or 2) columns wide."""
    return len(text) if text.isascii() else sum(map(_TABLES[ambiguous].__getitem__, text))
