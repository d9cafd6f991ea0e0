"""What may be filled, and what is kept from slips of the hand."""

from __future__ import annotations

import pytest

from tests.template.books import AUDIT, BASE, SELF, blank, sheet_of


def unlocked(sheet: str, cell: str) -> bool:
    return not sheet_of(blank(), sheet)[cell].protection.locked


class DescribeTheCells:
    @pytest.mark.parametrize(
        ("sheet", "cells"),
        [(BASE, "B3 D3 B5 D10 A15 D17 B24"), (SELF, "D3 D5 B10 E10 C14 G13 H32")],
    )
    def it_lets_a_unit_fill_what_is_asked_of_it(self, sheet, cells):
        assert [cell for cell in cells.split() if not unlocked(sheet, cell)] == []

    @pytest.mark.parametrize(
        ("sheet", "cells"),
        [(BASE, "A2 A8 D5 D8 B9 D7"), (SELF, "G5 A12 B33 G33"), (AUDIT, "H9")],
    )
    def but_not_labels_and_what_is_computed(self, sheet, cells):
        assert [cell for cell in cells.split() if unlocked(sheet, cell)] == []


class DescribeTheSheets:
    def it_protects_them_without_a_password(self):
        for sheet in blank().worksheets:
            assert sheet.protection.sheet
            assert sheet.protection.password is None

    @pytest.mark.parametrize("sheet", [BASE, SELF])
    def it_lets_rows_be_inserted_deleted_and_formatted(self, sheet):
        protection = sheet_of(blank(), sheet).protection
        refused = {name for name in ("insertRows", "deleteRows", "formatRows") if getattr(protection, name)}
        assert refused == set()

    def it_leaves_a_whole_indicator_row_unlocked_so_that_it_can_be_deleted(self):
        sheet = sheet_of(blank(), SELF)
        assert all(unlocked(SELF, f"{column}14") for column in "ABCDEFGH")
        beyond = sheet.column_dimensions["I"]
        assert (beyond.min, beyond.max, beyond.protection.locked) == (9, 16384, False)
