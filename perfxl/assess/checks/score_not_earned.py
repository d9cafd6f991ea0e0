"""能按规则算出的得分，填写数不高于应得数。"""

from __future__ import annotations

from decimal import Decimal

from perfxl.assess.answers import computed, measured
from perfxl.assess.case import Case
from perfxl.assess.earned import Earned, earned
from perfxl.assess.figures import plain
from perfxl.assess.kinds.table import RowCheck, unreadable
from perfxl.assess.readings import step_readings
from perfxl.assess.table import number
from perfxl.assess.verdict import PASS, Verdict, fail, not_applicable, undecidable
from perfxl.filing.model import IndicatorRow


class ScoreNotEarned(RowCheck):
    """score ≤ what the row's rule gives, each row that has a weight, a rule and an answer to it. What the digits not
    written leave open counts in the unit's favour; of a rule that leaves a span, only more than its most is too much.
    Where the digits or a person would have to decide, it is undecidable."""

    id = "score-not-earned"

    def say(self, case: Case, subject: IndicatorRow) -> Verdict:
        """The score against the points the rule gives at most."""
        points, fact = earned(case, subject), case.indicators.fact(subject, "score")
        score = number(fact)
        if points.left_out:
            return PASS if score is None else _left_out(subject, score)
        if points.most is None:
            return undecidable(f"“{subject.name}”{points.why}") if points.asked else not_applicable(points.why)
        if score is None:
            return unreadable(fact, f"“{subject.name}”的自评得分") or not_applicable("没有填得分。")
        if score <= points.most or (points.points is None and points.most == points.weight):
            return PASS
        if points.open:
            return undecidable(f"“{subject.name}”的应得分不能确定：{points.open}。")
        return _failed(case, subject, points, score)


def _failed(case: Case, row: IndicatorRow, points: Earned, score: Decimal) -> Verdict:
    assert points.rule is not None and points.most is not None
    due = points.most if points.points is None else points.points
    span = points.points is None and points.least is not None and points.least != due
    earns = f"应得{plain(points.least or Decimal(0))}至{plain(due)}分" if span else f"应得{plain(due)}分"
    working = f"（{points.computation}）" if points.computation else ""
    advice = f"请改为不超过{plain(due)}分，或核对年度指标值与完成值。"
    said = f"按规则（{points.rule.words}）{earns}{working}{_other_readings(case, row, points)}"
    return fail(
        f"“{row.name}”{_answered(case, row)}，{said}，自评得分{plain(score)}。{advice}",
        reported=score,
        expected=due,
        computation=points.computation,
        advice=advice,
        score_effect=due - score,
    )


def _answered(case: Case, row: IndicatorRow) -> str:
    """Target and actual value in a sentence, a computed one with its computation."""
    its, by_form = measured(case, row), computed(case, row)
    target = f"目标“{its.target.text}”，" if its.target.text.strip() else ""
    if by_form is not None and by_form.value is not None:
        return f"{target}完成值按填报数为{by_form.shown}（{by_form.computation}）"
    answer = its.actual.text.strip()
    return f"{target}完成值“{answer}”" if answer else f"{target}分值{plain(earned(case, row).weight or Decimal(0))}"


def _other_readings(case: Case, row: IndicatorRow, points: Earned) -> str:
    """What the other ways to count a started step come to, where it makes a difference."""
    readings = step_readings(case, row, points.rule) if points.rule is not None else None
    if readings is None:
        return ""
    ways = (("满一步才扣", readings.full), ("不满一步也扣", readings.started), ("按比例扣", readings.prorata))
    others = [f"{way}的得{plain(given)}分" for way, given in ways if given != points.points]
    return f"；{'、'.join(others)}" if others else ""


def _left_out(row: IndicatorRow, score: Decimal) -> Verdict:
    advice = "得分请填“——”，或填写完成值。"
    return fail(
        f"“{row.name}”的完成值标为不适用，按规则这一行不计分，自评得分却填{plain(score)}。{advice}",
        reported=score,
        advice=advice,
        score_effect=-score,
    )


CHECK = ScoreNotEarned()
