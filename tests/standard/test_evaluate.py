"""What formulas come to on exact figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from perfxl.standard.evaluate import evaluate
from perfxl.standard.formula import VOCABULARY, Reference
from perfxl.standard.functions import ON_RANGES, ON_SINGLE_VALUES
from perfxl.standard.interval import Interval
from perfxl.standard.parse import parse
from perfxl.standard.values import BLANK, Array, ErrorValue, Undecidable, Value
from tests.standard.cases import SheetScope, written


def result_of(formula: str) -> str:
    """What a formula on the sheet comes to, as it is written in the cases."""
    return as_written(evaluate(parse(formula), SheetScope()))


def as_written(value: Value) -> str:
    match value:
        case Interval():
            assert value.point is not None
            return f"{value.point.normalize():f}"
        case bool():
            return str(value).upper()
        case str():
            return f'"{value}"'
        case ErrorValue(code):
            return code
        case Undecidable():
            return "?"
    return str(value)


class DescribeEvaluate:
    @pytest.mark.parametrize(("formula", "expected"), written())
    def it_means_what_excel_means(self, formula: str, expected: str):
        assert result_of(formula) == expected

    def it_knows_every_function_of_the_vocabulary(self):
        assert {*ON_SINGLE_VALUES, *ON_RANGES, "IF", "IFERROR", "ROW"} == set(VOCABULARY)

    def it_divides_to_more_digits_than_it_compares(self):
        value = evaluate(parse("=2.2/2.25"), SheetScope())
        assert isinstance(value, Interval)
        assert str(value.point).startswith("0.9777777777777777777777777777777777777777777")

    def it_says_why_it_cannot_decide(self):
        assert evaluate(parse("=SUM(A1:XFD1048576)"), SheetScope()) == Undecidable("公式涉及的单元格超过200000个")

    def it_never_asks_a_scope_for_more_cells_than_it_can_go_over(self):
        class Greedy(SheetScope):
            def reference(self, reference: Reference) -> Value:
                raise AssertionError("was asked for all cells")

        assert isinstance(evaluate(parse("=SUM(A:XFD)"), Greedy()), Undecidable)

    def it_stops_when_many_ranges_together_are_too_much(self):
        class Wide(SheetScope):
            def reference(self, reference: Reference) -> Value:
                return Array(((BLANK,) * 90_000,))

        formula = parse("=SUM(A1:A90000,B1:B90000,C1:C90000)")
        assert isinstance(evaluate(formula, Wide()), Undecidable)

    def it_does_not_build_a_plane_from_two_lines(self):
        class Lines(SheetScope):
            def reference(self, reference: Reference) -> Value:
                line = (Interval.exact(1),) * 1000
                return Array.column(line) if reference.first_column == 1 else Array((line,))

        assert isinstance(evaluate(parse("=SUMPRODUCT(A1:A9*B1:Z1)"), Lines()), Undecidable)

    def it_does_not_grow_a_text_without_end(self):
        text = '"' + "x" * 100 + '"'
        formula = text
        for _ in range(8):
            formula = f'SUBSTITUTE({formula},"x",{text})'
        assert evaluate(parse(formula), SheetScope()) == ErrorValue("#VALUE!")

    def it_keeps_figures_within_limits_through_every_step(self):
        class Rounded(SheetScope):
            def name(self, name: str) -> Value:
                return Interval.rounded(Decimal("2.2"), 1)

        value = evaluate(parse("=ROUND(预算*10,0)"), Rounded())
        assert value == Interval(Decimal(22), Decimal(22)) or value == Interval(Decimal(22), Decimal(23))

    def it_does_not_choose_a_branch_it_cannot_know(self):
        class Rounded(SheetScope):
            def name(self, name: str) -> Value:
                return Interval.rounded(Decimal("0.9"), 1)

        assert isinstance(evaluate(parse("=IF(执行率>=0.9,10,5)"), Rounded()), Undecidable)
        assert evaluate(parse("=IF(执行率>=0.8,10,5)"), Rounded()) == Interval.exact(10)
