"""Points that a rule of the standard gives: to rows with a weight of their own, a numeric target and an answer."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from perfxl.assess.case import Case
from perfxl.assess.scope import TableScope
from perfxl.assess.table import LEVEL3_WEIGHT, number
from perfxl.filing.model import IndicatorRow
from perfxl.standard.evaluate import evaluate
from perfxl.standard.interval import Interval


@dataclass(frozen=True, slots=True)
class Points:
    """What a row of that weight earns: `written` by the figures as written, `most` when what was rounded away counts
    in its favour; and its completion as written, a fraction, more than 1 where the target is exceeded."""

    weight: Decimal
    written: Decimal
    most: Decimal
    completion: Decimal


def earned(case: Case, row: IndicatorRow) -> Points | None:
    """The points of the standard's proportional rule; None where it does not apply to this row."""
    return case.once(_of_rows)[id(row)]


def _of_rows(case: Case) -> dict[int, Points | None]:
    return {id(row): _earned(case, row) for row in case.indicators.rows}


def _earned(case: Case, row: IndicatorRow) -> Points | None:
    rule = case.standard.table.rule
    measured = case.measure(row)
    weight, possible = number(row.facts.get(LEVEL3_WEIGHT)), measured.completion
    written = measured.completion_as_written
    if rule is None or weight is None or possible is None or written is None:
        return None
    figure, range_ = (
        evaluate(
            rule.points,
            TableScope({"分值": Interval.exact(weight), "完成度": completion, "完成数": completion}, {}, {}),
        )
        for completion in (Interval.exact(written), possible)
    )
    if not isinstance(figure, Interval) or not isinstance(range_, Interval):
        return None
    if figure.point is None or range_.hi is None:
        return None
    return Points(weight, figure.point, range_.hi, written)
