"""What a formula comes to: Excel's meaning, in exact decimals, over figures that may be known only within limits.

A scope gives the figures. Where they are points the result is the one Excel shows; where they are intervals it holds
every result that some numbers within them give. What cannot be known is Undecidable, with the reason; never a guess.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from perfxl.standard.formula import (
    ArrayLiteral,
    Binary,
    Bool,
    Call,
    Column,
    ErrorLiteral,
    Formula,
    Missing,
    Name,
    Node,
    Number,
    Reference,
    Text,
    Unary,
)
from perfxl.standard.functions import CELL_BY_CELL, ON_RANGES, ON_SINGLE_VALUES
from perfxl.standard.functions.argument import Argument
from perfxl.standard.functions.operators import combined, hundredth, negative
from perfxl.standard.interval import Interval
from perfxl.standard.values import (
    BLANK,
    NOT_FOUND,
    Array,
    ErrorValue,
    Scalar,
    Undecidable,
    Value,
    as_truth,
    number,
    text,
)

MOST_CELLS = 200_000
"""Cells that one evaluation may go over; a formula that wants more is undecidable."""

_TOO_LARGE = Undecidable(f"公式涉及的单元格超过{MOST_CELLS}个")
_ARRAY_OUT_OF_PLACE = Undecidable("区域出现在要单个值的地方，各版本的Excel结果不一")


class Scope(Protocol):
    """Gives the figures. What it does not know is ErrorValue("#NAME?") or Undecidable, never an exception."""

    def name(self, name: str) -> Value:
        """The cell or range of a defined name."""

    def column(self, name: str, this_row: bool) -> Value:
        """The value of a column in this row, or an Array of those in all rows in scope."""

    def reference(self, reference: Reference) -> Value:
        """The cell, or an Array of the cells, that a reference stands for."""


def evaluate(formula: Formula, scope: Scope) -> Value:
    """What the formula comes to; as in a cell, a blank comes to 0."""
    value = Evaluation(scope).value(formula.tree)
    return Interval.exact(0) if value is BLANK else value


class Evaluation:
    """One pass over a formula; it counts the cells it goes over."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._cells_left = MOST_CELLS

    def value(self, node: Node, cell_by_cell: bool = False) -> Value:
        """What a node comes to; `cell_by_cell` says whether operators go over arrays there."""
        match node:
            case Number(written):
                return number(written)
            case Text(written):
                return text(written)
            case Bool(truth):
                return truth
            case Unary() | Binary():
                return self._operation(node, cell_by_cell)
            case Call():
                return self._call(node, cell_by_cell)
            case ErrorLiteral(code):
                return ErrorValue(code)
            case ArrayLiteral(rows):
                return Array(tuple(tuple(self.scalar(cell) for cell in row) for row in rows))
            case Missing():
                return BLANK
        return self._figures(node)

    def scalar(self, node: Node) -> Scalar:
        """What a node comes to where only a single value will do."""
        value = self.value(node)
        return _ARRAY_OUT_OF_PLACE if isinstance(value, Array) else value

    def _figures(self, node: Name | Column | Reference) -> Value:
        if isinstance(node, Reference) and node.size > self._cells_left:
            return _TOO_LARGE
        match node:
            case Name(name):
                value = self._scope.name(name)
            case Column(name, this_row):
                value = self._scope.column(name, this_row)
            case Reference():
                value = self._scope.reference(node)
        return self._counted(value)

    def _counted(self, value: Value) -> Value:
        """The value, an array of one cell as that cell; undecidable once too many cells were gone over."""
        if not isinstance(value, Array):
            return value
        rows, columns = value.shape
        self._cells_left -= rows * columns
        if self._cells_left < 0:
            return _TOO_LARGE
        return value.rows[0][0] if rows == columns == 1 else value

    def _operation(self, node: Unary | Binary, cell_by_cell: bool) -> Value:
        match node:
            case Unary("+", operand):
                return self.value(operand, cell_by_cell)
            case Unary(operator, operand):
                function = negative if operator == "-" else hundredth
                return self._spread(function, (self.value(operand, cell_by_cell),), cell_by_cell)
            case Binary(operator, left, right):
                values = self.value(left, cell_by_cell), self.value(right, cell_by_cell)
                return self._spread(lambda a, b: combined(operator, a, b), values, cell_by_cell)

    def _call(self, node: Call, cell_by_cell: bool) -> Value:
        name, arguments = node.function, node.arguments
        if name in ON_SINGLE_VALUES:
            values = tuple(self.value(argument, cell_by_cell) for argument in arguments)
            return self._spread(ON_SINGLE_VALUES[name], values, cell_by_cell)
        if name in ON_RANGES:
            inside = cell_by_cell or name in CELL_BY_CELL
            given = (Argument(self.value(argument, inside), refers(argument)) for argument in arguments)
            return self._counted(ON_RANGES[name](*given))
        return self._special(name, arguments, cell_by_cell)

    def _special(self, name: str, arguments: tuple[Node, ...], cell_by_cell: bool) -> Value:
        if name == "ROW":
            return _row_of(arguments[0])
        if name == "IFERROR":
            value = self.value(arguments[0], cell_by_cell)
            if isinstance(value, Array):
                return _ARRAY_OUT_OF_PLACE
            return self.value(arguments[1], cell_by_cell) if isinstance(value, ErrorValue) else value
        branch = self.branch(arguments, cell_by_cell)
        return self.value(branch, cell_by_cell) if isinstance(branch, Node) else branch

    def branch(self, arguments: tuple[Node, ...], cell_by_cell: bool = False) -> Node | Scalar:
        """Of an IF: the branch that counts, or why none does. FALSE where the branch is not written."""
        condition = self.value(arguments[0], cell_by_cell)
        truth = _ARRAY_OUT_OF_PLACE if isinstance(condition, Array) else as_truth(condition)
        if not isinstance(truth, bool):
            return truth
        if truth:
            return arguments[1]
        return arguments[2] if len(arguments) == 3 else False

    def _spread(self, function: Callable[..., Scalar], values: tuple[Value, ...], cell_by_cell: bool) -> Value:
        """The function of single values; over arrays cell by cell, a single row or column standing for all."""
        if not any(isinstance(value, Array) for value in values):
            return function(*values)
        if not cell_by_cell:
            return _ARRAY_OUT_OF_PLACE
        arrays = [value if isinstance(value, Array) else Array(((value,),)) for value in values]
        rows = max(array.shape[0] for array in arrays)
        columns = max(array.shape[1] for array in arrays)
        self._cells_left -= rows * columns
        if self._cells_left < 0:
            return _TOO_LARGE
        grid = ((tuple(_at(array, r, c) for array in arrays) for c in range(columns)) for r in range(rows))
        return Array(tuple(tuple(function(*cells) for cells in row) for row in grid))


def _row_of(node: Node) -> Scalar:
    if not isinstance(node, Reference):
        return Undecidable("行号不可知")
    return number(node.first_row) if node.first_row == node.last_row else _ARRAY_OUT_OF_PLACE


def _at(array: Array, row: int, column: int) -> Scalar:
    rows, columns = array.shape
    row, column = row if rows > 1 else 0, column if columns > 1 else 0
    return array.rows[row][column] if row < rows and column < columns else NOT_FOUND


def refers(node: Node) -> bool:
    """Whether the node stands for cells, in which functions skip texts."""
    match node:
        case Name() | Column() | Reference():
            return True
        case Call("IF", (_, *branches)):
            return any(map(refers, branches))
        case Call("INDEX", (cells, *_)):
            return refers(cells)
    return False
