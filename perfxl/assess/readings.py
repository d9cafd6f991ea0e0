"""A rule that deducts by steps, read the three ways there are: full steps only, started ones too, or pro rata."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from perfxl.assess.case import Case
from perfxl.assess.columns import as_written, row_scope
from perfxl.assess.model import StepReading
from perfxl.filing.model import IndicatorRow
from perfxl.standard.evaluate import evaluate
from perfxl.standard.formula import Call, Formula, Node, Number, rebuilt
from perfxl.standard.interval import Interval
from perfxl.standard.model import Rule

KIND = "step_deduct"
_NONE = Number(Decimal(0))


def step_readings(case: Case, row: IndicatorRow, rule: Rule) -> StepReading | None:
    """The points of a row under each reading of its rule; None where the rule does not count steps, or the row has no
    figure for it."""
    weight = case.indicators.weight(row)
    if rule.kind != KIND or weight is None:
        return None
    points = [_points(case, row, formula) for formula in rule.points.tree.once(_three)]
    full, started, prorata = points
    if full is None or started is None or prorata is None:
        return None
    return StepReading(weight, full, started, prorata, rule.words.partition("（不满")[0], rule.source)


def _three(tree: Node) -> tuple[Formula, Formula, Formula]:
    """A rule's formula with its steps cut off, rounded up, and as they are. One that is pro rata stays so."""
    full = _counted(tree, lambda steps: Call("INT", (steps,)))
    started = _counted(tree, lambda steps: Call("ROUNDUP", (steps, _NONE)))
    prorata = _counted(tree, lambda steps: steps)
    return Formula("", full), Formula("", started), Formula("", prorata)


def _counted(node: Node, count: Callable[[Node], Node]) -> Node:
    """The node with every number of steps counted another way."""
    match node:
        case Call("INT", (steps,)) | Call("ROUNDUP", (steps, Number())):
            return count(_counted(steps, count))
    return rebuilt(node, lambda part: _counted(part, count))


def _points(case: Case, row: IndicatorRow, formula: Formula) -> Decimal | None:
    value = evaluate(formula, row_scope(case, formula, row, as_written(case, row), True))
    return value.point if isinstance(value, Interval) else None
