"""The outline of an XML part: its elements with the byte offsets of their tags, so that a part can be edited by
inserting bytes and nothing else. Parsed by expat; a document type, and with it every entity, is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers import expat

from perfxl.errors import UnreadableFile
from perfxl.opc.limits import MAX_DEPTH, MAX_NODES, MAX_XML

_TAG = re.compile(rb"""<[^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*>""")

_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml[^<>]*\?>)?\s*(?=<\w)")


class Tags:
    """The bytes of a part as far as its tags are concerned: one byte a character, also of UTF-16."""

    __slots__ = ("shadow", "width")

    def __init__(self, data: bytes, encoding: str) -> None:
        self.width = 2 if encoding.startswith("utf-16") else 1
        self.shadow = data
        if self.width == 2:
            low, high = (data[0::2], data[1::2]) if encoding.endswith("le") else (data[1::2], data[0::2])
            self.shadow = bytes(x if not y else 63 for x, y in zip(low, high, strict=False))

    def text(self, start: int) -> bytes:
        """The tag that begins at a byte offset, its characters outside ASCII perhaps replaced."""
        start //= self.width
        tag = self.shadow[start : self.shadow.find(b">", start) + 1]
        if b"'" in tag or tag.count(b'"') % 2:  # the ">" may be one of an attribute
            match = _TAG.match(self.shadow, start)
            return match.group() if match else b""
        return tag

    def end(self, start: int) -> int:
        """The byte offset behind the tag that begins at `start`."""
        return start + len(self.text(start)) * self.width

    def is_empty(self, start: int) -> bool:
        """Whether the tag that begins at `start` is an empty-element tag."""
        return self.text(start).endswith(b"/>")


@dataclass(slots=True, eq=False)
class Element:
    """An element: its name, and where its tags are, as byte offsets in the part.

    `name` is the local name, `uri` the namespace, `prefix` how the part writes it. `attributes` are as expat names
    them; ask `get` for them. `text` is what stands before the first child.
    """

    name: str
    uri: str
    prefix: str
    attributes: dict[str, str]
    tags: Tags
    start: int
    last: int = -1
    children: list[Element] = field(default_factory=list)
    text: str = ""
    deeper: int = 0

    @property
    def size(self) -> int:
        """How many children there are, those that are too deep for the outline included."""
        return len(self.children) + self.deeper

    @property
    def inner(self) -> int:
        """The offset behind the start tag."""
        return self.tags.end(self.start)

    @property
    def is_empty_tag(self) -> bool:
        """Whether the element is written `<x/>`."""
        return self.tags.is_empty(self.start)

    @property
    def close(self) -> int:
        """The offset of the end tag; of `<x/>`, the offset behind it."""
        return self.inner if self.is_empty_tag else self.last

    @property
    def end(self) -> int:
        """The offset behind the element."""
        return self.inner if self.is_empty_tag else self.tags.end(self.last)

    def get(self, name: str, default: str = "") -> str:
        """An attribute's value; one with a namespace is asked for as "namespace name"."""
        value = self.attributes.get(name)
        if value is None and " " in name:
            start = name + " "
            value = next((value for key, value in self.attributes.items() if key.startswith(start)), None)
        return default if value is None else value

    def all(self, name: str) -> list[Element]:
        """The children of this name, in this element's namespace."""
        return [child for child in self.children if child.name == name and child.uri == self.uri]

    def first(self, name: str) -> Element | None:
        """The first child of this name, in this element's namespace."""
        return next((child for child in self.children if child.name == name and child.uri == self.uri), None)

    def everything(self) -> list[Element]:
        """This element and all below it that the outline holds, in document order."""
        found, ahead = [], [self]
        while ahead:
            element = ahead.pop()
            found.append(element)
            ahead.extend(reversed(element.children))
        return found


@dataclass(frozen=True, slots=True)
class Hole:
    """Bytes of the part that the outline's data leaves out: `length` of them, at offset `at` of the data."""

    at: int = 0
    length: int = 0

    def moved(self, offset: int) -> int:
        """An offset in the data as an offset in the part."""
        return offset + self.length if offset >= self.at else offset

    def back(self, offset: int) -> int:
        """An offset in the part, outside the hole, as an offset in the data."""
        return offset - self.length if offset >= self.at + self.length else offset


@dataclass(slots=True, eq=False)
class Outline:
    """A parsed part: the root element, the prefixes it declares, and how its text is encoded."""

    data: bytes
    root: Element
    prefixes: dict[str, str]
    encoding: str
    tags: Tags
    hole: Hole = Hole()

    def prefix_of(self, uri: str) -> str | None:
        """A prefix that the root declares for a namespace; "" is the default one, None is none."""
        return next((prefix for prefix, known in self.prefixes.items() if known == uri), None)


def damaged(name: str) -> UnreadableFile:
    """A part that is not well-formed XML."""
    return UnreadableFile(
        f"文件内部的 {name} 不是合法的 XML，无法安全处理。",
        f"The part {name} in the file is not well-formed XML; it cannot be handled safely.",
    )


def new_parser() -> expat.XMLParserType:
    """An expat parser that refuses document types and with them all entities."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.namespace_prefixes = True
    parser.buffer_text = True
    parser.ordered_attributes = False
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    raise expat.ExpatError("document types are not allowed")


@lru_cache(maxsize=4096)
def split(name: str) -> tuple[str, str, str]:
    """Namespace, local name and prefix of a name as expat gives it."""
    parts = name.split(" ")
    if len(parts) == 1:
        return "", name, ""
    return parts[0], parts[1], parts[2] if len(parts) > 2 else ""


def outline(data: bytes, part: str, depth: int = MAX_DEPTH) -> Outline:
    """The outline of a part down to `depth` levels below the root; raises UnreadableFile naming the part."""
    if len(data) > MAX_XML:
        raise UnreadableFile(f"文件内部的 {part} 太大。", f"The part {part} in the file is too large.")
    tags = Tags(data, _encoding(data))
    parser = new_parser()
    found = _listen(parser, tags, depth)
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as problem:
        raise damaged(part) from problem
    finally:
        parser.StartElementHandler = parser.EndElementHandler = None  # they hold the parser, in a circle
    if found.root is None:
        raise damaged(part)
    return Outline(data, found.root, found.prefixes, _encoding(data, found.encoding), tags)


def end_outline(data: bytes, part: str, start: re.Pattern[bytes], depth: int = MAX_DEPTH) -> Outline:
    """The outline of the root and of what begins with the first match of `start` inside it, a tag of a child or the
    root's own end tag; all before it is passed over, as a hole. Where that cannot be done, the whole outline.

    What is passed over is tags and text alone. If it were not whole elements, the rest would not be well-formed.
    """
    root = _ROOT.match(data)
    inner = Tags(data, "utf-8").end(root.end()) if root is not None else 0
    found = start.search(data, inner)
    if not inner or found is None:
        return outline(data, part, depth)
    hole = Hole(inner, found.start() - inner)
    if data.find(b"<!", hole.at, found.start()) >= 0 or data.find(b"<?", hole.at, found.start()) >= 0:
        return outline(data, part, depth)
    try:
        parsed = outline(data[: hole.at] + data[found.start() :], part, depth)
    except UnreadableFile:
        return outline(data, part, depth)
    parsed.hole = hole
    return parsed


@dataclass(slots=True)
class _Found:
    """What the handlers have gathered."""

    root: Element | None = None
    prefixes: dict[str, str] = field(default_factory=dict)
    encoding: str = ""


def _listen(parser: expat.XMLParserType, tags: Tags, depth: int) -> _Found:
    """Gather elements down to a depth. The handlers are closures: they run for every tag, and this is twice as fast."""
    found, stack = _Found(), list[Element]()
    level = count = 0
    deepest = depth + 1

    def open_tag(name: str, attributes: dict[str, str]) -> None:
        nonlocal level, count
        level += 1
        if level > deepest:
            if level == deepest + 1:
                stack[-1].deeper += 1
            elif level > MAX_DEPTH:
                raise expat.ExpatError("too deep")
            return
        count += 1
        if count > MAX_NODES:
            raise expat.ExpatError("too many elements")
        uri, local, prefix = split(name)
        element = Element(local, uri, prefix, attributes, tags, parser.CurrentByteIndex, -1, [])
        if stack:
            stack[-1].children.append(element)
        else:
            found.root = element
        stack.append(element)

    def close_tag(_: str) -> None:
        nonlocal level
        level -= 1
        if level < deepest:
            stack.pop().last = parser.CurrentByteIndex

    def text(characters: str) -> None:
        if level <= deepest and not stack[-1].children:
            stack[-1].text += characters

    def prefix(name: str | None, uri: str | None) -> None:
        if found.root is None:
            found.prefixes[name or ""] = uri or ""

    def declaration(_: str, encoding: str | None, __: int) -> None:
        found.encoding = encoding or ""

    parser.StartElementHandler, parser.EndElementHandler = open_tag, close_tag
    parser.CharacterDataHandler, parser.StartNamespaceDeclHandler = text, prefix
    parser.XmlDeclHandler = declaration
    return found


def _encoding(data: bytes, declared: str = "") -> str:
    if data[:2] in (b"\xff\xfe", b"<\x00"):
        return "utf-16-le"
    if data[:2] in (b"\xfe\xff", b"\x00<"):
        return "utf-16-be"
    return declared.lower() or "utf-8"
