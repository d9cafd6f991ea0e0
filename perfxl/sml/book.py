"""A workbook package open for editing: its sheets and parts, and the edits collected until they are committed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import count

from perfxl.opc import content_types
from perfxl.opc.content_types import override_xml
from perfxl.opc.draft import Draft
from perfxl.opc.package import DEPTH, Package
from perfxl.opc.relationships import (
    CONTENT_TYPE,
    Relationship,
    free_id,
    relationship_xml,
    relationships_part,
    relationships_xml,
)
from perfxl.opc.splice import Splice, in_order, inverse
from perfxl.opc.xml import Element
from perfxl.sml.locate import workbook_part
from perfxl.sml.ns import links_for
from perfxl.sml.skeleton import Skeleton, skeleton


@dataclass(slots=True)
class Sheet:
    """One tab: `part` is "" where the workbook's link leads nowhere; `index` counts tabs from 0."""

    name: str
    index: int
    kind: str
    part: str
    element: Element


@dataclass(slots=True)
class Commit:
    """What a commit did: by part, the splices that undo it and the reasons given; and the parts added."""

    undo: dict[str, tuple[Splice, ...]]
    reasons: dict[str, list[str]]
    added: list[str]


class Book:
    """The workbook. Drafts and added parts come into effect together, in `commit`."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.part = workbook_part(package)
        self.folder = posixpath.dirname(self.part)
        self._reset()
        self.main = self.draft(self.part).root.uri
        self.links_base = links_for(self.main)

    def _reset(self) -> None:
        self._drafts: dict[str, Draft] = {}
        self._skeletons: dict[str, Skeleton] = {}
        self._raw: dict[str, list[tuple[Splice, bytes]]] = {}
        self._reasons: dict[str, list[str]] = {}
        self._links: dict[str, list[Relationship]] = {}
        self._new_links: dict[str, list[Relationship]] = {}
        self._added: dict[str, bytes] = {}
        self._declared: list[tuple[str, str]] = []
        self._added_now: list[str] = []
        self._reserved: list[str] = []
        self._dropped: set[str] = set()
        self._sheets: list[Sheet] | None = None

    @property
    def workbook(self) -> Draft:
        """The workbook part's draft."""
        return self.draft(self.part)

    def sheets(self) -> list[Sheet]:
        """All tabs, in order."""
        if self._sheets is None:
            self._sheets = self._read_sheets()
        return self._sheets

    def _read_sheets(self) -> list[Sheet]:
        links = {link.id: link for link in self.links(self.part)}
        holder = self.workbook.root.first("sheets")
        found = []
        for index, element in enumerate(holder.all("sheet") if holder else ()):
            link = links.get(element.get(f"{self.links_base} id"))
            name = self.package.name(link.target) if link and not link.external else None
            found.append(Sheet(element.get("name"), index, link.kind if link else "", name or "", element))
        return found

    def in_folder(self, name: str) -> str:
        """A name beside the workbook part."""
        return f"{self.folder}/{name}" if self.folder else name

    def free_name(self, pattern: str) -> str:
        """The first part name not taken; `pattern` holds one %d."""
        taken = {name.lower() for name in (*self._added, *self._reserved)}
        for number in count(1):
            name = pattern % number
            if name.lower() not in taken and self.package.name(name) is None:
                return name
        raise AssertionError

    def reserve(self, part: str) -> None:
        """Keep a name for a part that is added later."""
        self._reserved.append(part)

    def draft(self, part: str, why: str = "", depth: int = DEPTH) -> Draft:
        """The draft of a part; `why` says what will be changed in it, `depth` how deep its outline must go."""
        if why and why not in self._reasons.setdefault(part, []):
            self._reasons[part].append(why)
        if part not in self._drafts:
            self._drafts[part] = Draft(self.package.outline(part, depth))
        return self._drafts[part]

    def sheet_draft(self, part: str, why: str = "") -> Draft:
        """The draft of a worksheet, whose cells are not held."""
        if part not in self._drafts:
            self._drafts[part] = Draft(self.skeleton(part).outline)
        return self.draft(part, why)

    def end_draft(self, part: str, start: re.Pattern[bytes], why: str, depth: int = DEPTH) -> Draft:
        """The draft of a part's end, from what `start` finds on; of the whole part, if there is one already."""
        if part not in self._drafts:
            self._drafts[part] = Draft(self.package.end_outline(part, start, depth))
        return self.draft(part, why)

    def skeleton(self, part: str, *, with_heights: bool = False) -> Skeleton:
        """A worksheet without its cells."""
        known = self._skeletons.get(part)
        if known is None or (with_heights and part not in self._drafts):
            known = skeleton(partial(self.package.chunks, part), part, with_heights=with_heights)
            self._skeletons[part] = known
        return known

    def splice(self, part: str, splice: Splice, replaced: bytes, why: str) -> None:
        """Change a part that has no outline."""
        self.draft_reason(part, why)
        self._raw.setdefault(part, []).append((splice, replaced))

    def draft_reason(self, part: str, why: str) -> None:
        """Note what is changed in a part."""
        if why not in self._reasons.setdefault(part, []):
            self._reasons[part].append(why)

    def links(self, part: str) -> list[Relationship]:
        """Where a part leads to, links not yet committed included."""
        if part not in self._links:
            new = part in self._added or part in self._reserved
            self._links[part] = [] if new else self.package.relationships(part)
        return self._links[part]

    def linked(self, part: str, kind: str) -> list[str]:
        """The existing parts that a part leads to by a kind of link."""
        end = f"/{kind}"
        names = [self.package.name(x.target) for x in self.links(part) if x.type.endswith(end) and not x.external]
        return [name for name in names if name is not None]

    def relate(self, part: str, type_: str, target: str, why: str = "links") -> str:
        """Link a part to another; returns the link's id."""
        links = self.links(part)
        link = Relationship(free_id(known.id for known in links), type_, target)
        links.append(link)
        own = relationships_part(part)
        if self.package.name(own) is None:
            self._new_links.setdefault(part, []).append(link)
        else:
            draft = self.draft(self.package.name(own) or own, why)
            draft.append(draft.root, relationship_xml(link, part, draft.root.prefix))
        return link.id

    def unrelate(self, part: str, ids: Iterable[str]) -> None:
        """Take links out of a part's relationships."""
        gone, own = set(ids), self.package.name(relationships_part(part))
        if own is None:
            return
        draft = self.draft(own, "links")
        for element in draft.root.all("Relationship"):
            if element.get("Id") in gone:
                draft.remove(element)
        self._links[part] = [link for link in self.links(part) if link.id not in gone]

    def add(self, part: str, data: bytes, content_type: str) -> None:
        """Add a part, with its content type."""
        self._added[part] = data
        self.declare(part, content_type)

    def add_now(self, part: str, data: bytes, content_type: str) -> None:
        """Add a part in effect at once, so that it can be edited like any other."""
        self.package.add(part, data)
        self._added_now.append(part)
        self.declare(part, content_type)

    def declare(self, part: str, content_type: str) -> None:
        """Say what a part is."""
        self._declared.append((part, content_type))

    def _write_declared(self) -> None:
        if self._declared:
            draft = self.end_draft(content_types.PART, content_types.END, "content types")
            prefix = draft.root.prefix
            draft.append(draft.root, "".join([override_xml(*declared, prefix) for declared in self._declared]))

    def new_parts(self) -> list[str]:
        """The parts added since the last commit."""
        return [*self._added]

    def bytes_of(self, part: str) -> bytes:
        """A part's bytes, also of one just added."""
        return self._added[part] if part in self._added else self.package.read(part)

    def drop(self, part: str) -> None:
        """Take a part out, with its relationships and its content type; edits of it are dropped too."""
        for name in (part, relationships_part(part)):
            stored = self.package.name(name)
            if stored is None:
                continue
            self._dropped.add(stored)
            draft = self.draft(content_types.PART, "content types")
            for element in draft.root.all("Override"):
                if element.get("PartName").lstrip("/").lower() == stored.lower():
                    draft.remove(element)

    def commit(self) -> Commit:
        """Bring everything into effect."""
        self._write_new_links()
        self._write_declared()
        undo = {}
        for part, splices, replaced in self._all_splices():
            if self.package.name(part) is not None and part not in self._dropped:
                self.package.splice(part, splices)
                if part not in self._added_now:
                    undo[part] = inverse(splices, replaced)
        for name in sorted(self._dropped):
            self.package.remove(name)
        for name, data in self._added.items():
            self.package.add(name, data)
        done = Commit(undo, {p: w for p, w in self._reasons.items() if p in undo}, [*self._added_now, *self._added])
        if undo or self._dropped or done.added:
            self._reset()
        return done

    def _write_new_links(self) -> None:
        known = not self._new_links or self.package.knows_links()
        for part, links in self._new_links.items():
            name = relationships_part(part)
            self._added[name] = relationships_xml(links, part)
            if not known:
                self.declare(name, CONTENT_TYPE)

    def _all_splices(self) -> Iterable[tuple[str, tuple[Splice, ...], list[bytes]]]:
        for part, draft in self._drafts.items():
            if splices := draft.splices():
                yield part, splices, draft.replaced(splices)
        for part, edits in self._raw.items():
            ordered = in_order(splice for splice, _ in edits)
            old = {id(splice): replaced for splice, replaced in edits}
            yield part, ordered, [old[id(splice)] for splice in ordered]
