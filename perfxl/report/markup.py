"""What to show in a workbook, with no opinion about how: notes at cells, and sheets of our own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from perfxl.sml.sheet import NewSheet

Severity = Literal["error", "warning", "hint"]


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence at a cell, filled by severity; `cell` is A1, of a merged range its top-left one."""

    sheet: str
    cell: str
    severity: Severity
    text: str


@dataclass(frozen=True, slots=True)
class MarkUp:
    """All that perfxl puts into a workbook: the file writer and the live writer both take it."""

    notes: tuple[Note, ...] = ()
    sheets: tuple[NewSheet, ...] = ()
