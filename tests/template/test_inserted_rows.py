"""Rows that a unit inserts into the form: formulas, names, sums and 审核 go along. LibreOffice does the inserting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

from perfxl.assess.engine import assess
from perfxl.filing.read import read
from perfxl.sml.a1 import letters
from perfxl.standard.loader import catalogue
from perfxl.template.results import results_of
from tests.excel.office import Office, needs_office
from tests.template.books import AUDIT, BASE, HUNAN, ROOT, SELF
from tests.template.disturbed import closed_data, disturbed

pytestmark = [pytest.mark.libreoffice, needs_office]
Edit = Callable[[Any], None]


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    running = Office()
    yield running
    running.close()


@pytest.fixture
def edited(office: Office, tmp_path: Path) -> Callable[..., Path]:
    """Edits the closed sample: each edit is given the sheet it names."""

    def edit(*edits: tuple[str, Edit], sample: str = "closed-2020") -> Path:
        document = office.open(ROOT / "samples" / f"{sample}.xlsx", macros=False)
        for sheet, change in edits:
            document.Sheets.getByName(sheet).unprotect("")
            change(document.Sheets.getByName(sheet))
        document.calculateAll()
        path = office.save(document, tmp_path / "edited.xlsx")
        document.close(True)
        return path

    return edit


def insert(row: int, **cells: float | str) -> Edit:
    """A new row `row`, and what is typed into it."""

    def change(sheet: Any) -> None:
        sheet.Rows.insertByIndex(row - 1, 1)
        for column, value in cells.items():
            put(f"{column}{row}", value)(sheet)

    return change


def put(place: str, value: float | str) -> Edit:
    """Something typed into a cell."""

    def change(sheet: Any) -> None:
        cell = sheet.getCellRangeByName(place)
        if isinstance(value, str):
            cell.String = value
        else:
            cell.Value = value

    return change


def opened(path: Path) -> tuple[Workbook, Workbook]:
    return load_workbook(path), load_workbook(path, data_only=True)


def wrong(values: Workbook) -> list[tuple[object, object]]:
    """The rows of 审核 that do not hold."""
    rows = values[AUDIT].iter_rows(min_col=2, max_col=9, values_only=True)
    return [(row[1], row[7]) for row in rows if row[6] == "不符"]


def found(path: Path) -> set[str]:
    return {finding.check for finding in assess(read(path, HUNAN), HUNAN).findings}


class DescribeAnIndicatorInserted:
    def it_is_counted_by_the_total_the_names_and_the_audit(self, edited):
        indicator = insert(27, D="送戏下乡完成时间", E="10月底", F="10月20日", G=1)
        path = edited((SELF, indicator), (SELF, put("G28", 2)))
        formulas, values = opened(path)
        assert formulas[SELF]["G34"].value == "=SUM(G13:G33)"
        assert values[SELF]["G34"].value == pytest.approx(99.6)
        assert formulas.defined_names["指标_自评得分"].attr_text.endswith("$G$13:$G$33")
        assert wrong(values) == []
        assert {"A21:A29", "C26:C29"} <= {str(area) for area in formulas[SELF].merged_cells.ranges}
        assert found(path) == set()

    def it_shows_a_group_that_grew_beyond_its_weight(self, edited):
        path = edited((SELF, insert(31, D="城乡文化差距", E="有所缩小", F="达成年度指标", G=5)))
        _, values = opened(path)
        assert wrong(values) == [("社会效益指标（10）", "组得分超分值")]
        assert "group-over-weight" in found(path)

    def but_a_row_below_the_last_indicator_is_outside_the_sum_and_the_audit_says_so(self, edited):
        path = edited((SELF, insert(33, D="工作人员满意度", E="≥90%", F="93%", G=1)))
        formulas, values = opened(path)
        assert formulas[SELF]["G34"].value == "=SUM(G13:G32)"
        assert ("总分_自评得分", "必须改") in wrong(values)
        assert "total-sum" in found(path)


@pytest.mark.parametrize("standard", catalogue())
class DescribeAnIndicatorInsertedIntoAnyForm:
    def it_moves_every_formula_and_name_of_the_template_along(self, standard, edited):
        form = disturbed(standard, 0)
        table, rules = form.layout.table, form.standard
        score, third = (letters(table.columns[rules.table.column(kind).key]) for kind in ("score", "level3"))
        row = insert(table.first + 1, **{third: "另增的一项", score: 0})
        path = edited((table.sheet, row), sample=closed_data(standard))
        formulas, values = opened(path)
        assert formulas.defined_names[f"指标_{rules.table.column('score').key}"].attr_text.endswith(
            f"${table.last + 1}"
        )
        total = formulas[table.sheet][f"{score}{table.total + 1}"].value
        assert total.startswith(f"=SUM({score}{table.first}:{score}{table.last + 1}")
        assert values[table.sheet][f"{score}{table.total + 1}"].value == pytest.approx(float(closed_total(standard)))
        whole = assess(read(path, rules), rules)
        moved = {"formula-changed", "formula-overwritten", "stale-value", "error-value", "answer-computed", "total-sum"}
        assert [(item.check, item.cell) for item in whole.failures if item.check in moved] == []


def closed_total(standard: str) -> Decimal:
    """The total of the sample that closes."""
    form = disturbed(standard, 0)
    box = form.layout.names["总分_自评得分"]
    total = results_of(form.workbook)[box.sheet][box.cell]
    assert isinstance(total, Decimal)
    return total


class DescribeAProjectInserted:
    def it_is_counted_by_the_names_and_the_audit(self, edited):
        project = insert(16, A="4、图书购置专项", B=0, C=10, D=9.5)
        path = edited((BASE, project), (BASE, put("C15", 185)), (BASE, put("D15", 185.1)))
        formulas, values = opened(path)
        assert formulas.defined_names["项目支出明细_决算"].attr_text.endswith("$D$15:$D$18")
        assert wrong(values) == []
        assert found(path) == set()

    def it_keeps_the_computed_cells_computed(self, edited):
        path = edited((BASE, insert(16, A="4、图书购置专项", B=0, C=0, D=1)))
        formulas, values = opened(path)
        assert formulas[BASE]["D8"].value == "=SUM(公务用车_决算,因公出国_决算,公务接待_决算)"
        assert wrong(values) == [("项目支出_决算", "必须改")]
        assert found(path) == {"projects-sum"}
