"""Checks that a standard writes as formulas over fields: what they have in common before a rule can be weighed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from decimal import Decimal

from perfxl.assess.case import Case
from perfxl.assess.kinds.check import Check, Spot, at
from perfxl.assess.verdict import PASS, Verdict, not_run, undecidable
from perfxl.filing.model import Fact
from perfxl.standard.consistency import consistent
from perfxl.standard.evaluate import Scope, evaluate
from perfxl.standard.formula import Formula, Node
from perfxl.standard.interval import Interval
from perfxl.standard.model import Place
from perfxl.standard.values import DIVISION_BY_ZERO, Value

BLANKS = ("blank", "placeholder")
NOTHING = ("blank", "placeholder", "na")
UNCACHED = "公式没有计算结果，请用 Excel/WPS 打开并保存一次"


class FieldCheck(Check[Place]):
    """A rule over fields, at each of the places the standard gives it."""

    def spots(self, case: Case) -> Iterable[Spot[Place]]:
        """The fields at which the rule is marked."""
        for place in case.rule(self.id).places:
            yield at(case.fact(place.at), place.at, case.label(place.at), place)

    def run(self, case: Case, spot: Spot[Place]) -> Verdict:
        """Weighs the rule where its figures can be read and there is something to weigh."""
        place = spot.subject
        facts = facts_in(case, place.holds)
        return unreadable(case, facts) or self.beforehand(case, place) or self.weighed(case, place)

    def weighed(self, case: Case, place: Place) -> Verdict:
        """Fails where no figures behind the written ones satisfy the rule."""
        truth = consistent(place.holds, case.fields)
        if truth.possible:
            return PASS if truth.reason is None else undecidable(truth.reason + "，无法判断")
        return self.failed(case, place)

    @abstractmethod
    def beforehand(self, case: Case, place: Place) -> Verdict | None:
        """What is to be said before the rule is weighed: nothing to check, or a figure it needs is not filled."""

    @abstractmethod
    def failed(self, case: Case, place: Place) -> Verdict:
        """The fail, with its figures."""


def facts_in(case: Case, formula: Formula) -> tuple[Fact, ...]:
    """The facts behind the names of a formula. A row that a range could do without and the form does not have is left
    out."""
    return case.once(_facts_behind, formula.names)


def _facts_behind(case: Case, names: tuple[str, ...]) -> tuple[Fact, ...]:
    facts: list[Fact] = []
    for name in names:
        if name in case.standard.ranges:
            facts += [fact for fact in case.facts_of(name) if fact.state != "missing" or is_required(case, fact)]
        else:
            facts.append(case.fact(name))
    return tuple(facts)


def unreadable(case: Case, facts: Iterable[Fact]) -> Verdict | None:
    """Why a figure cannot be read, if one cannot."""
    for fact in facts:
        if fact.state == "missing":
            return not_run(absent(case, fact))
        if fact.state == "uncached":
            return not_run(f"“{fact.label}”的{UNCACHED}。")
        if fact.state == "error":
            return not_run(f"“{fact.label}”是错误值{fact.text.strip()}，无法核对。")
        if fact.state == "text":
            return not_run(f"“{fact.label}”填的“{fact.text.strip()}”不是数字，无法核对。")
    return None


def absent(case: Case, fact: Fact) -> str:
    """That a field was not found, or its sheet."""
    if fact.field in case.standard.fields:
        key = case.sheet_of(fact.field)
        if case.filing.sheets.get(key) is None:
            return f"工作簿里没有找到{case.standard.sheets[key].annex}。"
    return f"表里没有找到“{fact.label}”。"


def is_required(case: Case, fact: Fact) -> bool:
    """Whether the form demands this field."""
    field = case.standard.fields.get(fact.field)
    return field is not None and field.required


def unfilled(case: Case, facts: Iterable[Fact]) -> Verdict | None:
    """That a required figure is blank: required-blank says so, and nothing can be compared with it."""
    blank = next((fact for fact in facts if fact.state in BLANKS and is_required(case, fact)), None)
    return None if blank is None else not_run(f"“{blank.label}”未填，无法核对。")


def amount(fact: Fact) -> Decimal:
    """The figure as written, 0 where none is."""
    return fact.value if fact.state == "number" and fact.value is not None else Decimal(0)


def point(tree: Node, scope: Scope) -> Decimal | None:
    """What an expression comes to over the figures as written; None where that is no number."""
    value = evaluate(Formula("", tree), scope)
    return value.point if isinstance(value, Interval) else None


def as_written(case: Case, tree: Node) -> Decimal | None:
    """What an expression comes to over the figures as written."""
    return point(tree, case.figures)


def divides_by_zero(case: Case, formula: Formula) -> bool:
    """Whether the formula divides by a figure that is 0 or blank."""
    return _value(case, formula) == DIVISION_BY_ZERO


def _value(case: Case, formula: Formula) -> Value:
    return evaluate(formula, case.figures)
