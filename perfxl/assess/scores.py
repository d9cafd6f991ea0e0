"""Points: of each indicator row, of each level-1 and level-2 indicator, and the total in three readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from perfxl.assess.model import Grades, GroupResult, IndicatorResult, Three
from perfxl.assess.table import Group, Indicators, ScoreUnit, number
from perfxl.filing.model import Fact, IndicatorRow
from perfxl.standard.model import Standard

ZERO = Decimal(0)


def totals(indicators: Indicators, groups: Iterable[GroupResult]) -> Three:
    """The total as declared in the 总分 row, as summed from the rows, and as capped by the weights of the rows, then of
    the level-2 and level-1 indicators (`groups`). Rows without a score count nothing; None where no row has one."""
    scores = [score for row in indicators.rows if (score := indicators.score(row)) is not None]
    if not scores:
        return Three(number(indicators.declared), None, None)
    capped = sum((group.capped for group in groups if group.level == 1), ZERO)
    return Three(number(indicators.declared), sum(scores, ZERO), capped)


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
        weight = number(group.weight)
        capped = _capped(sum((each.capped for each in inner), ZERO), weight)
        yield GroupResult(1, group.title, weight, filled(indicators, group.rows), capped)
        yield from inner


def _level2(indicators: Indicators, group: Group) -> GroupResult:
    """A level-2 indicator, each row and then the whole capped by its weight."""
    units = (unit for unit in indicators.units if unit.group is group)
    weight = number(group.weight)
    capped = _capped(sum((_capped_unit(indicators, unit) for unit in units), ZERO), weight)
    return GroupResult(2, group.title, weight, filled(indicators, group.rows), capped)


def filled(indicators: Indicators, rows: tuple[IndicatorRow, ...]) -> Decimal:
    """The points filled in these rows; a row without a score counts nothing."""
    return sum((indicators.score(row) or ZERO for row in rows), ZERO)


def indicator_result(indicators: Indicators, row: IndicatorRow, points: Decimal | None) -> IndicatorResult:
    """A row with its points; `points` is what its rule gives, None where it is self-given."""
    cell = indicators.fact(row, "score")
    target, actual = indicators.fact(row, "target"), indicators.fact(row, "actual")
    return IndicatorResult(
        level=3 if row.level3 else 2,
        path=row.path,
        weight=number(row.weight),
        target=target.text.strip() if target else "",
        actual=actual.text.strip() if actual else "",
        score=indicators.score(row),
        recomputed=points,
        sheet=(cell.sheet if cell else None) or "",
        cell=(cell.cell if cell else None) or "",
    )


def _capped_unit(indicators: Indicators, unit: ScoreUnit) -> Decimal:
    return _capped(filled(indicators, unit.rows), unit.weight)


def _capped(points: Decimal, weight: Decimal | None) -> Decimal:
    return max(ZERO, points if weight is None else min(points, weight))


def _grade(standard: Standard, total: Decimal | None) -> str | None:
    return None if total is None else standard.grade(total)
