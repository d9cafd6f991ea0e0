"""The list of a workbook's sheets: tabs and the names local to them, added at the end and taken out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from perfxl.opc.escape import escape, quote
from perfxl.opc.xml import Element
from perfxl.sml.book import Book, Sheet
from perfxl.sml.order import WORKBOOK


@dataclass(frozen=True, slots=True)
class LocalName:
    """A name local to a sheet; `text` is a formula without "="."""

    name: str
    text: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    """A new tab: its sheet's part, and its local names."""

    name: str
    part: str
    names: tuple[LocalName, ...] = ()


def add_tabs(book: Book, tabs: Sequence[Tab]) -> None:
    """Add tabs behind all others."""
    draft = book.draft(book.part, "sheet list")
    holder = draft.root.first("sheets")
    if holder is None or not tabs:
        return
    existing = holder.all("sheet")
    ids = [int(e.get("sheetId")) for e in existing if e.get("sheetId").isdigit()]
    names: list[str] = []
    for number, tab in enumerate(tabs):
        link = book.relate(book.part, f"{book.links_base}/worksheet", tab.part)
        sheet_id = max([0, *ids]) + 1 + number
        tag = f"{holder.prefix}:sheet" if holder.prefix else "sheet"
        prefix = draft.outline.prefix_of(book.links_base)
        declared = "" if prefix else f' xmlns:r="{book.links_base}"'
        attributes = f"name={quote(tab.name)} sheetId={quote(str(sheet_id))}{declared} {prefix or 'r'}:id={quote(link)}"
        draft.append(holder, f"<{tag} {attributes}/>")
        names.extend(_name_xml(draft.tag("definedName"), len(existing) + number, name) for name in tab.names)
    _add_names(book, names)


def _name_xml(tag: str, index: int, name: LocalName) -> str:
    hidden = ' hidden="1"' if name.hidden or name.name == "_xlnm._FilterDatabase" else ""
    return f'<{tag} name={quote(name.name)} localSheetId="{index}"{hidden}>{escape(name.text)}</{tag}>'


def _add_names(book: Book, names: Sequence[str]) -> None:
    draft = book.workbook
    holder = draft.root.first("definedNames")
    if holder is not None:
        for name in names:
            draft.append(holder, name)
    elif names:
        tag = draft.tag("definedNames")
        draft.insert_in_order("definedNames", f"<{tag}>{''.join(names)}</{tag}>", WORKBOOK)


def local_names(book: Book) -> list[tuple[Element, int]]:
    """The names local to a sheet, each with the sheet's index."""
    holder = book.workbook.root.first("definedNames")
    elements = holder.all("definedName") if holder else []
    return [(e, int(e.get("localSheetId"))) for e in elements if e.get("localSheetId").isdigit()]


def take_out_tabs(book: Book, gone: Sequence[Sheet]) -> None:
    """Take tabs out, with their local names and all parts that only they lead to."""
    if not gone:
        return
    draft = book.draft(book.part, "sheet list")
    indices = {sheet.index for sheet in gone}
    ids = {sheet.element.get(f"{book.links_base} id") for sheet in gone}
    for sheet in gone:
        draft.remove(sheet.element)
    _renumber_names(book, indices)
    _renumber_views(book, indices)
    before = book.package.reachable()
    chains = [link.id for link in book.links(book.part) if link.kind == "calcChain"]
    book.unrelate(book.part, ids)
    drop_unreachable(book, before, ids)
    _drop_chain(book, chains)


def _drop_chain(book: Book, ids: Sequence[str]) -> None:
    """Take out the calculation chain, which may name cells of sheets that are gone; every program makes it anew."""
    for part in book.linked(book.part, "calcChain"):
        book.drop(part)
    if ids:
        book.unrelate(book.part, ids)


def drop_unreachable(book: Book, before: Iterable[str], ids: Iterable[str]) -> None:
    """Drop the parts that only the workbook's links of these ids led to; `before` is all that could be reached."""
    gone = set(ids)
    links = book.package.relationships(book.part)
    kept_roots = [link.target for link in links if link.id not in gone and not link.external]
    elsewhere = [x.target for x in book.package.relationships("") if not x.external and x.target != book.part]
    names = [book.package.name(name) for name in (*kept_roots, *elsewhere)]
    roots = [name for name in names if name is not None]
    kept = {name.lower() for name in roots} | book.package.reachable(roots) | {book.part.lower()}
    dropped = [link.target for link in links if link.id in gone and not link.external]
    below = {name.lower() for name in dropped} | book.package.reachable(dropped)
    for name in sorted((below & set(before)) - kept):
        stored = book.package.name(name)
        if stored is not None:
            book.drop(stored)


def _renumber_names(book: Book, gone: set[int]) -> None:
    draft = book.workbook
    holder = draft.root.first("definedNames")
    names = local_names(book)
    if holder is not None and len(holder.children) == sum(1 for _, index in names if index in gone):
        draft.remove(holder)
        return
    for element, index in names:
        if index in gone:
            draft.remove(element)
        elif shift := sum(1 for other in gone if other < index):
            draft.set(element, "localSheetId", str(index - shift))


def _renumber_views(book: Book, gone: set[int]) -> None:
    draft = book.workbook
    holder = draft.root.first("bookViews")
    left = len(book.sheets()) - len(gone)
    for view in holder.children if holder else ():
        for name in ("activeTab", "firstSheet"):
            text = view.get(name)
            if text.isdigit() and (shift := sum(1 for other in gone if other <= int(text))):
                draft.set(view, name, str(max(0, min(int(text) - shift, left - 1))))
