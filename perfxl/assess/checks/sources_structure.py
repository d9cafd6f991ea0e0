"""资金来源各项之和等于资金结构各项之和。"""

from __future__ import annotations

from decimal import Decimal

from perfxl.assess.case import Case
from perfxl.assess.figures import plain, summed
from perfxl.assess.kinds.fields import NOTHING, FieldCheck, amount, facts_in, unfilled
from perfxl.assess.verdict import Verdict, fail, not_applicable
from perfxl.filing.model import Fact
from perfxl.standard.formula import Binary as Comparison
from perfxl.standard.formula import Formula, Name, Node, walk
from perfxl.standard.model import Place


class SourcesStructure(FieldCheck):
    """Σ sources = Σ structure, each column, marked at the first source. All blank is not applicable; a blank row that
    the form demands leaves it not run; other blank rows are 0."""

    id = "sources-structure"

    def beforehand(self, case: Case, place: Place) -> Verdict | None:
        """Nothing is filled, or a demanded row is not."""
        facts = facts_in(case, place.holds)
        if all(fact.state in NOTHING for fact in facts):
            return not_applicable("都没有填。")
        return unfilled(case, facts)

    def failed(self, case: Case, place: Place) -> Verdict:
        """Both sums with their terms; and what would close them if all else is right."""
        tree = place.holds.tree
        assert isinstance(tree, Comparison)
        ours, theirs = _side(case, tree.left), _side(case, tree.right)
        reported, expected = _total(ours), _total(theirs)
        difference = reported - expected
        column = case.label(_name(tree.left)), case.label(_name(tree.right))
        listed = "、".join(fact.label for fact in (*ours, *theirs))
        advice = f"请核对{listed}。{_closing(ours[0], difference)}"
        message = (
            f"{column[0]}合计{plain(reported)}（{_terms(ours)}）与{column[1]}合计{plain(expected)}（{_terms(theirs)}）"
            f"相差{plain(difference)}。{advice}"
        )
        return fail(
            message,
            reported=reported,
            expected=expected,
            computation=f"{_terms(ours)}={plain(reported)}；{_terms(theirs)}={plain(expected)}",
            advice=advice,
            related=tuple((fact.sheet, fact.cell) for fact in (*ours[1:], *theirs) if fact.sheet and fact.cell),
        )


def _side(case: Case, node: Node) -> list[Fact]:
    """The facts of one side that hold a figure, the first of them in any case."""
    facts = list(facts_in(case, Formula("", node)))
    return [fact for at, fact in enumerate(facts) if at == 0 or fact.state not in NOTHING]


def _name(node: Node) -> str:
    return next(found.name for found in walk(node) if isinstance(found, Name))


def _total(facts: list[Fact]) -> Decimal:
    return sum((amount(fact) for fact in facts), Decimal(0))


def _terms(facts: list[Fact]) -> str:
    return summed(amount(fact) for fact in facts)


def _closing(first: Fact, difference: Decimal) -> str:
    """The figure of the marked cell that would close the sums."""
    closing = amount(first) - difference
    return f"如其他数无误，{first.label}应为{plain(closing)}。" if closing >= 0 else ""


CHECK = SourcesStructure()
