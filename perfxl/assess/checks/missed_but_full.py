"""目标没有完成的，不应得满分。"""

from __future__ import annotations

from perfxl.assess.answers import measured
from perfxl.assess.case import Case
from perfxl.assess.earned import earned
from perfxl.assess.figures import plain
from perfxl.assess.kinds.check import Spot, at
from perfxl.assess.kinds.table import UnitCheck, header_of, unreadable_scores
from perfxl.assess.table import ScoreUnit
from perfxl.assess.verdict import PASS, Verdict, fail, not_applicable
from perfxl.filing.model import IndicatorRow


class MissedButFull(UnitCheck):
    """A target missed ⇒ not the full score, of the row or, where rows have no weights, of the group; marked at the row
    that missed. Only what is missed for certain counts: no doubt of direction, unit or rounding, and no rule that gives
    the full score all the same. A reason does not make it a full score."""

    id = "missed-but-full"

    def places(self, case: Case) -> list[Spot[ScoreUnit | None]]:
        """Every scored unit, at the row that missed its target."""
        header = header_of(case, self.column)
        found = list[Spot[ScoreUnit | None]]()
        for unit in case.indicators.units:
            row = next((row for row in unit.rows if _is_missed(case, row)), unit.rows[0])
            fact = case.indicators.fact(row, self.column)
            found.append(at(fact, "/".join(unit.path), f"{row.name or unit.title}{header}", unit))
        return found

    def say(self, case: Case, subject: ScoreUnit) -> Verdict:
        """Whether a target was missed and the score is full all the same."""
        if subject.weight is None:
            return not_applicable("没有分值。")
        missed = [row for row in subject.rows if _is_missed(case, row)]
        if not missed:
            return not_applicable("没有确定未完成的目标。")
        verdict = unreadable_scores(case, subject.rows)
        if verdict is not None:
            return verdict
        score = case.indicators.summed(subject.rows)
        assert score is not None
        if score < subject.weight:
            return PASS
        return self._failed(case, subject, missed)

    def _failed(self, case: Case, unit: ScoreUnit, missed: list[IndicatorRow]) -> Verdict:
        assert unit.weight is not None
        listed = "；".join(
            f"{row.name}：目标“{measured(case, row).target.text}”，完成值“{measured(case, row).actual.text}”"
            for row in missed
        )
        advice = "请按完成情况扣分，并说明原因。"
        return fail(
            f"目标没有完成（{listed}），“{unit.title}”却得满分{plain(unit.weight)}。{advice}",
            reported=case.indicators.summed(unit.rows),
            advice=advice,
        )


def _is_missed(case: Case, row: IndicatorRow) -> bool:
    """Whether the target is missed for certain, and costs points."""
    points = earned(case, row)
    return measured(case, row).missed and (points.most is None or points.weight is None or points.most < points.weight)


CHECK = MissedButFull()
