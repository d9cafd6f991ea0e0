"""The formulas that the template writes into the rows of the indicator table: answers computed from other cells, and
points by the row's rule. They are known as trees already; the parser is slow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from perfxl.assess.answers import measured
from perfxl.assess.case import Case
from perfxl.assess.earned import rule_of
from perfxl.filing.model import Fact, IndicatorRow
from perfxl.sml.a1 import parse
from perfxl.standard.formula import Binary, Column, Formula, Name, Node, Reference, rebuilt
from perfxl.standard.in_table import LESS_IS_BETTER, answer_formula, guarded_formula
from perfxl.standard.model import Beside

Place = tuple[str, str]


def row_formulas(case: Case, place: Place) -> tuple[Formula, ...]:
    """What the template may have written into a cell of the table, or of a row beside it."""
    row = case.once(_rows_by_cell).get(place)
    return () if row is None else tuple(_of(case, row, place))


def _rows_by_cell(case: Case) -> dict[Place, IndicatorRow]:
    """The rows by the cells of their actual values and of their scores."""
    found: dict[Place, IndicatorRow] = {}
    for row in case.indicators.rows:
        for kind in ("actual", "score"):
            fact = case.indicators.fact(row, kind)
            if fact is not None and fact.sheet and fact.cell:
                found[fact.sheet, fact.cell] = row
    return found


def _of(case: Case, row: IndicatorRow, place: Place) -> Iterator[Formula]:
    actual, item = case.indicators.fact(row, "actual"), case.indicators.standing(row).item
    if actual is not None and place == (actual.sheet, actual.cell):
        if item is not None and item.actual is not None:
            yield answer_formula(case.standard, item.actual)
        return
    rule, beside = rule_of(case, row), case.indicators.standing(row).beside
    if rule is not None:
        nodes = _beside(beside) if beside is not None else _in_table(case, row)
        yield guarded_formula(_put(rule.points.tree, nodes))


def _beside(beside: Beside) -> Mapping[str, Node]:
    return {"分值": Name(beside.weight), "完成值": Name(beside.actual), "完成数": Name(beside.actual)}


def _in_table(case: Case, row: IndicatorRow) -> Mapping[str, Node]:
    """The cells of the row by what a rule calls them."""
    actual, target = (_reference(case.indicators.fact(row, kind)) for kind in ("actual", "target"))
    nodes: dict[str, Node] = {key: node for key, fact in row.facts.items() if (node := _reference(fact)) is not None}
    weight = _reference(row.weight)
    nodes |= {"分值": weight} if weight is not None else {}
    nodes |= {"完成值": actual, "完成数": actual} if actual is not None else {}
    if target is not None and actual is not None:
        less = measured(case, row).target.operator in LESS_IS_BETTER
        nodes |= {"目标数": target, "完成度": Binary("/", target, actual) if less else Binary("/", actual, target)}
    return nodes


def _reference(fact: Fact | None) -> Reference | None:
    at = parse(fact.cell) if fact is not None and fact.cell else None
    return None if at is None else Reference(None, *at, *at)


def _put(node: Node, nodes: Mapping[str, Node]) -> Node:
    """The node with the row's cells for its columns."""
    if isinstance(node, Column) and node.this_row:
        return nodes.get(node.name, node)
    return rebuilt(node, lambda part: _put(part, nodes))
