"""A package: parts by name, what each is, how they are linked, and what is to change in them.

Nothing is written until `save` (in perfxl.opc.save); until then changed parts are splices over the stored ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from perfxl.errors import UnreadableFile
from perfxl.opc import compound, content_types, relationships
from perfxl.opc.archive import Archive, Entry
from perfxl.opc.compound import Unlocked
from perfxl.opc.content_types import ContentTypes
from perfxl.opc.limits import MAX_FILE, MAX_XML
from perfxl.opc.relationships import Relationship, relationships_part
from perfxl.opc.splice import Splice, spliced
from perfxl.opc.xml import Outline, end_outline, outline

_KEPT, _KEPT_TOGETHER = 256 * 1024, 8 * 1024**2

DEPTH = 6
"""How deep the outline of a part goes, if no one says otherwise: to the text runs of a note."""

Chunks = Callable[[], Iterator[bytes]]


class Package:
    """An open package. Part names are compared without regard to case, as the standard asks."""

    def __init__(self, source: Path | bytes) -> None:
        self.archive = Archive(source)
        self.entries: dict[str, Entry] = {e.name.lower(): e for e in self.archive.entries if not e.is_folder}
        self.changed: dict[str, Chunks] = {}
        self.added: dict[str, bytes] = {}
        self.removed: set[str] = set()
        self._outlines: dict[str, dict[int, Outline]] = {}
        self._stored: dict[str, bytes] = {}
        self._room = _KEPT_TOGETHER
        self._links: dict[str, list[Relationship]] = {}

    def close(self) -> None:
        """Let go of the file, and of all that was to be changed; that holds on to the package, in circles."""
        self.archive.close()
        self.changed.clear()

    def names(self) -> list[str]:
        """The names of all parts there are now."""
        stored = [entry.name for key, entry in self.entries.items() if key not in self.removed]
        return stored + list(self.added)

    def name(self, part: str) -> str | None:
        """The part's name as it is stored, None if there is no such part; %-escapes are tried both ways."""
        key = part.lower()
        entry = self.entries.get(key)
        if entry is not None and key not in self.removed:
            return entry.name
        for name in self.added:
            if name.lower() == key:
                return name
        decoded = relationships.unquoted(part) if "%" in part else part
        return self.name(decoded) if decoded != part else None

    def chunks(self, part: str) -> Iterator[bytes]:
        """The part's bytes as they are to be, piece by piece."""
        name = self.name(part)
        if name is None:
            raise UnreadableFile(f"文件内部缺少 {part}。", f"The part {part} is missing from the file.")
        if name in self.added:
            return iter((self.added[name],))
        if name.lower() in self.changed:
            return self.changed[name.lower()]()
        return self._stored_chunks(name.lower())

    def _stored_chunks(self, key: str) -> Iterator[bytes]:
        """The bytes of a part (its name in lower case) as they are stored. Small ones are inflated once and kept."""
        kept = self._stored.get(key)
        if kept is None:
            entry = self.entries[key]
            if entry.size > _KEPT or entry.size > self._room:
                return self.archive.chunks(entry)
            kept = self._stored[key] = self.archive.read(entry)
            self._room -= entry.size
        return iter((kept,))

    def read(self, part: str) -> bytes:
        """The part's bytes in one piece; for XML, which is bounded."""
        pieces, total = [], 0
        for chunk in self.chunks(part):
            pieces.append(chunk)
            total += len(chunk)
            if total > MAX_XML:
                raise UnreadableFile(f"文件内部的 {part} 太大。", f"The part {part} in the file is too large.")
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def outline(self, part: str, depth: int = DEPTH) -> Outline:
        """The part's outline."""
        known = self._outlines.setdefault(part.lower(), {})
        if depth not in known:
            known[depth] = outline(self.read(part), part, depth)
        return known[depth]

    def end_outline(self, part: str, start: re.Pattern[bytes], depth: int = DEPTH) -> Outline:
        """The outline of a part's end, from what `start` finds on."""
        return end_outline(self.read(part), part, start, depth)

    def is_changed(self) -> bool:
        """Whether anything is to be different from the stored package."""
        return bool(self.changed or self.added or self.removed)

    def content_types(self) -> ContentTypes:
        """What each part is."""
        return content_types.content_types(self.outline(content_types.PART))

    def knows_links(self) -> bool:
        """Whether relationships parts need not be declared."""
        if content_types.knows_links(self.read(content_types.PART)):
            return True
        return self.content_types().defaults.get("rels") == relationships.CONTENT_TYPE

    def relationships(self, part: str) -> list[Relationship]:
        """Where a part leads to; "" is the package. Targets are names as stored, where the part exists."""
        if part not in self._links:
            own = relationships_part(part)
            known = self.name(own) is not None
            links = relationships.relationships(self.outline(own), part) if known else ()
            self._links[part] = [link if link.external else self._resolved(link) for link in links]
        return list(self._links[part])

    def _resolved(self, link: Relationship) -> Relationship:
        name = self.name(link.target)
        return link if name is None or name == link.target else link._replace(target=name)

    def splice(self, part: str, splices: Sequence[Splice]) -> None:
        """Change a part; several changes are applied one over the other."""
        name = self.name(part)
        if name is None or not splices:
            return
        if name in self.added:
            self._forget(part)
            self.added[name] = b"".join(spliced(iter((self.added[name],)), splices))
            return
        base = self.changed.get(name.lower()) or partial(self._stored_chunks, name.lower())
        self._forget(part)
        self.changed[name.lower()] = lambda: spliced(base(), splices)

    def add(self, part: str, data: bytes) -> None:
        """Add a part that there is not; it goes behind all others."""
        if self.name(part) is not None:
            raise ValueError(f"{part} exists")
        self.added[part] = data
        self._links.clear()

    def remove(self, part: str) -> None:
        """Take a part out."""
        name = self.name(part)
        self._forget(part)
        if name in self.added:
            del self.added[name]
        elif name is not None:
            self.removed.add(name.lower())
            self.changed.pop(name.lower(), None)

    def _forget(self, part: str) -> None:
        """Let go of what was kept of a part that is changing."""
        key = part.lower()
        self._outlines.pop(key, None)
        if key.endswith(".rels"):
            self._links.clear()

    def reachable(self, roots: Iterable[str] = ("",)) -> set[str]:
        """The names, in lower case, of all parts that relationships lead to from the roots; "" is the package."""
        found: set[str] = set()
        ahead = list(roots)
        while ahead:
            for link in self.relationships(ahead.pop()):
                name = None if link.external else self.name(link.target)
                if name is not None and name.lower() not in found:
                    found.add(name.lower())
                    ahead.append(name)
        return found


def open_source(path: Path, password: str | None) -> Path | Unlocked:
    """What to open for a path: the path itself, or the package inside when the file is encrypted."""
    try:
        with path.open("rb", buffering=0) as file:
            head = file.read(len(compound.MAGIC))
            if head != compound.MAGIC or file.seek(0, 2) > MAX_FILE:
                return path
            file.seek(0)
            data = file.read()
    except (OSError, ValueError):
        return path
    return compound.decrypt(data, password) if compound.is_encrypted(data) else path
