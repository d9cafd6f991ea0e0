"""A person's desk in LibreOffice, and what can be seen of a workbook that was saved there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openpyxl

from perfxl.excel.install import Mode, install
from perfxl.excel.places import Places
from perfxl.workflow import check
from tests.excel.office import Office

OWN = ("差异清单", "评分汇总")


class Desk:
    """A person's desk: a workbook in front, the add-in behind it, and buttons to press."""

    def __init__(self, office: Office, addin: Any, document: Any, folder: Path) -> None:
        self.office = office
        self.addin = addin
        self.document = document
        self.folder = folder

    def press(self, action: str) -> str:
        macro = f"PerfxlActions.Perfxl_{action.capitalize()}"
        return self.office.press(self.addin, macro, self.document)

    def save(self) -> Path:
        return self.office.save(self.document, self.folder / "saved.xlsx")

    def sheets(self) -> tuple[str, ...]:
        return tuple(self.document.Sheets.ElementNames)

    def place(self) -> tuple[str, str]:
        """Where the person has been taken."""
        sheet, _, cell = self.document.CurrentSelection.AbsoluteName.partition(".")
        return sheet.lstrip("$").strip("'"), cell.split(":")[0].replace("$", "")

    def write(self, sheet: str, cell: str, value: float | str) -> None:
        """Type into a cell, without saving."""
        target = self.document.Sheets.getByName(sheet).getCellRangeByName(cell)
        if isinstance(value, str):
            target.String = value
        else:
            target.Value = value


def first_finding(path: Path) -> tuple[str | None, str | None]:
    """Where perfxl finds what matters most."""
    first = check(path).failures[0]
    return first.sheet, first.cell


def notes(path: Path) -> dict[tuple[str, str], str]:
    cells = (cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row)
    return {(cell.parent.title, cell.coordinate): cell.comment.text for cell in cells if cell.comment}


def values(path: Path, names: tuple[str, ...]) -> dict[tuple[str, str], object]:
    book = openpyxl.load_workbook(path, data_only=True)
    cells = (cell for name in names for row in book[name].iter_rows() for cell in row)
    return {
        (cell.parent.title, cell.coordinate): round(cell.value, 9) if isinstance(cell.value, float) else cell.value
        for cell in cells
        if cell.value not in (None, "")
    }


def fills(path: Path) -> dict[tuple[str, str], str]:
    """Our conditional fills, cell by cell."""
    found = {}
    for sheet in openpyxl.load_workbook(path):
        for area in sheet.conditional_formatting:
            for rule in area.rules:
                if rule.formula and '"perfxl"' in rule.formula[0]:
                    for cell in (cell for part in area.sqref.ranges for cell in part.cells):
                        found[sheet.title, sheet.cell(*cell).coordinate] = rule.dxf.fill.bgColor.rgb[-6:]
    return found


def the_person_s_own(path: Path) -> dict[tuple[str, str], object]:
    names = openpyxl.load_workbook(path).sheetnames
    return values(path, tuple(name for name in names if name not in OWN))


@contextmanager
def sitting(office: Office, installed: Places, folder: Path) -> Iterator[Any]:
    """A function that opens a workbook in front of the add-in, which reaches Python in the given mode, or in front of
    nothing: then the workbook brings the macros along."""
    opened: list[Any] = []

    def at(workbook: Path, mode: Mode | None) -> Desk:
        addin = workbook
        if mode is not None:
            install(installed, mode, "linux", office.pipe)
            addin = installed.addin
        document = office.open(workbook)
        opened.append(document)
        holder = document if addin == workbook else office.open(addin)
        if holder is not document:
            opened.append(holder)
        return Desk(office, holder, document, folder)

    yield at
    for document in reversed(opened):
        document.close(True)
