"""Scores a filing against a standard. It takes values and gives values: no file, no clock, no opinion of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from perfxl.assess.case import Case
from perfxl.assess.kinds.check import Check, Spot
from perfxl.assess.materiality import by_materiality, with_grade_effect
from perfxl.assess.model import OUTCOMES, Assessment, Finding, Outcome
from perfxl.assess.rates import rates
from perfxl.assess.registry import checks
from perfxl.assess.scores import grades, group_results, indicator_result, totals
from perfxl.assess.verdict import Verdict, not_run
from perfxl.filing.model import Filing
from perfxl.standard.model import Standard
from perfxl.standard.wording import nested

SILENT: tuple[Outcome, ...] = ("pass", "not_applicable")
"""Outcomes that are counted and not listed."""

INTERNAL = "程序出错，这一处没有核对"
"""How the reason begins where a check broke down: the place is not run, and it is said."""


def assess(filing: Filing, standard: Standard) -> Assessment:
    """The result of scoring one filing. Every check at every place ends in exactly one outcome."""
    case = Case(filing, standard)
    groups = tuple(group_results(case.indicators))
    three = totals(case, groups)
    told = [(each, each.outcome) for each in tell(case)]
    counted = Counter(outcome for _, outcome in told)
    listed = [with_grade_effect(each.finding(case), standard, three) for each, outcome in told if outcome not in SILENT]
    return Assessment(
        file=filing.file,
        standard=standard.id,
        standard_name=standard.name,
        unit=filing.unit,
        year=filing.year,
        facts=tuple(filing.facts.values()),
        rates=rates(case),
        indicators=tuple(indicator_result(case, row) for row in case.indicators.rows),
        groups=groups,
        totals=three,
        grade=grades(standard, filing.grade, three),
        findings=by_materiality(listed),
        outcomes={outcome: counted[outcome] for outcome in OUTCOMES},
        places=counted.total(),
    )


class Told(NamedTuple):
    """What one check says of one place, the `nth` of its places with that key. `reasons` are the 处理意见 of the
    filing."""

    check: Check[Any]
    spot: Spot[Any]
    verdict: Verdict
    nth: int
    reasons: Mapping[str, str]

    @property
    def key(self) -> str:
        """What names the finding from one scoring to the next."""
        again = f"#{self.nth}" if self.nth > 1 else ""
        return f"{self.check.id}:{self.spot.key}{again}"

    @property
    def outcome(self) -> Outcome:
        """The verdict's, but for a fail that was waived."""
        waived = self.verdict.outcome == "fail" and self.key in self.reasons
        return "waived" if waived else self.verdict.outcome

    def finding(self, case: Case) -> Finding:
        """The same as a finding."""
        spot, verdict = self.spot, self.verdict
        return Finding(
            check=self.check.id,
            severity=case.rule(self.check.id).severity or self.check.about.severity,
            outcome=self.outcome,
            sheet=spot.sheet,
            cell=spot.cell,
            label=spot.label,
            reported=verdict.reported,
            expected=verdict.expected,
            difference=verdict.difference,
            message=nested(verdict.message),
            computation=verdict.computation,
            advice=nested(verdict.advice),
            percent=verdict.percent,
            related=verdict.related,
            score_effect=verdict.score_effect,
            reason=self.reasons[self.key] if self.outcome == "waived" else None,
            key=self.key,
        )


def tell(case: Case) -> Iterator[Told]:
    """What every check says of each of its places, pass and not_applicable included."""
    reasons = {waiver.key: waiver.reason for waiver in case.filing.waivers}
    for check in checks():
        if case.rule(check.id).off:
            continue
        seen: dict[str, int] = {}
        for spot, verdict in _verdicts(case, check):
            nth = seen[spot.key] = seen.get(spot.key, 0) + 1
            yield Told(check, spot, verdict, nth, reasons)


def _verdicts(case: Case, check: Check[Any]) -> Iterator[tuple[Spot[Any], Verdict]]:
    """The check at each of its spots; one that breaks down leaves its spot, or itself, not run."""
    try:
        spots = tuple(check.spots(case))
    except Exception as error:
        nowhere: Spot[None] = Spot("", check.about.title, None, None, None)
        yield nowhere, _broken(error)
        return
    for spot in spots:
        try:
            verdict = check.run(case, spot)
        except Exception as error:
            verdict = _broken(error)
        yield spot, verdict


def _broken(error: Exception) -> Verdict:
    return not_run(f"{INTERNAL}（{type(error).__name__}）。")
