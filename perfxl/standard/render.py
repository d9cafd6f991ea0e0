"""A formula written as Excel formula text, with its columns and names put as the workbook has them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from perfxl.standard.formula import (
    ArrayLiteral,
    Binary,
    Bool,
    Call,
    Column,
    ErrorLiteral,
    Formula,
    Name,
    Node,
    Number,
    Reference,
    Text,
    Unary,
)

PRECEDENCE = {"^": 5, "*": 4, "/": 4, "+": 3, "-": 3, "&": 2, "=": 1, "<>": 1, "<": 1, "<=": 1, ">": 1, ">=": 1}
"""How tightly the operators between two operands bind; all of them group from the left."""

SIGN_PRECEDENCE = 7
PERCENT_PRECEDENCE = 6


def structured(column: Column) -> str:
    """The column as it is written in a formula of the language: [@name] or [name]."""
    return f"[@{column.name}]" if column.this_row else f"[{column.name}]"


def to_excel(
    formula: Formula,
    resolve_column: Callable[[Column], str] = structured,
    resolve_name: Callable[[str], str] = str,
) -> str:
    """The formula as Excel takes it, with its equals sign and no bracket more than it needs.

    The two functions say what stands for a column ("G22", "$G$14:$G$32") and for a name; each gives a reference.
    """
    return "=" + _Writer(resolve_column, resolve_name).write(formula.tree, 0)


class _Writer:
    def __init__(self, resolve_column: Callable[[Column], str], resolve_name: Callable[[str], str]) -> None:
        self._column = resolve_column
        self._name = resolve_name

    def write(self, node: Node, binding: int) -> str:
        """The node's text, in brackets where it binds less than `binding` asks for."""
        match node:
            case Unary("%", operand):
                return bracketed(self.write(operand, PERCENT_PRECEDENCE + 1) + "%", PERCENT_PRECEDENCE, binding)
            case Unary(sign, operand):
                return bracketed(sign + self.write(operand, SIGN_PRECEDENCE), SIGN_PRECEDENCE, binding)
            case Binary(operator, left, right):
                own = PRECEDENCE[operator]
                sides = self.write(left, own), self.write(right, own + 1)
                return bracketed(operator.join(sides), own, binding)
            case Call(function, arguments):
                return f"{function}({','.join(self.write(argument, 0) for argument in arguments)})"
            case ArrayLiteral(rows):
                lines = (",".join(self.write(cell, 0) for cell in row) for row in rows)
                return "{" + ";".join(lines) + "}"
        return self._leaf(node)

    def _leaf(self, node: Node) -> str:
        match node:
            case Number(value):
                return plain_number(value)
            case Text(value):
                return '"' + value.replace('"', '""') + '"'
            case Bool(value):
                return "TRUE" if value else "FALSE"
            case ErrorLiteral(code):
                return code
            case Name(name):
                return self._name(name)
            case Column():
                return self._column(node)
            case Reference():
                return str(node)
        return ""


def plain_number(value: Decimal) -> str:
    """A number with the digits it was written with; very long ones with an exponent."""
    return f"{value:f}" if -20 < value.adjusted() < 21 else str(value)


def bracketed(written: str, own: int, binding: int) -> str:
    """The text in brackets where its operator binds less than `binding`."""
    return f"({written})" if own < binding else written
