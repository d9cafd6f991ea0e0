"""A ratio of filled figures: that it stays within limits, or that it is stated and stated right."""

from __future__ import annotations

from decimal import Decimal

from perfxl.assess.case import Case
from perfxl.assess.figures import bound, percent, plain, to_fill_in
from perfxl.assess.kinds.fields import (
    BLANKS,
    NOTHING,
    FieldCheck,
    amount,
    as_written,
    divides_by_zero,
    facts_in,
    unfilled,
)
from perfxl.assess.kinds.limit import unbudgeted
from perfxl.assess.scope import Reading
from perfxl.assess.verdict import PASS, Verdict, fail, not_applicable, not_run
from perfxl.filing.model import Fact
from perfxl.standard.consistency import consistent
from perfxl.standard.fill_in import fill_in
from perfxl.standard.formula import COMPARISONS, Binary, Formula, Node, walk
from perfxl.standard.model import Place


class RatioWithin(FieldCheck):
    """A ratio within the standard's limits. 0/0 is not applicable; anything above 0 over 0 is a fail."""

    name = "比率"

    def beforehand(self, case: Case, place: Place) -> Verdict | None:
        """A figure is marked not applicable, the divisor is 0, or a demanded figure is blank."""
        facts = facts_in(case, place.holds)
        if any(fact.state == "na" for fact in facts):
            return not_applicable("标为不适用。")
        if divides_by_zero(case, place.holds):
            subject = case.fact(place.at)
            divisor = next((fact for fact in facts if fact.field != place.at), subject)
            return unbudgeted(subject, divisor) if amount(subject) > 0 else not_applicable("没有预算，也没有支出。")
        return unfilled(case, facts)

    def failed(self, case: Case, place: Place) -> Verdict:
        """The ratio, written out, and the limits."""
        node = ratio_in(place.holds.tree)
        ratio = as_written(case, node) or Decimal(0)
        computation = f"{fill_in(Formula('', node), case.figures, plain)}={percent(ratio)}"
        limits = self.limits(case)
        advice = "请核对，属实的请说明原因。"
        return fail(
            f"{self.name}{percent(ratio)}（{computation}），应{limits}。{advice}",
            reported=to_fill_in(ratio),
            expected=limits,
            computation=computation,
            advice=advice,
            percent=True,
        )

    def limits(self, case: Case) -> str:
        """The limits in words."""
        lower, upper = case.limit(self.id, "下限"), case.limit(self.id, "上限")
        if lower is None:
            return f"不超过{bound(upper)}" if upper is not None else "在规定范围内"
        return f"在{bound(lower)}至{bound(upper)}之间" if upper is not None else f"不低于{bound(lower)}"


class StatedRatio(FieldCheck):
    """A rate stated in the form = the ratio of the figures it is made of.

    Blank is a fail that says what to fill in, unless the form demands the field (then required-blank speaks). A rate
    without its percent sign (91.5 for 91.5%) is read as one where that makes it right. Without a divisor there is no
    rate: not applicable, unless a rate other than 0 is stated all the same.
    """

    def beforehand(self, case: Case, place: Place) -> Verdict | None:
        """There is nothing to divide by, a figure it is made of is not filled, or the rate itself is not."""
        subject = case.fact(place.at)
        parts = tuple(fact for fact in facts_in(case, place.holds) if fact.field != place.at)
        if any(part.state == "na" for part in parts):
            return not_applicable("标为不适用。")
        if place.expected is not None and divides_by_zero(case, place.expected):
            return unfilled(case, parts) or self.without_divisor(subject, parts)
        blank = next((part for part in parts if part.state in BLANKS), None)
        if blank is not None:
            return not_run(f"“{blank.label}”未填，无法计算。")
        if subject.state in NOTHING:
            return unfilled(case, (subject,)) or self.failed(case, place)
        return None

    def without_divisor(self, subject: Fact, parts: tuple[Fact, ...]) -> Verdict:
        """A rate on no budget cannot be; one of 0, or none, is let pass."""
        if not amount(subject) or not any(amount(part) for part in parts):
            return not_applicable("没有预算，不计算执行率。")
        divisor = next((part.label for part in parts if not amount(part)), "除数")
        advice = "请核对，没有的应留空或填“——”。"
        return fail(
            f"{subject.label}填{percent(amount(subject))}，而{divisor}为空或为0，比率不能计算。{advice}",
            reported=amount(subject),
            advice=advice,
            percent=True,
        )

    def weighed(self, case: Case, place: Place) -> Verdict:
        """As stated, or else with the percent sign that was left out."""
        verdict = super().weighed(case, place)
        subject = case.fact(place.at)
        if verdict.outcome == "fail" and self._agrees(case, place):
            return PASS
        if verdict.outcome != "fail" or "%" in subject.text or "％" in subject.text:
            return verdict
        scope = case.fields.reading(Reading(percent=place.at))
        return PASS if consistent(place.holds, scope).possible else verdict

    def _agrees(self, case: Case, place: Place) -> bool:
        """Whether the two are one percentage with two decimals, which is all that the form shows of a rate."""
        ratio = as_written(case, place.expected.tree) if place.expected is not None else None
        return ratio is not None and to_fill_in(amount(case.fact(place.at))) == to_fill_in(ratio)

    def failed(self, case: Case, place: Place) -> Verdict:
        """What is stated and what the figures give."""
        assert place.expected is not None
        subject = case.fact(place.at)
        ratio = as_written(case, place.expected.tree) or Decimal(0)
        computation = f"{fill_in(place.expected, case.figures, plain)}={percent(ratio)}"
        if subject.state in NOTHING:
            message = f"{subject.label}未填，应填{percent(ratio)}（{computation}）。"
            return fail(
                message,
                expected=to_fill_in(ratio),
                computation=computation,
                advice=f"请填{percent(ratio)}。",
                percent=True,
            )
        advice = f"请改为{percent(ratio)}，或核对所用的数。"
        return fail(
            f"{subject.label}填{percent(amount(subject))}，应为{percent(ratio)}（{computation}）。{advice}",
            reported=amount(subject),
            expected=to_fill_in(ratio),
            computation=computation,
            advice=advice,
            percent=True,
        )


def ratio_in(tree: Node) -> Node:
    """The expression that a rule holds against its limits."""
    return next((node.left for node in walk(tree) if isinstance(node, Binary) and node.operator in COMPARISONS), tree)
