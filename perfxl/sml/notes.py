"""Notes on a sheet: the comments part and the boxes in its VML part, kept in step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from math import ceil

from perfxl.opc.draft import Draft
from perfxl.opc.escape import escape
from perfxl.opc.xml import Element
from perfxl.sml import ns, vml
from perfxl.sml.a1 import parse
from perfxl.sml.book import Book, Sheet
from perfxl.sml.comments import Comments, comments_xml, place, text_of, texts
from perfxl.sml.geometry import Box, Geometry
from perfxl.sml.order import WORKSHEET
from perfxl.sml.textwidth import width
from perfxl.sml.vml import NoteBox

_COLUMNS_A_LINE = 56
_COLUMN_PIXELS, _LINE_PIXELS = 6, 17
_LEAST, _MARGIN = 160, 24


class SheetNotes:
    """The notes of one worksheet, its own and those to come."""

    def __init__(self, book: Book, sheet: Sheet) -> None:
        self.book = book
        self.sheet = sheet
        self.part = next(iter(book.linked(sheet.part, "comments")), None)
        self.comments = Comments(book.draft(self.part)) if self.part else None

    def threaded(self) -> set[str]:
        """The cells that hold a conversation, which must have no note."""
        cells = set()
        for part in self.book.linked(self.sheet.part, "threadedComment"):
            root = self.book.package.outline(part, 1).root
            cells |= {place(element) for element in root.children if element.get("ref")}
        if self.comments:
            authors = self.comments.authors()
            threads = {str(number) for number, name in enumerate(authors) if name.lower().startswith("tc=")}
            cells |= {place(note) for note in self.comments.all() if note.get("authorId") in threads}
        return cells

    def put(self, notes: Sequence[tuple[str, str]], author: str, lengthened: Callable[[str], str]) -> bool:
        """Put notes (cell, text) at their cells; where there is one, lengthen it by `lengthened(text)`.

        False, and nothing is done, when the sheet's VML part cannot take boxes."""
        there = self.comments.by_cell() if self.comments else {}
        new = [(ref, text) for ref, text in notes if ref not in there]
        longer = {ref: text_of(there[ref]) + lengthened(text) for ref, text in notes if ref in there}
        if not self._boxes(new, {ref: text_of(note) for ref, note in there.items()} | longer, longer):
            return False
        if self.comments is None or self.part is None:
            self._make(new, author)
            return True
        self.book.draft_reason(self.part, "notes")
        self.comments.add(new, author)
        for ref, text in notes:
            if ref in there:
                self.comments.lengthen(there[ref], lengthened(text))
        return True

    def take_out(self, ours: Callable[[str, str], bool], shortened: Callable[[str], str | None]) -> bool:
        """Take out the notes that are ours (author, text), and shorten others to what `shortened` says, if anything."""
        if self.comments is None or self.part is None:
            return False
        comments, notes = self.comments, self.comments.all()
        gone = [note for note in notes if ours(comments.author_of(note), text_of(note))]
        ours_too = {id(note) for note in gone}
        kept = [note for note in notes if id(note) not in ours_too]
        cut = [(note, rest) for note in kept if (rest := shortened(text_of(note))) is not None]
        for note, rest in cut:
            _shorten(self.book.draft(self.part, "notes"), note, rest)
        if gone and not kept:
            self.book.drop(self.part)
            self.book.unrelate(self.sheet.part, self._ids("comments"))
        elif gone:
            self.book.draft(self.part, "notes")
            comments.take_out(gone)
        self._take_out_boxes({found for note in gone if (found := parse(place(note)))})
        return bool(gone or cut)

    def _make(self, notes: Sequence[tuple[str, str]], author: str) -> None:
        book = self.book
        part = book.free_name(book.in_folder("comments%d.xml"))
        book.add(part, comments_xml(book.main, notes, author), ns.COMMENTS)
        book.relate(self.sheet.part, f"{book.links_base}/comments", part)

    def _ids(self, kind: str) -> list[str]:
        return [link.id for link in self.book.links(self.sheet.part) if link.kind == kind]

    # the boxes

    def _boxes(self, new: Sequence[tuple[str, str]], there: Mapping[str, str], longer: Mapping[str, str]) -> bool:
        """Make boxes for the new notes, and larger ones for those that grow; `there` are the texts of all others."""
        geometry = Geometry(self.book.skeleton(self.sheet.part, with_heights=True))
        draft = self.book.sheet_draft(self.sheet.part)
        element = draft.root.first("legacyDrawing")
        part = self._vml_of(element) if element else None
        if part is None:
            if new:
                self._make_vml(draft, element, _boxes(geometry, (*sorted(there.items()), *new)))
            return True
        data = self.book.package.read(part)
        splice = vml.insertion(data, _boxes(geometry, new)) if new else None
        if new and splice is None:
            return False
        if splice is not None:
            self.book.splice(part, splice, b"", "note boxes")
        grown = {found: partial(_grown, geometry, text) for ref, text in longer.items() if (found := parse(ref))}
        for resize, old in vml.resized(data, grown) if grown else ():
            self.book.splice(part, resize, old, "note boxes")
        return True

    def _vml_of(self, element: Element) -> str | None:
        wanted = element.get(f"{self._id_space(element)} id")
        link = next((link for link in self.book.links(self.sheet.part) if link.id == wanted), None)
        return self.book.package.name(link.target) if link and not link.external else None

    @staticmethod
    def _id_space(element: Element) -> str:
        return ns.links_for(element.uri)

    def _make_vml(self, draft: Draft, dangling: Element | None, boxes: Sequence[NoteBox]) -> None:
        book = self.book
        part = book.free_name(book.in_folder("drawings/vmlDrawing%d.vml"))
        known = [n for n in (*book.package.names(), *book.new_parts()) if n.lower().endswith(".vml")]
        used = {block for name in known for block in vml.blocks(book.bytes_of(name))}
        book.add(part, vml.vml_xml(boxes, max(used, default=0) + 1), ns.VML)
        link = book.relate(self.sheet.part, f"{ns.LINKS}/vmlDrawing", part)
        space = self._id_space(draft.root)
        prefix = draft.outline.prefix_of(space)
        declared = "" if prefix else f' xmlns:r="{space}"'
        xml = f'<{draft.tag("legacyDrawing")}{declared} {prefix or "r"}:id="{link}"/>'
        book.draft_reason(self.sheet.part, "notes")
        if dangling is not None:
            draft.replace(dangling.start, dangling.end, xml)
        else:
            draft.insert_in_order("legacyDrawing", xml, WORKSHEET)

    def _take_out_boxes(self, cells: Iterable[tuple[int, int]]) -> None:
        cells = set(cells)
        draft = self.book.sheet_draft(self.sheet.part)
        element = draft.root.first("legacyDrawing")
        part = self._vml_of(element) if element and cells else None
        if part is None or element is None:
            return
        data = self.book.package.read(part)
        if all(vml.note_cell(shape) in cells for shape in vml.shapes(data)):
            wanted = element.get(f"{self._id_space(element)} id")
            self.book.drop(part)
            self.book.unrelate(self.sheet.part, [wanted])
            self.book.draft_reason(self.sheet.part, "notes")
            draft.remove(element)
            return
        for splice, old in vml.removals(data, cells):
            self.book.splice(part, splice, old, "note boxes")


