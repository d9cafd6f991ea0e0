"""每一级指标都有名称，表中没有空行，名称里的括号成对。"""

from __future__ import annotations

from collections.abc import Iterator

from perfxl.assess.case import Case
from perfxl.assess.kinds.check import Spot, at
from perfxl.assess.kinds.table import TableCheck
from perfxl.assess.verdict import PASS, Verdict, fail
from perfxl.filing.model import IndicatorRow, NameFault

_LEVELS = {1: "一级指标", 2: "二级指标", 3: "三级指标"}


class IndicatorName(TableCheck[NameFault | IndicatorRow]):
    """No nameless level, no blank row inside the table, brackets closed: a fail for each fault, a pass for each row
    without one."""

    id = "indicator-name"

    def spots(self, case: Case) -> Iterator[Spot[NameFault | IndicatorRow | None]]:
        """Every fault, and every row that has none; a table of faults alone is a table all the same."""
        yield from self.places(case) if case.filing.name_faults else super().spots(case)

    def places(self, case: Case) -> Iterator[Spot[NameFault | IndicatorRow | None]]:
        """Every fault, then every row in which none was found."""
        faulty = set[int]()
        for fault in case.filing.name_faults:
            faulty.add(_row_of(fault.cell))
            key = f"{fault.kind}/{fault.level}/{fault.text.strip()}"
            yield Spot(key, _LEVELS[fault.level], fault.sheet, fault.cell, fault)
        for row in case.indicators.rows:
            if row.row not in faulty:
                fact = case.indicators.fact(row, "level3" if row.level3 else "level2")
                yield at(fact, "/".join(row.path), row.name, row)

    def say(self, case: Case, subject: NameFault | IndicatorRow) -> Verdict:
        """A fault in words."""
        if isinstance(subject, IndicatorRow):
            return PASS
        level = _LEVELS[subject.level]
        if subject.kind == "bracket":
            advice = "请补上括号。"
            return fail(f"{level}“{subject.text.strip()}”的括号不成对。{advice}", reported=subject.text, advice=advice)
        if subject.kind == "blank_row":
            advice = "请补填指标，多余的行请删除。"
            return fail(f"指标表中有一行是空的。{advice}", advice=advice)
        advice = f"请补填{level}名称。"
        return fail(f"这里缺{level}的名称。{advice}", advice=advice)


def _row_of(cell: str) -> int:
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


CHECK = IndicatorName()
