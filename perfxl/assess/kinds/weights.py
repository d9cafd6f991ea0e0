"""Weights that must add up to the weight above them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from perfxl.assess.case import Case
from perfxl.assess.figures import plain
from perfxl.assess.kinds.table import holds, unreadable
from perfxl.assess.table import Group, number
from perfxl.assess.verdict import PASS, Verdict, fail, not_applicable, not_run
from perfxl.filing.model import Fact, IndicatorRow

Part = tuple[str, Fact | None]
"""The name of an indicator and its weight."""


def weigh(
    case: Case, check: str, group: Group, parts: Sequence[Part], level: str, rows: Sequence[IndicatorRow]
) -> Verdict:
    """The weights of `parts` against that of `group`, as the standard writes the rule over `rows`; `level` names the
    parts. Level-3 weights against a level-1 one must be the same: no rule is written of those."""
    weights = [weight for _, fact in parts if (weight := number(fact)) is not None]
    if not weights:
        return not_applicable(f"没有{level}分值。")
    missing = [name for name, fact in parts if number(fact) is None]
    verdict = unreadable(group.weight, f"“{group.title}”的分值")
    if verdict is not None:
        return verdict
    whole, total = number(group.weight), sum(weights, Decimal(0))
    if whole is None:
        return not_run(f"“{group.title}”没有写分值，无法核对。")
    if missing and total <= whole:
        return not_run(f"“{missing[0]}”没有写分值，无法核对“{group.title}”的分值。")
    skipping = group.level == 1 and check == "level3-weights"
    if total == whole if skipping else holds(case, check, rows, rows[0]):
        return PASS
    return _failed(group, level, weights, whole)


def _failed(group: Group, level: str, weights: Sequence[Decimal], whole: Decimal) -> Verdict:
    terms, total = "+".join(plain(weight) for weight in weights), sum(weights, Decimal(0))
    difference = whole - total
    lack = f"少{plain(difference)}分" if difference > 0 else f"多{plain(-difference)}分"
    advice = (
        f"请核对“{group.title}”下各{level}的分值，或是否漏填了指标。"
        if difference > 0
        else (f"请核对“{group.title}”下各{level}的分值。")
    )
    return fail(
        f"“{group.title}”分值{plain(whole)}，其下{level}分值合计{plain(total)}（{terms}），{lack}。{advice}",
        reported=total,
        expected=whole,
        computation=f"{terms}={plain(total)}",
        advice=advice,
    )
