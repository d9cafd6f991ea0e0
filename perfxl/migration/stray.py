"""Cells of a filing's sheets that no field, row or label of its form accounts for: a remark, a column of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from perfxl.filing.fingerprint import fingerprint, title_word
from perfxl.filing.labels import detail_label, label, normal, skeleton
from perfxl.filing.model import Fact, Filing
from perfxl.filing.numeral import parse
from perfxl.filing.weights import weighted
from perfxl.migration.model import Homeless
from perfxl.sml.a1 import cell as a1
from perfxl.sml.a1 import parse as place_of
from perfxl.standard.model import Standard

UNKNOWN = "旧表里多出的内容，新表里没有位置"


def strays(filing: Filing, standard: Standard, known: Iterable[tuple[str, str]]) -> Iterator[Homeless]:
    """Every such cell. `known` are the cells (sheet, A1) that were dealt with otherwise."""
    read = {(fact.sheet, fact.cell) for fact in facts_of(filing)} | set(known)
    words = _words(filing, standard)
    for sheet, cells in filing.workbook.grids.items():
        for cell, value in cells.items():
            if (sheet, cell) not in read and not _is_form(value, words):
                yield Homeless(sheet, cell, _label(cells, cell), _shown(value), UNKNOWN)


def facts_of(filing: Filing) -> Iterator[Fact]:
    """Every fact of a filing, what states its unit of money and its years included."""
    yield from filing.facts.values()
    for details in (*filing.details.values(), *filing.extra.values()):
        for detail in details:
            yield from detail.facts.values()
    for row in filing.rows:
        yield from row.facts.values()
    yield from filing.total.values()
    yield from filing.units.values()
    if filing.grade is not None:
        yield filing.grade
    for year in filing.years:
        yield Fact("", "", "text", None, year.text, year.sheet, year.cell)


def _words(filing: Filing, standard: Standard) -> frozenset[str]:
    """What stands in the form itself, in any of its wordings, and the names of the filing's free rows."""
    sheets = fingerprint(standard).sheets.values()
    names = {detail.label for rows in (filing.details, filing.extra) for details in rows.values() for detail in details}
    own = {label(text) for sheet in standard.sheets.values() for text in (sheet.annex, sheet.name, *sheet.signatures)}
    total = {label(text) for text in (standard.table.total.label, *standard.table.total.aliases)}
    groups = {label(row.group) for block in standard.blocks for row in block.rows if row.group}
    empty = {label(text) for block in standard.blocks for row in block.rows for text in row.detail_labels}
    return frozenset().union(*(sheet.words | sheet.more for sheet in sheets), names, own, total, groups, empty)


def _is_form(value: Decimal | str | bool, words: frozenset[str]) -> bool:
    if not isinstance(value, str):
        return False
    if parse(value).state != "text":
        return parse(value).state != "number"
    text = normal(value)
    if text.startswith(("说明", "注:", "(备注", "备注:")) or detail_label(value) in words:
        return True
    before = text.partition(":")[0]
    forms = (skeleton(value)[0], label(value), title_word(value), label(before), label(weighted(value).name))
    return any(form in words for form in forms)


def _label(cells: dict[str, object] | object, cell: str) -> str:
    """The text on the left of a cell that says what it is, "" where there is none."""
    place = place_of(cell)
    assert isinstance(cells, dict)
    if place is None:
        return ""
    left = (cells.get(a1(place[0], column)) for column in range(place[1] - 1, 0, -1))
    return next((text.strip() for text in left if isinstance(text, str) and parse(text).state == "text"), "")


def _shown(value: Decimal | str | bool) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value).strip()
