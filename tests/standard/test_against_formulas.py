"""The evaluator and the functions that the `formulas` package compiles say the same, but for what is listed."""

from __future__ import annotations

from typing import Any

import numpy
import pytest
import schedula
from formulas import Parser, Ranges
from formulas.tokens.operand import Error, XlError

from perfxl.standard.evaluate import evaluate
from perfxl.standard.formula import Reference
from perfxl.standard.interval import Interval
from perfxl.standard.parse import parse
from perfxl.standard.values import BLANK, Array, ErrorValue, Scalar, Undecidable, Value
from tests.standard.cases import SheetScope, generated
from tests.standard.known_differences import FORMULAS as KNOWN

FORMULAS = [*generated(400, seed=2021), "=SUMPRODUCT(--(A1:A4>0),D1:D4)", "=DATE(2020,G4,2)", "=ROUND(1.005,2)"]


def compiled(formula: str) -> Any:
    """What the compiled formula gives for the sheet."""
    function = Parser().ast(formula)[1].compile()
    result = function(*(Ranges().push(name, _cells(name)) for name in function.inputs))
    value = numpy.asarray(getattr(result, "value", result), dtype=object).ravel()[0]
    return 0 if value is schedula.EMPTY else value


def _cells(name: str) -> numpy.ndarray:
    reference = parse(name).tree
    assert isinstance(reference, Reference)
    array = SheetScope().reference(reference)
    assert isinstance(array, Array)
    cells = numpy.empty(array.shape, dtype=object)
    for row, values in enumerate(array.rows):
        cells[row] = [_plain(value) for value in values]
    return cells


def _plain(value: Scalar) -> Any:
    if isinstance(value, Interval):
        assert value.point is not None
        return float(value.point)
    if isinstance(value, ErrorValue):
        return Error.errors[value.code]
    return schedula.EMPTY if value is BLANK else value


def _agree(ours: Value, theirs: Any) -> bool:
    if isinstance(ours, Interval):
        assert ours.point is not None
        number = isinstance(theirs, int | float | numpy.number) and not isinstance(theirs, bool)
        return number and float(ours.point) == pytest.approx(theirs, rel=1e-9, abs=1e-9)
    if isinstance(ours, ErrorValue):
        return str(theirs) == ours.code
    if isinstance(ours, bool):
        return isinstance(theirs, bool | numpy.bool_) and bool(theirs) == ours
    return theirs == ours


@pytest.fixture(scope="module")
def differing() -> dict[str, tuple[Value, Any]]:
    """The formulas on which the two differ, with what each says."""
    pairs = ((formula, evaluate(parse(formula), SheetScope())) for formula in FORMULAS)
    both = {formula: (ours, compiled(formula)) for formula, ours in pairs if not isinstance(ours, Undecidable)}
    assert len(both) > 0.95 * len(FORMULAS)
    return {formula: pair for formula, pair in both.items() if not _agree(*pair)}


class DescribeTheEvaluatorBesideFormulas:
    def it_differs_in_nothing_that_is_not_listed(self, differing: dict[str, tuple[Value, Any]]):
        unknown = [
            f"{formula}: {ours} beside {theirs}"
            for formula, (ours, theirs) in differing.items()
            if not any(
                known.concerns(formula, isinstance(ours, ErrorValue) and isinstance(theirs, XlError)) for known in KNOWN
            )
        ]
        assert not unknown, "\n".join(unknown)

    def it_has_no_difference_listed_that_does_not_occur(self, differing: dict[str, tuple[Value, Any]]):
        for known in KNOWN:
            assert any(known.concerns(formula, True) for formula in differing), known.reason
