"""Excel's wildcards in texts: * for any characters, ? for one, ~ before either for itself."""

from __future__ import annotations


def has_wildcard(pattern: str) -> bool:
    """Whether an unescaped * or ? is in the pattern."""
    return any(sign in (None, "") for sign in _signs(pattern))


def unescaped(pattern: str) -> str:
    """The text that a pattern without wildcards stands for."""
    return "".join(sign or "" for sign in _signs(pattern))


def matches(text: str, pattern: str) -> bool:
    """Whether the whole text is of the pattern, whatever its case; in time at most proportional to both lengths."""
    text, signs = text.casefold(), _signs(pattern.casefold())
    at, sign, star, after_star = 0, 0, -1, 0
    while at < len(text):
        if sign < len(signs) and signs[sign] in ("", text[at]):
            at, sign = at + 1, sign + 1
        elif sign < len(signs) and signs[sign] is None:
            star, after_star, sign = sign, at, sign + 1
        elif star >= 0:
            after_star += 1
            at, sign = after_star, star + 1
        else:
            return False
    return all(rest is None for rest in signs[sign:])


def _signs(pattern: str) -> list[str | None]:
    """Each sign of the pattern: None for *, an empty text for ?, else the character."""
    signs: list[str | None] = []
    characters = iter(pattern)
    for character in characters:
        if character == "~":
            following = next(characters, "")
            signs.extend(following if following in ("*", "?", "~") else "~" + following)
        else:
            signs.append({"*": None, "?": ""}.get(character, character))
    return signs
