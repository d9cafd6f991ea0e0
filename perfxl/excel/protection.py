"""Sheet protection without a password, taken off while marks are put and put back with the same permissions.

xlwings has nothing for it, so this is the one place that speaks to the programs' own objects.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import xlwings

_PERMISSIONS = (
    "AllowFormattingCells",
    "AllowFormattingColumns",
    "AllowFormattingRows",
    "AllowInsertingColumns",
    "AllowInsertingRows",
    "AllowInsertingHyperlinks",
    "AllowDeletingColumns",
    "AllowDeletingRows",
    "AllowSorting",
    "AllowFiltering",
    "AllowUsingPivotTables",
)
"""Members of Excel's Protection object, and arguments of Worksheet.Protect by the same names."""


class Unlocked:
    """A sheet without its protection, in a `with`: True, or False where a password holds it.

    A class, because LibreOffice's exceptions cannot pass through a generator."""

    def __init__(self, sheet: xlwings.Sheet) -> None:
        office = sheet.book.app.engine.name == "libreoffice"
        self._lock: _Lock = _OfficeLock(sheet.api) if office else _ExcelLock(sheet.api)
        self._held = False

    def __enter__(self) -> bool:
        if not self._lock.is_on:
            return True
        with suppress(Exception):  # of a kind made at run time: the password is wrong
            self._lock.open()
        self._held = not self._lock.is_on
        return self._held

    def __exit__(self, *_: object) -> None:
        if self._held:
            self._lock.close()


class _Lock(Protocol):
    @property
    def is_on(self) -> bool: ...
    def open(self) -> None: ...
    def close(self) -> None: ...


class _OfficeLock:
    """LibreOffice keeps the permissions by itself."""

    def __init__(self, sheet: Any) -> None:  # noqa: ANN401
        self._sheet = sheet

    @property
    def is_on(self) -> bool:
        return bool(self._sheet.isProtected())

    def open(self) -> None:
        self._sheet.unprotect("")

    def close(self) -> None:
        self._sheet.protect("")


class _ExcelLock:
    """Excel forgets the permissions, so they are noted before."""

    def __init__(self, sheet: Any) -> None:  # noqa: ANN401
        self._sheet = sheet
        self._allowed: dict[str, bool] = {}

    @property
    def is_on(self) -> bool:
        return bool(self._sheet.ProtectContents)

    def open(self) -> None:
        sheet = self._sheet
        self._allowed = {name: getattr(sheet.Protection, name) for name in _PERMISSIONS}
        self._allowed |= {"DrawingObjects": sheet.ProtectDrawingObjects, "Scenarios": sheet.ProtectScenarios}
        sheet.Unprotect("")

    def close(self) -> None:
        self._sheet.Protect(Password="", Contents=True, **self._allowed)
