"""表头的年度依次是上年、本年、本年。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from perfxl.assess.case import Case
from perfxl.assess.kinds.check import Check, Spot
from perfxl.assess.verdict import PASS, Verdict, fail, not_applicable, not_run
from perfxl.filing.model import YearHeader


class YearHeaders(Check[YearHeader | None]):
    """Every header that names a year names the evaluated one, or the one before where the form says 上年. A form whose
    headers name none has one spot, which is not applicable."""

    id = "year-header"

    def spots(self, case: Case) -> Iterator[Spot[YearHeader | None]]:
        """Every header with a year in it."""
        for at, header in enumerate(case.filing.years, 1):
            yield Spot(f"{header.sheet}/{at}", header.text.strip(), header.sheet, header.cell, header)
        if not case.filing.years:
            yield Spot("", "表头年度", None, None, None)

    def run(self, case: Case, spot: Spot[YearHeader | None]) -> Verdict:
        """Whether it is the year that belongs there."""
        header, year = spot.subject, case.filing.year
        if header is None:
            return not_applicable("表头没有写年度。")
        if year is None:
            return not_run("不知道评价年度。")
        due = year - 1 if header.role == "last_year" else year
        if header.year == due:
            return PASS
        title = any(_plain(sheet.title) in _plain(header.text) for sheet in case.standard.sheets.values())
        advice = f"请改为{due}年，并核对{'表内' if title else '这一列'}的数是不是{due}年的。"
        return fail(
            f"{'标题' if title else '表头'}“{header.text.strip()}”的年度应为{due}年（评价年度{year}年）。{advice}",
            reported=Decimal(header.year),
            expected=Decimal(due),
            advice=advice,
        )


def _plain(text: str) -> str:
    """A title without its year and its spaces."""
    return "".join(text.replace("{年}年", "").split())


CHECK = YearHeaders()
