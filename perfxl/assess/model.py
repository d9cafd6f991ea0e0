"""The Assessment (评分结果) of a filing: rates, scores, findings, and what became of every check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from perfxl.filing.model import Detected, Fact
from perfxl.standard.model import Severity

Outcome = Literal["pass", "fail", "waived", "not_applicable", "undecidable", "not_run"]
OUTCOMES: tuple[Outcome, ...] = ("pass", "fail", "waived", "not_applicable", "undecidable", "not_run")
Figure = Decimal | str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one check at one place (差异, when it is a fail).

    `reported` is what is written, `expected` what should be, `difference` reported − expected (None where they are
    not both numbers). `computation` has the figures in it ("1222.07+779.67=2001.74"); `advice` says what to do;
    `message` is the whole sentence for a person, computation and advice included. `percent` says that the figures are
    fractions to be shown as percentages. `related` are further cells (sheet, A1) the finding speaks of.
    `score_effect` is what putting it right changes in the total, where that can be told; `grade_effect` says whether it
    would change the grade. `key` is stable from one scoring to the next: it is what a 处理意见 holds on to."""

    check: str
    severity: Severity
    outcome: Outcome
    sheet: str | None
    cell: str | None
    label: str
    reported: Figure = None
    expected: Figure = None
    difference: Decimal | None = None
    message: str = ""
    computation: str = ""
    advice: str = ""
    percent: bool = False
    related: tuple[tuple[str, str], ...] = ()
    score_effect: Decimal | None = None
    grade_effect: bool = False
    reason: str | None = None
    """The 处理意见, of a waived finding."""
    key: str = ""


@dataclass(frozen=True, slots=True)
class StepReading:
    """Points a rate would earn under a step rule: full steps only, started steps counted, pro rata."""

    weight: Decimal
    full: Decimal
    started: Decimal
    prorata: Decimal
    rule: str
    source: str


@dataclass(frozen=True, slots=True)
class RateResult:
    """A rate: as stated by the unit, as recomputed (fraction; None where it cannot be: `why` says so), how."""

    id: str
    label: str
    reported: Decimal | None
    recomputed: Decimal | None
    sheet: str | None
    cell: str | None
    formula: str
    computation: str
    basis: str
    why: str = ""
    steps: StepReading | None = None


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """An indicator row with its points. `recomputed` is what its rule gives, None where that is no one number: a rule
    may leave a span from `least` to `most` to a person. `rule` is the rule in words, `computation` has the figures in
    it, and `why` is why there are no points by rule. `actual` is what is written, `answer` what was marked: a rate as a
    percentage, or what the form computes."""

    level: int
    path: tuple[str, ...]
    weight: Decimal | None
    target: str
    actual: str
    score: Decimal | None
    recomputed: Decimal | None
    sheet: str
    cell: str
    least: Decimal | None = None
    most: Decimal | None = None
    rule: str = ""
    computation: str = ""
    why: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class GroupResult:
    """Points of a level-1 or level-2 indicator: its weight, the scores filled below it, and those capped by weights."""

    level: Literal[1, 2]
    name: str
    weight: Decimal | None
    score: Decimal
    capped: Decimal


@dataclass(frozen=True, slots=True)
class Three:
    """Something in three readings: as declared, as summed from the rows, as capped by the weights."""

    declared: Decimal | None
    summed: Decimal | None
    capped: Decimal | None


@dataclass(frozen=True, slots=True)
class Grades:
    """The grade as stated in the form, and that of each total; `recomputed` is that of the summed total."""

    declared: str | None
    of_declared: str | None
    recomputed: str | None
    of_capped: str | None


@dataclass(frozen=True, slots=True)
class Assessment:
    """The result of scoring one filing. `findings` holds every outcome but pass and not_applicable, most material
    first; `outcomes` counts all, and they add up to `places`. `detected` says how the standard was found."""

    file: str
    standard: str
    standard_name: str
    unit: str | None
    year: int | None
    facts: tuple[Fact, ...]
    rates: tuple[RateResult, ...]
    indicators: tuple[IndicatorResult, ...]
    groups: tuple[GroupResult, ...]
    totals: Three
    grade: Grades
    findings: tuple[Finding, ...]
    outcomes: Mapping[Outcome, int] = field(default_factory=dict)
    places: int = 0
    detected: Detected | None = None

    @property
    def failures(self) -> tuple[Finding, ...]:
        """The findings that hold: neither waived nor undecided."""
        return tuple(finding for finding in self.findings if finding.outcome == "fail")

    @property
    def has_errors(self) -> bool:
        """Whether a finding of severity error is open."""
        return any(finding.severity == "error" for finding in self.failures)
