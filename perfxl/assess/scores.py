"""Points: of each indicator row, of each level-1 and level-2 indicator, and the total in three readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from perfxl.assess.answers import measured
from perfxl.assess.case import Case
from perfxl.assess.columns import exact, scope
from perfxl.assess.earned import earned
from perfxl.assess.model import Grades, GroupResult, IndicatorResult, Three
from perfxl.assess.table import Group, Indicators, number
from perfxl.filing.model import Fact, IndicatorRow
from perfxl.standard.evaluate import evaluate
from perfxl.standard.interval import Interval
from perfxl.standard.model import Standard
from perfxl.standard.values import Scalar

ZERO = Decimal(0)


def totals(case: Case, groups: Iterable[GroupResult]) -> Three:
    """The total as declared in the 总分 row, as the standard sums it from the rows, and as summed with the points
    capped by the weights of the rows, then of the level-2 and level-1 indicators (`groups`). Rows without a score count
    nothing; None where no row has one."""
    indicators = case.indicators
    if all(indicators.score(row) is None for row in indicators.rows):
        return Three(number(indicators.declared), None, None)
    return Three(number(indicators.declared), total_of(case), total_of(case, _cuts(indicators, groups)))


def total_of(case: Case, cuts: Mapping[int, Decimal] | None = None) -> Decimal:
    """What the standard's formula of the total comes to over the rows; `cuts` are taken off the scores of these rows
    (by identity)."""
    indicators, formula = case.indicators, case.standard.table.total.score
    figures = scope(case, formula, indicators.rows)
    if cuts:
        figures = figures.instead(indicators.key("score"), [_cut(indicators, row, cuts) for row in indicators.rows])
    value = evaluate(formula, figures)
    if isinstance(value, Interval) and value.point is not None:
        return value.point
    return filled(indicators, indicators.rows) - sum((cuts or {}).values(), ZERO)


def _cuts(indicators: Indicators, groups: Iterable[GroupResult]) -> dict[int, Decimal]:
    """What the weights take off the scores: all of it off the first row of each level-1 indicator."""
    level1 = zip(indicators.level1, (group for group in groups if group.level == 1), strict=True)
    return {id(group.rows[0]): its.score - its.capped for group, its in level1 if its.score != its.capped}


def _cut(indicators: Indicators, row: IndicatorRow, cuts: Mapping[int, Decimal]) -> Scalar:
    fact = indicators.fact(row, "score")
    return Interval.exact((number(fact) or ZERO) - cuts[id(row)]) if id(row) in cuts else exact(fact)


def grades(standard: Standard, stated: Fact | None, three: Three) -> Grades:
    """The grade as stated, and those of the three totals; `recomputed` is that of the summed one."""
    written = stated.text.strip() if stated is not None and stated.state not in ("blank", "missing") else ""
    return Grades(
        written or None,
        _grade(standard, three.declared),
        _grade(standard, three.summed),
        _grade(standard, three.capped),
    )


def group_results(indicators: Indicators) -> Iterator[GroupResult]:
    """Each level-1 indicator, the points of its level-2 ones together capped by its weight, followed by those."""
    for group in indicators.level1:
        inner = [_level2(indicators, each) for each in indicators.subgroups(group)]
        weight = indicators.weight_of(group)
        capped = _capped(sum((each.capped for each in inner), ZERO), weight, group)
        yield GroupResult(1, group.title, weight, filled(indicators, group.rows), capped)
        yield from inner


def _level2(indicators: Indicators, group: Group) -> GroupResult:
    """A level-2 indicator, each row and then the whole capped by its weight."""
    units = (unit for unit in indicators.units if unit.group is group)
    points = sum((_capped(filled(indicators, unit.rows), unit.weight, group) for unit in units), ZERO)
    weight = indicators.weight_of(group)
    return GroupResult(2, group.title, weight, filled(indicators, group.rows), _capped(points, weight, group))


def filled(indicators: Indicators, rows: tuple[IndicatorRow, ...]) -> Decimal:
    """The points filled in these rows; a row without a score counts nothing."""
    return sum((indicators.score(row) or ZERO for row in rows), ZERO)


def indicator_result(case: Case, row: IndicatorRow) -> IndicatorResult:
    """A row with its points, those it gave itself and those its rule gives."""
    indicators = case.indicators
    cell, target = indicators.fact(row, "score"), indicators.fact(row, "target")
    actual, points = indicators.fact(row, "actual"), earned(case, row)
    return IndicatorResult(
        level=3 if row.level3 else 2,
        path=row.path,
        weight=indicators.weight(row),
        target=target.text.strip() if target else "",
        actual=actual.text.strip() if actual else "",
        score=indicators.score(row),
        recomputed=points.points,
        sheet=(cell.sheet if cell else None) or "",
        cell=(cell.cell if cell else None) or "",
        least=points.least,
        most=points.most if points.rule is not None and points.rule.least is not None else None,
        rule=points.rule.words if points.rule is not None else "",
        computation=points.computation,
        why=points.why,
        answer=measured(case, row).actual.text.strip(),
    )


def _capped(points: Decimal, weight: Decimal | None, group: Group) -> Decimal:
    """Not more than the weight and not below 0; of bonus points as much may be taken off as may be given."""
    if group.bonus:
        return points if weight is None else max(-weight, min(points, weight))
    return max(ZERO, points if weight is None else min(points, weight))


def _grade(standard: Standard, total: Decimal | None) -> str | None:
    return None if total is None else standard.grade(total)
