"""What a finding changes, and which findings come first."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from perfxl.assess.model import Finding, Outcome, Three
from perfxl.standard.model import Severity, Standard

_OUTCOME_RANK: dict[Outcome, int] = {
    "fail": 0,
    "waived": 1,
    "undecidable": 2,
    "not_run": 3,
    "not_applicable": 4,
    "pass": 5,
}
_SEVERITY_RANK: dict[Severity, int] = {"error": 0, "warning": 1, "hint": 2}
ZERO = Decimal(0)


def with_grade_effect(finding: Finding, standard: Standard, three: Three) -> Finding:
    """The finding, told whether putting it right changes the grade of the declared total (or of the summed one)."""
    total = three.declared if three.declared is not None else three.summed
    if finding.score_effect is None or total is None:
        return finding
    return replace(finding, grade_effect=standard.grade(total) != standard.grade(total + finding.score_effect))


def by_materiality(findings: list[Finding]) -> tuple[Finding, ...]:
    """Open findings first: those that change the grade, then the score, by how much; errors before warnings before
    hints; then by amount. Findings alike stay in the order of the forms."""
    return tuple(sorted(findings, key=_rank))


def _rank(finding: Finding) -> tuple[int, bool, Decimal, int, Decimal]:
    amount = ZERO if finding.percent or finding.difference is None else abs(finding.difference)
    return (
        _OUTCOME_RANK[finding.outcome],
        not finding.grade_effect,
        -abs(finding.score_effect or ZERO),
        _SEVERITY_RANK[finding.severity],
        -amount,
    )
