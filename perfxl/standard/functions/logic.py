"""AND, OR and NOT. In cells, texts and blanks are skipped."""

from __future__ import annotations

from perfxl.standard.functions.argument import Argument
from perfxl.standard.interval import Interval
from perfxl.standard.values import WRONG_VALUE, ErrorValue, Scalar, Undecidable, Unusable, as_truth


def every(*arguments: Argument) -> Scalar:
    """AND."""
    truths = _truths_in(arguments)
    return all(truths) if isinstance(truths, list) else truths


def some(*arguments: Argument) -> Scalar:
    """OR."""
    truths = _truths_in(arguments)
    return any(truths) if isinstance(truths, list) else truths


def opposite(value: Scalar) -> Scalar:
    """NOT."""
    truth = as_truth(value)
    return not truth if isinstance(truth, bool) else truth


def _truths_in(arguments: tuple[Argument, ...]) -> list[bool] | Unusable:
    truths = []
    for argument in arguments:
        for scalar in argument.scalars():
            if argument.in_cells and not isinstance(scalar, Interval | bool | ErrorValue | Undecidable):
                continue
            truth = as_truth(scalar)
            if not isinstance(truth, bool):
                return truth
            truths.append(truth)
    return truths or WRONG_VALUE
