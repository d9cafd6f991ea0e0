"""表上要写明金额单位（万元或元）。"""

from __future__ import annotations

from collections.abc import Iterator

from perfxl.assess.case import Case
from perfxl.assess.kinds.check import Check, Spot, at
from perfxl.assess.verdict import PASS, Verdict, fail, not_run
from perfxl.filing.model import Fact
from perfxl.standard.model import SheetKey


class CurrencyUnit(Check[SheetKey]):
    """A sheet of the form that has a line for it states its unit of money, marked at that line. What the other sheets
    state is used to scale their figures and needs no line."""

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
        if stated is not None and stated.state == "text" and stated.text.strip():
            return PASS
        advice = "请写明“单位：万元”或“单位：元”。"
        return fail(
            f"{case.standard.sheets[sheet].annex}没有写明金额单位，现按{case.standard.unit}核对。{advice}",
            expected=f"单位：{case.standard.unit}",
            advice=advice,
        )

    def _stated(self, case: Case, sheet: SheetKey) -> Fact | None:
        return case.filing.units.get(sheet)


CHECK = CurrencyUnit()
