"""The engine: the catalogue, waivers, switches and limits of the standard, keys, order, and checks that break down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import pytest

from perfxl.assess import checks as checks_package
from perfxl.assess.engine import INTERNAL, assess
from perfxl.assess.kinds.check import Check
from perfxl.assess.registry import checks
from perfxl.filing.model import Waiver
from perfxl.standard.check_ids import CHECKS
from perfxl.standard.loader import load
from perfxl.standard.model import CheckRule, Standard
from tests.assess.closed import filled
from tests.assess.forms import failures, lay_out, only
from tests.assess.liuyang import LIUYANG


def ruled(check: str, change: Callable[[CheckRule], CheckRule]) -> Standard:
    """The standard with the rule of one check changed."""
    standard = load("hunan-2020")
    return replace(standard, checks={**standard.checks, check: change(standard.checks[check])})


class DescribeTheChecks:
    def it_has_those_of_the_catalogue_each_in_a_file_of_its_own(self):
        files = {path.stem for path in Path(checks_package.__path__[0]).glob("*.py")} - {"__init__"}
        assert files == {check.replace("-", "_") for check in CHECKS}

    def it_has_a_test_file_for_each(self):
        files = {path.stem for path in (Path(__file__).parent / "checks").glob("test_*.py")}
        assert files == {f"test_{check.replace('-', '_')}" for check in CHECKS}

    @pytest.mark.parametrize("check", CHECKS)
    def it_finds_each_under_its_id(self, check: str):
        module = import_module(f"perfxl.assess.checks.{check.replace('-', '_')}")
        assert isinstance(module.CHECK, Check)
        assert module.CHECK.id == check
        assert module.CHECK.about is CHECKS[check]
        assert module.__doc__ and module.__doc__.endswith("。") and type(module.CHECK).__doc__

    def it_keeps_them_in_the_order_of_the_forms(self):
        assert [check.id for check in checks()] == list(CHECKS)


class DescribeWaivers:
    def it_waives_the_finding_whose_key_it_holds(self):
        filing = filled(三公经费_决算="9", 公用经费_决算="30").read()
        waiver = Waiver("three-public-sum:三公经费_决算", "含上年结转")
        assessment = assess(replace(filing, waivers=(waiver,)), load("hunan-2020"))
        assert not failures(assessment, "three-public-sum")
        (waived,) = (finding for finding in assessment.findings if finding.outcome == "waived")
        assert (waived.check, waived.reason, waived.severity) == ("three-public-sum", "含上年结转", "error")
        assert failures(assessment, "operating-over-budget")

    def it_does_not_touch_what_does_not_fail(self):
        filing = replace(filled().read(), waivers=(Waiver("three-public-sum:三公经费_决算", "多余的说明"),))
        assert assess(filing, load("hunan-2020")).outcomes["waived"] == 0

    def it_holds_on_when_rows_move(self):
        """The key is of the indicator, not of the cell."""
        form = filled(行4__自评得分=None)
        before = only(form.assess(), "score-missing")
        moved = lay_out(replace(LIUYANG, rows=LIUYANG.rows[8:]))
        moved["行1/自评得分"] = None
        assert before.key == "score-missing:产出指标/数量指标/服务场次"
        assert only(moved.assess(), "score-missing").key == "score-missing:产出指标/数量指标/残疾儿童康复人数"

    def it_tells_rows_of_one_name_apart(self):
        form = filled(行4__三级指标="培训人数", 行3__自评得分=None, 行4__自评得分=None)
        keys = [finding.key for finding in failures(form.assess(), "score-missing")]
        assert sorted(keys) == [f"score-missing:产出指标/数量指标/培训人数{again}" for again in ("", "#2")]


class DescribeTheStandard:
    def it_switches_checks_off(self):
        standard = ruled("goal-blank", lambda rule: replace(rule, off=True))
        filing = filled(年初设定目标=None).read()
        assert not failures(assess(filing, standard), "goal-blank")
        assert assess(filing, standard).places == assess(filing, load("hunan-2020")).places - 2

    def it_changes_severities(self):
        standard = ruled("goal-blank", lambda rule: replace(rule, severity="hint"))
        assert only(assess(filled(年初设定目标=None).read(), standard), "goal-blank").severity == "hint"

    def it_sets_limits(self):
        rule = load("hunan-2020").checks["over-fulfilled"]
        assert rule.limits == {"上限": Decimal("1.3")}
        assert failures(filled(行3__完成值=500).assess(), "over-fulfilled")


class DescribeTheOrder:
    def it_puts_what_changes_the_grade_first(self):
        form = filled(行1__自评得分=1, 行2__自评得分=10, 总分_自评得分=90)
        first = form.assess().findings[0]
        assert (first.check, first.grade_effect, first.score_effect) == ("total-sum", True, -9)

    def it_puts_open_findings_before_what_was_not_run(self):
        outcomes = [finding.outcome for finding in lay_out(LIUYANG).assess().findings]
        assert outcomes == sorted(outcomes, key=["fail", "waived", "undecidable", "not_run"].index)

    def it_puts_errors_before_warnings_before_hints_and_large_amounts_before_small(self):
        open_ = [finding for finding in lay_out(LIUYANG).assess().failures if finding.score_effect is None]
        ranks = [("error", "warning", "hint").index(finding.severity) for finding in open_]
        assert ranks == sorted(ranks)
        errors = [finding.check for finding in open_ if finding.severity == "error"]
        assert errors[:2] == ["adjustment-final", "sources-structure"]


class DescribeAnAssessment:
    def it_knows_the_filing(self):
        assessment = filled().assess()
        assert (assessment.unit, assessment.year, assessment.standard) == ("测试市档案馆", 2020, "hunan-2020")
        assert {fact.field for fact in assessment.facts} == set(load("hunan-2020").fields)
        assert not assessment.has_errors

    def it_leaves_a_check_that_breaks_down_not_run_and_says_so(self, monkeypatch: pytest.MonkeyPatch):
        def broken(*_: object) -> None:
            raise ZeroDivisionError

        whole, one = type(checks()[0]), type(checks()[1])
        monkeypatch.setattr(whole, "spots", broken)
        monkeypatch.setattr(one, "run", broken)
        assessment = filled().assess()
        found = {finding.check: finding for finding in assessment.findings}
        assert set(found) == {checks()[0].id, checks()[1].id}
        assert all(finding.outcome == "not_run" for finding in found.values())
        assert all(INTERNAL in finding.message and "ZeroDivisionError" in finding.message for finding in found.values())
        assert sum(assessment.outcomes.values()) == assessment.places
