"""The published filing of 2020: exactly what is wrong with it is found, at the right cells, and all else passes."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from perfxl.assess.case import Case
from perfxl.assess.engine import assess, tell
from perfxl.assess.model import Assessment
from perfxl.filing.model import Filing
from perfxl.filing.read import read
from perfxl.standard.loader import load
from tests.assess.forms import failures, lay_out
from tests.assess.liuyang import LIUYANG

SAMPLES = Path(__file__).parents[2] / "samples"
STANDARD = load("hunan-2020")

BASE_FAILS = """
three-public-part-over-budget D13
three-public-growth           D8
projects-over-budget          D14
operating-over-budget         D18
procurement-execution         D22
adjustment-final              D23
adjustment-rate               D23
"""
MONEY_FAILS = """
sources-structure        财政拨款_执行
execution-rate           财政拨款_执行率 基本支出_执行率 项目支出_执行率
execution-over-budget    财政拨款_执行 基本支出_执行 项目支出_执行
execution-without-budget 其他资金_执行
"""
TABLE_FAILS = """
score-over-weight     G18 G19
total-sum             G33
deduction-unexplained H14 H16 H21 H29
met-but-deducted      G21 G29
date-not-given        F26 F27 F28
qualitative-answer    F29 F30 F31
indicator-name        A13 C13 C31
goal-blank            B10
"""
NOT_RUN = """
projects-sum  B14 C14
operating-sum B18 C18
"""
PASSING = """
staffing-ratio staffing-over-posts three-public-sum vehicles-sum three-public-over-budget adjustment-budget
projects-match operating-within-basic required-blank not-a-number negative unit-name year-header level1-weights
group-over-weight score-missing over-fulfilled unit-mismatch sheet-missing error-value hidden-content
"""


def pairs(text: str) -> set[tuple[str, str]]:
    """(check, cell) of a text table: a check a line."""
    lines = (line.split() for line in text.strip().splitlines())
    return {(check, cell) for check, *cells in lines for cell in cells}


def on_sheet(filing: Filing, key: str) -> set[tuple[str, str | None]]:
    """(check, cell) of the open findings on one of the form's sheets, but for those of the template's own formulas."""
    found = failures(assess(filing, STANDARD))
    return {
        (finding.check, finding.cell)
        for finding in found
        if finding.sheet == filing.sheets[key] and not finding.check.startswith("formula-")  # type: ignore[index]
    }


def expected_on_self(filing: Filing) -> set[tuple[str, str]]:
    """The fails of 附件2; those of money stand where the reader found their fields."""
    money = {(check, filing.facts[f"自评_{name}"].cell or "") for check, name in pairs(MONEY_FAILS)}
    weight = filing.rows[1].facts["一级分值"].cell or ""
    return money | pairs(TABLE_FAILS) | {("level2-weights", weight)}


@pytest.fixture(params=["figures", "handmade", "template"])
def filing(request: pytest.FixtureRequest) -> Filing:
    if request.param == "figures":
        return lay_out(LIUYANG).read()
    name = "liuyang-2020-handmade.xlsx" if request.param == "handmade" else "liuyang-2020.xlsx"
    return read(SAMPLES / name, STANDARD)


@pytest.fixture
def assessment(filing: Filing) -> Assessment:
    return assess(filing, STANDARD)


class DescribeLiuyang:
    def it_finds_exactly_what_is_wrong_on_the_base_sheet(self, filing: Filing):
        unit = filing.units["base"].cell or ""
        assert on_sheet(filing, "base") == pairs(BASE_FAILS) | {("currency-unit", unit)}

    def it_finds_exactly_what_is_wrong_on_the_self_sheet(self, filing: Filing):
        assert on_sheet(filing, "self") == expected_on_self(filing)

    def it_says_what_it_could_not_check(self, assessment: Assessment):
        assert {(each.check, each.cell) for each in assessment.findings if each.outcome == "not_run"} == pairs(NOT_RUN)

    def it_passes_all_else(self, filing: Filing):
        found: dict[str, Counter[str]] = {}
        for told in tell(Case(filing, STANDARD)):
            found.setdefault(told.check.id, Counter())[told.outcome] += 1
        for check in PASSING.split():
            assert found[check]["pass"] > 0 and found[check]["fail"] == 0, check
        for check in ("grade", "score-not-earned", "level3-weights"):
            assert set(found[check]) == {"not_applicable"}, check

    def it_gives_three_totals_and_one_grade(self, assessment: Assessment):
        assert (assessment.totals.declared, assessment.totals.summed, assessment.totals.capped) == (96, 93, 91)
        grade = assessment.grade
        assert (grade.declared, grade.of_declared, grade.recomputed, grade.of_capped) == (None, "优", "优", "优")

    def it_says_what_to_fill_in(self, assessment: Assessment):
        rates = [str(each.expected) for each in failures(assessment, "execution-rate")]
        assert sorted(rates) == ["1.0961", "44.1475", "5.8886"]

    def it_gives_the_figures_of_each_finding(self, assessment: Assessment):
        told = {finding.check: finding for finding in reversed(assessment.failures)}
        assert told["sources-structure"].difference == Decimal("-236.24")
        assert told["adjustment-final"].difference == Decimal("-1015.91")
        assert (told["level2-weights"].reported, told["level2-weights"].expected) == (27, 30)
        assert (told["total-sum"].reported, told["total-sum"].expected) == (96, 93)
        assert "149.80%" in told["operating-over-budget"].message
        assert "111.11%" in told["three-public-part-over-budget"].message
        assert "488.86%" in told["adjustment-rate"].message
        assert "171.95%" in told["procurement-execution"].message
        assert "4414.75%" in told["projects-over-budget"].message

    def it_puts_what_changes_the_score_first(self, assessment: Assessment):
        first = [(finding.check, finding.score_effect) for finding in assessment.findings[:4]]
        assert first[:3] == [("total-sum", -3), ("score-over-weight", -1), ("score-over-weight", -1)]
        assert first[3] == ("adjustment-final", None)
        assert not any(finding.grade_effect for finding in assessment.findings)

    def it_reads_step_rules_all_three_ways(self, assessment: Assessment):
        steps = {rate.id: rate.steps for rate in assessment.rates if rate.steps}
        readings = {id_: (str(its.full), str(its.started), str(its.prorata)) for id_, its in steps.items()}
        assert {id_: tuple(map(Decimal, its)) for id_, its in readings.items()} == {
            "staffing-ratio": (5, 5, 5),
            "three-public-change": (5, Decimal("4.5"), Decimal("4.77")),
            "three-public-control": (7, 7, 7),
            "operating-control": (0, 0, 0),
            "procurement-execution": (0, 0, 0),
        }

    def it_adds_up(self, assessment: Assessment):
        assert sum(assessment.outcomes.values()) == assessment.places


class DescribeTheTemplate:
    def it_finds_the_formulas_that_were_typed_over(self):
        found = failures(assess(read(SAMPLES / "liuyang-2020.xlsx", STANDARD), STANDARD), "formula-overwritten")
        assert {finding.cell for finding in found} == {"G5", "G7", "G8", "G33"}

    def it_finds_nothing_in_the_closed_sample(self):
        assessment = assess(read(SAMPLES / "closed-2020.xlsx", STANDARD), STANDARD)
        assert not assessment.findings
        assert (
            sum(assessment.outcomes.values())
            == assessment.places
            == sum(map(assessment.outcomes.get, ("pass", "not_applicable")))
        )
        assert assessment.outcomes["pass"] > 300
