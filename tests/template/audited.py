"""What 审核 says of a filled template, check and cell, beside what perfxl's own assessment says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from perfxl.assess.model import Assessment
from perfxl.sml.a1 import letters
from perfxl.standard.check_ids import CHECKS
from perfxl.standard.model import Level
from perfxl.template.audit_rows import EMPTY, GROUP1, GROUP_OVER, NO_SCORE, OVER, SEVERAL, WEIGHTS3, K
from perfxl.template.audit_scope import seen
from perfxl.template.builder import Draft
from perfxl.template.results import results_of
from tests.template.books import AUDIT

ROW_FAULTS = {
    OVER: "score-over-weight",
    GROUP_OVER: "group-over-weight",
    WEIGHTS3: "level3-weights",
    SEVERAL: "one-chosen",
    NO_SCORE: "score-missing",
    EMPTY: "score-missing",
}
"""The check of each fault of a row; NO_NAME is one of a check that needs perfxl."""

_OPEN = ("未填", "非数字")
_IDS = {about.title: check for check, about in CHECKS.items()}
_COLUMNS: dict[str, Level] = {"score-over-weight": "score", "score-missing": "score"}

Cells = Mapping[str, object]
Places = set[tuple[str, str | None]]
"""Cells of sheets."""

Said = set[tuple[str, str | None]]
"""Checks, each with the cell of which something is said."""


@dataclass(frozen=True)
class Audit:
    """What does not hold, and what cannot be said yet because something is not filled or is no number."""

    wrong: Said
    open: Said


def found(form: Draft, assessment: Assessment) -> Said:
    """The failures that 审核 can see."""
    return {(finding.check, finding.cell) for finding in assessment.failures if seen(finding.check)}


def audited(form: Draft, results: Cells) -> Audit:
    """What stands in 审核, of which `results` are the cells."""
    said = [*_of_fields(form, results), *_of_rows(form, results), *_of_level1(form, results)]
    return Audit(
        {(check, cell) for result, check, cell in said if result == "不符"},
        {(check, cell) for result, check, cell in said if result in _OPEN},
    )


def cells_of(form: Draft) -> dict[str, object]:
    """The cells of 审核 as perfxl's own evaluator calculates them."""
    written = (cell for row in form.workbook[AUDIT].iter_rows() for cell in row if cell.value is not None)
    return {cell.coordinate: cell.value for cell in written} | results_of(form.workbook)[AUDIT]


def _of_fields(form: Draft, results: Cells) -> Iterator[tuple[str, str, str]]:
    for cell, field in results.items():
        if cell[0] == "C" and field in form.layout.names and f"H{cell[1:]}" in results:
            title = str(results[f"B{cell[1:]}"])
            yield str(results[f"H{cell[1:]}"]), _IDS[title], form.layout.names[str(field)].cell


def _of_rows(form: Draft, results: Cells) -> Iterator[tuple[str, str, str]]:
    """The rows of the indicator table, and beside it."""
    for cell, fault in results.items():
        if cell[0] == "I" and fault in ROW_FAULTS:
            check, number = ROW_FAULTS[str(fault)], _whole(results[f"A{cell[1:]}"])
            yield str(results[f"H{cell[1:]}"]), check, _marked(form, check, number)


def _marked(form: Draft, check: str, number: int) -> str:
    """The cell at which a fault of the row of that number is marked."""
    beside = form.standard.table.beside
    if number <= len(beside):
        return form.layout.names[beside[number - 1].score].cell
    return _in_table(form, _COLUMNS.get(check, "level2"), number)


def _of_level1(form: Draft, results: Cells) -> Iterator[tuple[str, str, str]]:
    """The weights below each level-1 indicator, marked in its first row."""
    title, kind = CHECKS["level2-weights"].title, "weight1" if form.standard.table.column("weight1") else "level1"
    for cell, item in results.items():
        if cell[0] == "B" and item == title:
            first = _first_row(results, _whole(results[f"A{cell[1:]}"]) - 2)
            yield str(results.get(f"H{cell[1:]}")), "level2-weights", _in_table(form, kind, first)


def _first_row(results: Cells, level1: int) -> int:
    """The number of the first row of the level-1 indicator of that number."""
    column = letters(GROUP1)
    groups = {row: results[f"{column}{row}"] for row in range(1, 200) if f"{column}{row}" in results}
    row = next(row for row, group in groups.items() if str(group) not in ("", "一级组") and _whole(group) == level1)
    return _whole(results[f"{letters(K)}{row}"])


def _whole(value: object) -> int:
    return int(float(str(value)))


def _in_table(form: Draft, kind: Level, number: int) -> str:
    table, column = form.layout.table, form.standard.table.column(kind)
    assert column is not None
    return f"{letters(table.columns[column.key])}{table.first + number - 1 - len(form.standard.table.beside)}"
