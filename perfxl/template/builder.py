"""A Standard as a blank workbook: the form's sheets with live formulas, 审核, and 填报说明."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from openpyxl.styles import Font
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from perfxl.sml.a1 import letters
from perfxl.standard.model import Standard
from perfxl.template.audit_sheet import NAME as AUDIT
from perfxl.template.audit_sheet import write_audit
from perfxl.template.choices import offer
from perfxl.template.conditions import color_form
from perfxl.template.draw import draw
from perfxl.template.instructions import NAME as INSTRUCTIONS
from perfxl.template.instructions import write_instructions
from perfxl.template.layout import Layout, Page
from perfxl.template.names import define, mark, names_of
from perfxl.template.package import save
from perfxl.template.plain_page import plain_page
from perfxl.template.printing import freeze, set_up
from perfxl.template.protection import protect
from perfxl.template.results import results_of
from perfxl.template.styles import NORMAL
from perfxl.template.table_page import table_page

WIDEST_UPRIGHT = 145
"""Characters across an upright page; with more the page is turned."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A template not yet saved: figures may still be put into its cells, which `layout` tells."""

    standard: Standard
    workbook: Workbook
    layout: Layout

    def save(self, path: Path) -> None:
        """Writes the workbook with the results that its formulas have now."""
        save(self.workbook, path, results_of(self.workbook))


def build(standard: Standard, path: Path, unit: str | None = None, year: int | None = None) -> None:
    """Writes a blank template of `standard` to `path`, for `unit` and the evaluated `year` (the standard's own when not
    given). The same arguments give the same bytes."""
    draft(standard, unit, year).save(path)


def draft(standard: Standard, unit: str | None = None, year: int | None = None) -> Draft:
    """A blank template of `standard`, not yet saved."""
    evaluated = year if year is not None else standard.year
    layout = lay_out(standard, unit, evaluated)
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook._named_styles["Normal"].font = Font(name=NORMAL, size=11)  # type: ignore[attr-defined]
    sheets = {page.key: _add(workbook, page) for page in layout.pages}
    for page in layout.pages:
        offer(sheets[page.key], standard, page, layout.table)
    audit = write_audit(workbook.create_sheet(AUDIT), standard, layout, evaluated)
    color_form({sheet.title: sheet for sheet in sheets.values()}, standard, layout)
    write_instructions(workbook.create_sheet(INSTRUCTIONS), standard)
    define(workbook, dict(layout.names) | audit)
    mark(workbook, standard, evaluated)
    workbook.active = 0
    return Draft(standard, workbook, layout)


def lay_out(standard: Standard, unit: str | None, year: int) -> Layout:
    """Where everything of the form stands."""
    marked = table_page(standard, standard.sheets[standard.table.sheet], year, unit)
    pages = tuple(
        marked.page if sheet.key == marked.page.key else plain_page(standard, sheet, year, unit)
        for sheet in standard.sheets.values()
    )
    return Layout(pages, marked.table, names_of(pages, marked.table))


def _add(workbook: Workbook, page: Page) -> Worksheet:
    blank: Worksheet = workbook.create_sheet(page.name)
    draw(page, blank)
    area = f"A1:{letters(len(page.widths))}{page.last_row}"
    set_up(blank, area, landscape=sum(page.widths) > WIDEST_UPRIGHT, repeated=page.repeated)
    freeze(blank, page.scrolled_from)
    protect(blank, rows=True)
    return blank
