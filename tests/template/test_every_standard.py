"""What holds of the template of every standard of the catalogue."""

from __future__ import annotations

import functools
from decimal import Decimal

import pytest

from perfxl.assess.engine import assess
from perfxl.filing.read import read
from perfxl.sml.a1 import letters
from perfxl.standard.loader import catalogue, load
from perfxl.standard.names import slip
from perfxl.template.builder import Draft, draft
from perfxl.template.layout import INPUTS
from perfxl.template.results import results_of
from perfxl.template.table_rows import places_in
from tests.template.disturbed import disturbed

CATALOGUE = catalogue()
COMPUTED = {"answer-computed", "formula-changed", "formula-overwritten", "stale-value", "error-value"}
SEEDS = range(1, 6)


@functools.cache
def blank(standard: str) -> Draft:
    return draft(load(standard))


@pytest.mark.parametrize("standard", CATALOGUE)
class DescribeEveryTemplate:
    def it_has_a_sheet_for_each_of_the_form_and_two_more(self, standard):
        names = [sheet.name for sheet in load(standard).sheets.values()]
        assert blank(standard).workbook.sheetnames == [*names, "审核", "填报说明"]

    def it_shows_no_error_before_anything_is_filled_and_finds_none(self, standard):
        results = results_of(blank(standard).workbook)
        shown = {(sheet, cell): value for sheet, cells in results.items() for cell, value in cells.items()}
        assert [at for at, value in shown.items() if isinstance(value, str) and value.startswith("#")] == []
        assert [at for at, value in shown.items() if value == "不符"] == []

    def it_names_every_field_and_every_column_as_excel_takes_it(self, standard):
        form = blank(standard)
        names = set(form.workbook.defined_names)
        assert set(form.standard.fields) | set(form.standard.ranges) <= names
        assert {f"指标_{column.key}" for column in form.standard.table.columns} <= names
        assert [name for name in names if slip(name)] == []

    def it_lets_a_unit_fill_what_is_asked_and_keeps_the_rest(self, standard):
        form = blank(standard)
        for slot in (slot for page in form.layout.pages for slot in page.slots):
            cell = form.workbook[slot.box.sheet][slot.box.cell]
            asked = slot.role in INPUTS and slot.formula is None
            assert (slot.box.cell, not cell.protection.locked) == (slot.box.cell, asked)
        assert all(sheet.protection.sheet and sheet.protection.password is None for sheet in form.workbook)

    def it_draws_no_cell_twice(self, standard):
        for page in blank(standard).layout.pages:
            drawn = [
                (row, column)
                for slot in page.slots
                for row in range(slot.box.top, slot.box.bottom + 1)
                for column in range(slot.box.left, slot.box.right + 1)
            ]
            assert len(drawn) == len(set(drawn))

    def it_prints_every_sheet_one_page_wide_with_the_headers_of_the_table_repeated(self, standard):
        form = blank(standard)
        table = form.layout.table
        for sheet in form.workbook:
            assert sheet.page_setup.paperSize == 9
            assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        for page in form.layout.pages:
            area = f"$A$1:${letters(len(page.widths))}${page.last_row}"
            assert form.workbook[page.name].print_area.rpartition("!")[2] == area
        assert form.workbook[table.sheet].print_title_rows == f"${table.header}:${table.header}"

    def it_gives_every_figure_the_room_it_needs(self, standard):
        needed = {"amount": 13, "rate": 9, "count": 6, "score": 6, "weight": 6}
        for page in blank(standard).layout.pages:
            for slot in page.slots:
                width = sum(page.widths[slot.box.left - 1 : slot.box.right])
                assert width >= needed.get(slot.role, 0)

    def it_computes_the_score_of_every_row_whose_rule_leaves_no_choice(self, standard):
        form = blank(standard)
        table, column = form.layout.table, form.standard.table.column("score")
        for place in places_in(form.standard, table):
            cell = form.workbook[table.sheet].cell(place.row, table.columns[column.key])
            rule = place.item.rule
            assert (cell.data_type == "f") == (rule is not None and rule.least is None)

    @pytest.mark.parametrize("seed", SEEDS)
    def it_computes_the_points_that_the_assessment_gives_whatever_is_filled(self, standard, seed, tmp_path):
        form = disturbed(standard, seed)
        form.save(tmp_path / "filled.xlsx")
        own = assess(read(tmp_path / "filled.xlsx", form.standard), form.standard)
        shown = results_of(form.workbook)[form.layout.table.sheet]
        points = {result.cell: result.recomputed for result in own.indicators if result.cell in shown}
        assert [(cell, shown[cell], given) for cell, given in points.items() if not alike(shown[cell], given)] == []
        assert [(item.check, item.cell) for item in own.failures if item.check in COMPUTED] == []


def alike(shown: object, given: Decimal | None) -> bool:
    """Whether a score that the workbook shows is that which is given; where none is, it shows nothing, or ——."""
    return shown in ("", "——") if given is None else shown == given
