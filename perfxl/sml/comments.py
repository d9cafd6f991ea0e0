"""The comments part: notes at cells, with their authors. Notes are added, lengthened and taken out; never rewritten."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from perfxl.opc.draft import Draft
from perfxl.opc.escape import escape, legal, quote
from perfxl.opc.xml import Element
from perfxl.sml.a1 import cell, parse
from perfxl.sml.order import COMMENTS

_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LONGEST = 32_000

Tag = Callable[[str], str]
"""The name of an element as the part writes it, with its prefix."""


class Comments:
    """The notes of one sheet."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.root = draft.root
        self._new_authors: list[str] = []

    def authors(self) -> list[str]:
        """The authors, by number."""
        holder = self.root.first("authors")
        return [element.text for element in holder.all("author")] if holder else []

    def all(self) -> list[Element]:
        """The notes."""
        holder = self.root.first("commentList")
        return holder.all("comment") if holder else []

    def by_cell(self) -> dict[str, Element]:
        """The notes by cell."""
        return {place(note): note for note in self.all()}

    def author_of(self, note: Element) -> str:
        """A note's author."""
        known, number = self.authors(), note.get("authorId")
        return known[int(number)] if number.isdigit() and int(number) < len(known) else ""

    def add(self, notes: Iterable[tuple[str, str]], author: str) -> None:
        """Add notes, (cell, text), all by one author."""
        number, t = self._author(author), self.draft.tag
        xml = _notes(t, notes, number)
        holder = self.root.first("commentList")
        if holder is not None:
            self.draft.append(holder, xml)
        elif xml:
            self.draft.insert_in_order("commentList", f"<{t('commentList')}>{xml}</{t('commentList')}>", COMMENTS)

    def lengthen(self, note: Element, text: str) -> None:
        """Put text behind a note's own; what is there keeps its look."""
        holder = note.first("text")
        if holder is None:
            t = self.draft.tag("text")
            self.draft.append(note, f"<{t}>{_run(self.draft.tag, text)}</{t}>")
            return
        runs = [child for child in holder.children if child.name in ("t", "r")]
        if runs and runs[-1].name == "t":
            self.draft.append(runs[-1], _content(text))
        elif runs:
            self.draft.insert(runs[-1].end, _run(self.draft.tag, text))
        else:
            self.draft.append(holder, _run(self.draft.tag, text))

    def take_out(self, notes: Sequence[Element]) -> None:
        """Take notes out, and with them authors of whom none is left; others keep their names."""
        going = {id(note) for note in notes}
        kept = [note for note in self.all() if id(note) not in going]
        for note in notes:
            self.draft.remove(note)
        gone = {note.get("authorId") for note in notes} - {note.get("authorId") for note in kept}
        holder = self.root.first("authors")
        for number, element in enumerate(holder.all("author") if holder else ()):
            if str(number) in gone:
                self.draft.remove(element)
        numbers = [int(number) for number in gone if number.isdigit()]
        for note in kept:
            own = note.get("authorId")
            before = sum(1 for number in numbers if own.isdigit() and number < int(own))
            if before:
                self.draft.set(note, "authorId", str(int(own) - before))

    def _author(self, name: str) -> int:
        known = self.authors()
        if name in known:
            return known.index(name)
        if name not in self._new_authors:
            self._new_authors.append(name)
            t, holder = self.draft.tag, self.root.first("authors")
            xml = f"<{t('author')}>{escape(name)}</{t('author')}>"
            if holder is not None:
                self.draft.append(holder, xml)
            else:
                self.draft.insert_in_order("authors", f"<{t('authors')}>{xml}</{t('authors')}>", COMMENTS)
        return len(known) + self._new_authors.index(name)


def comments_xml(main: str, notes: Iterable[tuple[str, str]], author: str) -> bytes:
    """A whole part that holds notes, (cell, text), all by one author."""
    body = f"<authors><author>{escape(author)}</author></authors><commentList>{_notes(str, notes, 0)}</commentList>"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<comments xmlns="{main}">{body}</comments>'.encode()


def _notes(t: Tag, notes: Iterable[tuple[str, str]], author: int) -> str:
    head, tail = f'authorId="{author}"><{t("text")}>', f"</{t('text')}></{t('comment')}>"
    return "".join(f"<{t('comment')} ref={quote(ref)} {head}{_run(t, text)}{tail}" for ref, text in notes)


def _run(t: Tag, text: str) -> str:
    look = f'<{t("sz")} val="9"/><{t("color")} indexed="81"/><{t("rFont")} val="宋体"/><{t("charset")} val="134"/>'
    body = f'<{t("t")} xml:space="preserve">{_content(text)}</{t("t")}>'
    return f"<{t('r')}><{t('rPr')}>{look}</{t('rPr')}>{body}</{t('r')}>"


def place(note: Element) -> str:
    """A note's cell, without dollars and in capitals."""
    found = parse(note.get("ref"))
    return cell(*found) if found else note.get("ref")


def text_of(note: Element) -> str:
    """A note's whole text."""
    return "".join(piece.text for piece in texts(note))


def texts(note: Element) -> list[Element]:
    """The elements that hold a note's text, phonetic hints left out."""
    holder = note.first("text")
    found: list[Element] = []
    for child in holder.children if holder else ():
        if child.name == "t":
            found.append(child)
        elif child.name == "r":
            found.extend(child.all("t"))
    return found


def _content(text: str) -> str:
    short = legal(text)
    short = short if len(short) <= _LONGEST else short[: _LONGEST - 1] + "…"
    return escape(_LOOKS_ESCAPED.sub("_x005F_", short.replace("\r\n", "\n").replace("\r", "\n")))
