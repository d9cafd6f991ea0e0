"""The workbook in which Python hands a result to the macros: a sheet of marks, and the sheets to be copied.

A workbook and not a text file: so no code page stands between Python and VBA, and the sheets arrive as they are, charts
and print set-up included.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from perfxl.excel.parts import LINKS, Parts
from perfxl.report.markup import MarkUp, Note
from perfxl.sml import ns
from perfxl.sml.a1 import cell as a1
from perfxl.sml.a1 import parse_range
from perfxl.sml.sheet import Cell, NewSheet
from perfxl.writeback import write
from perfxl.writeback.fills import COLORS
from perfxl.writeback.identity import with_prefix, without_prefix

SHEET = "_perfxl"
FIRST_MARK = 11
"""The row of the first mark; those before it hold the message and what else the macros need to know."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a button gets back: a sentence, the marks if there are any (None leaves those in the workbook alone), the
    cell to go to, whether the workbook is scored now, the name of a file made to be sent, whether a folder to be rolled
    up is to be chosen next, and the path of a workbook to open."""

    message: str
    markup: MarkUp | None = None
    sheet: str = ""
    cell: str = ""
    export: str = ""
    scored: bool = False
    choose: bool = False
    open: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What one cell gets: the worst severity among its notes as a colour (RRGGBB), and one text."""

    sheet: str
    cell: str
    color: str
    text: str


def marks(notes: Iterable[Note]) -> list[Mark]:
    """The notes by sheet and cell, several of one cell under each other: as they are written into files."""
    found: dict[tuple[str, str], list[Note]] = {}
    for note in notes:
        place = parse_range(note.cell)
        if place is not None:
            found.setdefault((note.sheet, a1(place[0], place[1])), []).append(note)
    order = list(COLORS)
    return [
        Mark(sheet, cell, COLORS[min((n.severity for n in group), key=order.index)], _text(group))
        for (sheet, cell), group in sorted(found.items(), key=lambda item: item[0][0])
    ]


def _text(group: list[Note]) -> str:
    return with_prefix("\n".join(dict.fromkeys(without_prefix(note.text) for note in group)))


def carry(answer: Answer, target: Path) -> None:
    """Write the answer as a workbook."""
    sheets = answer.markup.sheets if answer.markup is not None else ()
    with tempfile.TemporaryDirectory(prefix="perfxl-") as folder:
        blank = Path(folder) / "blank.xlsx"
        blank.write_bytes(_blank())
        write(blank, target, MarkUp(sheets=(_slip(answer), *sheets)))


def _slip(answer: Answer) -> NewSheet:
    found = marks(answer.markup.notes) if answer.markup is not None else []
    head: list[tuple[str | Decimal, ...]] = [
        ("message", answer.message),
        ("marks", Decimal(len(found))),
        ("sheet", answer.sheet),
        ("cell", answer.cell),
        ("export", answer.export),
        ("scored", "yes" if answer.scored else ""),
        ("next", "folder" if answer.choose else ""),
        ("open", answer.open),
    ]
    rows: dict[int, tuple[str | Decimal, ...]] = dict(enumerate(head, 1))
    for row, mark in enumerate(found, FIRST_MARK):
        rows[row] = (mark.sheet, mark.cell, Decimal(bgr(mark.color)), mark.text)
    return NewSheet(SHEET, {(r, c): Cell(v) for r, values in rows.items() for c, v in enumerate(values, 1)})


def bgr(color: str) -> int:
    """A colour RRGGBB as VBA counts it: red is the lowest byte."""
    red, green, blue = bytes.fromhex(color)
    return red | green << 8 | blue << 16


def _blank() -> bytes:
    """A workbook without a sheet yet."""
    parts = Parts()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    parts.add("xl/workbook.xml", f'<workbook xmlns="{ns.MAIN}" xmlns:r="{ns.LINKS}"><sheets/></workbook>', kind)
    parts.link("", f"{LINKS}/officeDocument", "xl/workbook.xml")
    parts.links["xl/workbook.xml"] = []
    return parts.packed()
