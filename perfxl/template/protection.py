"""What a unit may do on a protected sheet. There is no password: protection keeps formulas from slips of the hand."""

from __future__ import annotations

from openpyxl.styles import Protection
from openpyxl.worksheet.worksheet import Worksheet

from perfxl.sml.a1 import letters

_LOOKS = ("formatRows", "formatColumns")
_ROWS = ("insertRows", "deleteRows", "formatCells", "sort", "autoFilter")


def protect(sheet: Worksheet, *, rows: bool) -> None:
    """Protects `sheet`; with `rows`, rows may be inserted, deleted and formatted."""
    protection = sheet.protection
    protection.sheet = True
    protection.selectLockedCells = protection.selectUnlockedCells = False
    for action in (*_LOOKS, *_ROWS) if rows else _LOOKS:
        setattr(protection, action, False)


def unlock_columns(sheet: Worksheet, first: int, last: int) -> None:
    """Unlocks the columns beside the form: Excel deletes a row of a protected sheet only if all of it is unlocked."""
    beyond = sheet.column_dimensions[letters(first)]
    beyond.min, beyond.max = first, last
    beyond.width = 9
    beyond.protection = Protection(locked=False)
