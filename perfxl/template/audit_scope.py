"""What 审核 sees by its formulas alone, and what only perfxl sees, with the reason."""

from __future__ import annotations

from perfxl.standard.check_ids import CHECKS
from perfxl.standard.model import Standard

_WRITING, _MEANING, _WORKBOOK = (
    "要看清每一格写的是什么，不只是数与数的关系",
    "要读懂年度指标值、完成值、等级和说明",
    "要看工作簿本身，公式看不到",
)

NEEDS_PERFXL: dict[str, str] = {
    "required-blank": _WRITING,
    "not-a-number": _WRITING,
    "negative": _WRITING,
    "currency-unit": _WRITING,
    "unit-name": _WRITING,
    "year-header": _WRITING,
    "goal-blank": _WRITING,
    "indicator-name": _WRITING,
    "score-not-earned": _MEANING,
    "grade": _MEANING,
    "deduction-unexplained": _MEANING,
    "met-but-deducted": _MEANING,
    "missed-but-full": _MEANING,
    "answer-computed": _MEANING,
    "over-fulfilled": _MEANING,
    "date-not-given": _MEANING,
    "qualitative-answer": _MEANING,
    "unit-mismatch": _MEANING,
    "sheet-missing": _WORKBOOK,
    "formula-overwritten": _WORKBOOK,
    "formula-changed": _WORKBOOK,
    "stale-value": _WORKBOOK,
    "error-value": _WORKBOOK,
    "hidden-content": _WORKBOOK,
}
"""The checks that 审核 does not make, and why. Of some it sees a part: a figure that is text where a sum needs it, an
indicator without a name."""


def seen(check: str) -> bool:
    """Whether 审核 makes that check."""
    return check not in NEEDS_PERFXL


def unseen_in_words(standard: Standard) -> list[str]:
    """The checks of a standard that need perfxl, by their reasons: 要看……：必填未填、不是数字。"""
    titles = dict[str, list[str]]()
    for check, reason in NEEDS_PERFXL.items():
        rule = standard.checks.get(check)
        if rule is None or not rule.off:
            titles.setdefault(reason, []).append(CHECKS[check].title)
    return [f"{reason}：{'、'.join(named)}。" for reason, named in titles.items()]
