"""What was reached, row by row: as the unit wrote it, or as the form computes it from its other cells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from perfxl.assess.case import Case
from perfxl.assess.figures import percent, plain
from perfxl.assess.kinds.fields import NOTHING, facts_in, unfilled, unreadable
from perfxl.assess.measure import Measure
from perfxl.assess.stated import measure
from perfxl.assess.table import text_of
from perfxl.filing.model import IndicatorRow
from perfxl.filing.quantity import Quantity, quantity
from perfxl.standard.evaluate import evaluate
from perfxl.standard.fill_in import fill_in
from perfxl.standard.formula import Binary, Formula
from perfxl.standard.interval import Interval
from perfxl.standard.model import NOT_APPLICABLE, Item
from perfxl.standard.values import ErrorValue, Undecidable


@dataclass(frozen=True, slots=True)
class Computed:
    """An actual value that the form computes: `value` from the figures as written, `possible` as far as their digits
    tell. `na` says that there is none (the figures behind it are marked so); `why` is why it cannot be computed."""

    value: Decimal | None = None
    possible: Interval | None = None
    computation: str = ""
    rate: bool = False
    na: bool = False
    why: str = ""

    @property
    def shown(self) -> str:
        """The value as it is to be filled in."""
        if self.value is None:
            return NOT_APPLICABLE if self.na else ""
        return percent(self.value) if self.rate else plain(self.value)


def computed(case: Case, row: IndicatorRow) -> Computed | None:
    """What the form computes as the row's actual value, or as that of the field in which it stands beside the table;
    None where the unit writes it."""
    return case.once(_all_computed).get(id(row))


def measured(case: Case, row: IndicatorRow) -> Measure:
    """A row's target beside what was reached: as computed, else as written."""
    return case.for_row(_measure, row)


def is_rate(item: Item) -> bool:
    """Whether a computed actual value is a ratio, written in percent."""
    if item.unit or item.target:
        return "%" in item.unit + item.target or "％" in item.unit + item.target
    return item.level3.endswith("率")


def unknown(case: Case, formula: Formula) -> str:
    """Why a formula over fields cannot be asked: a figure that cannot be read, or is not filled; empty where it can."""
    facts = facts_in(case, formula)
    verdict = unreadable(case, facts) or unfilled(case, facts)
    if verdict is not None:
        return verdict.message
    return "所用的数都没有填。" if facts and all(fact.state in NOTHING for fact in facts) else ""


def _all_computed(case: Case) -> dict[int, Computed]:
    found: dict[int, Computed] = {}
    for row in case.indicators.rows:
        standing = case.indicators.standing(row)
        if standing.item is not None and standing.item.actual is not None:
            found[id(row)] = _computed(case, standing.item.actual, is_rate(standing.item))
        elif standing.beside is not None:
            field = case.field(standing.beside.actual)
            if field.formula is not None:
                found[id(row)] = _computed(case, field.formula, field.kind == "rate")
    return found


def _computed(case: Case, formula: Formula, rate: bool) -> Computed:
    if _is_nothing(case, formula):
        return Computed(na=True, rate=rate)
    why = unknown(case, formula)
    if why:
        return Computed(why=why, rate=rate)
    value, possible = evaluate(formula, case.figures), evaluate(formula, case.fields)
    if isinstance(value, Interval) and isinstance(possible, Undecidable):
        return Computed(why=f"{possible.reason}。", rate=rate)
    if isinstance(value, Interval) and value.point is not None and isinstance(possible, Interval):
        shown = percent(value.point) if rate else plain(value.point)
        return Computed(value.point, possible, f"{fill_in(formula, case.figures, plain)}={shown}", rate)
    if isinstance(value, str) and value.strip() == NOT_APPLICABLE:
        return Computed(na=True, rate=rate)
    return Computed(why=_why(value), rate=rate)


def _is_nothing(case: Case, formula: Formula) -> bool:
    """Whether all figures behind a ratio are 0 or marked as not applicable; 0 of 0 is neither good nor bad."""
    facts = facts_in(case, formula)
    ratio = isinstance(formula.tree, Binary) and formula.tree.operator == "/"
    return (
        ratio
        and bool(facts)
        and all(fact.state == "na" or (fact.state == "number" and not fact.value) for fact in facts)
    )


def _why(value: object) -> str:
    if isinstance(value, Undecidable):
        return f"{value.reason}。"
    if isinstance(value, ErrorValue) and value.code != "#DIV/0!":
        return f"算式的结果是{value.code}。"
    return "除数为0，不能计算。"


def _measure(case: Case, row: IndicatorRow) -> Measure:
    indicators = case.indicators
    target, actual, operator, unit = (
        text_of(indicators.fact(row, kind)) for kind in ("target", "actual", "operator", "unit")
    )
    its, item = computed(case, row), indicators.standing(row).item
    if its is None:
        return measure(target, actual, "/".join(row.path), case.filing.year, operator, unit)
    if item is not None:
        target, operator, unit = target or item.target, operator or item.operator, unit or item.unit
    stated = measure(target, actual, "/".join(row.path), case.filing.year, operator, unit)
    if its.na:
        return replace(stated, actual=quantity(NOT_APPLICABLE))
    return stated if its.value is None else replace(stated, actual=_stated(its, stated), reach=its.possible)


def _stated(its: Computed, beside: Measure) -> Quantity:
    """A computed value, in the kind and the unit of the target."""
    if its.rate or beside.target.kind == "percent":
        return Quantity("percent", "", its.value, "%", None, its.shown)
    return Quantity("number", "", its.value, beside.target.unit, None, its.shown)
