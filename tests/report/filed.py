"""An Assessment to report on, written as small text tables: the figures of the published 2020 filing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from perfxl.assess.model import (
    OUTCOMES,
    Assessment,
    Finding,
    Grades,
    GroupResult,
    IndicatorResult,
    RateResult,
    StepReading,
    Three,
)
from perfxl.standard.check_ids import CHECKS

BASE, SELF = "附件1 基础数据表", "附件2 自评表"


def table(name: str) -> list[str]:
    """The lines of a text table beside this module, without its header."""
    return (Path(__file__).parent / f"{name}.txt").read_text("utf-8").splitlines()[1:]


FINDINGS, RATES, GROUPS = table("findings"), table("rates"), table("groups")


def figure(text: str) -> Decimal | str | None:
    """A figure of the table: a number, a percentage written %FRACTION, text, or nothing."""
    text = text.removeprefix("%")
    try:
        return Decimal(text) if text else None
    except ArithmeticError:
        return text


def finding(line: str) -> Finding:
    """A finding from a line of the table."""
    check, outcome, place, label, reported, expected, effect, message, computation, advice = (
        part.strip() for part in line.split("|")
    )
    number, _, cell = place.partition("!")
    sheet = {"1": BASE, "2": SELF}.get(number)
    was, ought = figure(reported), figure(expected)
    both = isinstance(was, Decimal) and isinstance(ought, Decimal)
    return Finding(
        check,
        CHECKS[check].severity,
        outcome,
        sheet,
        cell or None,
        label,
        reported=was,
        expected=ought,
        difference=was - ought if both else None,
        message=message,
        computation=computation,
        advice=advice,
        percent=expected.startswith("%"),
        score_effect=Decimal(effect) if effect else None,
        reason="残疾人就业保障金年中下达，未列入年初预算" if outcome == "waived" else None,
        key=f"{check}|{label}",
    )


def rate(line: str) -> RateResult:
    """A rate from a line of the table."""
    label, reported, recomputed, computation, basis, steps = (part.strip() for part in line.split("|"))
    weight, full, started, prorata, rule = steps.split() if steps else [""] * 5
    reading = (
        StepReading(Decimal(weight), Decimal(full), Decimal(started), Decimal(prorata), rule, "") if steps else None
    )
    value = Decimal(recomputed) if recomputed else None
    cell = "D5" if reported else None
    return RateResult(
        label,
        label,
        Decimal(reported) if reported else None,
        value,
        BASE if cell else None,
        cell,
        "",
        computation if recomputed else "",
        basis,
        "" if recomputed else computation,
        reading,
    )


def group(line: str) -> GroupResult:
    """A level-1 or level-2 indicator from a line of the table."""
    level, name, weight, score, capped = line.split()
    number = None if weight == "-" else Decimal(weight)
    return GroupResult(1 if level == "1" else 2, name, number, Decimal(score), Decimal(capped))


def assessment(findings: tuple[Finding, ...] | None = None, **changed: object) -> Assessment:
    """The filing's assessment, with other findings or other parts where given."""
    found = tuple(finding(line) for line in FINDINGS) if findings is None else findings
    outcomes = {outcome: sum(one.outcome == outcome for one in found) for outcome in OUTCOMES}
    outcomes |= {"pass": 71, "not_applicable": 9}
    parts = {
        "file": "liuyang-2020.xlsx",
        "standard": "hunan-2020",
        "standard_name": "湖南省部门整体支出绩效自评（2020年度表样）",
        "unit": "残联",
        "year": 2020,
        "facts": (),
        "rates": tuple(rate(line) for line in RATES),
        "indicators": (IndicatorResult(3, ("产出指标",), None, "340", "340", Decimal(6), None, SELF, "G22"),),
        "groups": tuple(group(line) for line in GROUPS),
        "totals": Three(Decimal(96), Decimal(93), Decimal(91)),
        "grade": Grades(None, "优", "优", "优"),
        "findings": found,
        "outcomes": outcomes,
        "places": sum(outcomes.values()),
    }
    return Assessment(**(parts | changed))
