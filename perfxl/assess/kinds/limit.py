"""A figure that must not exceed another one: its budget, last year's, the whole of which it is a part."""

from __future__ import annotations

from decimal import Decimal

from perfxl.assess.case import Case
from perfxl.assess.figures import percent, plain
from perfxl.assess.kinds.fields import NOTHING, FieldCheck, amount, as_written, facts_in, unfilled
from perfxl.assess.verdict import Verdict, fail, not_applicable
from perfxl.filing.model import Fact
from perfxl.standard.formula import Binary
from perfxl.standard.model import Place


class Limit(FieldCheck):
    """subject ≤ limit. Not applicable where either is marked so, or where both are blank; not run where one that the
    form demands is blank."""

    verb = "超过"

    def beforehand(self, case: Case, place: Place) -> Verdict | None:
        """Nothing is filled, or a demanded figure is not."""
        subject = case.fact(place.at)
        others = limits_of(case, place)
        if subject.state == "na" or (others and all(other.state == "na" for other in others)):
            return not_applicable("标为不适用。")
        if subject.state in NOTHING and all(other.state in NOTHING for other in others):
            return not_applicable("都没有填。")
        return unfilled(case, (subject, *others))

    def failed(self, case: Case, place: Place) -> Verdict:
        """By how much, and at what rate."""
        subject, limit = case.fact(place.at), self.limit(case, place)
        reported = amount(subject)
        others = limits_of(case, place)
        computation = f"{plain(reported)}÷{plain(limit)}={percent(reported / limit)}" if limit else ""
        rate = f"，为其{percent(reported / limit)}" if limit else ""
        advice = self.advice(case, place)
        named = "、".join(other.label for other in others)
        message = (
            f"{subject.label}{plain(reported)}，{self.verb}{named}{plain(limit)}{rate}，"
            f"多{plain(reported - limit)}。{self.basis(case)}{advice}"
        )
        related = tuple((fact.sheet, fact.cell) for fact in others if fact.sheet and fact.cell)
        return fail(message, reported=reported, expected=limit, computation=computation, advice=advice, related=related)

    def limit(self, case: Case, place: Place) -> Decimal:
        """The figure that must not be exceeded."""
        tree = place.holds.tree
        found = as_written(case, tree.right) if isinstance(tree, Binary) else None
        return found if found is not None else sum((amount(fact) for fact in limits_of(case, place)), Decimal(0))

    def basis(self, case: Case) -> str:
        """What is compared with what, where the standard says so."""
        basis = case.rule(self.id).basis
        return f"{basis}。" if basis else ""

    def advice(self, case: Case, place: Place) -> str:
        """What to do."""
        return "请核对，属实的请说明原因。"


class OverBudget(Limit):
    """Spending ≤ budget. Spending on a blank or zero budget is a fail of its own, and never a rate of 0 %."""

    def beforehand(self, case: Case, place: Place) -> Verdict | None:
        """Spending without a budget comes first."""
        subject, budgets = case.fact(place.at), limits_of(case, place)
        if amount(subject) > 0 and budgets and all(is_zero(budget) for budget in budgets):
            return self.unbudgeted(subject, budgets[0])
        return super().beforehand(case, place)

    def unbudgeted(self, subject: Fact, budget: Fact) -> Verdict:
        """That there is spending and no budget."""
        return unbudgeted(subject, budget)


def unbudgeted(subject: Fact, budget: Fact) -> Verdict:
    """That a budget is blank or 0 (or below it) and there is spending all the same. What should stand there is the
    budget, so nothing is expected of the spending."""
    how = f"为{plain(amount(budget))}" if budget.state == "number" else "未填"
    advice = "请补填预算数，确无预算的请说明原因。"
    return fail(
        f"{subject.label}{plain(amount(subject))}，而{budget.label}{how}，属无预算支出，不能计算比率。{advice}",
        reported=amount(subject),
        advice=advice,
        related=((budget.sheet, budget.cell),) if budget.sheet and budget.cell else (),
    )


def is_zero(fact: Fact) -> bool:
    """Whether the figure is blank or 0; a mark for not applicable is neither."""
    return fact.state in ("blank", "placeholder") or (fact.state == "number" and fact.value == 0)


def limits_of(case: Case, place: Place) -> tuple[Fact, ...]:
    """The facts the subject is held against."""
    return tuple(fact for fact in facts_in(case, place.holds) if fact.field != place.at)
