"""The template without Python, on the filings with errors planted: recalculated by LibreOffice, and what 审核 says held
against what perfxl says of the same workbook. Errors that no formula can see are told by name in `audit_scope`."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

from perfxl.assess.engine import assess
from perfxl.assess.figures import half_up
from perfxl.assess.model import Assessment
from perfxl.excel.template import with_macros
from perfxl.excel.texts import TEXTS
from perfxl.filing.read import read
from perfxl.template.audit_scope import seen
from perfxl.template.builder import Draft
from tests.assess.mutations import MUTATORS
from tests.assess.samples import place
from tests.assess.test_sample_mutations import PLANTED
from tests.excel.office import needs_office
from tests.libreoffice import recalculate_all
from tests.template.audited import Places, audited, found
from tests.template.books import AUDIT, HUNAN
from tests.template.disturbed import disturbed
from tests.template.mutants import mutant, put, unharmed

pytestmark = [needs_office, pytest.mark.libreoffice]

NOT_IN_A_TEMPLATE = {
    "sheet-missing": "without one of its sheets the template is none",
    "formula-overwritten": "planted wherever an error is typed over a formula",
    "formula-changed": "planted in the facts, not in a cell",
    "stale-value": "a recalculated workbook has none",
}
TENTH_DECIMAL = Decimal("1E-9")


@dataclass(frozen=True)
class Said:
    """What each of the two says of one workbook; `at` are the cells of the error, where it is planted in one."""

    form: Draft
    assessment: Assessment
    cells: Mapping[str, object]
    at: Places


Maker = Callable[[], tuple[Draft, Places]]


def makers() -> Iterator[tuple[str, Maker]]:
    """Every workbook by its name: clean filings, each way to plant an error in one, and the errors of other forms."""
    for seed in range(0, 60, 10):
        yield f"clean-{seed}", functools.partial(_clean, seed)
    for check, ways in MUTATORS.items():
        for number, way in enumerate(ways if check not in NOT_IN_A_TEMPLATE else ()):
            yield f"{check}-{way.__name__}", functools.partial(mutant, way, 1000 * number + 37 * len(check))
    for number, (standard, changes, _) in enumerate(PLANTED):
        yield f"{standard}-{number}", functools.partial(_changed, standard, changes)


def _clean(seed: int) -> tuple[Draft, Places]:
    return unharmed(seed), set()


def _changed(standard: str, changes: Mapping[str, Any]) -> tuple[Draft, Places]:
    """The sample that closes, in the template of its standard, with some of its cells written anew."""
    form = disturbed(standard, 0)
    for name, value in changes.items():
        sheet, cell = place(standard, name)
        put(form.workbook[sheet][cell], value)
    return form, set()


NAMES = [name for name, _ in makers()]
OF_CHECKS = [(f"{check}-{way.__name__}", check) for check, ways in MUTATORS.items() for way in ways]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Said]:
    """What is said of the workbook of that name, after one LibreOffice has recalculated them all."""
    folder = tmp_path_factory.mktemp("mutants")
    made: dict[str, tuple[Draft, Places]] = {}
    for name, maker in makers():
        form, at = maker()
        form.workbook.save(folder / f"{name}.xlsx")
        made[name] = replace(form, workbook=Workbook()), at
    recalculate_all([folder / f"{name}.xlsx" for name in made], folder / "again")

    @functools.cache
    def of(name: str) -> Said:
        path, (form, at) = folder / "again" / f"{name}.xlsx", made[name]
        return Said(form, assess(read(path, form.standard), form.standard), shown(path), at)

    return of


def shown(path: Path) -> dict[str, object]:
    """The cells of 审核 as they were saved."""
    rows = load_workbook(path, read_only=True, data_only=True)[AUDIT].iter_rows()
    return {cell.coordinate: cell.value for row in rows for cell in row if cell.value is not None}


def close(shown: object, figure: Decimal | None) -> bool:
    """Whether a cell shows a figure, but for the noise of binary arithmetic; nothing where there is none."""
    if figure is None or shown in (None, ""):
        return figure is None and shown in (None, "")
    return half_up(Decimal(str(shown)), TENTH_DECIMAL) == half_up(figure, TENTH_DECIMAL)


class DescribeTheButtonWithoutPython:
    @pytest.mark.parametrize("seed", (0, 2, 5))
    def it_says_how_many_checks_of_the_audit_sheet_fail(self, sit: Any, tmp_path: Path, seed: int):
        disturbed(HUNAN.id, seed).save(tmp_path / "filled.xlsx")
        book = tmp_path / "filled.xlsm"
        book.write_bytes(with_macros(tmp_path / "filled.xlsx"))
        desk = sit(book, None)
        message = desk.press("check")
        results = desk.document.NamedRanges.getByName("审核_结果").ReferredCells.getDataArray()
        count = results.count(("不符",))
        assert bool(count) == bool(seed)
        assert message == (f"{TEXTS['offline_bad']}{count}" if count else TEXTS["offline_ok"])


class DescribeEveryMutant:
    def it_is_put_into_the_template_unless_there_is_a_reason(self):
        assert {check for name, check in OF_CHECKS if name in NAMES} == set(MUTATORS) - set(NOT_IN_A_TEMPLATE)
        assert not any(seen(check) for check in NOT_IN_A_TEMPLATE)

    @pytest.mark.parametrize("name", NAMES)
    def it_is_told_by_the_audit_sheet_as_by_perfxl(self, name: str, said: Callable[[str], Said]):
        its = said(name)
        fails, audit = found(its.form, its.assessment), audited(its.form, its.cells)
        assert audit.wrong - fails == set()
        assert fails - audit.wrong <= audit.open

    @pytest.mark.parametrize("name", NAMES)
    def it_gets_the_rates_of_perfxl_from_the_formulas(self, name: str, said: Callable[[str], Said]):
        its = said(name)
        rows = {(its.cells.get(f"B{row}"), its.cells.get(f"C{row}")): row for row in range(1, 120)}
        rates = list(its.form.standard.rates)
        assert rates
        for rate in rates:
            own = next(result for result in its.assessment.rates if result.id == rate.id)
            row = rows[rate.label, rate.basis or None]
            assert close(its.cells.get(f"F{row}"), own.recomputed), rate.id

    @pytest.mark.parametrize("name", NAMES)
    def it_gets_the_totals_and_the_grade_of_perfxl_from_the_formulas(self, name: str, said: Callable[[str], Said]):
        its = said(name)
        totals, grade = its.assessment.totals, its.assessment.grade
        shown = [(its.cells.get(f"E{row}"), its.cells.get(f"F{row}")) for row in (6, 7, 8)]
        assert close(shown[0][0], totals.declared)
        assert close(shown[1][0], totals.summed)
        assert close(shown[2][0], totals.capped)
        assert [each[1] or None for each in shown] == [grade.of_declared, grade.recomputed, grade.of_capped]

    @pytest.mark.parametrize(("name", "check"), [pair for pair in OF_CHECKS if pair[0] in NAMES and seen(pair[1])])
    def it_is_found_at_its_cells_by_both(self, name: str, check: str, said: Callable[[str], Said]):
        its = said(name)
        failing = {(finding.sheet, finding.cell) for finding in its.assessment.failures if finding.check == check}
        assert its.at and its.at <= failing
        told = audited(its.form, its.cells)
        assert {(check, cell) for _, cell in its.at} <= told.wrong | told.open
