"""What a check says of one place: an outcome, and for a fail what is written, what should be, and why."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from perfxl.assess.model import Figure, Outcome


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome with its sentence. `difference` is reported − expected; `percent` says that the figures are fractions
    to be shown as percentages; `advice` says what to do; `score_effect` is by how much putting it right changes the
    total."""

    outcome: Outcome
    message: str = ""
    reported: Figure = None
    expected: Figure = None
    difference: Decimal | None = None
    computation: str = ""
    advice: str = ""
    percent: bool = False
    related: tuple[tuple[str, str], ...] = ()
    score_effect: Decimal | None = None


PASS = Verdict("pass")


@lru_cache(maxsize=1024)
def not_applicable(why: str) -> Verdict:
    """There is nothing to check at this place."""
    return Verdict("not_applicable", why)


@lru_cache(maxsize=1024)
def not_run(why: str) -> Verdict:
    """There is something to check, but it could not be: `why` says what is missing."""
    return Verdict("not_run", why)


@lru_cache(maxsize=1024)
def undecidable(why: str) -> Verdict:
    """The figures as written neither confirm nor contradict the rule."""
    return Verdict("undecidable", why)


def fail(
    message: str,
    *,
    reported: Figure = None,
    expected: Figure = None,
    computation: str = "",
    advice: str = "",
    percent: bool = False,
    related: tuple[tuple[str, str], ...] = (),
    score_effect: Decimal | None = None,
) -> Verdict:
    """The rule does not hold; the difference is taken where both figures are numbers."""
    numbers = isinstance(reported, Decimal) and isinstance(expected, Decimal)
    return Verdict(
        "fail",
        message,
        reported,
        expected,
        reported - expected if numbers else None,  # type: ignore[operator]
        computation,
        advice,
        percent,
        related,
        score_effect,
    )
