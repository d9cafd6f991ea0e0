"""A part being edited: insertions and replacements found through its outline, kept as splices of its bytes.

Inserted XML is text; the draft writes it in the part's own encoding. Nothing else of the part is touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from perfxl.opc.escape import quote
from perfxl.opc.splice import Splice, in_order
from perfxl.opc.xml import Element, Outline


class Draft:
    """The edits of one part. Elements are those of its outline; offsets are the outline's."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.root = outline.root
        self._edits: list[tuple[int, Splice]] = []
        self._removed: dict[int, int] = {}
        self._children: dict[int, tuple[Element, list[tuple[int, str]]]] = {}
        self._attributes: dict[tuple[int, str], tuple[Element, str]] = {}

    def encoded(self, text: str) -> bytes:
        """Text as the part's bytes."""
        return text.encode(self.outline.encoding, "xmlcharrefreplace")

    def tag(self, name: str) -> str:
        """A name with the root's prefix."""
        return f"{self.root.prefix}:{name}" if self.root.prefix else name

    def insert(self, offset: int, xml: str, rank: int = 0) -> None:
        """Put XML at an offset; several at one offset stand by their rank, then in the order of the calls."""
        self._edits.append((rank, Splice(offset, 0, self.encoded(xml))))

    def replace(self, start: int, end: int, xml: str) -> None:
        """Put XML in the place of what stands from `start` to `end`."""
        self._edits.append((0, Splice(start, end - start, self.encoded(xml))))

    def remove(self, element: Element) -> None:
        """Take an element out, and with it all that is edited inside it; twice is once."""
        self._removed[element.start] = element.end

    def append(self, parent: Element, xml: str, rank: int = 0) -> None:
        """Put XML behind the last child of an element; several stand like insertions."""
        self._children.setdefault(id(parent), (parent, []))[1].append((rank, xml))

    def set(self, element: Element, name: str, value: str) -> None:
        """Give an element an attribute, in the place of the one it has."""
        self._attributes[id(element), name] = (element, value)

    def insert_in_order(self, name: str, xml: str, order: Sequence[str]) -> None:
        """Put a child of the root where the schema's sequence wants it."""
        rank = order.index(name)
        before = after = None
        for child in self.root.children:
            known = rank_of(child, order)
            if known is not None and known <= rank:
                before = child
            elif known is not None and after is None:
                after = child
        if before is not None:
            self.insert(before.end, xml, rank)
        elif after is not None:
            self.insert(after.start, xml, rank)
        else:
            self.append(self.root, xml, rank)

    def splices(self) -> tuple[Splice, ...]:
        """All edits, as splices of the part's bytes."""
        if not (self._edits or self._attributes or self._children or self._removed):
            return ()
        found = [edit for _, edit in sorted(self._edits, key=_rank)]
        found += [self._attribute(*key, *value) for key, value in self._attributes.items()]
        found += [self._appended(parent, pieces) for parent, pieces in self._children.values()]
        if self._removed:
            found = [edit for edit in found if not self._is_inside_removed(edit)]
            found.extend(Splice(start, end - start, b"") for start, end in self._outermost_removed())
        hole = self.outline.hole
        return in_order([Splice(hole.moved(s.start), s.length, s.new) for s in found] if hole.length else found)

    def replaced(self, splices: Sequence[Splice]) -> list[bytes]:
        """The bytes that each splice takes the place of."""
        hole = self.outline.hole
        starts = [hole.back(splice.start) for splice in splices]
        return [self.outline.data[at : at + s.length] for at, s in zip(starts, splices, strict=True)]

    def _is_inside_removed(self, edit: Splice) -> bool:
        return any(start < edit.end and edit.start < end for start, end in self._removed.items())

    def _outermost_removed(self) -> Iterator[tuple[int, int]]:
        last = -1
        for start, end in sorted(self._removed.items()):
            if start >= last:
                yield start, end
                last = end

    def _appended(self, parent: Element, pieces: list[tuple[int, str]]) -> Splice:
        xml = "".join(xml for _, xml in sorted(pieces, key=_rank))
        if not parent.is_empty_tag:
            return Splice(parent.close, 0, self.encoded(xml))
        tag = f"{parent.prefix}:{parent.name}" if parent.prefix else parent.name
        end = self.encoded("/>")
        return Splice(parent.inner - len(end), len(end), self.encoded(f">{xml}</{tag}>"))

    def _attribute(self, _: int, name: str, element: Element, value: str) -> Splice:
        tag = self.outline.tags.text(element.start)
        width = self.outline.tags.width
        match = re.search(rb"[\s\"']" + name.encode() + rb"\s*=\s*(\"[^\"]*\"|'[^']*')", tag)
        if match is not None:
            start, end = match.span(1)
            return Splice(element.start + start * width, (end - start) * width, self.encoded(quote(value)))
        at = len(tag) - (2 if tag.endswith(b"/>") else 1)
        return Splice(element.start + at * width, 0, self.encoded(f" {name}={quote(value)}"))


def _rank(edit: tuple[int, object]) -> int:
    return edit[0]


def rank_of(element: Element, order: Sequence[str]) -> int | None:
    """An element's place in the order; of a choice between alternatives, that of the first one known."""
    if element.name != "AlternateContent":
        return order.index(element.name) if element.name in order else None
    return next((order.index(below.name) for below in element.everything() if below.name in order), None)
