"""How perfxl knows its own in a workbook again, also after another program has saved it."""

from __future__ import annotations

AUTHOR = "perfxl"
"""The author of our notes."""

PREFIX = "[perfxl]"
"""How the text of our notes begins."""

SEPARATOR = "\n――――――――\n"
"""What stands between a user's note and ours at the same cell."""

FORMULA = '"perfxl"<>""'
"""The formula of our conditional formats: always true, and nobody else's."""

MARKER = "perfxl.sheet"
"""A hidden name local to each of our sheets."""

UNDO_SPACE = "urn:perfxl:undo"
"""The namespace of the undo record."""


def is_our_note(author: str, text: str) -> bool:
    """Whether a whole note is ours."""
    return text.lstrip().startswith(PREFIX) or (author == AUTHOR and PREFIX in text.partition("\n")[2][: len(PREFIX)])


def users_part(text: str) -> str | None:
    """What a user wrote of a note that we lengthened; None if we did not."""
    at = text.find(f"{SEPARATOR}{PREFIX}")
    return text[:at] if at >= 0 else None


def is_our_formula(text: str) -> bool:
    """Whether a conditional format's formula is ours."""
    return "".join(text.split()) == FORMULA


def with_prefix(text: str) -> str:
    """A note's text as we write it."""
    return text if text.startswith(PREFIX) else f"{PREFIX} {text}"


def without_prefix(text: str) -> str:
    """A note's text without the prefix."""
    return text[len(PREFIX) :].lstrip() if text.startswith(PREFIX) else text
