"""Defined names of a workbook that came from our template: where they lead, and whether that can be true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from perfxl.filing.block import Place
from perfxl.sml.a1 import parse_range
from perfxl.standard.formula import Reference
from perfxl.standard.model import SheetKey, Standard

Target = tuple[str, Place]
"""Sheet and top-left cell."""

Marked = Mapping[tuple[SheetKey, str], int]
"""A count by sheet of the form and sheet of the workbook."""


def targets(names: Mapping[str, str]) -> dict[str, Target]:
    """The cell each name leads to; names of formulas, constants and deleted cells (#REF!) lead nowhere."""
    found: dict[str, Target] = {}
    for name, text in names.items():
        target = _target(text)
        if target is not None:
            found[name] = target
    return found


def reference(text: str) -> Reference | None:
    """The cells that the text of a name stands for; None where it is a formula, a constant, or leads nowhere."""
    sheet, mark, ref = text.strip().removeprefix("=").rpartition("!")
    if not mark or "#REF" in text or "[" in sheet:
        return None
    if sheet.startswith("'") and sheet.endswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    area = parse_range(ref.replace("$", ""))
    return Reference(sheet, *area) if area else None


def _target(text: str) -> Target | None:
    area = reference(text)
    return (area.sheet or "", (area.first_row, area.first_column)) if area else None


def marked_sheets(targets: Mapping[str, Target], standard: Standard) -> Marked:
    """How many fields of each sheet of the form have a name that leads to each sheet of the workbook."""
    fields = standard.fields
    return Counter((fields[name].sheet, sheet) for name, (sheet, _) in targets.items() if name in fields)
