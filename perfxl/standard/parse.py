"""Formula text read into a tree, with the grammar of the `formulas` package.

Only its parser is used: its tokens arrive at a builder of ours instead of the one that compiles them. This is the one
module of the formula language that is slow to import; formulas already parsed do not need it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import cast

from formulas.errors import FormulaError as GrammarError
from formulas.parser import Parser
from formulas.tokens import Token
from formulas.tokens.function import Function
from formulas.tokens.operand import Empty, Error, Range, String
from formulas.tokens.operand import Number as NumberToken
from formulas.tokens.operator import Operator

from perfxl.errors import FormulaError
from perfxl.standard.formula import (
    LAST_COLUMN,
    LAST_ROW,
    VOCABULARY,
    ArrayLiteral,
    Binary,
    BinaryOperator,
    Bool,
    Call,
    ErrorLiteral,
    Formula,
    Missing,
    Name,
    Node,
    Number,
    Reference,
    Text,
    Unary,
    children,
)
from perfxl.standard.normalise import NEW_LINE, Normalised, normalise

DEEPEST = 100
"""How many levels a tree may have: a sum of a hundred terms, or functions nested as deep as Excel allows."""

_CORNER = r"\$?([A-Z]{1,3})?\$?([0-9]{1,7})?"
_CELLS = re.compile(rf"{_CORNER}(?:(:){_CORNER})?", re.I)
_CONSTANTS = (Number, Text, Bool, ErrorLiteral)


def parse(text: str) -> Formula:
    """The formula that `text` is, with or without its equals sign.

    Raises FormulaError, with the position, for anything the language does not have.
    """
    normalised = normalise(text)
    grammar = _Grammar(len(normalised.text))
    builder = _TreeBuilder(normalised)
    grammar.ast_builder = lambda match: builder
    try:
        grammar.ast("=" + normalised.text)
    except GrammarError:
        position = normalised.position(grammar.reached)
        raise FormulaError(f"公式不合语法：{text[:80]}", f"not a formula: {text[:80]}", position) from None
    return Formula("=" + text.strip().lstrip("=＝").strip(), builder.tree)


class _Grammar(Parser):  # type: ignore[misc]
    """The parser of `formulas`, which also tells how far it has come."""

    def __init__(self, length: int) -> None:
        super().__init__()
        self._length = length
        self.reached = 0
        self.filters = [self._watched(token_type) for token_type in Parser.filters]

    def _watched(self, token_type: type[Token]) -> Callable[[str, object, Parser], Token]:
        def make(rest: str, context: object, parser: Parser) -> Token:
            self.reached = max(self.reached, self._length - len(rest))
            return token_type(rest, context, parser)

        return make


class _TreeBuilder:
    """Takes the tokens in the order of evaluation and joins them into a tree."""

    def __init__(self, normalised: Normalised) -> None:
        self._normalised = normalised
        self._nodes: list[Node] = []
        self._depths: list[int] = []

    def __len__(self) -> int:
        return len(self._nodes)

    @property
    def tree(self) -> Node:
        """What the tokens make."""
        return self._nodes[0]

    def finish(self) -> None:
        """Nothing is left to do; the parser calls it at the end."""

    def append(self, token: Token) -> None:
        """Puts an operand down, or an operator or function over the operands it takes."""
        if isinstance(token, Function):
            self._join(token, token.attr.get("n_args", 0), self._call)
        elif isinstance(token, Operator):
            self._join(token, token.get_n_args, self._operation)
        else:
            self._put(self._operand(token), 1)

    def _join(self, token: Token, count: int, make: Callable[[Token, tuple[Node, ...]], Node]) -> None:
        if count > len(self._nodes):
            raise GrammarError(token.source)
        start = len(self._nodes) - count
        depth = 1 + max(self._depths[start:], default=0)
        if depth > DEEPEST:
            raise self._refused(token, "公式层数太多", "the formula has too many levels")
        node = make(token, tuple(self._nodes[start:]))
        del self._nodes[start:], self._depths[start:]
        self._put(node, depth)

    def _put(self, node: Node, depth: int) -> None:
        self._nodes.append(node)
        self._depths.append(depth)

    def _operand(self, token: Token) -> Node:
        if isinstance(token, String):
            return Text(token.name.replace('""', '"').replace(NEW_LINE, "\n"))
        if isinstance(token, NumberToken):
            upper = token.name.upper()
            return Bool(upper == "TRUE") if upper in ("TRUE", "FALSE") else Number(Decimal(upper))
        if isinstance(token, Error):
            return ErrorLiteral(token.name.upper())
        if isinstance(token, Empty):
            return Missing()
        if isinstance(token, Range):
            return self._range(token)
        raise self._refused(token, "此处写法不在公式语言之内", "this is not of the formula language")

    def _range(self, token: Range) -> Node:
        written = token.source[: token.end_match].strip()
        column = self._normalised.columns.get(written)
        if column is not None:
            return column
        sheet, _, cells = written.rpartition("!")
        if token.attr.get("is_reference") and not sheet and "#" not in written:
            return Name(written)
        reference = None if "[" in sheet else _reference(token.attr.get("sheet"), cells)
        if reference is None:
            raise self._refused(token, f"不能引用“{written}”", f"cannot refer to {written}")
        return reference

    def _operation(self, token: Token, operands: tuple[Node, ...]) -> Node:
        name: str = token.name
        if name in ("u+", "u-"):
            return _signed(token.attr["sum_minus"], operands[0])
        if name == "%":
            return Unary("%", operands[0])
        if name in (":", " ", ",", "@"):
            raise self._refused(token, f"引用运算符“{name}”不在公式语言之内", f"the operator {name!r} is not available")
        return Binary(cast(BinaryOperator, name), *operands)

    def _call(self, token: Token, arguments: tuple[Node, ...]) -> Node:
        function = token.name.upper()
        if function == "ARRAY":
            return self._array(token, arguments)
        if function not in VOCABULARY:
            raise self._refused(token, f"不支持函数 {function}", f"the function {function} is not available")
        fewest, most = VOCABULARY[function]
        if not fewest <= len(arguments) <= most:
            raise self._refused(token, f"{function} 的参数个数不对", f"{function} has the wrong number of arguments")
        return Call(function, arguments)

    def _array(self, token: Token, items: tuple[Node, ...]) -> ArrayLiteral:
        """Rows are arrays of their own, so the outermost brace holds one-row arrays."""
        if all(isinstance(item, ArrayLiteral) for item in items):
            return ArrayLiteral(tuple(row for item in items if isinstance(item, ArrayLiteral) for row in item.rows))
        if not all(isinstance(_unsigned(item), _CONSTANTS) for item in items):
            raise self._refused(token, "数组里只能写常数", "an array holds constants only")
        return ArrayLiteral((items,))

    def _refused(self, token: Token, zh: str, en: str) -> FormulaError:
        return FormulaError(zh, en, self._normalised.position(len(self._normalised.text) - len(token.source)))


def _signed(signs: str, operand: Node) -> Node:
    """The grammar takes a run of signs for one; two minus signs are kept, for they make numbers of truth values."""
    minus = signs.count("-")
    if minus == 0:
        return Unary("+", operand)
    once = Unary("-", operand)
    return once if minus % 2 else Unary("-", once)


def _unsigned(node: Node) -> Node:
    return children(node)[0] if isinstance(node, Unary) else node


def _reference(sheet: str | None, cells: str) -> Reference | None:
    match = _CELLS.fullmatch(cells)
    if match is None:
        return None
    first_column, first_row, colon, last_column, last_row = match.groups()
    if colon is None:
        if not (first_column and first_row):
            return None
        last_column, last_row = first_column, first_row
    if bool(first_column) != bool(last_column) or bool(first_row) != bool(last_row):
        return None
    columns = sorted((_column_number(first_column or "A"), _column_number(last_column or "XFD")))
    rows = sorted((int(first_row or 1), int(last_row or LAST_ROW)))
    if rows[0] < 1 or rows[1] > LAST_ROW or columns[1] > LAST_COLUMN:
        return None
    own = None if sheet is None else sheet.replace("''", "'")
    return Reference(own, rows[0], columns[0], rows[1], columns[1])


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
