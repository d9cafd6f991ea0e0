"""A filled workbook as a Filing: the form's sheets are found, then every field, free row and indicator in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from perfxl.errors import WrongForm
from perfxl.filing.beside import with_beside
from perfxl.filing.book import Book, read_book
from perfxl.filing.cell import missing
from perfxl.filing.grid import Grid, Region
from perfxl.filing.guard import too_large
from perfxl.filing.locate import alike, is_own, locate
from perfxl.filing.matching import with_items
from perfxl.filing.model import Fact, Filing, Workbook
from perfxl.filing.names import Target, marked_sheets, targets
from perfxl.filing.sheet import SheetReading, read_sheet
from perfxl.filing.template import computed_cells
from perfxl.filing.total import read_grade
from perfxl.filing.waivers import read_waivers
from perfxl.filing.workbook import examined
from perfxl.filing.years import evaluated_year
from perfxl.standard.model import SheetKey, Standard

MARK_STANDARD, MARK_YEAR = "perfxl_standard", "perfxl_year"
"""Defined names by which a workbook built from our template is known."""

_MARKED = 10
"""So many names of fields make a workbook one of ours, when the mark itself was lost."""


def read(path: str | Path, standard: Standard, *, password: str | None = None, book: Book | None = None) -> Filing:
    """Read the filled workbook at `path`; `password` opens an encrypted one, `book` is it where it was read before.
    Raises UnreadableFile for what cannot be read, and WrongForm where none of the standard's sheets is in it."""
    path = Path(path)
    book = book or read_book(path, password=password)
    filing = _filing(path, book, standard)
    if book.left_aside and (filing is None or None in filing.sheets.values()):
        book = read_book(path, large=True, password=password)
        filing = _filing(path, book, standard)
        if book.left_aside and filing is None:
            raise too_large(book.left_aside)
    if filing is None:
        raise wrong_form(book.sheets, standard)
    return filing


def _filing(path: Path, book: Book, standard: Standard) -> Filing | None:
    workbook = Workbook(formulas_known=book.formulas_known, names=book.names, unread=book.left_aside)
    try:
        return from_grids(str(path), book.grids, standard, workbook)
    except WrongForm:
        return None


def wrong_form(sheets: Sequence[str], standard: Standard) -> WrongForm:
    """The sentence for a workbook in which nothing of the form is found; it lists the sheets there are."""
    wanted = "、".join(f"“{sheet.name}”" for sheet in standard.sheets.values())
    there = "、".join(f"“{name}”" for name in sheets[:8]) + ("等" if len(sheets) > 8 else "")
    return WrongForm(
        f"工作簿里没有找到{wanted}，只有工作表{there or '（无）'}。",
        f"The workbook has none of the sheets {wanted}; it has {there or 'none'}.",
    )


def from_grids(file: str, grids: Sequence[Grid], standard: Standard, workbook: Workbook | None = None) -> Filing:
    """The filing in a workbook's grids. `workbook` brings its defined names and whether formulas are known; the rest of
    it is seen from the grids. Raises WrongForm where neither of the standard's sheets is found."""
    workbook = workbook or Workbook()
    leads = targets(workbook.names)
    marked = marked_sheets(leads, standard)
    located = locate(grids, standard, marked)
    regions = {key: region for key, region in located.items() if region is not None}
    if not regions:
        raise wrong_form([grid.name for grid in grids if not is_own(grid.name)], standard)
    readings = _readings(regions, standard, leads)
    from_template = MARK_STANDARD in workbook.names or sum(marked.values()) >= _MARKED
    filing = _assembled(
        file, standard, located, readings, replace(examined(workbook, regions), from_template=from_template)
    )
    return replace(
        filing,
        waivers=read_waivers(grids),
        grade=_grade(regions, readings, standard),
        alike=alike(grids, standard, marked, located),
    )


def _readings(
    regions: Mapping[SheetKey, Region], standard: Standard, leads: Mapping[str, Target]
) -> dict[SheetKey, SheetReading]:
    """Each sheet read; a sheet that does not state its unit of money counts in that of the others."""
    readings = {key: read_sheet(region, key, standard, leads, None) for key, region in regions.items()}
    stated = [unit.text for reading in readings.values() if (unit := reading.unit) is not None and unit.text]
    for key, reading in readings.items():
        if stated and stated[0] != standard.unit and reading.unit is not None and not reading.unit.text:
            readings[key] = read_sheet(regions[key], key, standard, leads, stated[0])
    return readings


def _assembled(
    file: str,
    standard: Standard,
    located: Mapping[SheetKey, Region | None],
    readings: Mapping[SheetKey, SheetReading],
    workbook: Workbook,
) -> Filing:
    facts: dict[str, Fact] = {}
    for reading in readings.values():
        facts |= reading.facts
    for name, its in standard.fields.items():
        facts.setdefault(name, missing(name, its.label))
    years = tuple(year for reading in readings.values() for year in reading.years)
    table = next((reading.table for reading in readings.values() if reading.table is not None), None)
    rows = with_items(standard, with_beside(standard, facts, table.rows)) if table else ()
    if workbook.from_template:
        workbook = replace(workbook, template=tuple(computed_cells(standard, facts, table, rows)))
    marked = workbook.names.get(MARK_YEAR, "").strip("= ")
    return Filing(
        file=file,
        standard=standard.id,
        sheets={key: region.grid.name if region else None for key, region in located.items()},
        facts={name: facts[name] for name in standard.fields},
        details={name: rows for reading in readings.values() for name, rows in reading.details.items()},
        extra={name: rows for reading in readings.values() for name, rows in reading.extra.items()},
        rows=rows,
        name_faults=table.faults if table else (),
        total=table.total if table else {},
        grade=None,
        units={key: reading.unit for key, reading in readings.items() if reading.unit is not None},
        years=years,
        year=evaluated_year(years, int(marked) if marked.isdigit() else None),
        workbook=workbook,
    )


def _grade(
    regions: Mapping[SheetKey, Region], readings: Mapping[SheetKey, SheetReading], standard: Standard
) -> Fact | None:
    key = standard.table.sheet
    if key not in regions:
        return None
    table = readings[key].table
    return read_grade(regions[key], standard, table.total_row if table else None)
