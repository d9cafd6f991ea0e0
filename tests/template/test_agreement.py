"""审核 and perfxl's own assessment say the same of the same figures, in the form of every standard."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfxl.assess.engine import assess
from perfxl.assess.model import Assessment
from perfxl.filing.read import read
from perfxl.sml.a1 import letters
from perfxl.standard.check_ids import CHECKS
from perfxl.standard.loader import catalogue
from perfxl.standard.model import Level
from perfxl.template.audit_checks import places
from perfxl.template.builder import Draft
from perfxl.template.results import results_of
from tests.template.books import AUDIT, rows_of, sample
from tests.template.disturbed import disturbed

CASES = [(standard, seed) for standard in catalogue() for seed in range(1, 6)]
ROW_FAULTS = {"得分超分值": "score-over-weight", "组得分超分值": "group-over-weight", "三级分值不符": "level3-weights"}

Said = set[tuple[str, str | None]]
"""Checks, each with the cell of which something is said."""


def found(form: Draft, assessment: Assessment) -> Said:
    """The failures that 审核 can see."""
    seen = {rule.id for rule, _ in places(form.standard)} | set(ROW_FAULTS.values()) | {"total-sum", "level1-weights"}
    return {(finding.check, finding.cell) for finding in assessment.failures if finding.check in seen}


def audited(form: Draft) -> tuple[Said, Said]:
    """What 审核 says does not hold, and what it says is not filled."""
    results = results_of(form.workbook)[AUDIT]
    said = dict[str, Said](不符=set(), 未填=set())
    ids = {about.title: check for check, about in CHECKS.items()}
    for field, items in rows_of(results, form.workbook[AUDIT]).items():
        for title, result, _ in items:
            if result in said and field in form.layout.names:
                said[result].add((ids[title], form.layout.names[field].cell))
    return said["不符"] | faulty_rows(form, results), said["未填"]


def faulty_rows(form: Draft, results: dict[str, object]) -> Said:
    """The rows of the indicator table, and beside it, that 审核 finds fault with."""
    rows = [cell[1:] for cell, value in results.items() if cell[0] == "I" and value in ROW_FAULTS]
    return {
        (check := ROW_FAULTS[str(results[f"I{row}"])], marked(form, check, int(str(results[f"A{row}"]))))
        for row in rows
    }


def marked(form: Draft, check: str, number: int) -> str:
    """The cell at which a fault of the row of that number is marked."""
    table, beside = form.layout.table, form.standard.table.beside
    if number <= len(beside):
        return form.layout.names[beside[number - 1].score].cell
    kind: Level = "score" if check == "score-over-weight" else "level2"
    column = form.standard.table.column(kind)
    assert column is not None
    return f"{letters(table.columns[column.key])}{table.first + number - 1 - len(beside)}"


def both(form: Draft, path: Path) -> tuple[Said, Said, Said]:
    form.save(path)
    return found(form, assess(read(path, form.standard), form.standard)), *audited(form)


class DescribeTheAuditSheet:
    @pytest.mark.parametrize(("standard", "seed"), CASES)
    def it_fails_what_the_assessment_fails_and_nothing_else(self, standard, seed, tmp_path):
        fails, wrong, unfilled = both(disturbed(standard, seed), tmp_path / "filled.xlsx")
        assert wrong - fails == set()
        assert fails - wrong <= unfilled

    @pytest.mark.parametrize("standard", catalogue())
    def it_passes_where_every_figure_closes(self, standard, tmp_path):
        fails, wrong, _ = both(disturbed(standard, 0), tmp_path / "filled.xlsx")
        assert fails == wrong == set()

    def it_finds_something_in_most_of_what_is_disturbed(self):
        assert sum(bool(audited(disturbed(standard, seed))[0]) for standard, seed in CASES) > len(CASES) / 2

    def it_finds_the_errors_of_the_published_filing(self, tmp_path):
        fails, wrong, unfilled = both(sample("liuyang-2020"), tmp_path / "filled.xlsx")
        assert fails - wrong == {("execution-rate", cell) for cell in ("G5", "G7", "G8")}
        assert wrong <= fails
        assert fails - wrong <= unfilled
