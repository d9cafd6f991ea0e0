"""The undo record: a small part inside the package that says how to get every part's very bytes back.

It holds while no other program has saved the workbook; it knows that by the digests of the parts.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from perfxl.opc.escape import escape
from perfxl.opc.package import Package
from perfxl.opc.save import digest
from perfxl.opc.splice import Splice
from perfxl.opc.xml import outline
from perfxl.sml.book import Book
from perfxl.writeback.identity import UNDO_SPACE

CONTENT_TYPE = "application/xml"
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Undo:
    """By part: its digest as we wrote it, and the splices back; and the parts that we added."""

    changed: Mapping[str, tuple[str, Sequence[Splice]]]
    added: Sequence[str]


def add_record(book: Book) -> str:
    """Make room for the record: its link and its content type. Returns the name of its part, written later."""
    name = book.free_name("customXml/item%d.xml")
    book.reserve(name)
    book.relate(book.part, f"{book.links_base}/customXml", name)
    book.declare(name, CONTENT_TYPE)
    return name


def record_xml(undo: Undo) -> bytes:
    """The record as a part."""
    changed = {
        part: {"sha256": sha, "splices": [[s.start, s.length, b64encode(s.new).decode()] for s in splices]}
        for part, (sha, splices) in undo.changed.items()
    }
    text = _JSON.encode({"version": 1, "changed": changed, "added": list(undo.added)})
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<undo xmlns="{UNDO_SPACE}">{escape(text)}</undo>'.encode()


def records(book: Book) -> list[str]:
    """The parts that are undo records, whatever their name has become."""
    found = []
    for name in book.linked(book.part, "customXml"):
        head = next(iter(book.package.chunks(name)), b"")[:4096]
        if UNDO_SPACE.encode() in head.replace(b"\x00", b""):
            found.append(name)
    return found


def read_record(package: Package, part: str) -> Undo | None:
    """What the record says; None if it makes no sense."""
    try:
        said = json.loads(outline(package.read(part), part).root.text)
        changed = {
            str(name): (str(entry["sha256"]), tuple(_splice(*splice) for splice in entry["splices"]))
            for name, entry in said["changed"].items()
        }
        return Undo(changed, [str(name) for name in said["added"]])
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _splice(start: int, length: int, new: str) -> Splice:
    if not (isinstance(start, int) and isinstance(length, int) and start >= 0 and length >= 0):
        raise ValueError
    return Splice(start, length, b64decode(new, validate=True))


def holds(package: Package, undo: Undo) -> bool:
    """Whether every part is as we left it."""
    for part, (sha, _) in undo.changed.items():
        if package.name(part) != part or digest(package.chunks(part)) != sha:
            return False
    return all(package.name(part) is not None for part in undo.added)


def apply(package: Package, undo: Undo) -> None:
    """Take everything back."""
    for part, (_, splices) in undo.changed.items():
        package.splice(part, splices)
    for part in undo.added:
        package.remove(part)


def take_out_records(book: Book, parts: Sequence[str]) -> None:
    """Draft the removal of records that no longer hold, with what other programs have put beside them."""
    for part in parts:
        ids = [link.id for link in book.links(book.part) if not link.external and link.target == part]
        for link in book.package.relationships(part):
            stored = None if link.external else book.package.name(link.target)
            if stored is not None and stored.lower().startswith("customxml/"):
                book.drop(stored)
        book.drop(part)
        book.unrelate(book.part, ids)
