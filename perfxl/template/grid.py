"""Slots of a block: labels on the left, columns of fields on the right, within the columns a sheet gives them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from perfxl.standard.model import Block, Column, Row, Standard
from perfxl.standard.render import to_excel
from perfxl.template.layout import Box, Role, Slot, split, years

LINE = 28.0
"""Height of an ordinary row, in points."""
LONG = 84.0
"""Height of a row for a paragraph."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The columns a sheet has for its blocks: `side` for a block's own label (None: it stands above the row labels),
    `labels` for row labels, the rest up to `last` for fields."""

    sheet: str
    side: int | None
    labels: tuple[int, int]
    last: int

    def box(self, row: int, columns: tuple[int, int], bottom: int | None = None) -> Box:
        """The cells of `columns` in `row`, or down to `bottom`."""
        return Box(self.sheet, row, columns[0], bottom or row, columns[1])

    @property
    def whole(self) -> tuple[int, int]:
        """All columns."""
        return 1, self.last

    def fields(self, block: Block) -> list[tuple[int, int]]:
        """The columns of each of the block's columns; a block without row labels has their room too."""
        labelled = self.side is None or any(row.label for row in block.rows)
        return split((self.labels[1] if labelled else self.labels[0] - 1) + 1, self.last, len(block.columns))


def grid_slots(standard: Standard, block: Block, frame: Frame, top: int, year: int) -> list[Slot]:
    """The slots of a block of layout grid whose header is in row `top`."""
    spans = frame.fields(block)
    slots = [
        Slot(frame.box(top, span), "header", years(column.header, year), height=LINE + 4)
        for column, span in zip(block.columns, spans, strict=True)
    ]
    row = top + 1
    for line in block.rows:
        slots += _row_slots(standard, block, line, frame, row)
        row += 1
        for label in line.detail_labels:
            slots += _detail_slots(block, line, label, frame, row)
            row += 1
    return [*_block_label(block, frame, top, row - 1), *slots]


def bottom(slots: list[Slot]) -> int:
    """The last row of `slots`."""
    return max(slot.box.bottom for slot in slots)


def _block_label(block: Block, frame: Frame, top: int, last: int) -> Iterator[Slot]:
    """The block's label: beside all of it, or over the row labels; over all of it where rows have none."""
    if frame.side is not None:
        yield Slot(frame.box(top, (frame.side, frame.side), last), "side", block.label)
        if any(row.label for row in block.rows):
            yield Slot(frame.box(top, frame.labels), "blank")
    else:
        end = top if any(row.label for row in block.rows) else last + block.spare_rows
        yield Slot(frame.box(top, frame.labels, end), "corner", block.label)


def _row_slots(standard: Standard, block: Block, row: Row, frame: Frame, at: int) -> Iterator[Slot]:
    if row.label:
        yield Slot(frame.box(at, frame.labels), "label", row.label, indent=row.indent, height=LINE)
    for column, span in zip(block.columns, frame.fields(block), strict=True):
        field = standard.fields[block.field_name(row, column)]
        grouped = row.group is not None and block.range_name(row.group, column) in standard.ranges
        names = (field.name, block.range_name(row.group or "", column)) if grouped else (field.name,)
        end = at + (block.spare_rows if row is block.rows[-1] and not row.details else 0)
        height = LONG if column.kind == "long_text" else LINE
        formula = to_excel(field.formula) if field.formula else None
        yield Slot(frame.box(at, span, end), _role(column), names=names, formula=formula, height=height)


def _detail_slots(block: Block, row: Row, label: str, frame: Frame, at: int) -> Iterator[Slot]:
    yield Slot(frame.box(at, frame.labels), "detail", label, indent=row.detail_indent, height=LINE)
    for column, span in zip(block.columns, frame.fields(block), strict=True):
        yield Slot(frame.box(at, span), _role(column), names=(block.range_name(row.details or "", column),))


def _role(column: Column) -> Role:
    return "text" if column.kind == "unit" else column.kind
