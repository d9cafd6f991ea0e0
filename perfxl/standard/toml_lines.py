"""The line at which each key and list item of a TOML text stands: tomllib says what they are, but not where."""

from __future__ import annotations

Path = tuple[str | int, ...]
"""From the top: keys of tables and indices of lists, ("block", 2, "rows", 0, "key")."""

_BARE_END = frozenset(" \t\r\n=.]")
_SCALAR_END = frozenset(",]}#\r\n")


def lines_of(text: str) -> dict[Path, int]:
    """Line numbers from 1 by path. `text` must be valid TOML (tomllib has read it): nothing is checked here."""
    scanner = _Scanner(text)
    scanner.document()
    return scanner.lines


class _Scanner:
    """Walks once over a TOML text, `at` being the next character."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {}
        self._lengths: dict[Path, int] = {}
        self._line, self._counted = 1, 0

    def document(self) -> None:
        base: Path = ()
        while self._skip_blank():
            if self.text.startswith("[", self.at):
                base = self._header()
            else:
                self._pair(base)

    def _note(self, path: Path) -> None:
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        for length in range(1, len(path) + 1):
            self.lines.setdefault(path[:length], self._line)

    def _skip_blank(self) -> bool:
        """Passes over space, line ends and comments; False at the end of the text."""
        while self.at < len(self.text):
            if self.text[self.at] == "#":
                self.at = self._find("\n", self.at)
            elif self.text[self.at] in " \t\r\n":
                self.at += 1
            else:
                return True
        return False

    def _find(self, mark: str, start: int) -> int:
        found = self.text.find(mark, start)
        return len(self.text) if found < 0 else found

    def _header(self) -> Path:
        """`[a.b]` or `[[a.b]]`: the path under which the pairs below it stand."""
        start = self.at
        is_list = self.text.startswith("[[", start)
        self.at += 2 if is_list else 1
        *above, last = self._keys("]")
        self.at += 2 if is_list else 1
        path = (*self._inside(above), last)
        end, self.at = self.at, start
        self._note(path)
        if is_list:
            self._lengths[path] = self._lengths.get(path, 0) + 1
            path = (*path, self._lengths[path] - 1)
            self._note(path)
        self.at = end
        return path

    def _inside(self, keys: list[str], base: Path = ()) -> Path:
        """The path of `keys`, at the newest item wherever one of them is a list of tables."""
        for key in keys:
            base = (*base, key)
            if base in self._lengths:
                base = (*base, self._lengths[base] - 1)
        return base

    def _keys(self, end: str) -> list[str]:
        """A dotted key, up to and not including `end`."""
        keys = []
        while self.text[self.at] != end:
            if self.text[self.at] in " \t.":
                self.at += 1
            else:
                keys.append(self._key())
        return keys

    def _key(self) -> str:
        start = self.at
        if self.text[start] in "\"'":
            self._string()
            return self.text[start + 1 : self.at - 1]
        while self.text[self.at] not in _BARE_END:
            self.at += 1
        return self.text[start : self.at]

    def _pair(self, base: Path) -> None:
        start = self.at
        path = (*base, *self._keys("="))
        equals, self.at = self.at, start
        self._note(path)
        self.at = equals + 1
        self._value(path)

    def _value(self, path: Path) -> None:
        self._skip_blank()
        first = self.text[self.at]
        if first in "\"'":
            self._string()
        elif first == "[":
            self._items(path)
        elif first == "{":
            self._members(path)
        else:
            while self.at < len(self.text) and self.text[self.at] not in _SCALAR_END:
                self.at += 1

    def _items(self, path: Path) -> None:
        self.at += 1
        index = 0
        while self._skip_blank() and self.text[self.at] != "]":
            if self.text[self.at] == ",":
                self.at += 1
                continue
            self._note((*path, index))
            self._value((*path, index))
            index += 1
        self.at += 1

    def _members(self, path: Path) -> None:
        self.at += 1
        while self._skip_blank() and self.text[self.at] != "}":
            if self.text[self.at] == ",":
                self.at += 1
            else:
                self._pair(path)
        self.at += 1

    def _string(self) -> None:
        quote = self.text[self.at]
        mark = quote * 3 if self.text.startswith(quote * 3, self.at) else quote
        self.at += len(mark)
        while not self.text.startswith(mark, self.at):
            self.at += 2 if quote == '"' and self.text[self.at] == "\\" else 1
        self.at += len(mark)
        while len(mark) == 3 and self.text.startswith(quote, self.at):  # """a"""" ends in a quote of its own
            self.at += 1
