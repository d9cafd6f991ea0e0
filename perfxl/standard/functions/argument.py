"""What a function is given: a value, and whether it was read from cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from perfxl.standard.interval import Interval
from perfxl.standard.values import Array, ErrorValue, Scalar, Undecidable, Unusable, Value, as_number


class Argument(NamedTuple):
    """In cells a function skips the texts and truth values that it counts when they are written into the formula."""

    value: Value
    by_reference: bool = False

    @property
    def in_cells(self) -> bool:
        """Whether the value is that of cells or of an array, in both of which texts are skipped."""
        return self.by_reference or isinstance(self.value, Array)

    def scalars(self) -> Iterator[Scalar]:
        """Each single value."""
        if isinstance(self.value, Array):
            yield from self.value.cells()
        else:
            yield self.value


def numbers_in(arguments: tuple[Argument, ...]) -> list[Interval] | Unusable:
    """The numbers among the arguments, or the first thing that prevents counting them."""
    numbers = []
    for argument in arguments:
        if isinstance(argument.value, Interval):
            numbers.append(argument.value)
            continue
        in_cells = argument.in_cells
        for scalar in argument.scalars():
            if in_cells and not isinstance(scalar, (Interval, ErrorValue, Undecidable)):
                continue
            number = as_number(scalar)
            if not isinstance(number, Interval):
                return number
            numbers.append(number)
    return numbers
