"""The ids of the checks are an interface; so are their severities where no standard says otherwise."""

from __future__ import annotations

import pytest

from perfxl.standard.check_ids import CHECKS, PARTS, SEVERITIES, CheckId

ERRORS = """
staffing-ratio three-public-sum vehicles-sum projects-sum operating-sum adjustment-budget adjustment-final
projects-match operating-within-basic required-blank not-a-number negative year-header sources-structure
execution-rate goal-blank level1-weights level2-weights level3-weights score-over-weight group-over-weight
score-missing score-not-earned total-sum grade deduction-unexplained unit-mismatch indicator-name sheet-missing
formula-changed error-value funds-sum one-chosen answer-computed
"""
WARNINGS = """
staffing-over-posts three-public-over-budget three-public-part-over-budget three-public-growth projects-over-budget
operating-over-budget procurement-execution adjustment-rate currency-unit execution-over-budget
execution-without-budget met-but-deducted missed-but-full over-fulfilled date-not-given formula-overwritten
stale-value execution-reason
"""
HINTS = "unit-name qualitative-answer hidden-content"


class DescribeTheChecks:
    @pytest.mark.parametrize(("severity", "ids"), [("error", ERRORS), ("warning", WARNINGS), ("hint", HINTS)])
    def it_has_these_and_no_other(self, severity: str, ids: str):
        assert {check.id for check in CHECKS.values() if check.severity == severity} == set(ids.split())

    @pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
    def it_says_each_in_one_sentence(self, check: CheckId):
        assert check.rule.endswith("。")
        assert check.rule.count("。") == 1
        assert check.title
        assert not check.title.endswith("。")
        assert check.part in PARTS
        assert check.severity in SEVERITIES
