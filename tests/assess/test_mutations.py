"""Nothing is found in clean filings, and every planted error is found at its cell with nothing else beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from perfxl.assess.engine import INTERNAL, assess
from perfxl.assess.model import OUTCOMES, Assessment
from perfxl.standard.check_ids import CHECKS
from perfxl.standard.loader import load
from tests.assess.clean import clean
from tests.assess.forms import Form, failures
from tests.assess.mutations import MUTATORS, Planted, pick

CLEAN = 200
OF_OTHER_FORMS = {"funds-sum", "execution-reason", "one-chosen", "answer-computed"}
"""Checks that this form has no place for."""
EACH = 4
"""Errors planted for each check, each in another filing."""


def planted(check: str, seed: int) -> tuple[Form, Planted]:
    """A filing with one error of that check, the next one in which it can be planted."""
    for at in range(seed, seed + 1000, 1):
        filing, form = clean(at)
        its = pick(check, seed)(filing, form)
        if its is not None:
            return form, its
    raise AssertionError(f"{check} cannot be planted")


def assessed(form: Form, its: Planted) -> Assessment:
    return assess(its.change(form.read()), load("hunan-2020"))


def hold_together(assessment: Assessment) -> None:
    """What is true of every assessment."""
    assert set(assessment.outcomes) == set(OUTCOMES)
    assert sum(assessment.outcomes.values()) == assessment.places > 0
    listed = dict.fromkeys(OUTCOMES, 0)
    for finding in assessment.findings:
        listed[finding.outcome] += 1
        assert finding.message and INTERNAL not in finding.message
        assert not finding.message.isascii()
        assert "_" not in finding.message or "公式" in finding.message
    assert listed == {**assessment.outcomes, "pass": 0, "not_applicable": 0}
    keys = [finding.key for finding in assessment.findings]
    assert len(set(keys)) == len(keys)


class DescribeCleanFilings:
    @pytest.mark.parametrize("start", range(0, CLEAN, 20))
    def it_finds_nothing_in_them(self, start: int):
        for seed in range(start, start + 20):
            assessment = clean(seed)[1].assess()
            assert not assessment.findings, (seed, assessment.findings[0])
            hold_together(assessment)
            assert assessment.totals.declared == assessment.totals.summed == assessment.totals.capped


class DescribePlantedErrors:
    def it_plants_one_for_every_check_that_has_a_place_in_the_form(self):
        assert set(MUTATORS) == set(CHECKS) - OF_OTHER_FORMS

    @pytest.mark.parametrize("check", MUTATORS)
    def it_finds_each_at_its_cell_and_no_other_error(self, check: str):
        for seed in range(EACH):
            form, its = planted(check, 1000 * seed + seed)
            assessment = assessed(form, its)
            hold_together(assessment)
            found = {(finding.sheet, finding.cell) for finding in failures(assessment, check)}
            assert found == set(its.at), (seed, pick(check, seed).__name__)
            others = {finding.check for finding in assessment.failures if finding.severity == "error"}
            assert others <= {check} | its.consequences, (seed, pick(check, seed).__name__, others)

    @pytest.mark.parametrize("check", MUTATORS)
    def it_lets_a_reason_waive_them(self, check: str):
        from perfxl.filing.model import Waiver

        form, its = planted(check, 7)
        filing = its.change(form.read())
        first = assess(filing, load("hunan-2020"))
        waivers = tuple(Waiver(finding.key, "已核实") for finding in failures(first, check))
        second = assess(replace(filing, waivers=waivers), load("hunan-2020"))
        assert not failures(second, check)
        waived = [finding for finding in second.findings if finding.outcome == "waived"]
        assert {finding.key for finding in waived} == {waiver.key for waiver in waivers}
        assert {finding.reason for finding in waived} == {"已核实"}
        assert second.places == first.places
