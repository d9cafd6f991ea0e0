"""A formula as a tree of values: what it says, without what it comes to.

It can be written as plain lists, so that a standard may carry its formulas already parsed, and as Excel formula text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from perfxl.standard.kept import Keeping

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

UnaryOperator = Literal["-", "+", "%"]
BinaryOperator = Literal["^", "*", "/", "+", "-", "&", "=", "<>", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Number(Keeping):
    """A number as written."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Text(Keeping):
    """A text, without its quotes."""

    value: str


@dataclass(frozen=True, slots=True)
class Bool(Keeping):
    """TRUE or FALSE."""

    value: bool


@dataclass(frozen=True, slots=True)
class ErrorLiteral(Keeping):
    """An error written out, such as #REF! where a cell was deleted."""

    code: str


@dataclass(frozen=True, slots=True)
class Missing(Keeping):
    """An argument left out: the second of IF(A1,,2)."""


@dataclass(frozen=True, slots=True)
class Name(Keeping):
    """A defined name: a field, or a range of fields."""

    name: str


@dataclass(frozen=True, slots=True)
class Column(Keeping):
    """A column of the table: the value in this row, [@name], or all values in the rows in scope, [name]."""

    name: str
    this_row: bool


@dataclass(frozen=True, slots=True)
class Reference(Keeping):
    """A rectangle of cells, rows and columns from 1, ends included; `sheet` is None for the formula's own sheet."""

    sheet: str | None
    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.last_row - self.first_row + 1, self.last_column - self.first_column + 1

    @property
    def size(self) -> int:
        """How many cells it holds."""
        rows, columns = self.shape
        return rows * columns

    def __str__(self) -> str:
        first = f"{column_letters(self.first_column)}{self.first_row}"
        last = f"{column_letters(self.last_column)}{self.last_row}"
        sheet = "" if self.sheet is None else "'" + self.sheet.replace("'", "''") + "'!"
        return sheet + (first if self.size == 1 else f"{first}:{last}")


@dataclass(frozen=True, slots=True)
class ArrayLiteral(Keeping):
    """A rectangle of constants: {0,60;"差","中"}."""

    rows: tuple[tuple[Node, ...], ...]


@dataclass(frozen=True, slots=True)
class Unary(Keeping):
    """A sign before an operand, or a percent sign after it."""

    operator: UnaryOperator
    operand: Node


@dataclass(frozen=True, slots=True)
class Binary(Keeping):
    """An operator between two operands."""

    operator: BinaryOperator
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Call(Keeping):
    """A function, its name in capitals, and its arguments."""

    function: str
    arguments: tuple[Node, ...]


Leaf = Number | Text | Bool | ErrorLiteral | Missing | Name | Column | Reference
Node = Leaf | ArrayLiteral | Unary | Binary | Call

COMPARISONS = frozenset(("=", "<>", "<", "<=", ">", ">="))

VOCABULARY: dict[str, tuple[int, int]] = {
    "IF": (2, 3), "IFERROR": (2, 2), "AND": (1, 255), "OR": (1, 255), "NOT": (1, 1),
    "SUM": (1, 255), "SUMPRODUCT": (1, 255), "SUMIF": (2, 3), "MIN": (1, 255), "MAX": (1, 255), "ABS": (1, 1),
    "ROUND": (2, 2), "ROUNDUP": (2, 2), "ROUNDDOWN": (2, 2), "INT": (1, 1), "MOD": (2, 2),
    "LOOKUP": (2, 3), "INDEX": (2, 3), "MATCH": (2, 3), "ROW": (1, 1),
    "COUNT": (1, 255), "COUNTA": (1, 255), "COUNTIF": (2, 2),
    "ISNUMBER": (1, 1), "ISBLANK": (1, 1), "ISTEXT": (1, 1), "ISERROR": (1, 1),
    "LEN": (1, 1), "LEFT": (1, 2), "RIGHT": (1, 2), "MID": (3, 3), "FIND": (2, 3), "SUBSTITUTE": (3, 4),
    "TRIM": (1, 1), "VALUE": (1, 1), "TEXT": (2, 2), "DATE": (3, 3),
}  # fmt: skip
"""Every function of the language, with the fewest and the most arguments it takes."""