def _boxes(geometry: Geometry, notes: Iterable[tuple[str, str]]) -> list[NoteBox]:
    """Boxes large enough for notes (cell, text)."""
    places = [(found, text) for ref, text in notes if (found := parse(ref))]
    return [NoteBox(*found, geometry.box(*found, *_size(text, _LEAST))) for found, text in places]


def _grown(geometry: Geometry, text: str, box: Box) -> Box:
    """A user's box, large enough for the text."""
    return geometry.grown(box, *_size(text, max(_LEAST, geometry.size(box)[0])))


def _size(text: str, least: int) -> tuple[int, int]:
    """Width and height in pixels that a text needs in a box at least so wide."""
    taken = [width(line, 2) for line in text.split("\n")]
    across = max(least, min(max(taken), _COLUMNS_A_LINE) * _COLUMN_PIXELS + _MARGIN)
    room = (across - _MARGIN) // _COLUMN_PIXELS
    lines = sum(max(1, ceil(columns / room)) for columns in taken)
    return across, (lines + 1) * _LINE_PIXELS


def _shorten(draft: Draft, note: Element, rest: str) -> None:
    """Leave of a note's text only its beginning, which is `rest`."""
    left = len(rest)
    for piece in texts(note):
        if left < len(piece.text):
            holder = piece if left else (_run_of(note, piece) or piece)
            if holder is piece:
                draft.replace(piece.inner, piece.close, escape(piece.text[:left]))
            else:
                draft.remove(holder)
        left = max(0, left - len(piece.text))


def _run_of(note: Element, piece: Element) -> Element | None:
    holder = note.first("text")
    return next((run for run in (holder.children if holder else ()) if piece in run.children), None)
