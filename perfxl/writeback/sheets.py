"""Sheets of our own, behind the user's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from perfxl.report.markup import MarkUp
from perfxl.sml.addsheet import add_sheet_parts
from perfxl.sml.app_properties import add_titles, take_out_titles
from perfxl.sml.book import Book, Sheet
from perfxl.sml.newsheet import defined_names
from perfxl.sml.sheet import Cell, NewSheet
from perfxl.sml.stylesheet import Stylesheet
from perfxl.sml.tabs import LocalName, Tab, add_tabs, local_names, take_out_tabs
from perfxl.writeback.identity import MARKER

_LONGEST_NAME = 31


def put(book: Book, markup: MarkUp, warnings: list[str]) -> None:
    """Add the sheets; one whose name a user's sheet has gets a number behind its name."""
    if not markup.sheets:
        return
    if _is_locked(book):
        warnings.append("工作簿结构已被保护；评分结果表仍然加在最后，保护本身没有改动。")
    names = _free_names(markup.sheets, {sheet.name.lower() for sheet in book.sheets()})
    sheets = [_renamed(sheet, names) for sheet in markup.sheets]
    styles = Stylesheet(book)
    formats = styles.add_styles(cell.style for sheet in sheets for cell in sheet.cells.values())
    styles.finish()
    tabs = [Tab(sheet.name, add_sheet_parts(book, sheet, formats), _names(sheet)) for sheet in sheets]
    add_titles(book, [sheet.name for sheet in sheets])
    add_tabs(book, tabs)


def take_out(book: Book) -> None:
    """Take out the sheets that bear our hidden name."""
    gone = own_sheets(book)
    if gone:
        take_out_titles(book, {sheet.name for sheet in gone})
        take_out_tabs(book, gone)


def own_sheets(book: Book) -> list[Sheet]:
    """The sheets that bear our hidden name, also after another program has saved the workbook."""
    marked = {index for element, index in local_names(book) if element.get("name").lower() == MARKER}
    return [sheet for sheet in book.sheets() if sheet.index in marked]


def _names(sheet: NewSheet) -> tuple[LocalName, ...]:
    marker = LocalName(MARKER, f"{_quoted(sheet.name)}!$A$1", hidden=True)
    return (marker, *(LocalName(name, text) for name, text in defined_names(sheet)))


def _is_locked(book: Book) -> bool:
    lock = book.workbook.root.first("workbookProtection")
    return lock is not None and lock.get("lockStructure") in ("1", "true")


def _free_names(sheets: Iterable[NewSheet], taken: set[str]) -> dict[str, str]:
    names = {}
    for sheet in sheets:
        name, number = sheet.name, 1
        while name.lower() in taken:
            number += 1
            tail = f" ({number})"
            name = sheet.name[: _LONGEST_NAME - len(tail)] + tail
        taken.add(name.lower())
        names[sheet.name] = name
    return names


def _renamed(sheet: NewSheet, names: Mapping[str, str]) -> NewSheet:
    """The sheet under its free name, its links to other new sheets moved along."""
    moved = {old: new for old, new in names.items() if old != new}
    if not moved:
        return sheet
    cells = {place: _relinked(cell, moved) for place, cell in sheet.cells.items()}
    return replace(sheet, name=names[sheet.name], cells=cells)


def _relinked(cell: Cell, moved: Mapping[str, str]) -> Cell:
    link, formula = cell.link, cell.formula
    for old, new in moved.items():
        for written in (f"{_quoted(old)}!", f"{old}!"):
            if link and link.startswith(written):
                link = f"{_quoted(new)}!{link[len(written) :]}"
                break
        formula = formula.replace(f"{_quoted(old)}!", f"{_quoted(new)}!") if formula else formula
    return cell if (link, formula) == (cell.link, cell.formula) else replace(cell, link=link, formula=formula)


def _quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"