@dataclass(frozen=True, slots=True)
class Formula(Keeping):
    """A formula of the language: its text as written, with its equals sign, and what it says."""

    text: str
    tree: Node

    @property
    def names(self) -> tuple[str, ...]:
        """The defined names in it, each once, in the order in which they are written."""
        return self.once(_names)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in it, each once, in the order in which they are written."""
        return self.once(_columns)

    @property
    def references(self) -> tuple[Reference, ...]:
        """The cells and ranges in it, each once, in the order in which they are written."""
        return self.once(_references)


def _names(formula: Formula) -> tuple[str, ...]:
    return tuple(dict.fromkeys(node.name for node in walk(formula.tree) if isinstance(node, Name)))


def _columns(formula: Formula) -> tuple[Column, ...]:
    return tuple(dict.fromkeys(node for node in walk(formula.tree) if isinstance(node, Column)))


def _references(formula: Formula) -> tuple[Reference, ...]:
    return tuple(dict.fromkeys(node for node in walk(formula.tree) if isinstance(node, Reference)))


def walk(node: Node) -> Iterator[Node]:
    """The node and every node below it, in the order in which they are written."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(children(node)))


def children(node: Node) -> tuple[Node, ...]:
    """The nodes right below this one."""
    match node:
        case Unary(_, operand):
            return (operand,)
        case Binary(_, left, right):
            return (left, right)
        case Call(_, arguments):
            return arguments
        case ArrayLiteral(rows):
            return tuple(cell for row in rows for cell in row)
    return ()


def rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    """The node with each of its operands or arguments changed; one that has none, or is an array of constants, as it
    is."""
    match node:
        case Unary(operator, operand):
            return Unary(operator, change(operand))
        case Binary(operator, left, right):
            return Binary(operator, change(left), change(right))
        case Call(function, arguments):
            return Call(function, tuple(map(change, arguments)))
    return node


def column_letters(column: int) -> str:
    """The letters of a column counted from 1: 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def to_plain(formula: Formula) -> dict[str, Any]:
    """The formula as lists, texts, whole numbers and truth values alone: what JSON can hold."""
    return {"text": formula.text, "tree": _plain(formula.tree)}


def from_plain(plain: dict[str, Any]) -> Formula:
    """The formula that `to_plain` wrote."""
    return Formula(plain["text"], _node(plain["tree"]))


def _plain(node: Node) -> list[Any]:
    match node:
        case Number(value):
            return ["number", str(value)]
        case Text(value):
            return ["text", value]
        case Bool(value):
            return ["bool", value]
        case ErrorLiteral(code):
            return ["error", code]
        case Missing():
            return ["missing"]
        case Name(name):
            return ["name", name]
        case Column(name, this_row):
            return ["column", name, this_row]
        case Reference():
            return ["cells", node.sheet, node.first_row, node.first_column, node.last_row, node.last_column]
    return _plain_branch(node)


def _plain_branch(node: ArrayLiteral | Unary | Binary | Call) -> list[Any]:
    match node:
        case ArrayLiteral(rows):
            return ["array", *([_plain(cell) for cell in row] for row in rows)]
        case Unary(operator, operand):
            return ["unary", operator, _plain(operand)]
        case Binary(operator, left, right):
            return ["binary", operator, _plain(left), _plain(right)]
        case Call(function, arguments):
            return ["call", function, *map(_plain, arguments)]


def _node(plain: list[Any]) -> Node:
    match plain:
        case ["number", value]:
            return Number(Decimal(value))
        case ["array", *rows]:
            return ArrayLiteral(tuple(tuple(map(_node, row)) for row in rows))
        case ["unary", operator, operand]:
            return Unary(operator, _node(operand))
        case ["binary", operator, left, right]:
            return Binary(operator, _node(left), _node(right))
        case ["call", function, *arguments]:
            return Call(function, tuple(map(_node, arguments)))
        case [kind, *parts]:
            return _LEAVES[kind](*parts)
    raise ValueError(f"not a formula written by to_plain: {plain!r}")


_LEAVES: dict[str, type[Text | Bool | ErrorLiteral | Missing | Name | Column | Reference]] = {
    "text": Text,
    "bool": Bool,
    "error": ErrorLiteral,
    "missing": Missing,
    "name": Name,
    "column": Column,
    "cells": Reference,
}
