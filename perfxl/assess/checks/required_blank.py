"""必填的格子不能空着；确实没有的填0或“——”。"""

from __future__ import annotations

from collections.abc import Iterator

from perfxl.assess.answers import computed
from perfxl.assess.case import Case
from perfxl.assess.figures import percent, plain
from perfxl.assess.kinds.check import Check, Spot, at
from perfxl.assess.kinds.fields import BLANKS, UNCACHED, absent, amount, as_written, facts_in
from perfxl.assess.table import is_written
from perfxl.assess.verdict import PASS, Verdict, fail, not_applicable, not_run
from perfxl.filing.model import Fact
from perfxl.standard.model import NUMBER_KINDS


class RequiredBlank(Check[Fact]):
    """A field that the form demands is filled, and so is the actual value of every indicator that has a target, but for
    those the form computes: of them answer-computed speaks. "——" is an answer; that a number is one is not-a-number's
    affair. A formula that shows nothing waits for its figures, or would divide by 0: there is nothing to fill in."""

    id = "required-blank"

    def spots(self, case: Case) -> Iterator[Spot[Fact]]:
        """Every demanded field, then every answer that a target demands."""
        for name, field in case.standard.fields.items():
            if field.required:
                yield at(case.fact(name), name, field.label, case.fact(name))
        for row in case.indicators.rows:
            answer = case.indicators.fact(row, "actual")
            standing = case.indicators.standing(row)
            if standing.beside is not None or computed(case, row) is not None or case.indicators.is_unchosen(row):
                continue
            if answer is not None and is_written(case.indicators.fact(row, "target")):
                yield at(answer, "/".join(row.path), f"{row.name}完成值", answer)

    def run(self, case: Case, spot: Spot[Fact]) -> Verdict:
        """Whether something is filled."""
        fact = spot.subject
        if fact.state == "missing":
            return not_run(absent(case, fact))
        if fact.state == "uncached":
            return not_run(f"“{spot.label}”的{UNCACHED}。")
        if fact.state not in BLANKS:
            return PASS
        if fact.formula is not None:
            return not_applicable("由公式计算，所用的数没有填，或是0。")
        due, computation = _due(case, fact.field)
        number = fact.field in case.standard.fields and case.field(fact.field).kind in NUMBER_KINDS
        advice = f"按其他数应填{due}。" if due else f"请填写{'，没有的填0或“——”' if number else ''}。"
        shown = f"（{computation}）" if computation else ""
        return fail(f"“{spot.label}”未填。{advice}{shown}", advice=advice, computation=computation)


def _due(case: Case, name: str) -> tuple[str, str]:
    """What other figures say should stand in this field, and where it comes from; empty where they do not."""
    for rule in case.standard.checks.values():
        for place in rule.places:
            if place.at != name or place.expected is None or rule.off:
                continue
            parts = [fact for fact in facts_in(case, place.expected) if fact.field != name]
            value = as_written(case, place.expected.tree)
            if value is not None and parts and all(fact.state == "number" for fact in parts):
                rate = case.field(name).kind == "rate"
                terms = "、".join(f"{fact.label}{plain(amount(fact))}" for fact in parts)
                return (percent(value) if rate else plain(value)), terms
    return "", ""


CHECK = RequiredBlank()
