"""An assessment as plain values that JSON can hold: numbers as decimal strings, rates as fractions."""

from __future__ import annotations

from decimal import Decimal

from perfxl.assess.figures import half_up
from perfxl.assess.model import Assessment, Figure, Finding, GroupResult, IndicatorResult, RateResult
from perfxl.filing.model import Detected, Fact

PLACES = Decimal("0.000001")
"""A number that does not terminate (5.888594…) is given to six decimals."""

Plain = dict[str, object]


def to_json(assessment: Assessment) -> Plain:
    """One object a filing; keys may be added, never renamed."""
    return {
        "file": assessment.file,
        "standard": assessment.standard,
        "standard_name": assessment.standard_name,
        "detected": _detected(assessment.detected),
        "unit": assessment.unit,
        "year": assessment.year,
        "facts": [_fact(fact) for fact in assessment.facts],
        "rates": [_rate(rate) for rate in assessment.rates],
        "indicators": [_indicator(indicator) for indicator in assessment.indicators],
        "groups": [_group(group) for group in assessment.groups],
        "totals": {
            "declared": number(assessment.totals.declared),
            "summed": number(assessment.totals.summed),
            "capped": number(assessment.totals.capped),
        },
        "grade": {
            "declared": assessment.grade.declared,
            "of_declared": assessment.grade.of_declared,
            "recomputed": assessment.grade.recomputed,
            "of_capped": assessment.grade.of_capped,
        },
        "findings": [_finding(finding) for finding in assessment.findings],
        "outcomes": dict(assessment.outcomes),
        "places": assessment.places,
    }


def _detected(detected: Detected | None) -> Plain | None:
    """How the standard was found, and in which version."""
    if detected is None:
        return None
    return {
        "by": detected.by,
        "version": detected.version,
        "runner_up": detected.runner_up,
        "sure": detected.sure,
        "why": detected.zh,
    }


def number(value: Decimal | None) -> str | None:
    """A decimal string without exponent and without zeros at its end: "2.2", "100", "5.888594"."""
    if value is None:
        return None
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -6:
        value = half_up(value, PLACES)
    written = f"{value:f}"
    written = written.rstrip("0").rstrip(".") if "." in written else written
    return "0" if written in ("-0", "") else written


def _figure(value: Figure) -> str | None:
    return number(value) if isinstance(value, Decimal) else value


def _fact(fact: Fact) -> Plain:
    return {
        "field": fact.field,
        "label": fact.label,
        "value": number(fact.value),
        "text": fact.text,
        "state": fact.state,
        "sheet": fact.sheet,
        "cell": fact.cell,
    }


def _rate(rate: RateResult) -> Plain:
    steps = rate.steps
    return {
        "id": rate.id,
        "label": rate.label,
        "reported": number(rate.reported),
        "recomputed": number(rate.recomputed),
        "sheet": rate.sheet,
        "cell": rate.cell,
        "formula": rate.formula,
        "computation": rate.computation,
        "basis": rate.basis,
        "why": rate.why or None,
        "steps": None
        if steps is None
        else {
            "weight": number(steps.weight),
            "full": number(steps.full),
            "started": number(steps.started),
            "prorata": number(steps.prorata),
            "rule": steps.rule,
            "source": steps.source,
        },
    }


def _indicator(indicator: IndicatorResult) -> Plain:
    return {
        "level": indicator.level,
        "path": list(indicator.path),
        "weight": number(indicator.weight),
        "target": indicator.target or None,
        "actual": indicator.actual or None,
        "score": number(indicator.score),
        "recomputed": number(indicator.recomputed),
        "least": number(indicator.least),
        "most": number(indicator.most),
        "rule": indicator.rule or None,
        "computation": indicator.computation or None,
        "why": indicator.why or None,
        "answer": indicator.answer or None,
        "sheet": indicator.sheet,
        "cell": indicator.cell,
    }


def _group(group: GroupResult) -> Plain:
    return {
        "level": group.level,
        "name": group.name,
        "weight": number(group.weight),
        "score": number(group.score),
        "capped": number(group.capped),
    }


def _finding(finding: Finding) -> Plain:
    return {
        "check": finding.check,
        "severity": finding.severity,
        "outcome": finding.outcome,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "label": finding.label,
        "reported": _figure(finding.reported),
        "expected": _figure(finding.expected),
        "difference": number(finding.difference),
        "message": finding.message,
        "computation": finding.computation,
        "advice": finding.advice,
        "percent": finding.percent,
        "related": [list(cell) for cell in finding.related],
        "score_effect": number(finding.score_effect),
        "grade_effect": finding.grade_effect,
        "reason": finding.reason,
        "key": finding.key,
    }
