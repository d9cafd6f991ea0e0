"""docProps/app.xml: the list of sheet titles that some programs keep in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from perfxl.opc.draft import Draft
from perfxl.opc.escape import escape
from perfxl.opc.xml import Element
from perfxl.sml.book import Book

VECTORS = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"


def add_titles(book: Book, titles: Sequence[str]) -> None:
    """Add sheets to the list, if there is one that agrees with the workbook."""
    found = _Titles.of(book)
    if found is None:
        return
    last = found.titles[found.first + found.count - 1]
    tag = f"{last.prefix}:lpstr" if last.prefix else "lpstr"
    xml = "".join(f"<{tag}>{escape(title)}</{tag}>" for title in titles)
    book.draft(found.part, "sheet titles").insert(last.end, xml)
    found.resize(len(titles))


def take_out_titles(book: Book, titles: Collection[str]) -> None:
    """Take sheets out of the list."""
    found = _Titles.of(book)
    if found is None:
        return
    draft = book.draft(found.part, "sheet titles")
    gone = [e for e in found.titles[found.first : found.first + found.count] if e.text in titles]
    for element in gone:
        draft.remove(element)
    if gone:
        found.resize(-len(gone))


class _Titles:
    """The list, when it names the workbook's worksheets in their order and its counts add up."""

    def __init__(self, part: str, draft: Draft, vector: Element, counter: Element, first: int, count: int) -> None:
        self.part, self.draft, self.vector, self.counter = part, draft, vector, counter
        self.first, self.count = first, count
        self.titles = vector.children

    @classmethod
    def of(cls, book: Book) -> _Titles | None:
        part = next(iter(book.linked("", "extended-properties")), None)
        if part is None:
            return None
        draft = book.draft(part)
        vector, pairs = _vector(draft, "TitlesOfParts"), _vector(draft, "HeadingPairs")
        if vector is None or pairs is None:
            return None
        wanted = [sheet.name for sheet in book.sheets() if sheet.kind == "worksheet"]
        texts, first = [element.text for element in vector.children], 0
        for variant in pairs.children[1::2]:
            counter = next(iter(variant.children), None)
            if counter is None or not counter.text.strip().isdigit():
                return None
            count = int(counter.text)
            if count and texts[first : first + count] == wanted:
                return cls(part, draft, vector, counter, first, count)
            first += count
        return None

    def resize(self, by: int) -> None:
        """Make the counts agree with `by` titles more."""
        draft = self.draft
        draft.set(self.vector, "size", str(len(self.titles) + by))
        draft.replace(self.counter.inner, self.counter.close, str(self.count + by))


def _vector(draft: Draft, name: str) -> Element | None:
    holder = draft.root.first(name)
    return next((e for e in holder.children if e.name == "vector"), None) if holder else None
