"""Formula text put the way a grammar expects it: half-width signs, quoted sheet names, columns as plain names.

Full-width brackets, operators and quotes are what Chinese input methods leave behind. Texts in quotes and names of
sheets and columns are left as they are. Every character keeps the position it had, for messages.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from perfxl.errors import FormulaError
from perfxl.standard.formula import VOCABULARY, Column

LONGEST = 8192
"""Characters a formula may have: Excel's own limit."""

DEEPEST_BRACKETS = 64
"""Brackets within brackets: Excel's own limit."""

NEW_LINE = "\ue000"
"""Stands for a line break within a text, which the grammar would drop."""

_SIGNS = {
    "×": "*", "÷": "/", "−": "-", "–": "-", "≤": "<=", "≥": ">=", "≠": "<>", "\u3000": " ", "\u00a0": " ",
    "\n": " ", "\r": " ", "\t": " ",
}  # fmt: skip

_PARTS = re.compile(
    r"""
      (?P<text>["“”＂](?P<content>(?:""|[^"“”＂])*)["“”＂])
    | (?P<quoted>['‘’＇](?P<quoted_sheet>(?:''|[^'‘’＇])+)['‘’＇]\s*[!！])
    | (?P<column>[\[［【]\s*(?P<this_row>[@＠])?\s*[\[［【]?(?P<column_name>[^\[\]［］【】@＠\#]+)[\]］】]{1,2})
    | (?P<error>\#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A))
    | (?P<sheet>(?P<bare_sheet>[\w.]+(?:（[\w.]*）)?)[!！])
    | (?P<call>(?P<function>[^\W\d][\w.]*)\s*[(（])
    | (?P<word>[^\W\d][\w.]*)
    | (?P<number>[0-9０-９]+(?:[.．][0-9０-９]*)?(?:[EeＥｅ][+-]?[0-9]+)?(?![\w.]))
    | (?P<stray>["“”＂'‘’＇\[［【\]］】0-9０-９])
    | (?P<sign>.)
    """,
    re.X | re.S | re.I,
)

_TOUCHING = re.compile(r"[\w.\]］】]")


@dataclass(frozen=True, slots=True)
class Normalised:
    """The text for the grammar, without an equals sign, and the columns behind the names that stand for them."""

    text: str
    columns: dict[str, Column]
    origins: tuple[int, ...]

    def position(self, index: int) -> int:
        """Where the character at `index` of the text was in the formula as written."""
        return self.origins[max(0, min(index, len(self.origins) - 1))]


def normalise(formula: str) -> Normalised:
    """The formula in the form the grammar reads. Raises FormulaError for an unknown function and for excess."""
    if len(formula) > LONGEST:
        raise FormulaError(f"公式超过{LONGEST}个字符", f"the formula is longer than {LONGEST} characters", LONGEST)
    start = len(formula) - len(formula.lstrip(" \t\r\n\u3000"))
    if formula[start : start + 1] in ("=", "＝"):
        start += 1
    if not formula[start:].strip():
        raise FormulaError("公式是空的", "the formula is empty")
    writer = _Writer(_stem(formula))
    for part in _PARTS.finditer(formula.rstrip(), start):
        writer.take(part)
    return writer.result()


def _stem(formula: str) -> str:
    """A beginning for stand-in names that no name in the formula has."""
    stem = "_column"
    while stem in formula:
        stem += "_"
    return stem


@dataclass(slots=True)
class _Writer:
    stem: str
    pieces: list[str] = field(default_factory=list)
    origins: list[int] = field(default_factory=list)
    columns: dict[str, Column] = field(default_factory=dict)
    depth: int = 0

    def take(self, part: re.Match[str]) -> None:
        """Writes one part of the formula in its normal form."""
        piece = self._piece(part)
        self.pieces.append(piece)
        last = part.end() - 1
        self.origins.extend(min(part.start() + offset, last) for offset in range(len(piece)))
        self._count_brackets(part, piece)

    def result(self) -> Normalised:
        """What was written."""
        text = "".join(self.pieces)
        stripped = text.strip()
        first = len(text) - len(text.lstrip())
        return Normalised(stripped, self.columns, tuple(self.origins[first : first + len(stripped)]))

    def _piece(self, part: re.Match[str]) -> str:
        match part.lastgroup:
            case "stray":
                raise FormulaError(f"“{part[0]}”放错了地方", f"{part[0]} is out of place", part.start())
            case "text":
                content = part["content"].replace("\n", NEW_LINE)
                return f'"{content}"'
            case "quoted":
                return f"'{part['quoted_sheet']}'!"
            case "sheet":
                return f"'{part['bare_sheet']}'!"
            case "column":
                return self._column(part)
            case "call":
                return _known(part) + "("
            case "word":
                return _half_width_word(part["word"])
            case "number":
                return _number(_half_width(part["number"]))
        return _half_width(part[0])

    def _column(self, part: re.Match[str]) -> str:
        if _TOUCHING.match(part.string, part.end()) or _TOUCHING.match(part.string, max(0, part.start() - 1)):
            raise FormulaError("列名前后缺运算符", "a column is joined to another word", part.start())
        column = Column(part["column_name"].strip(), part["this_row"] is not None)
        name = f"{self.stem}{len(self.columns)}"
        self.columns[name] = column
        return name

    def _count_brackets(self, part: re.Match[str], piece: str) -> None:
        if part.lastgroup not in ("call", "sign"):
            return
        self.depth += sum(piece.count(sign) for sign in "({") - sum(piece.count(sign) for sign in ")}")
        if self.depth > DEEPEST_BRACKETS:
            zh, en = f"括号超过{DEEPEST_BRACKETS}层", f"more than {DEEPEST_BRACKETS} levels of brackets"
            raise FormulaError(zh, en, part.start())


def _known(part: re.Match[str]) -> str:
    function = _half_width(part["function"]).upper()
    if function not in VOCABULARY:
        raise FormulaError(f"不支持函数 {function}", f"the function {function} is not available", part.start())
    return function


def _half_width_word(word: str) -> str:
    """A cell or a truth value typed in full width; a name with Chinese in it stays as it was defined."""
    narrow = _half_width(word)
    return narrow if narrow.isascii() else word


def _half_width(written: str) -> str:
    return "".join(map(_half_width_sign, written))


def _half_width_sign(sign: str) -> str:
    if "！" <= sign <= "～":
        return unicodedata.normalize("NFKC", sign)
    return _SIGNS.get(sign, sign)


def _number(written: str) -> str:
    """5. and 1E5 the way the grammar knows them: 5.0, 1E+5."""
    mantissa, _, exponent = written.upper().partition("E")
    mantissa += "0" if mantissa.endswith(".") else ""
    sign = "" if not exponent or exponent[0] in "+-" else "+"
    return f"{mantissa}E{sign}{exponent}" if exponent else mantissa
