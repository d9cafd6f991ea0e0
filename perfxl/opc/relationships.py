"""The relationships of a part, and the names that lead from one part to another."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from perfxl.opc.escape import quote
from perfxl.opc.xml import Outline

NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPE = "application/vnd.openxmlformats-package.relationships+xml"


class Relationship(NamedTuple):
    """A named link from one part to another, or to something outside; `target` is the part's name then."""

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """The last word of the type, the same in transitional and strict packages."""
        return self.type.rsplit("/", 1)[-1]


def relationships_part(part: str) -> str:
    """The name of the part that holds a part's relationships; the package's own are those of ""."""
    folder, slash, name = part.rpartition("/")
    return f"{folder}{slash}_rels/{name}.rels"


def relationships(outline: Outline, part: str) -> Iterator[Relationship]:
    """What a relationships part says, targets resolved from `part`, its owner."""
    for element in outline.root.all("Relationship"):
        get = element.attributes.get
        external, target = get("TargetMode") == "External", get("Target", "")
        yield Relationship(get("Id", ""), get("Type", ""), target if external else resolve(part, target), external)


def resolve(part: str, target: str) -> str:
    """The name of the part that a target, absolute or relative to `part`, leads to."""
    path = target.replace("\\", "/").partition("#")[0]
    if "./" not in path and "//" not in path and path[-1:] not in (".", "/", ""):
        folder = part.rpartition("/")[0]
        return path[1:] if path[0] == "/" else f"{folder}/{path}" if folder else path
    joined = posixpath.join("/", posixpath.dirname(part), path)
    return posixpath.normpath(joined).lstrip("/")


def unquoted(name: str) -> str:
    """The name with its %-escapes decoded."""
    raw = re.sub(rb"%([0-9A-Fa-f]{2})", lambda m: bytes((int(m.group(1), 16),)), name.encode("utf-8", "replace"))
    return raw.decode("utf-8", "replace")


def relative(part: str, target: str) -> str:
    """How `part` writes a relationship's target that leads to the part `target`."""
    folder = part.rpartition("/")[0]
    inside = f"{folder}/" if folder else ""
    return target[len(inside) :] if target.startswith(inside) else posixpath.relpath("/" + target, "/" + folder)


def free_id(taken: Iterable[str]) -> str:
    """An id that none of the taken ones equals, whatever the case of its letters."""
    known = {name.lower() for name in taken}
    number = len(known) + 1
    while f"rid{number}" in known:
        number += 1
    return f"rId{number}"


def relationship_xml(link: Relationship, part: str, prefix: str = "") -> str:
    """The element for one relationship of `part`."""
    tag = f"{prefix}:Relationship" if prefix else "Relationship"
    target = link.target if link.external else relative(part, link.target)
    mode = ' TargetMode="External"' if link.external else ""
    return f"<{tag} Id={quote(link.id)} Type={quote(link.type)} Target={quote(target)}{mode}/>"


def relationships_xml(links: Iterable[Relationship], part: str) -> bytes:
    """A whole relationships part for `part`."""
    body = "".join(relationship_xml(link, part) for link in links)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<Relationships xmlns="{NAMESPACE}">{body}</Relationships>'.encode()
