"""The VML part that holds the boxes of a sheet's notes. Its text is searched, not parsed: Excel writes VML that is not
well-formed, and reads it again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from perfxl.opc.splice import Splice
from perfxl.sml.a1 import MAX_COLUMN, MAX_ROW
from perfxl.sml.geometry import Box

_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_KIND = (
    f'<v:shapetype {_SPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = re.compile(r"<((?:\w+:)?shape)\b(?:(?!</\1\s*>).)*</\1\s*>", re.DOTALL)
_ANCHOR = re.compile(r"<(?:\w+:)?Anchor>([^<>]*)<")
_BLOCK = 1024


@dataclass(frozen=True, slots=True)
class NoteBox:
    """The box of the note at a cell, row and column from 1."""

    row: int
    column: int
    box: Box


def encoding(data: bytes) -> str:
    """How a VML part's tags are written; bytes beyond ASCII are none of our business."""
    if data[:2] in (b"\xff\xfe", b"<\x00"):
        return "utf-16-le"
    if data[:2] in (b"\xfe\xff", b"\x00<"):
        return "utf-16-be"
    return "latin-1"


def _offset(text: str, at: int, code: str) -> int:
    """Where the character `at` begins in the part's bytes."""
    return at if code == "latin-1" else len(text[:at].encode(code, "surrogatepass"))


def blocks(data: bytes) -> set[int]:
    """The blocks of shape numbers that a part claims."""
    text = data.decode(encoding(data), "replace")
    found = re.findall(r"idmap\b[^<>]*?\bdata\s*=\s*['\"]([\d,\s]+)", text)
    return {int(number) for numbers in found for number in re.findall(r"\d{1,6}", numbers)}


def vml_xml(boxes: Iterable[NoteBox], block: int) -> bytes:
    """A whole part; its shapes are numbered within a block."""
    shapes = "".join(_shape(block * _BLOCK + 1 + number, box) for number, box in enumerate(boxes))
    layout = f'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/></o:shapelayout>'
    return f"<xml {_SPACES}>{layout}{_KIND}{shapes}</xml>".encode()


def insertion(data: bytes, boxes: Sequence[NoteBox]) -> Splice | None:
    """The splice that adds boxes to a part; None if its end cannot be found."""
    code = encoding(data)
    text = data.decode(code, "surrogatepass" if code != "latin-1" else "strict")
    ends = [match.start() for match in re.finditer(r"</(?:\w+:)?xml\s*>", text)]
    if not ends:
        return None
    known = [int(number) for number in re.findall(r"_x0000_s(\d{1,9})", text)]
    first = max([*known, _BLOCK]) + 1
    kind = "" if re.search(r"id\s*=\s*['\"]_x0000_t202['\"]", text) else _KIND
    xml = kind + "".join(_shape(first + number, box) for number, box in enumerate(boxes))
    return Splice(_offset(text, ends[-1], code), 0, xml.encode(code))


def removals(data: bytes, cells: Iterable[tuple[int, int]]) -> list[tuple[Splice, bytes]]:
    """The splices, each with what it replaces, that take out the note boxes of cells (rows and columns from 1)."""
    gone, code, found = set(cells), encoding(data), []
    text = data.decode(code, "surrogatepass" if code != "latin-1" else "strict")
    for match in _SHAPE.finditer(text):
        if note_cell(match.group()) in gone:
            start = _offset(text, match.start(), code)
            old = match.group().encode(code)
            found.append((Splice(start, len(old), b""), old))
    return found


def resized(data: bytes, cells: Mapping[tuple[int, int], Callable[[Box], Box]]) -> list[tuple[Splice, bytes]]:
    """The splices, each with what it replaces, that give the note boxes of cells (rows and columns from 1) another
    size."""
    code, found = encoding(data), []
    text = data.decode(code, "surrogatepass" if code != "latin-1" else "strict")
    for shape in _SHAPE.finditer(text):
        resize = cells.get(note_cell(shape.group()) or (0, 0))
        anchor = _ANCHOR.search(shape.group())
        if resize is None or anchor is None:
            continue
        box = _box_of(anchor.group(1))
        new = resize(box) if box else None
        if new is not None and new != box:
            old = anchor.group(1).encode(code)
            start = _offset(text, shape.start() + anchor.start(1), code)
            found.append((Splice(start, len(old), _anchor(new).encode(code)), old))
    return found


def _box_of(anchor: str) -> Box | None:
    """The box that an anchor says, None where it is not one on a sheet."""
    numbers = [int(number) for number in re.findall(r"\d{1,7}", anchor)]
    if len(numbers) != 8 or "-" in anchor or "." in anchor:
        return None
    left, top, right, bottom = ((numbers[at], numbers[at + 1]) for at in (0, 2, 4, 6))
    inside = left[0] <= right[0] < MAX_COLUMN and top[0] <= bottom[0] < MAX_ROW
    return Box(left, top, right, bottom) if inside else None


def _anchor(box: Box) -> str:
    return ", ".join(str(value) for corner in (box.left, box.top, box.right, box.bottom) for value in corner)


def note_cell(shape: str) -> tuple[int, int] | None:
    """The cell, from 1, whose note a shape is the box of; None for every other shape."""
    if not re.search(r"ObjectType\s*=\s*['\"]Note['\"]", shape):
        return None
    row = re.search(r"<(?:\w+:)?Row>\s*(\d{1,7})\s*<", shape)
    column = re.search(r"<(?:\w+:)?Column>\s*(\d{1,7})\s*<", shape)
    return (int(row.group(1)) + 1, int(column.group(1)) + 1) if row and column else None


def shapes(data: bytes) -> list[str]:
    """The shapes of a part, as text."""
    return [match.group() for match in _SHAPE.finditer(data.decode(encoding(data), "replace"))]


def _shape(number: int, note: NoteBox) -> str:
    return (
        f'<v:shape {_SPACES} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;'
        'margin-top:2pt;width:220pt;height:80pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{_anchor(note.box)}</x:Anchor>'
        f"<x:AutoFill>False</x:AutoFill><x:Row>{note.row - 1}</x:Row><x:Column>{note.column - 1}</x:Column>"
        "</x:ClientData></v:shape>"
    )
