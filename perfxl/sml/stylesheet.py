"""Additions to the styles part: differential formats, and cell formats for new sheets. Only ever appended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from perfxl.opc.draft import Draft
from perfxl.opc.escape import quote
from perfxl.opc.xml import Element
from perfxl.sml.book import Book
from perfxl.sml.ns import STYLES
from perfxl.sml.order import STYLESHEET
from perfxl.sml.sheet import CellStyle

_BUILT_IN = {
    "General": 0, "0": 1, "0.00": 2, "#,##0": 3, "#,##0.00": 4, "0%": 9, "0.00%": 10, "@": 49,
}  # fmt: skip
_FIRST_OWN_FORMAT = 164
_BEHIND_CELL_FORMATS = re.compile(rb"</?(?:[\w.-]++:)?(?:dxfs|tableStyles|colors|extLst|styleSheet)(?=[\s/>])")

_PLAIN = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{main}">'
    '<fonts count="1"><font><sz val="11"/><name val="宋体"/><charset val="134"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    '<dxfs count="0"/></styleSheet>'
)


class Stylesheet:
    """The styles part of a workbook being edited; one is made where the workbook has none.

    With `only_formats` differential formats alone can be added, and what stands before their list, most of the part,
    is not looked at.
    """

    def __init__(self, book: Book, *, only_formats: bool = False) -> None:
        self.book = book
        existing = book.linked(book.part, "styles")
        self.part = existing[0] if existing else self._make()
        self.draft: Draft = (
            book.end_draft(self.part, _BEHIND_CELL_FORMATS, "styles", 1)
            if only_formats
            else book.draft(self.part, "styles", 2)
        )
        self._appended: dict[str, list[str]] = {}

    def _make(self) -> str:
        """A plain styles part, in effect at once; where a link to a missing one is, the part it wants."""
        book = self.book
        wanted = [link.target for link in book.links(book.part) if link.kind == "styles" and not link.external]
        usual = book.in_folder("styles.xml")
        free = usual if book.package.name(usual) is None else book.free_name(book.in_folder("styles%d.xml"))
        part = wanted[0] if wanted else free
        book.add_now(part, _PLAIN.format(main=book.main).encode(), STYLES)
        if not wanted:
            book.relate(book.part, f"{book.links_base}/styles", part)
        return part

    def add_formats(self, fills: Sequence[str]) -> list[int]:
        """Differential formats that fill a cell with a colour (RRGGBB); returns their numbers."""
        t = self.draft.tag
        return [
            self._append(
                "dxfs",
                f'<{t("dxf")}><{t("fill")}><{t("patternFill")}><{t("bgColor")} rgb="FF{fill}"/>'
                f"</{t('patternFill')}></{t('fill')}></{t('dxf')}>",
            )
            for fill in fills
        ]

    def add_styles(self, styles: Iterable[CellStyle]) -> dict[CellStyle, int]:
        """Cell formats for the styles; returns the number of each in cellXfs."""
        return {style: self._append("cellXfs", self._xf(style)) for style in dict.fromkeys(styles)}

    def finish(self) -> None:
        """Put what was added into the draft, lists that did not exist included."""
        t = self.draft.tag
        for name, pieces in self._appended.items():
            holder = self._holder(name)
            if holder is None:
                body = "".join(pieces)
                xml = f'<{t(name)} count="{len(pieces)}">{body}</{t(name)}>'
                self.draft.insert_in_order(name, xml, STYLESHEET)
                continue
            for piece in pieces:
                self.draft.append(holder, piece)
            self.draft.set(holder, "count", str(holder.size + len(pieces)))

    def _holder(self, name: str) -> Element | None:
        return self.draft.root.first(name)

    def _append(self, name: str, xml: str) -> int:
        """Append to a list, unless it was already appended; returns the place."""
        pieces = self._appended.setdefault(name, [])
        holder = self._holder(name)
        known = holder.size if holder is not None else 0
        if xml not in pieces:
            pieces.append(xml)
        return known + pieces.index(xml)

    def _xf(self, style: CellStyle) -> str:
        t = self.draft.tag
        number, font = self._number_format(style.number_format), self._append("fonts", self._font(style))
        fill, border = self._fill(style), self._border(style)
        base = ' xfId="0"' if self._holder("cellStyleXfs") is not None else ""
        lock = "" if style.locked else f'<{t("protection")} locked="0"/>'
        return (
            f'<{t("xf")} numFmtId="{number}" fontId="{font}" fillId="{fill}" borderId="{border}"{base}'
            ' applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"'
            f' applyProtection="1">{self._alignment(style)}{lock}</{t("xf")}>'
        )

    def _alignment(self, style: CellStyle) -> str:
        across = f' horizontal="{style.horizontal}"' if style.horizontal else ""
        if style.indent and not style.horizontal:
            across = ' horizontal="left"'
        wrap = ' wrapText="1"' if style.wrap else ""
        indent = f' indent="{style.indent}"' if style.indent else ""
        return f'<{self.draft.tag("alignment")}{across} vertical="{style.vertical}"{wrap}{indent}/>'

    def _number_format(self, code: str) -> int:
        if code in _BUILT_IN:
            return _BUILT_IN[code]
        holder, t = self._holder("numFmts"), self.draft.tag
        for element in holder.children if holder is not None else ():
            if element.get("formatCode") == code and element.get("numFmtId").isdigit():
                return int(element.get("numFmtId"))
        known = [int(e.get("numFmtId")) for e in (holder.children if holder else ()) if e.get("numFmtId").isdigit()]
        pieces = self._appended.setdefault("numFmts", [])
        first = max([*known, _FIRST_OWN_FORMAT - 1]) + 1
        for place, piece in enumerate(pieces):
            if f"formatCode={quote(code)}/>" in piece:
                return first + place
        pieces.append(f'<{t("numFmt")} numFmtId="{first + len(pieces)}" formatCode={quote(code)}/>')
        return first + len(pieces) - 1

    def _font(self, style: CellStyle) -> str:
        t = self.draft.tag
        look = "".join(
            f"<{t(name)}/>" for name, on in (("b", style.bold), ("i", style.italic), ("u", style.underline)) if on
        )
        color = f'<{t("color")} rgb="FF{style.color}"/>' if style.color else ""
        size = f"{style.size:g}"
        name = f'<{t("name")} val={quote(style.font)}/><{t("charset")} val="134"/>'
        return f'<{t("font")}>{look}<{t("sz")} val="{size}"/>{color}{name}</{t("font")}>'

    def _fill(self, style: CellStyle) -> int:
        if not style.fill:
            return 0
        t = self.draft.tag
        inner = f'<{t("fgColor")} rgb="FF{style.fill}"/><{t("bgColor")} indexed="64"/>'
        pattern = f'<{t("patternFill")} patternType="solid">{inner}</{t("patternFill")}>'
        return self._append("fills", f"<{t('fill')}>{pattern}</{t('fill')}>")

    def _border(self, style: CellStyle) -> int:
        t = self.draft.tag
        side = f' style="thin"><{t("color")} rgb="FF{style.border_color}"/></' if style.border else ""
        sides = "".join(
            f"<{t(name)}{side}{t(name)}>" if side else f"<{t(name)}/>" for name in ("left", "right", "top", "bottom")
        )
        return self._append("borders", f"<{t('border')}>{sides}<{t('diagonal')}/></{t('border')}>")


_FORMAT = re.compile(rb"dxf[\s/>]")
_FORMAT_USE = re.compile(rb"""[dD]xfId\s*=\s*["'](\d+)["']""")


def has_formats(book: Book) -> bool:
    """Whether there may be differential formats, without which no conditional format can fill a cell: a quick look
    that is right when it says no."""
    parts = (book.package.read(part) for part in book.linked(book.part, "styles"))
    return any(b"\0" in data or _FORMAT.search(data) for data in parts)


def take_out_formats(book: Book, numbers: Sequence[int]) -> None:
    """Take differential formats out, as far as they are the last of their list and nothing else uses them; `numbers`
    holds each as often as rules that are going use it.

    One in the middle is emptied: taking it out would renumber those behind it, in parts we need not touch; the next
    program that saves the workbook drops it.
    """
    parts, going = book.linked(book.part, "styles"), Counter(numbers)
    if not parts or not going:
        return
    draft = book.draft(parts[0], "", 2)
    holder = draft.root.first("dxfs")
    formats = holder.children if holder else []
    kept, uses = len(formats), _uses(book)
    idle = {number for number in going if number < kept and uses[number] <= going[number]}
    while kept - 1 in idle:
        kept -= 1
        draft.remove(formats[kept])
    for number in idle:
        if number < kept:
            draft.replace(formats[number].start, formats[number].end, f"<{draft.tag('dxf')}/>")
    if holder is not None and idle:
        book.draft_reason(parts[0], "styles")
        draft.set(holder, "count", str(kept))


def _uses(book: Book) -> Counter[int]:
    """How often each differential format is named, in all parts together."""
    found: Counter[int] = Counter()
    for name in book.package.names():
        if not name.lower().endswith(".xml"):
            continue
        rest = b""
        for chunk in book.package.chunks(name):
            text = (rest + chunk).replace(b"\x00", b"")
            at = text.rfind(b"<") if b"<" in text else 0
            found.update(int(number) for number in _FORMAT_USE.findall(text[:at]))
            rest = text[at:]
        found.update(int(number) for number in _FORMAT_USE.findall(rest))
    return found
