"""Functions that make one number of many: SUM, SUMPRODUCT, MIN, MAX, COUNT, COUNTA."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial, reduce

from perfxl.standard.functions.argument import Argument, numbers_in
from perfxl.standard.interval import ZERO, Interval, larger, smaller, sum_of
from perfxl.standard.values import (
    BLANK,
    WRONG_VALUE,
    Array,
    ErrorValue,
    Scalar,
    Undecidable,
    as_number,
    number,
    within_range,
)


def total(*arguments: Argument) -> Scalar:
    """SUM."""
    return _joined(sum_of, arguments)


def least(*arguments: Argument) -> Scalar:
    """MIN; 0 where there is no number."""
    return _joined(partial(reduce, smaller), arguments)


def greatest(*arguments: Argument) -> Scalar:
    """MAX; 0 where there is no number."""
    return _joined(partial(reduce, larger), arguments)


def total_of_products(*arguments: Argument) -> Scalar:
    """SUMPRODUCT: what is no number counts as 0, and so do truth values unless made numbers by an operator."""
    arrays = [_as_array(argument) for argument in arguments]
    if len({array.shape for array in arrays}) > 1:
        return WRONG_VALUE
    result = ZERO
    for cells in zip(*(array.cells() for array in arrays), strict=True):
        unusable = next((cell for cell in cells if isinstance(cell, ErrorValue | Undecidable)), None)
        if unusable is not None:
            return unusable
        factors = (cell if isinstance(cell, Interval) else ZERO for cell in cells)
        result += reduce(Interval.__mul__, factors)
    return within_range(result)


def count_of_numbers(*arguments: Argument) -> Scalar:
    """COUNT: errors are not counted, and no error either."""
    return _counted(cell_counts for argument in arguments for cell_counts in _counts_as_number(argument))


def count_of_filled(*arguments: Argument) -> Scalar:
    """COUNTA: everything but blank cells."""
    cells = ((argument, cell) for argument in arguments for cell in argument.scalars())
    return _counted(_filled(argument, cell) for argument, cell in cells)


def _joined(join: Callable[[list[Interval]], Interval], arguments: tuple[Argument, ...]) -> Scalar:
    numbers = numbers_in(arguments)
    if not isinstance(numbers, list):
        return numbers
    return within_range(join(numbers)) if numbers else ZERO


def _as_array(argument: Argument) -> Array:
    return argument.value if isinstance(argument.value, Array) else Array(((argument.value,),))


def _counts_as_number(argument: Argument) -> Iterable[bool | Undecidable]:
    for cell in argument.scalars():
        if isinstance(cell, Undecidable):
            yield cell
        elif argument.in_cells:
            yield isinstance(cell, Interval)
        else:
            read = as_number(cell)
            yield read if isinstance(read, Undecidable) else isinstance(read, Interval)


def _filled(argument: Argument, cell: Scalar) -> bool | Undecidable:
    if isinstance(cell, Undecidable):
        return cell
    return cell is not BLANK or not argument.in_cells


def _counted(answers: Iterable[bool | Undecidable]) -> Scalar:
    count = 0
    for answer in answers:
        if isinstance(answer, Undecidable):
            return answer
        count += answer
    return number(count)
