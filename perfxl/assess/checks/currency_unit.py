"""表上要写明金额单位（万元或元），金额的大小与单位相称。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from perfxl.assess.case import Case
from perfxl.assess.figures import plain
from perfxl.assess.kinds.check import Check, Spot, at
from perfxl.assess.verdict import PASS, Verdict, fail, not_run
from perfxl.filing.cell import money_power
from perfxl.filing.model import Fact
from perfxl.standard.model import ENOUGH_AMOUNTS, SheetKey

_LEAST, _MOST = Decimal(10_000), Decimal(10_000_000_000)
"""Yuan: the largest amount on a form is more than the first, and less than the second (100亿元)."""


class CurrencyUnit(Check[SheetKey]):
    """A sheet of the form that has a line for it states its unit of money, marked at that line, and one that its
    figures can be in. What the other sheets state is used to scale their figures and needs no line."""

    id = "currency-unit"

    def spots(self, case: Case) -> Iterator[Spot[SheetKey]]:
        """The sheets that have a field for the unit."""
        for name, field in case.standard.fields.items():
            if field.kind == "unit":
                stated = self._stated(case, field.sheet)
                yield at(
                    stated or case.fact(name), name, f"{case.standard.sheets[field.sheet].annex}金额单位", field.sheet
                )

    def run(self, case: Case, spot: Spot[SheetKey]) -> Verdict:
        """Whether it is stated."""
        sheet = spot.subject
        if case.filing.sheets.get(sheet) is None:
            return not_run(f"工作簿里没有找到{case.standard.sheets[sheet].annex}。")
        stated = self._stated(case, sheet)
        annex, doubt = case.standard.sheets[sheet].annex, _doubt(case)
        if stated is not None and stated.state == "text" and stated.text.strip():
            return fail(f"{annex}写的单位是{stated.text.strip()}。{doubt}", advice=doubt) if doubt else PASS
        advice = "请写明“单位：万元”或“单位：元”。"
        return fail(
            f"{annex}没有写明金额单位，现按{case.standard.unit}核对。{doubt}{advice}",
            expected=f"单位：{case.standard.unit}",
            advice=advice,
        )

    def _stated(self, case: Case, sheet: SheetKey) -> Fact | None:
        return case.filing.units.get(sheet)


def _doubt(case: Case) -> str:
    """That no unit of a county spends as little, or as much, as the largest amount says; empty where it may be."""
    power = money_power(case.standard.unit)
    amounts = [fact.value for field, fact in case.number_fields() if field.kind == "amount" and fact.value]
    if power is None or len(amounts) < ENOUGH_AMOUNTS:
        return ""
    largest = max(abs(amount) for amount in amounts).scaleb(power)
    if largest < _LEAST:
        return f"可是最大的金额只有{plain(largest)}元，请核对单位是不是万元。"
    if largest >= _MOST:
        return f"可是最大的金额有{plain(largest.scaleb(-8))}亿元，请核对单位是不是元。"
    return ""


CHECK = CurrencyUnit()
