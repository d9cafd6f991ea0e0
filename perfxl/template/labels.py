"""Slots of a block of layout label: a line for each label, its field beside it, some with a second pair behind."""

from __future__ import annotations

from collections.abc import Iterator

from perfxl.standard.model import UNIT_NAMES, Block, Field, Row, SheetKey, Standard
from perfxl.standard.render import to_excel
from perfxl.template.grid import LINE, LONG, Frame, role_of
from perfxl.template.layout import Role, Slot, split

Line = list[tuple[Row, Field]]


def entry_slots(standard: Standard, block: Block, frame: Frame, top: int, unit: str | None) -> Iterator[Slot]:
    """Lines above the tables of a page, without borders; where money is counted stands at the end of the line before
    it, not on one of its own."""
    row, free = top, frame.last - 1 if _unit_row(standard, block) else frame.last
    for line in _lines(standard, block):
        first = line[0][1]
        if first.kind == "long_text":
            yield Slot(frame.box(row, frame.labels), "corner", line[0][0].label, height=LONG)
            yield Slot(frame.box(row, (frame.labels[1] + 1, frame.last)), "long_text", names=(first.name,), height=LONG)
        else:
            yield from _pairs(line, frame, row, free, ("caption", "entry"), unit)
        row += 1
    if stated := _unit_row(standard, block):
        yield Slot(frame.box(max(row - 1, top), (frame.last, frame.last)), "unit", *_stated(standard, *stated))


def boxed_slots(standard: Standard, block: Block, frame: Frame, top: int, unit: str | None) -> Iterator[Slot]:
    """Lines of the table itself, in boxes. Where money is counted stands above them; the first line repeats it where
    another sheet states it."""
    row, elsewhere = top, unit_of_money(standard, block.sheet)
    if stated := _unit_row(standard, block):
        yield Slot(frame.box(row, (1, frame.last - 2)), "caption")
        yield Slot(frame.box(row, (frame.last - 1, frame.last)), "unit", *_stated(standard, *stated), height=20)
        row += 1
    for number, line in enumerate(_lines(standard, block)):
        right = frame.last - 2 if number == 0 and elsewhere else frame.last
        yield from _pairs(line, frame, row, right, ("corner", "text"), unit)
        if right < frame.last:
            mirrored = f'=IF({elsewhere}="","",{elsewhere})'
            yield Slot(frame.box(row, (right + 1, frame.last)), "mirror", formula=mirrored)
        row += 1


def unit_of_money(standard: Standard, key: SheetKey) -> str | None:
    """The name of the field that states 万元 or 元 on another sheet than this."""
    return next((name for name, field in standard.fields.items() if field.sheet != key and field.kind == "unit"), None)


def _lines(standard: Standard, block: Block) -> list[Line]:
    """The rows with their fields, those beside one another together; without that of the unit of money."""
    lines = list[Line]()
    for row in block.rows:
        field = standard.fields[block.field_name(row, None)]
        if field.kind == "unit":
            continue
        if row.beside and lines:
            lines[-1].append((row, field))
        else:
            lines.append([(row, field)])
    return lines


def _pairs(
    line: Line, frame: Frame, row: int, right: int, roles: tuple[Role, Role], unit: str | None
) -> Iterator[Slot]:
    """Labels and fields of a line in turn; the first label is as wide as those of the other blocks."""
    boxed, spans = roles[0] == "corner", split(frame.labels[1] + 1, right, 2 * len(line) - 1)
    first = (1, frame.labels[1])
    height = LINE + (4 if boxed else 2)
    for number, (label, field) in enumerate(line):
        own = roles[1] if field.kind in ("text", "long_text") else role_of(field.kind)
        tall = LONG if field.kind == "long_text" else height
        yield Slot(frame.box(row, spans[2 * number - 1] if number else first), roles[0], label.label, height=tall)
        value = unit if field.name in UNIT_NAMES else None
        formula = to_excel(field.formula) if field.formula else None
        role: Role = "long_text" if field.kind == "long_text" else own
        yield Slot(frame.box(row, spans[2 * number]), role, value, (field.name,), formula)


def _unit_row(standard: Standard, block: Block) -> tuple[Row, Field] | None:
    fields = ((row, standard.fields[block.field_name(row, None)]) for row in block.rows)
    return next(((row, field) for row, field in fields if field.kind == "unit"), None)


def _stated(standard: Standard, row: Row, field: Field) -> tuple[str, tuple[str, ...]]:
    """What the cell says, and its name: 单位：万元."""
    return f"{row.label}{standard.unit}", (field.name,)
