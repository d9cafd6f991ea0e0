"""References as formulas, names and links write them: absolute, and naming their sheet."""

from __future__ import annotations

from perfxl.sml import a1


def position(reference: str) -> tuple[int, int]:
    """(row, column) of a cell's reference; raises ValueError if it is not one."""
    place = a1.parse(reference)
    if place is None:
        raise ValueError(f"not a cell reference: {reference!r}")
    return place


def absolute(reference: str) -> str:
    """A cell or range with dollar signs: A1:C3 is $A$1:$C$3."""
    places = (position(part) for part in reference.split(":"))
    return ":".join(f"${a1.letters(column)}${row}" for row, column in places)


def quoted(sheet: str) -> str:
    """A sheet's name as formulas write it, always in quotes."""
    return "'" + sheet.replace("'", "''") + "'"


def on_sheet(sheet: str, reference: str) -> str:
    """A reference that names its sheet: '附件1'!D8."""
    return f"{quoted(sheet)}!{reference}"
