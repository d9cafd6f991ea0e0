"""Which field of one standard is which of another: by its name, else by what the forms call it."""

from __future__ import annotations

from perfxl.filing.labels import loose, skeleton
from perfxl.standard.model import NUMBER_KINDS, Field, Standard

Called = frozenset[tuple[str, str]]
"""What a field is called: every label of its row with every header of its column."""


def same_fields(old: Standard, new: Standard) -> dict[str, str]:
    """The field of `new` for each of `old` that has one. A label decides only where it means one field on each side."""
    pairs = {name: name for name, field in old.fields.items() if name in new.fields and _alike(field, new.fields[name])}
    left = {name: _called(old, field) for name, field in old.fields.items() if name not in pairs}
    free = {name: _called(new, field) for name, field in new.fields.items() if name not in pairs}
    for name, called in left.items():
        hits = [other for other, its in free.items() if its & called and _alike(old.fields[name], new.fields[other])]
        if len(hits) == 1 and sum(bool(free[hits[0]] & its) for its in left.values()) == 1:
            pairs[name] = hits[0]
    return pairs


def _alike(one: Field, other: Field) -> bool:
    """Both hold numbers, or both words."""
    return (one.kind in NUMBER_KINDS) == (other.kind in NUMBER_KINDS) and (one.kind == "unit") == (other.kind == "unit")


def _called(standard: Standard, field: Field) -> Called:
    block = standard.block(field.block)
    row = next(row for row in block.rows if row.key == field.row)
    rows = {loose(text) for text in (row.label, *row.aliases) if text} or {""}
    columns = {
        skeleton(text)[0]
        for column in block.columns
        if column.key == field.column
        for text in (column.header, *column.aliases)
    }
    return frozenset((one, other) for one in rows for other in columns or {""})
