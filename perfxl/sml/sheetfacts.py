"""What a worksheet says beside its values: formulas, cells without a cached value, hidden rows, merged ranges.

Read by one streaming pass; no tree is built, so a large sheet costs time but no memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from xml.parsers import expat

from perfxl.opc.xml import damaged, new_parser
from perfxl.sml.a1 import MAX_COLUMN, cell, parse
from perfxl.sml.ns import MAINS
from perfxl.sml.translate import translate

_TRUE = ("1", "true")


@dataclass(slots=True)
class SheetFacts:
    """The facts of one sheet, cells in A1 notation.

    `formulas` has no leading "=" and shared formulas written out; an array formula is at its top-left cell, with its
    range in `arrays`. `uncached` are cells with a formula and no value; `errors` the cached error values; `types`
    the data types (t) of cells that name one. Hidden columns are ranges (first, last); merges are A1 ranges.
    """

    formulas: dict[str, str] = field(default_factory=dict)
    arrays: dict[str, str] = field(default_factory=dict)
    uncached: set[str] = field(default_factory=set)
    errors: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    last_row: int = 0
    last_column: int = 0
    """The furthest row and column of any cell with a value: what a reader of values will make room for."""

    def is_hidden(self, row: int, column: int) -> bool:
        """Whether a cell is in a hidden row or column."""
        return row in self.hidden_rows or any(first <= column <= last for first, last in self.hidden_columns)


def sheet_facts(chunks: Iterable[bytes], part: str) -> SheetFacts:
    """The facts of a worksheet part; raises UnreadableFile naming the part when it is not well-formed."""
    parser = new_parser()
    scan = _Scan(parser)
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as problem:
        raise damaged(part) from problem
    return scan.facts


class _Handlers(dict[str, Callable[[dict[str, str]], None] | None]):
    """What is to be done at the start of an element, by the name expat gives it: with its prefix, where it has one."""

    def __missing__(self, name: str) -> Callable[[dict[str, str]], None] | None:
        handler = self[name] = self.get(name.rpartition(" ")[0])
        return handler


class _Scan:
    """The handlers of one pass; rows and cells that do not say where they are stand behind the one before."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.facts = SheetFacts()
        self.parser = parser
        self.row = self.column = 0
        self.ref = self.type = ""
        self.formula: dict[str, str] | None = None
        self.has_value = False
        self.text: list[str] = []
        self.masters: dict[str, tuple[str, int, int]] = {}
        parser.StartElementHandler = self.open
        self.handlers = _Handlers({
            f"{uri} {name}": handler
            for uri in MAINS
            for name, handler in (("row", self.open_row), ("c", self.open_cell), ("f", self.open_formula),
                                  ("v", self.open_value), ("is", self.open_inline), ("col", self.open_column),
                                  ("mergeCell", self.open_merge))
        })  # fmt: skip
        self.cell_names = {f"{uri} c" for uri in MAINS}
        self.text_names = {f"{uri} {name}" for uri in MAINS for name in "fv"}

    def open(self, name: str, attributes: dict[str, str]) -> None:
        handler = self.handlers[name]
        if handler is not None:
            handler(attributes)

    def close(self, name: str) -> None:
        if name not in self.text_names:
            name = name.rpartition(" ")[0] if name.count(" ") > 1 else name
        if name in self.cell_names:
            self.close_cell()
        elif name in self.text_names:
            self.close_text(name[-1])

    def open_row(self, attributes: dict[str, str]) -> None:
        text = attributes.get("r", "")
        self.row = int(text) if text.isdigit() else self.row + 1
        self.column = 0
        if attributes.get("hidden") in _TRUE:
            self.facts.hidden_rows.add(self.row)

    def open_cell(self, attributes: dict[str, str]) -> None:
        ref = attributes.get("r", "")
        place = parse(ref)
        self.row, self.column = place or (self.row, self.column + 1)
        self.ref = ref if place else cell(max(self.row, 1), self.column)
        self.type = attributes.get("t", "")
        if self.type:
            self.facts.types[self.ref] = self.type
        self.formula, self.has_value = None, False

    def open_formula(self, attributes: dict[str, str]) -> None:
        self.formula = attributes
        self.listen()

    def open_value(self, attributes: dict[str, str]) -> None:
        self.has_value = True
        self.reach()
        if self.type == "e" or self.formula is not None:
            self.listen()

    def open_inline(self, attributes: dict[str, str]) -> None:
        self.has_value = True
        self.reach()

    def reach(self) -> None:
        if self.row > self.facts.last_row:
            self.facts.last_row = self.row
        if self.column > self.facts.last_column:
            self.facts.last_column = self.column

    def listen(self) -> None:
        self.text = []
        self.parser.CharacterDataHandler = self.text.append
        self.parser.EndElementHandler = self.close

    def close_text(self, kind: str) -> None:
        text = "".join(self.text)
        self.parser.CharacterDataHandler = None
        if kind == "f":
            self.close_formula(text)
        else:
            if self.type == "e":
                self.facts.errors[self.ref] = text
            self.has_value = bool(text) or self.type == "str"
            self.parser.EndElementHandler = self.close

    def close_formula(self, text: str) -> None:
        assert self.formula is not None
        kind, shared = self.formula.get("t", "normal"), self.formula.get("si", "")
        if kind == "shared" and not text and shared in self.masters:
            master, row, column = self.masters[shared]
            text = translate(master, self.row - row, self.column - column)
        elif kind == "shared" and text:
            self.masters[shared] = (text, self.row, self.column)
        elif kind == "array":
            self.facts.arrays[self.ref] = self.formula.get("ref", self.ref)
        if text:
            self.facts.formulas[self.ref] = text

    def close_cell(self) -> None:
        if self.formula is not None and not self.has_value:
            self.facts.uncached.add(self.ref)
        self.parser.EndElementHandler = None

    def open_column(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in _TRUE:
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdigit() and last.isdigit():
                self.facts.hidden_columns.append((int(first), min(int(last), MAX_COLUMN)))

    def open_merge(self, attributes: dict[str, str]) -> None:
        self.facts.merges.append(attributes.get("ref", ""))
