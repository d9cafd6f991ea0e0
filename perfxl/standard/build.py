"""A standard's TOML file made into a Standard, or refused with the line and the reason."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from perfxl.standard.document import Document, Entry, read
from perfxl.standard.form import Form, read_form
from perfxl.standard.formula import Formula
from perfxl.standard.marking import read_grades, read_indicators, read_table
from perfxl.standard.marking_rules import read_rules
from perfxl.standard.model import Source, Standard, Table
from perfxl.standard.names import check_formulas, columns_of, find_circle, uses_of
from perfxl.standard.rules import read_checks, read_rates, slug

_SECTIONS = ("sheets", "block", "table", "indicator", "check", "grade")
_HEAD = ("id", "name", "version", "region", "year", "unit", "sources", "decimals")
UNITS = ("万元", "元")


def build(path: Path) -> Standard:
    """The standard in the file at `path`. Raises StandardError with every fault: `file:line: reason`."""
    return standard_of(read(path))


def standard_of(root: Entry) -> Standard:
    """The standard that a document holds. Raises StandardError with every fault in it."""
    standard = None
    with root.doc.going_on():
        standard = _standard(root)
    if root.doc.found or standard is None:
        raise root.doc.refusal()
    return standard


def _standard(root: Entry) -> Standard:
    root.only(*_HEAD, *_SECTIONS, "rate", "rule")
    missing = [section for section in _SECTIONS if not root.has(section)]
    for section in missing:
        root.blame(section, f"缺少“{section}”一节", f"the section “{section}” is missing")
    if missing:
        raise root.doc.refusal()
    form = read_form(root)
    rules = read_rules(root)
    table = read_table(root.entry("table"), form, rules)
    standard = Standard(
        id=slug(root, "id"),
        name=root.text("name"),
        version=root.text("version"),
        region=root.text("region"),
        year=root.whole("year", 1990, 2200),
        unit=root.choice("unit", UNITS),
        sources=tuple(root.each("sources", _source)),
        sheets=form.sheets,
        blocks=tuple(form.blocks),
        fields=form.fields,
        ranges=form.ranges,
        table=table,
        indicators=read_indicators(root, table, form, rules),
        rates=read_rates(root, form.fields),
        checks=read_checks(root, form.fields),
        grades=read_grades(root, table.total.weight),
    )
    _check_references(root, form, table)
    return standard


def _source(entry: Entry) -> Source:
    entry.only("text", "verified")
    return Source(entry.text("text"), entry.flag("verified"))


def _check_references(root: Entry, form: Form, table: Table) -> None:
    """Every name that a formula uses is known, and no formula leads back to itself."""
    columns = [column.key for column in table.columns]
    check_formulas(root.doc, (*form.fields, *form.ranges), (*columns, *table.derived))
    computed = {field.name: field.formula for field in form.fields.values() if field.formula is not None}
    _refuse_circle(root.doc, computed, uses_of(computed, _groups(form)))
    _refuse_circle(root.doc, table.derived, columns_of(table.derived))


def _groups(form: Form) -> dict[str, tuple[str, ...]]:
    """The fields in each range; those of free rows are no fields."""
    blocks = {block.id: block for block in form.blocks}
    return {
        name: tuple(
            field.name
            for field in form.fields.values()
            if field.block == block_id
            and field.column == column
            and any(row.key == field.row and row.group == rows for row in blocks[block_id].rows)
        )
        for name, (block_id, rows, column) in form.ranges.items()
    }


def _refuse_circle(document: Document, formulas: Mapping[str, Formula], uses: Mapping[str, tuple[str, ...]]) -> None:
    circle = find_circle(uses)
    if circle:
        first = next(written for written in document.written if written.formula is formulas[circle[0]])
        shown = "→".join(circle)
        first.at.blame(first.key, f"公式循环引用：{shown}", f"formulas in a circle: {shown}")
