"""The evaluator and LibreOffice say the same, but for what is listed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.utils.datetime import to_excel as day_number
from openpyxl.worksheet.worksheet import Worksheet

from perfxl.standard.evaluate import evaluate
from perfxl.standard.interval import Interval
from perfxl.standard.parse import parse
from perfxl.standard.values import ErrorValue, Undecidable, Value
from tests.libreoffice import needs_libreoffice, recalculate
from tests.standard.cases import SheetScope, generated, value_of, written, written_cells
from tests.standard.known_differences import LIBREOFFICE

pytestmark = [pytest.mark.libreoffice, needs_libreoffice]

FIRST_ROW = 10
FORMULAS = [formula for formula, result in written() if result != "?"] + generated(1500, seed=2020)


def _calculated(folder: Path) -> Worksheet:
    book = openpyxl.Workbook()
    for row, cells in enumerate(written_cells(), 1):
        for column, written_cell in enumerate(cells, 1):
            _write(book.active.cell(row, column), written_cell)
    for row, formula in enumerate(FORMULAS, FIRST_ROW):
        book.active.cell(row, 1).value = formula
    book.save(folder / "formulas.xlsx")
    done = recalculate(folder / "formulas.xlsx", folder / "calculated.xlsx")
    return openpyxl.load_workbook(done, data_only=True).active


def _write(cell: Cell, written_cell: str) -> None:
    value = value_of(written_cell)
    if written_cell.startswith("="):
        cell.value = written_cell
    elif isinstance(value, Interval):
        cell.value = value.point
    elif isinstance(value, str):
        cell.value, cell.data_type = value, "s"
    elif value is True:
        cell.value = True


def _agree(ours: Value, theirs: Cell) -> bool:
    shown = day_number(theirs.value) if isinstance(theirs.value, datetime) else theirs.value
    if isinstance(ours, ErrorValue):
        return theirs.data_type == "e" and shown == ours.code
    if isinstance(ours, Interval):
        assert ours.point is not None
        number = isinstance(shown, int | float) and not isinstance(shown, bool)
        return number and float(ours.point) == pytest.approx(shown, rel=1e-9, abs=1e-9)
    return shown is ours if isinstance(ours, bool) else (shown or "") == ours and theirs.data_type != "e"


@pytest.fixture(scope="module")
def differing(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Value, Cell]]:
    """The formulas on which the two differ, with what each says."""
    sheet = _calculated(tmp_path_factory.mktemp("libreoffice"))
    cells = {formula: sheet.cell(row, 1) for row, formula in enumerate(FORMULAS, FIRST_ROW)}
    pairs = ((formula, evaluate(parse(formula), SheetScope())) for formula in FORMULAS)
    both = {formula: (ours, cells[formula]) for formula, ours in pairs if not isinstance(ours, Undecidable)}
    assert len(both) > 0.95 * len(FORMULAS)
    return {formula: pair for formula, pair in both.items() if not _agree(*pair)}


def _known(formula: str, ours: Value, theirs: Cell) -> bool:
    both_errors = isinstance(ours, ErrorValue) and theirs.data_type == "e"
    return any(difference.concerns(formula, both_errors) for difference in LIBREOFFICE)


class DescribeTheEvaluatorBesideLibreOffice:
    def it_differs_in_nothing_that_is_not_listed(self, differing: dict[str, tuple[Value, Cell]]):
        unknown = [
            f"{formula}: {ours} beside {theirs.value}"
            for formula, (ours, theirs) in differing.items()
            if not _known(formula, ours, theirs)
        ]
        assert not unknown, "\n".join(unknown)

    def it_has_no_difference_listed_that_does_not_occur(self, differing: dict[str, tuple[Value, Cell]]):
        for difference in LIBREOFFICE:
            assert any(difference.concerns(formula, True) for formula in differing), difference.reason
