"""A marking rule worked out for one row: the branch that counts, its figures, without the rounding and the guards."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from functools import reduce

from perfxl.assess.figures import CENT, HUNDRED, half_up, plain
from perfxl.standard.evaluate import Evaluation, Scope, truth_of
from perfxl.standard.fill_in import fill_in
from perfxl.standard.formula import Binary, Call, Column, Formula, Node, Number, Unary, rebuilt
from perfxl.standard.interval import Interval
from perfxl.standard.values import Array

_WORDS = {"INT": "取整", "ROUNDUP": "进位取整"}
_PICKS = {"MIN": min, "MAX": max}


def working(formula: Formula, scope: Scope, percents: Collection[str] = ()) -> str:
    """ROUND([@分值]*MIN(1,[@完成度]),2) for 5 points and 90 % is 5×90%; `percents` are the columns that are shown as
    percentages."""
    return fill_in(Formula("", _Picker(Evaluation(scope), percents).picked(formula.tree)), scope, plain)


class _Picker:
    def __init__(self, run: Evaluation, percents: Collection[str]) -> None:
        self._run = run
        self._percents = percents

    def picked(self, node: Node) -> Node:
        """The node with what does not count left out: of IF, MIN and MAX all but the argument that is taken."""
        match node:
            case Call("IF", (condition, *branches)):
                truth = truth_of(self._run.value(condition))
                if isinstance(truth, bool) and (truth or len(branches) == 2):
                    return self.picked(branches[0 if truth else 1])
            case Call("ROUND", (value, _)):
                return self.picked(value)
            case Call("INT" | "ROUNDUP" as function, (value, *_)):
                return Call(_WORDS[function], (self.picked(value),))
            case Call("MIN" | "MAX" as function, arguments):
                points = [point for each in arguments if (point := self._point(each)) is not None]
                if len(points) == len(arguments):
                    return self.picked(arguments[points.index(_PICKS[function](points))])
            case Call("SUM", (Column(_, False) as column,)):
                return self._sum(column)
            case Call("SUMIF" | "COUNTIF" | "COUNT" | "COUNTA") if (total := self._point(node)) is not None:
                return Number(total)
            case Column(name, True) if name in self._percents and (share := self._point(node)) is not None:
                return Unary("%", Number(half_up(share * HUNDRED, CENT).normalize()))
        return rebuilt(node, self.picked)

    def _sum(self, column: Node) -> Node:
        """The figures of a column added up, without its blanks and texts."""
        value = self._run.value(column)
        cells = value.cells() if isinstance(value, Array) else (value,)
        points = [cell.point for cell in cells if isinstance(cell, Interval) and cell.point is not None]
        terms: list[Node] = [Number(point) for point in points] or [Number(Decimal(0))]
        return reduce(lambda left, right: Binary("+", left, right), terms)

    def _point(self, node: Node) -> Decimal | None:
        value = self._run.value(node)
        return value.point if isinstance(value, Interval) else None
