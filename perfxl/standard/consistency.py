"""Whether figures known only within limits can be right: does anything behind what is written satisfy a rule?

93 against 96 cannot be, whatever was rounded away. 91.5 % against 183/200 can. Where a divisor may be 0 nobody can
tell. Each comparison is looked at alone, and each mention of a name counts as a figure of its own, so a rule can be
found possible that is not; it is never found impossible where it is possible.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from perfxl.standard.evaluate import Compute, Evaluation, Scope, compiled
from perfxl.standard.formula import COMPARISONS, Binary, BinaryOperator, Call, Formula, Node
from perfxl.standard.functions.operators import NEGATED, compared, may_hold
from perfxl.standard.interval import ZERO, Interval
from perfxl.standard.values import (
    Array,
    Blank,
    ErrorValue,
    NotAvailable,
    Undecidable,
    Value,
    as_truth,
)


class Truth(NamedTuple):
    """Whether some true figures behind the written ones satisfy the rule, and whether all do.

    With a `reason` (in Chinese) neither is known; it then counts as possible and not as certain.
    """

    possible: bool
    certain: bool
    reason: str | None = None

    @property
    def decided(self) -> bool:
        """Whether the figures allow an answer."""
        return self.reason is None

    @classmethod
    def of(cls, holds: bool) -> Truth:
        """What is known for good."""
        return cls(holds, holds)

    @classmethod
    def unknown(cls, reason: str) -> Truth:
        """What cannot be known, and why."""
        return cls(True, False, reason)

    def __and__(self, other: Truth) -> Truth:
        possible, certain = self.possible and other.possible, self.certain and other.certain
        return Truth(possible, certain, (self.reason or other.reason) if possible and not certain else None)

    def __or__(self, other: Truth) -> Truth:
        return ~(~self & ~other)

    def __invert__(self) -> Truth:
        return Truth(not self.certain, not self.possible, self.reason)


Weigh = Callable[[Evaluation], Truth | ErrorValue]


def consistent(formula: Formula, scope: Scope) -> Truth:
    """Whether the figures of the scope can satisfy the formula, a comparison or several joined by AND, OR, NOT, IF."""
    return _known(formula.tree.once(_weighing)(Evaluation(scope)))


def _known(weighed: Truth | ErrorValue) -> Truth:
    return Truth.unknown(f"算式的结果是{weighed.code}") if isinstance(weighed, ErrorValue) else weighed


def _weighing(node: Node) -> Weigh:
    """The node as a condition, compiled as its value is."""
    match node:
        case Binary(operator, left, right) if operator in COMPARISONS:
            return _comparison(operator, left.once(compiled), right.once(compiled))
        case Call("AND" | "OR" | "NOT" as junction, arguments):
            weighs = [argument.once(_weighing) for argument in arguments]
            return lambda run: _joined(junction, [_known(weigh(run)) for weigh in weighs])
        case Call("IF", arguments):
            return _choice(*(argument.once(_weighing) for argument in arguments))
        case Call("IFERROR", (first, otherwise)):
            return _without_error(first.once(_weighing), otherwise.once(_weighing))
    value = node.once(compiled)
    return lambda run: _of_value(value(run))


def _joined(junction: str, truths: list[Truth]) -> Truth:
    result = truths[0]
    for truth in truths[1:]:
        result = result | truth if junction == "OR" else result & truth
    return ~result if junction == "NOT" else result


def _choice(condition: Weigh, then: Weigh, otherwise: Weigh = lambda _: Truth.of(False)) -> Weigh:
    """The branch that counts; both, each with its condition, where either may."""

    def weigh(run: Evaluation) -> Truth | ErrorValue:
        holds = _known(condition(run))
        if holds.certain:
            return then(run)
        other = otherwise(run)
        return (holds & _known(then(run))) | (~holds & _known(other)) if holds.possible else other

    return weigh


def _without_error(first: Weigh, otherwise: Weigh) -> Weigh:
    def weigh(run: Evaluation) -> Truth | ErrorValue:
        weighed = first(run)
        return otherwise(run) if isinstance(weighed, ErrorValue) else weighed

    return weigh


def _of_value(value: Value) -> Truth | ErrorValue:
    truth = Undecidable("条件是一个区域") if isinstance(value, Array) else as_truth(value)
    if isinstance(truth, Undecidable):
        return Truth.unknown(truth.reason)
    return truth if isinstance(truth, ErrorValue) else Truth.of(truth)


def _comparison(operator: BinaryOperator, left: Compute, right: Compute) -> Weigh:
    return lambda run: _compared(operator, left(run), right(run))


def _compared(operator: BinaryOperator, a: Value, b: Value) -> Truth | ErrorValue:
    """A text where a number belongs decides nothing, though Excel puts it above every number."""
    x, y = _number(a), _number(b)
    if x is not None and y is not None:
        possible = may_hold(operator, x, y)
        exact = x.point is not None and y.point is not None
        return Truth(possible, possible if exact else not may_hold(NEGATED[operator], x, y))
    for value in (a, b):
        if isinstance(value, ErrorValue):
            return value
    if isinstance(a, Undecidable | Array | NotAvailable):
        return Truth.unknown(_reason(a))
    if isinstance(b, Undecidable | Array | NotAvailable):
        return Truth.unknown(_reason(b))
    if isinstance(a, Interval) or isinstance(b, Interval):
        return Truth.unknown(_reason(a if x is None else b))
    return _of_value(compared(operator, a, b))


def _number(value: Value) -> Interval | None:
    if isinstance(value, Blank):
        return ZERO
    return value if isinstance(value, Interval) else None


def _reason(value: Value) -> str:
    match value:
        case Undecidable(reason):
            return reason
        case Array():
            return "区域不能与单个值比较"
        case NotAvailable(text):
            return f"“{text}”不是数"
    return f"“{value}”不是数"
