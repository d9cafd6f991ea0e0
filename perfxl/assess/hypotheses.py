"""What a wrong figure may have come from, when it fits exactly: a slip of the pen, of the point, of the sign or unit.

It is said as a possibility, never as a certainty.
"""

from __future__ import annotations

from decimal import Decimal

from perfxl.assess.figures import plain

_SHIFTS = {
    Decimal(10000): "是否把元当成了万元",
    Decimal(1) / Decimal(10000): "是否重复换算了万元",
    Decimal(10): "是否多写了一位（小数点错位）",
    Decimal("0.1"): "是否少写了一位（小数点错位）",
    Decimal(100): "是否小数点错了两位",
    Decimal("0.01"): "是否小数点错了两位",
    Decimal(1000): "是否小数点错了三位",
    Decimal("0.001"): "是否小数点错了三位",
}


def explain(reported: Decimal, expected: Decimal) -> str:
    """A question about the slip that turns `expected` into `reported` exactly; empty where none does."""
    if not reported or not expected or reported == expected:
        return ""
    if reported == -expected:
        return f"是否写错了正负号，应为{plain(expected)}？请核对。"
    shift = next((words for factor, words in _SHIFTS.items() if reported == expected * factor), "")
    if shift:
        return f"{shift}，应为{plain(expected)}？请核对。"
    if _transposed(plain(reported), plain(expected)):
        return f"是否写颠倒了两位数字，应为{plain(expected)}？请核对。"
    return ""


def _transposed(reported: str, expected: str) -> bool:
    """Whether two neighbouring digits changed places."""
    if len(reported) != len(expected):
        return False
    at = [index for index, (a, b) in enumerate(zip(reported, expected, strict=True)) if a != b]
    if len(at) != 2 or at[1] - at[0] != 1 or "." in reported[at[0] : at[1] + 1]:
        return False
    return reported[at[0]] == expected[at[1]] and reported[at[1]] == expected[at[0]]
