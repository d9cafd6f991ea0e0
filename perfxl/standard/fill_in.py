"""A computation with its figures in: `三公经费_决算/三公经费_预算` becomes `2.2÷2.25`.

It is for sentences: guards are left out (of IF and IFERROR only the branch taken is shown), a SUM is written with plus
signs, a blank as 空. The scope should give the figures as written, not the limits they stand for.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from perfxl.standard.evaluate import Evaluation, Scope, truth_of
from perfxl.standard.formula import (
    ArrayLiteral,
    Binary,
    Call,
    Column,
    Formula,
    Name,
    Node,
    Number,
    Reference,
    Unary,
)
from perfxl.standard.interval import Interval
from perfxl.standard.render import PERCENT_PRECEDENCE, PRECEDENCE, SIGN_PRECEDENCE, bracketed, plain_number, structured
from perfxl.standard.values import Array, Blank, ErrorValue, NotAvailable, Scalar, Undecidable, general

MOST_TERMS = 12
"""Figures of a range that are written out; of a longer one the middle is left out."""

_SIGNS = {"*": "×", "/": "÷", "<=": "≤", ">=": "≥", "<>": "≠"}
_SUM = PRECEDENCE["+"]


def fill_in(formula: Formula, scope: Scope, show: Callable[[Decimal], str] = general) -> str:
    """The computation without its equals sign; `show` writes a figure."""
    return _Writer(scope, show).write(formula.tree, 0)


class _Writer:
    def __init__(self, scope: Scope, show: Callable[[Decimal], str]) -> None:
        self._evaluation = Evaluation(scope)
        self._show = show

    def write(self, node: Node, binding: int) -> str:
        """The node with figures, in brackets where it binds less than `binding` asks for."""
        match node:
            case Unary("%", operand):
                return bracketed(self.write(operand, PERCENT_PRECEDENCE + 1) + "%", PERCENT_PRECEDENCE, binding)
            case Unary(sign, operand):
                return bracketed(sign + self.write(operand, SIGN_PRECEDENCE), SIGN_PRECEDENCE, binding)
            case Binary(operator, left, right):
                own = PRECEDENCE[operator]
                sides = self.write(left, own), self.write(right, own + 1)
                return bracketed(_SIGNS.get(operator, operator).join(sides), own, binding)
            case Call():
                return self._call(node, binding)
            case Number(value):
                return plain_number(value)
        return self._figures(node, binding)

    def _call(self, node: Call, binding: int) -> str:
        match node:
            case Call("IF", (condition, *branches)):
                truth = truth_of(self._evaluation.value(condition))
                if not isinstance(truth, bool) or (len(branches) == 1 and not truth):
                    return self._plain_call(node)
                return self.write(branches[0 if truth else 1], binding)
            case Call("IFERROR", (first, otherwise)):
                failed = isinstance(self._evaluation.value(first), ErrorValue)
                return self.write(otherwise if failed else first, binding)
            case Call("SUM", arguments):
                return self._sum(arguments, binding)
        return self._plain_call(node)

    def _plain_call(self, node: Call) -> str:
        return f"{node.function}({','.join(self.write(argument, 0) for argument in node.arguments)})"

    def _sum(self, arguments: tuple[Node, ...], binding: int) -> str:
        terms = [term for argument in arguments for term in self._terms(argument)]
        own = _SUM if len(terms) > 1 else binding
        return bracketed("+".join(terms), own, binding)

    def _terms(self, node: Node) -> list[str]:
        if isinstance(node, Name | Column | Reference):
            value = self._evaluation.value(node)
            if isinstance(value, Array):
                return _shortened([self._figure(cell, _SUM + 1) for cell in value.cells()])
        return [self.write(node, _SUM)]

    def _figures(self, node: Node, binding: int) -> str:
        value = self._evaluation.value(node)
        if isinstance(value, Undecidable):
            return _written(node)
        if isinstance(value, Array):
            listed = ",".join(_shortened([self._figure(cell, 0) for cell in value.cells()]))
            return "{" + listed + "}" if isinstance(node, ArrayLiteral) else listed
        return self._figure(value, binding)

    def _figure(self, value: Scalar, binding: int) -> str:
        if isinstance(value, Interval):
            return self._number(value, binding)
        match value:
            case Blank():
                return "空"
            case bool():
                return "TRUE" if value else "FALSE"
            case ErrorValue(code):
                return code
            case NotAvailable(text):
                return text
            case str():
                return f"“{value}”"
        return "?"

    def _number(self, value: Interval, binding: int) -> str:
        if value.point is None:
            ends = ("" if end is None else self._show(end) for end in (value.lo, value.hi))
            return f"({'~'.join(ends)})"
        return bracketed(self._show(value.point), SIGN_PRECEDENCE if value.point >= 0 else 0, binding)


def _shortened(figures: list[str]) -> list[str]:
    return figures if len(figures) <= MOST_TERMS else [*figures[: MOST_TERMS - 2], "…", figures[-1]]


def _written(node: Node) -> str:
    match node:
        case Name(name):
            return name
        case Column():
            return structured(node)
    return str(node)
