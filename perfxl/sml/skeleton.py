"""A worksheet without its cells: all that stands around the inside of <sheetData>, read without holding the cells.

The inside is passed over by searching for the end tag, which no well-formed sheet can hold elsewhere unless it has
comments, CDATA or processing instructions among its cells; such a sheet is simply held whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from perfxl.errors import UnreadableFile
from perfxl.opc.limits import MAX_XML
from perfxl.opc.xml import Hole, Outline, outline

_START = re.compile(rb"<((?:[\w.-]+:)?sheetData)(?=[\s/>])[^<>]*>")
_ROW = re.compile(rb'<(?:[\w.-]+:)?row\s(?:r="(\d{1,7})")?([^<>]*?\b(?:ht|hidden)=[^<>]*)>')
_NUMBER = re.compile(rb"\br\s*=\s*[\"'](\d{1,7})[\"']")
_HIDDEN = re.compile(rb"\bhidden\s*=\s*[\"'](?:1|true)[\"']")
_HEIGHT = re.compile(rb"\bht\s*=\s*[\"'](\d{1,4}(?:\.\d*)?)[\"']")
_DEPTH = 6

Chunks = Callable[[], Iterator[bytes]]


@dataclass(slots=True)
class Skeleton:
    """The outline of a sheet without its cells, and the heights in points of rows that say theirs (0 if hidden)."""

    outline: Outline
    heights: dict[int, float] = field(default_factory=dict)


def skeleton(chunks: Chunks, part: str, *, with_heights: bool = False) -> Skeleton:
    """Read a sheet's skeleton; raises UnreadableFile naming the part."""
    reader = _Reader(chunks(), part, with_heights)
    try:
        data, hole = reader.read()
        parsed = outline(data, part, _DEPTH)
        if hole.length and not _is_cells(parsed, hole):
            raise _Odd
    except _Odd:
        data, hole = _whole(chunks(), part), Hole()
        parsed = outline(data, part, _DEPTH if len(data) < MAX_XML // 8 else 3)
    parsed.hole = hole
    return Skeleton(parsed, reader.heights)


class _Odd(Exception):
    """The cells cannot be passed over."""


class _Reader:
    def __init__(self, chunks: Iterator[bytes], part: str, with_heights: bool) -> None:
        self.chunks = chunks
        self.part = part
        self.with_heights = with_heights
        self.heights: dict[int, float] = {}

    def read(self) -> tuple[bytes, Hole]:
        head, start = self._head()
        if start is None or start.group().endswith(b"/>"):
            return self._rest(head), Hole()
        window, name = head[start.end() :], start.group(1)
        length, tail = self._pass_over(window, b"</" + name)
        return self._rest(head[: start.end()] + tail), Hole(start.end(), length)

    def _head(self) -> tuple[bytes, re.Match[bytes] | None]:
        head = b""
        for chunk in self.chunks:
            head += chunk
            if head[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<"):
                raise _Odd
            if (start := _START.search(head)) is not None:
                return head, start
            if len(head) > MAX_XML:
                raise _too_large(self.part)
        return head, None

    def _pass_over(self, window: bytes, end: bytes) -> tuple[int, bytes]:
        """How many bytes lie before the end tag, and what is at hand from there on."""
        passed = 0
        while True:
            at = window.find(end)
            cells = window if at < 0 else window[:at]
            if b"<!" in cells or b"<?" in cells:
                raise _Odd
            if self.with_heights:
                self._note_heights(cells)
            if at >= 0:
                return passed + at, window[at:]
            keep = self._unfinished(window, len(end))
            passed += len(window) - keep
            chunk = next(self.chunks, None)
            if chunk is None:
                raise _Odd
            window = window[len(window) - keep :] + chunk

    @staticmethod
    def _unfinished(window: bytes, least: int) -> int:
        """How much of the window's end may belong to a tag that is not all there yet."""
        open_tag = window.rfind(b"<")
        return min(len(window), max(least, len(window) - open_tag if open_tag >= 0 else 0, 2))

    def _note_heights(self, cells: bytes) -> None:
        if b"ht=" not in cells and b"hidden=" not in cells:
            return
        for first, attributes in _ROW.findall(cells):
            found = None if first else _NUMBER.search(attributes)
            number = int(found[1] if found else first or 0)
            if b"hidden" in attributes and _HIDDEN.search(attributes):
                self.heights[number] = 0.0
            elif height := _HEIGHT.search(attributes):
                self.heights[number] = float(height[1])

    def _rest(self, head: bytes) -> bytes:
        pieces, total = [head], len(head)
        for chunk in self.chunks:
            pieces.append(chunk)
            total += len(chunk)
            if total > MAX_XML:
                raise _too_large(self.part)
        return b"".join(pieces)


def _is_cells(parsed: Outline, hole: Hole) -> bool:
    """Whether what was passed over is really the inside of the sheet's own <sheetData>."""
    cells = parsed.root.first("sheetData")
    return cells is not None and not cells.is_empty_tag and cells.inner == hole.at == cells.close


def _whole(chunks: Iterator[bytes], part: str) -> bytes:
    pieces, total = [], 0
    for chunk in chunks:
        pieces.append(chunk)
        total += len(chunk)
        if total > MAX_XML:
            raise _too_large(part)
    return b"".join(pieces)


def _too_large(part: str) -> UnreadableFile:
    return UnreadableFile(
        f"文件内部的 {part} 太大，无法安全处理。", f"The part {part} is too large to be handled safely."
    )
