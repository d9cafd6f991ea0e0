"""Slots of a block: labels on the left, columns of fields on the right, within the columns a sheet gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from perfxl.standard.model import NOT_APPLICABLE, Block, Kind, Row, Standard
from perfxl.standard.render import to_excel
from perfxl.template.beside import beside_role, beside_score
from perfxl.template.layout import Box, Role, Slot, split, years

LINE = 28.0
"""Height of an ordinary row, in points."""
LONG = 84.0
"""Height of a row for a paragraph."""


NEEDED: Mapping[Kind, float] = {"amount": 13, "count": 6, "rate": 9, "text": 12, "long_text": 24, "unit": 12}
"""The characters that a column of a kind needs at least."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The columns a sheet has for its blocks: `side` for a block's own label (None: it stands above the row labels),
    `labels` for row labels, the rest up to `last` for fields; and the width of each in characters."""

    sheet: str
    side: int | None
    labels: tuple[int, int]
    last: int
    widths: tuple[float, ...]

    def box(self, row: int, columns: tuple[int, int], bottom: int | None = None) -> Box:
        """The cells of `columns` in `row`, or down to `bottom`."""
        return Box(self.sheet, row, columns[0], bottom or row, columns[1])

    @property
    def whole(self) -> tuple[int, int]:
        """All columns."""
        return 1, self.last

    def of(self, block: Block) -> Frame:
        """The frame with as many columns for row labels as leave the block's fields the room they need."""
        if self.side is None or self._roomy(block):
            return self
        fewer = replace(self, labels=(self.labels[0], self.labels[0]))
        return fewer if fewer._roomy(block) else self

    def fields(self, block: Block) -> list[tuple[int, int]]:
        """The columns of each of the block's columns; a block without row labels has their room too."""
        first, needed = self._first(block), [NEEDED[column.kind] for column in block.columns]
        even = split(first, self.last, len(needed))
        if self._least(even, needed) >= 1 or len(needed) > self.last - first + 1:
            return even
        return max(_shares(first, self.last, len(needed)), key=lambda spans: self._least(spans, needed))

    def _first(self, block: Block) -> int:
        labelled = self.side is None or any(row.label for row in block.rows)
        return (self.labels[1] if labelled else self.labels[0] - 1) + 1

    def _roomy(self, block: Block) -> bool:
        return self._least(self.fields(block), [NEEDED[column.kind] for column in block.columns]) >= 1

    def _least(self, spans: Sequence[tuple[int, int]], needed: Sequence[float]) -> float:
        """The part of what it needs that the worst off column has."""
        return min(sum(self.widths[left - 1 : right]) / need for (left, right), need in zip(spans, needed, strict=True))


def _shares(first: int, last: int, parts: int) -> Iterator[list[tuple[int, int]]]:
    """Every way to share neighbouring columns out to some parts."""
    for ends in combinations(range(first, last), parts - 1):
        bounds = (first - 1, *ends, last)
        yield [(left + 1, right) for left, right in pairwise(bounds)]


def grid_slots(standard: Standard, block: Block, frame: Frame, top: int, year: int) -> list[Slot]:
    """The slots of a block of layout grid whose header is in row `top`."""
    frame = frame.of(block)
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
    return [*_block_label(block, years(block.label, year), frame, top, row - 1), *slots]


def bottom(slots: list[Slot]) -> int:
    """The last row of `slots`."""
    return max(slot.box.bottom for slot in slots)


def _block_label(block: Block, label: str, frame: Frame, top: int, last: int) -> Iterator[Slot]:
    """The block's label: beside all of it, or over the row labels; over all of it where rows have none."""
    if frame.side is not None:
        yield Slot(frame.box(top, (frame.side, frame.side), last), "side", label)
        if any(row.label for row in block.rows):
            yield Slot(frame.box(top, frame.labels), "blank")
    else:
        end = top if any(row.label for row in block.rows) else last + block.spare_rows
        yield Slot(frame.box(top, frame.labels, end), "corner", label)


def _row_slots(standard: Standard, block: Block, row: Row, frame: Frame, at: int) -> Iterator[Slot]:
    if row.label:
        yield Slot(frame.box(at, frame.labels), "label", row.label, indent=row.indent, height=LINE)
    for column, span in zip(block.columns, frame.fields(block), strict=True):
        end = at + (block.spare_rows if row is block.rows[-1] and not row.details else 0)
        if column.only and row.key not in column.only:
            yield Slot(frame.box(at, span, end), "none", NOT_APPLICABLE)
            continue
        field = standard.fields[block.field_name(row, column)]
        grouped = row.group is not None and block.range_name(row.group, column) in standard.ranges
        names = (field.name, block.range_name(row.group or "", column)) if grouped else (field.name,)
        height = LONG if column.kind == "long_text" else LINE
        formula = to_excel(field.formula) if field.formula else None
        role = beside_role(standard, field.name) or role_of(column.kind)
        yield Slot(
            frame.box(at, span, end),
            role,
            field.preset,
            names,
            formula or beside_score(standard, field.name),
            height=height,
        )


def _detail_slots(block: Block, row: Row, label: str, frame: Frame, at: int) -> Iterator[Slot]:
    yield Slot(frame.box(at, frame.labels), "detail", label, indent=row.detail_indent, height=LINE)
    for column, span in zip(block.columns, frame.fields(block), strict=True):
        if column.only and row.key not in column.only:
            yield Slot(frame.box(at, span), "none", NOT_APPLICABLE)
            continue
        names = (block.range_name(row.details or "", column),) if not column.only else ()
        yield Slot(frame.box(at, span), role_of(column.kind), names=names)


def role_of(kind: Kind) -> Role:
    """What a field of that kind looks like."""
    return "text" if kind == "unit" else kind
