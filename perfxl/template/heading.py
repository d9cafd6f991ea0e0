"""What every page of the form begins and ends with: the annex's number and the title; the note and places to sign."""

from __future__ import annotations

from collections.abc import Iterator

from perfxl.standard.model import Sheet
from perfxl.template.grid import LINE, Frame
from perfxl.template.layout import Slot, split, text_height, years

NARROW = 5
"""Columns of a sheet on which two places to sign fill a line."""


def heading(sheet: Sheet, frame: Frame, year: int) -> list[Slot]:
    """The annex's number, where the title does not say it, and the title."""
    annex = None if sheet.annex in sheet.title else sheet.annex
    return [
        Slot(frame.box(1, frame.whole), "annex", annex, height=20),
        Slot(frame.box(2, frame.whole), "title", years(sheet.title, year), height=42),
    ]


def footing(sheet: Sheet, frame: Frame, top: int, width: float) -> Iterator[Slot]:
    """The note (说明), where there is one, and the places to sign."""
    if sheet.note:
        yield Slot(frame.box(top, frame.whole), "note", sheet.note, height=text_height(sheet.note, width))
        top += 1
    for first in range(0, len(sheet.signatures), across := 2 if frame.last <= NARROW else 4):
        labels = sheet.signatures[first : first + across]
        for label, span in zip(labels, split(1, frame.last, across), strict=False):
            yield Slot(frame.box(top, span), "signature", label, height=LINE)
        top += 1
