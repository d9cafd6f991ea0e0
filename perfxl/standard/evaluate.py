"""What a formula comes to: Excel's meaning, in exact decimals, over figures that may be known only within limits.

A scope gives the figures. Where they are points the result is the one Excel shows; where they are intervals it holds
every result that some numbers within them give. What cannot be known is Undecidable, with the reason; never a guess.

A node is compiled into a function of an evaluation when it is first evaluated, and keeps that function: the formulas of
a standard are evaluated for every filing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from perfxl.standard.functions.operators import OPERATORS, hundredth, negative
from perfxl.standard.interval import ZERO
from perfxl.standard.values import (
    BLANK,
    NOT_FOUND,
    Array,
    ErrorValue,
    Scalar,
    Undecidable,
    Unusable,
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
    return ZERO if value is BLANK else value


class Evaluation:
    """One pass over a formula; it counts the cells it goes over."""

    __slots__ = ("_cells_left", "scope")

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._cells_left = MOST_CELLS

    def value(self, node: Node) -> Value:
        """What a node comes to."""
        return node.once(compiled)(self)

    def cells(self, reference: Reference) -> Value:
        """The cells of a reference, which are not asked for where they are too many."""
        return _TOO_LARGE if reference.size > self._cells_left else self.counted(self.scope.reference(reference))

    def counted(self, value: Value) -> Value:
        """The value, an array of one cell as that cell; undecidable once too many cells were gone over."""
        if not isinstance(value, Array):
            return value
        rows, columns = value.shape
        if not self._take(rows * columns):
            return _TOO_LARGE
        return value.rows[0][0] if rows == columns == 1 else value

    def spread(self, function: Callable[..., Scalar], values: Sequence[Value]) -> Value:
        """The function of single values cell by cell, a single row or column standing for all."""
        arrays = [value if isinstance(value, Array) else Array(((value,),)) for value in values]
        rows = max(array.shape[0] for array in arrays)
        columns = max(array.shape[1] for array in arrays)
        if not self._take(rows * columns):
            return _TOO_LARGE
        grid = ((tuple(_at(array, r, c) for array in arrays) for c in range(columns)) for r in range(rows))
        return Array(tuple(tuple(function(*cells) for cells in row) for row in grid))

    def _take(self, cells: int) -> bool:
        self._cells_left -= cells
        return self._cells_left >= 0


Compute = Callable[[Evaluation], Value]


def compiled(node: Node, cell_by_cell: bool = False) -> Compute:
    """The node as a function; `cell_by_cell` says whether operators go over arrays there."""
    match node:
        case Name(name):
            return lambda run: run.counted(run.scope.name(name))
        case Column(name, this_row):
            return lambda run: run.counted(run.scope.column(name, this_row))
        case Reference():
            return lambda run: run.cells(node)
        case Unary("+", operand):
            return operand.once(compiled, cell_by_cell)
        case Unary(operator, operand):
            return _on_single_values(negative if operator == "-" else hundredth, (operand,), cell_by_cell)
        case Binary(operator, left, right):
            return _on_two_values(OPERATORS[operator], left, right, cell_by_cell)
        case Call():
            return _call(node, cell_by_cell)
        case ArrayLiteral(rows):
            return _array(rows)
    value = _constant(node)
    return lambda _: value


def _constant(node: Number | Text | Bool | ErrorLiteral | Missing) -> Scalar:
    match node:
        case Number(written):
            return number(written)
        case Text(written):
            return text(written)
        case Bool(truth):
            return truth
        case ErrorLiteral(code):
            return ErrorValue(code)
        case Missing():
            return BLANK


def _array(rows: tuple[tuple[Node, ...], ...]) -> Compute:
    cells = [[cell.once(compiled) for cell in row] for row in rows]
    return lambda run: Array(tuple(tuple(_single(cell(run)) for cell in row) for row in cells))


def _single(value: Value) -> Scalar:
    return _ARRAY_OUT_OF_PLACE if isinstance(value, Array) else value


def _on_two_values(operate: Callable[[Scalar, Scalar], Scalar], left: Node, right: Node, cell_by_cell: bool) -> Compute:
    """What `_on_single_values` is for any number of operands, for those of an operator."""
    first, second = left.once(compiled, cell_by_cell), right.once(compiled, cell_by_cell)

    def compute(run: Evaluation) -> Value:
        a, b = first(run), second(run)
        if isinstance(a, Array) or isinstance(b, Array):
            return run.spread(operate, (a, b)) if cell_by_cell else _ARRAY_OUT_OF_PLACE
        return operate(a, b)

    return compute


def _on_single_values(function: Callable[..., Scalar], operands: tuple[Node, ...], cell_by_cell: bool) -> Compute:
    computes = [operand.once(compiled, cell_by_cell) for operand in operands]

    def compute(run: Evaluation) -> Value:
        values = [each(run) for each in computes]
        for value in values:
            if isinstance(value, Array):
                return run.spread(function, values) if cell_by_cell else _ARRAY_OUT_OF_PLACE
        return function(*values)

    return compute


def _call(node: Call, cell_by_cell: bool) -> Compute:
    name, arguments = node.function, node.arguments
    if name in ON_SINGLE_VALUES:
        return _on_single_values(ON_SINGLE_VALUES[name], arguments, cell_by_cell)
    if name in ON_RANGES:
        return _on_ranges(ON_RANGES[name], arguments, cell_by_cell or name in CELL_BY_CELL)
    if name == "ROW":
        row = _row_of(arguments[0])
        return lambda _: row
    computes = [argument.once(compiled, cell_by_cell) for argument in arguments]
    return _if_error(*computes) if name == "IFERROR" else _if(*computes)


def _on_ranges(function: Callable[..., Value], arguments: tuple[Node, ...], cell_by_cell: bool) -> Compute:
    given = [(argument.once(compiled, cell_by_cell), refers(argument)) for argument in arguments]
    return lambda run: run.counted(function(*[Argument(each(run), cells) for each, cells in given]))


def _if(condition: Compute, then: Compute, otherwise: Compute = lambda _: False) -> Compute:
    """Only the branch that counts is evaluated; FALSE where it is not written."""

    def compute(run: Evaluation) -> Value:
        truth = truth_of(condition(run))
        if not isinstance(truth, bool):
            return truth
        return then(run) if truth else otherwise(run)

    return compute


def _if_error(first: Compute, otherwise: Compute) -> Compute:
    def compute(run: Evaluation) -> Value:
        value = _single(first(run))
        return otherwise(run) if isinstance(value, ErrorValue) else value

    return compute


def truth_of(condition: Value) -> bool | Unusable:
    """Whether a condition holds, or why that cannot be told."""
    return _ARRAY_OUT_OF_PLACE if isinstance(condition, Array) else as_truth(condition)


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
