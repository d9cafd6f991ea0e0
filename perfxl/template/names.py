"""The defined names of a template: fields, ranges and columns, and the marks by which a filled one is known."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.workbook import Workbook

from perfxl.standard.model import Standard
from perfxl.template.layout import Box, Page, TableBox, boxes_of_names

MARK_STANDARD, MARK_VERSION, MARK_YEAR = "perfxl_standard", "perfxl_version", "perfxl_year"
"""Names that stand for constants: the standard's id and version as texts, the evaluated year as a number."""

COLUMN = "指标_{}"
"""The name of a column of the indicator table, from its first to its last indicator."""

TABLE = "指标表"
"""The name of the indicator table from its header to its total row."""


def names_of(pages: tuple[Page, ...], table: TableBox) -> dict[str, Box]:
    """A box for every name of the form."""
    columns = {COLUMN.format(key): table.column(key) for key in table.columns}
    return boxes_of_names(slot for page in pages for slot in page.slots) | columns | {TABLE: table.whole}


def define(workbook: Workbook, names: Mapping[str, Box]) -> None:
    """Gives the workbook a defined name for every box."""
    for name, box in names.items():
        workbook.defined_names[name] = DefinedName(name, attr_text=box.absolute)


def mark(workbook: Workbook, standard: Standard, year: int) -> None:
    """Leaves in the workbook which standard it was built from, and for which year."""
    marks = {MARK_STANDARD: f'"{standard.id}"', MARK_VERSION: f'"{standard.version}"', MARK_YEAR: str(year)}
    for name, constant in marks.items():
        workbook.defined_names[name] = DefinedName(name, attr_text=constant)
