"""A package built from parts in memory: XML by name, what each part is, and the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

from perfxl.opc.escape import quote

TYPES, LINKS = "[Content_Types].xml", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(slots=True)
class Parts:
    """The parts of a small, trusted package: our own template, or one being made. `types` and `defaults` are content
    types by part and by extension; `links` are relationships by owner ("" is the package): (id, type, target)."""

    data: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    links: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)

    def add(self, name: str, content: str | bytes, content_type: str) -> None:
        """Add a part."""
        self.data[name] = content if isinstance(content, bytes) else content.encode()
        self.types[name] = content_type

    def link(self, owner: str, kind: str, target: str) -> str:
        """Add a relationship from the part `owner`; `target` is written as given. The result is its id."""
        links = self.links.setdefault(owner, [])
        number = len(links) + 1
        while any(known == f"rId{number}" for known, _, _ in links):
            number += 1
        links.append((f"rId{number}", kind, target))
        return f"rId{number}"

    def target(self, owner: str, link: str) -> str:
        """The part that a relationship leads to."""
        path = next(target for known, _, target in self.links[owner] if known == link)
        return path.removeprefix("/") if path.startswith("/") else f"{owner.rpartition('/')[0]}/{path}".lstrip("/")

    def text(self, name: str) -> str:
        """A part as text."""
        return self.data[name].decode()

    def packed(self) -> bytes:
        """The zip file. Entries are stored, not deflated: a packer's version cannot change them."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
            for name, data in {TYPES: self._types(), **self._links(), **dict(sorted(self.data.items()))}.items():
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.create_system = 0
                archive.writestr(entry, data)
        return out.getvalue()

    def _types(self) -> bytes:
        defaults = {"rels": f"{_TYPE}.relationships+xml", "xml": "application/xml", **self.defaults}
        lines = [f"<Default Extension={quote(k)} ContentType={quote(v)}/>" for k, v in sorted(defaults.items())]
        lines += [
            f"<Override PartName={quote(f'/{k}')} ContentType={quote(v)}/>" for k, v in sorted(self.types.items())
        ]
        return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{"".join(lines)}</Types>'.encode()

    def _links(self) -> Mapping[str, bytes]:
        return {_links_part(owner): _links_xml(links) for owner, links in sorted(self.links.items())}


_TYPE = "application/vnd.openxmlformats-package"


def _links_part(owner: str) -> str:
    folder, _, name = owner.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def _links_xml(links: list[tuple[str, str, str]]) -> bytes:
    lines = (f"<Relationship Id={quote(i)} Type={quote(k)} Target={quote(t)}/>" for i, k, t in links)
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'.encode()


def unpacked(package: bytes) -> Parts:
    """The parts of a package that we wrote ourselves."""
    parts = Parts()
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        data = {name: archive.read(name) for name in archive.namelist()}
    for element in ElementTree.fromstring(data.pop(TYPES)):
        kind = element.get("ContentType", "")
        if element.tag.endswith("}Override"):
            parts.types[element.get("PartName", "").removeprefix("/")] = kind
        else:
            parts.defaults[element.get("Extension", "")] = kind
    for name in [name for name in data if name.endswith(".rels")]:
        folder, _, file = name.rpartition("_rels/")
        found = ElementTree.fromstring(data.pop(name))
        links = [(e.get("Id", ""), e.get("Type", ""), e.get("Target", "")) for e in found]
        parts.links[folder + file.removesuffix(".rels")] = links
    parts.data = data
    return parts
