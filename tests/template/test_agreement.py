"""审核 and perfxl's own assessment say the same of the same figures."""

from __future__ import annotations

import functools
import random
from decimal import Decimal
from pathlib import Path

import pytest

from perfxl.assess.engine import assess
from perfxl.assess.model import Assessment
from perfxl.filing.read import read
from perfxl.standard.check_ids import CHECKS
from perfxl.template.audit_checks import places
from perfxl.template.builder import Draft
from perfxl.template.layout import Box
from perfxl.template.results import results_of
from tests.template.books import AUDIT, HUNAN, rows_of, sample

CASES = 25
AMOUNTS = [name for name, field in HUNAN.fields.items() if field.kind == "amount" and field.formula is None]
CHANGES = ["0.01", "-0.01", "0.02", "-0.02", "0.03", "5", "-5", "300"]
ROW_FAULTS = {"得分超分值": "score-over-weight", "组得分超分值": "group-over-weight", "三级分值不符": "level3-weights"}


@functools.cache
def closed() -> tuple[Draft, dict[tuple[str, str], object]]:
    """The sample whose figures close, and what stands in each of its cells."""
    form = sample("closed-2020")
    cells = (cell for sheet in form.workbook for row in sheet.iter_rows() for cell in row)
    return form, {(cell.parent.title, cell.coordinate): cell.value for cell in cells if cell.value is not None}


def disturbed(seed: int) -> Draft:
    """The closed sample with a few figures changed, emptied, or marked as not applicable."""
    form, before = closed()
    for (sheet, cell), value in before.items():
        form.workbook[sheet][cell].value = value
    rng = random.Random(seed)
    for name in rng.sample(AMOUNTS, rng.randint(1, 5)):
        change(form, form.layout.names[name], rng)
    for key in rng.sample(["自评得分"] * 2, rng.randint(0, 2)):
        column = form.layout.names[f"指标_{key}"]
        row = rng.randint(column.top, column.bottom)
        change(form, Box(column.sheet, row, column.left, row, column.left), rng)
    return form


def change(form: Draft, box: Box, rng: random.Random) -> None:
    cell = form.workbook[box.sheet][box.cell]
    kind = rng.random()
    if isinstance(cell.value, Decimal) and kind < 0.8:
        cell.value = max(Decimal(0), cell.value + Decimal(rng.choice(CHANGES)))
    else:
        cell.value = rng.choice([None, "——", Decimal(0)])


def found(assessment: Assessment) -> set[tuple[str, str | None]]:
    """The failures that 审核 can see: check and cell."""
    seen = {rule.id for rule, _ in places(HUNAN)} | set(ROW_FAULTS.values()) | {"total-sum", "level1-weights"}
    return {(finding.check, finding.cell) for finding in assessment.failures if finding.check in seen}


def audited(form: Draft) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """What 审核 says does not hold, and what it says is not filled: check and cell."""
    results = results_of(form.workbook)[AUDIT]
    rows = rows_of(results, form.workbook[AUDIT])
    said = dict[str, set[tuple[str, str]]](不符=set(), 未填=set())
    ids = {about.title: check for check, about in CHECKS.items()}
    for field, items in rows.items():
        for title, result, _ in items:
            if result in said and field in form.layout.names:
                said[result].add((ids[title], form.layout.names[field].cell))
    said["不符"] |= faulty_rows(form, results)
    return said["不符"], said["未填"]


def faulty_rows(form: Draft, results: dict[str, object]) -> set[tuple[str, str]]:
    """The rows of the indicator table that 审核 finds fault with."""
    rows = [cell[1:] for cell, value in results.items() if cell[0] == "I" and value in ROW_FAULTS]
    faults = set[tuple[str, str]]()
    for row in rows:
        check = ROW_FAULTS[str(results[f"I{row}"])]
        at = form.layout.table.first + int(str(results[f"A{row}"])) - 1
        faults.add((check, f"{'G' if check == 'score-over-weight' else 'C'}{at}"))
    return faults


def both(form: Draft, path: Path) -> tuple[set[tuple[str, str | None]], set[tuple[str, str]], set[tuple[str, str]]]:
    form.save(path)
    return found(assess(read(path, HUNAN), HUNAN)), *audited(form)


class DescribeTheAuditSheet:
    @pytest.mark.parametrize("seed", range(CASES))
    def it_fails_what_the_assessment_fails_and_nothing_else(self, seed, tmp_path):
        fails, wrong, unfilled = both(disturbed(seed), tmp_path / "filled.xlsx")
        assert wrong - fails == set()
        assert fails - wrong <= unfilled

    def it_passes_where_every_figure_closes(self, tmp_path):
        assert both(sample("closed-2020"), tmp_path / "filled.xlsx") == (set(), set(), set())

    def it_finds_the_errors_of_the_published_filing(self, tmp_path):
        fails, wrong, unfilled = both(sample("liuyang-2020"), tmp_path / "filled.xlsx")
        assert fails - wrong == {("execution-rate", cell) for cell in ("G5", "G7", "G8")}
        assert wrong <= fails
        assert fails - wrong <= unfilled
