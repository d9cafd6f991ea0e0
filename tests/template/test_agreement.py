"""审核 and perfxl's own assessment say the same of the same figures, in the form of every standard."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfxl.assess.engine import assess
from perfxl.filing.read import read
from perfxl.standard.check_ids import CHECKS
from perfxl.standard.loader import catalogue, load
from perfxl.template.audit_checks import places
from perfxl.template.audit_scope import NEEDS_PERFXL, seen
from perfxl.template.builder import Draft
from tests.template.audited import ROW_FAULTS, Audit, Said, audited, cells_of, found
from tests.template.books import sample
from tests.template.disturbed import disturbed

CASES = [(standard, seed) for standard in catalogue() for seed in range(1, 6)]


def told(form: Draft) -> Audit:
    return audited(form, cells_of(form))


def both(form: Draft, path: Path) -> tuple[Said, Audit]:
    form.save(path)
    return found(form, assess(read(path, form.standard), form.standard)), told(form)


class DescribeWhatTheAuditSheetSees:
    def it_is_every_check_but_those_that_need_perfxl(self):
        of_rows = {*ROW_FAULTS.values(), "total-sum", "level1-weights", "level2-weights"}
        of_fields = {rule.id for standard in catalogue() for rule, _ in places(load(standard))}
        assert of_rows | of_fields == {check for check in CHECKS if seen(check)}
        assert set(NEEDS_PERFXL) < set(CHECKS)


class DescribeTheAuditSheet:
    @pytest.mark.parametrize(("standard", "seed"), CASES)
    def it_fails_what_the_assessment_fails_and_nothing_else(self, standard, seed, tmp_path):
        fails, audit = both(disturbed(standard, seed), tmp_path / "filled.xlsx")
        assert audit.wrong - fails == set()
        assert fails - audit.wrong <= audit.open

    @pytest.mark.parametrize("standard", catalogue())
    def it_passes_where_every_figure_closes(self, standard, tmp_path):
        fails, audit = both(disturbed(standard, 0), tmp_path / "filled.xlsx")
        assert fails == audit.wrong == set()

    def it_finds_something_in_most_of_what_is_disturbed(self):
        assert sum(bool(told(disturbed(standard, seed)).wrong) for standard, seed in CASES) > len(CASES) / 2

    def it_finds_the_errors_of_the_published_filing(self, tmp_path):
        fails, audit = both(sample("liuyang-2020"), tmp_path / "filled.xlsx")
        assert fails - audit.wrong == {("execution-rate", cell) for cell in ("G5", "G7", "G8")}
        assert audit.wrong <= fails
        assert fails - audit.wrong <= audit.open
