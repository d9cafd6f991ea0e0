"""A filing as data for another form (perfxl.template.fill), and the cells that find no home there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from perfxl.filing.labels import label
from perfxl.filing.model import UNFILLED, Detail, Fact, Filing
from perfxl.filing.unit import places
from perfxl.migration.indicators import Carried, Indicators
from perfxl.migration.match import same_fields
from perfxl.migration.model import Homeless
from perfxl.standard.model import TOTAL_SCORE, UNIT_NAMES, Standard
from perfxl.template.rows import plan

_BROKEN = {"error": "格子里是错误值", "uncached": "格子里的公式没有计算结果"}
NO_CELL = "新表里没有这一格"
NO_COLUMN = "新表的指标表没有这一列"
NO_ROW = "新表里没有这个指标"
NO_DETAIL = "新表里没有这些行"


class Load:
    """What is carried: `data` for filling the template, the fact behind each value (by field name, or by the identity
    of a row's values and the key of a column), and what is left behind."""

    def __init__(self) -> None:
        self.data: dict[str, Any] = {}
        self.fields: dict[str, Fact] = {}
        self.rows: dict[int, Carried] = {}
        self.homeless: list[Homeless] = []
        self.carried = 0


def load_of(filing: Filing, old: Standard, new: Standard, percents: frozenset[tuple[str, str]]) -> Load:
    """All that the filing says, for the form of `new`."""
    load = Load()
    load.data = {"year": filing.year or old.year}
    _fields(load, filing, old, new)
    _details(load, filing, new)
    _rows(load, filing, old, new, percents)
    _ends(load, filing, old, new)
    return load


def left(fact: Fact, why: str, label: str | None = None) -> Homeless:
    """A fact that is left behind."""
    return Homeless(fact.sheet or "", fact.cell or "", label or fact.label, fact.text.strip(), why)


def _fields(load: Load, filing: Filing, old: Standard, new: Standard) -> None:
    pairs, shift = same_fields(old, new), places(old.unit, new.unit)
    values: dict[str, str | Decimal] = {}
    for name, fact in filing.facts.items():
        field = old.fields[name]
        formed = field.preset is not None and fact.value == field.preset
        target = new.fields.get(pairs.get(name, ""))
        recomputed = fact.state == "uncached" and target is not None and target.formula is not None
        if fact.state in UNFILLED or field.kind == "unit" or formed or recomputed:
            continue
        if fact.state in _BROKEN:
            load.homeless.append(left(fact, _BROKEN[fact.state]))
        elif name not in pairs:
            load.homeless.append(left(fact, NO_CELL))
        else:
            values[pairs[name]] = _value(fact, shift if field.kind == "amount" else 0)
            load.fields[pairs[name]] = fact
    for name in UNIT_NAMES:
        if name in new.fields and filing.unit is not None:
            values.setdefault(name, filing.unit)
    load.data["fields"] = values
    load.carried += len(values)


def _value(fact: Fact, shift: int = 0) -> str | Decimal:
    return fact.value.scaleb(shift) if fact.state == "number" and fact.value is not None else fact.text.strip()


def _details(load: Load, filing: Filing, new: Standard) -> None:
    """The free rows, where the new form has them by the same name."""
    known = {row.details: block.columns for block in new.blocks for row in block.rows if row.details}
    found: dict[str, list[dict[str, str | Decimal]]] = {}
    for name, details in (*filing.details.items(), *filing.extra.items()):
        keys = {column.key for column in known.get(name, ())} if name in filing.details else set()
        for detail in details:
            values: dict[str, str | Decimal] = {"label": detail.label}
            for key, fact in _said(detail):
                if fact.state in _BROKEN or key not in keys:
                    load.homeless.append(left(fact, _BROKEN.get(fact.state, NO_DETAIL), f"{detail.label}{key}"))
                else:
                    values[key] = _value(fact)
            if len(values) > 1:
                found.setdefault(name, []).append(values)
                load.carried += len(values) - 1
    load.data["details"] = found


def _said(detail: Detail) -> Iterator[tuple[str, Fact]]:
    return ((key, fact) for key, fact in detail.facts.items() if fact.state not in UNFILLED)


def _rows(load: Load, filing: Filing, old: Standard, new: Standard, percents: frozenset[tuple[str, str]]) -> None:
    """The rows of the table; those beside it are fields."""
    translate = Indicators(old, new, percents)
    own = [row for row in filing.rows[len(old.table.beside) :] if not row.blank]
    carried = [translate.carried(row) for row in own]
    planned = plan(new, [each.values for each in carried])
    homes = {id(each.values) for each in planned.placed}
    for row, each in zip(own, carried, strict=True):
        path = "/".join(name for name in row.path if name)
        if id(each.values) not in homes:
            facts = [fact for key, fact in each.origin.items() if fact.state not in UNFILLED]
            load.homeless += [left(fact, NO_ROW, f"{path} {fact.label}") for fact in (*facts, *each.left)]
            continue
        load.rows[id(each.values)] = each
        load.homeless += [left(fact, _BROKEN.get(fact.state, NO_COLUMN), f"{path} {fact.label}") for fact in each.left]
        load.carried += len(each.origin)
    load.data["rows"] = [each.values for each in carried if id(each.values) in homes]


def _ends(load: Load, filing: Filing, old: Standard, new: Standard) -> None:
    """The total and the grade, which the new form computes or does not have, and who signed."""
    score = old.table.column("score")
    if score is not None and score.key in filing.total and filing.total[score.key].state not in UNFILLED:
        load.fields[TOTAL_SCORE] = filing.total[score.key]
    if filing.grade is not None:
        load.homeless.append(left(filing.grade, NO_CELL, "等级"))
    signed: dict[str, str] = {}
    for (sheet, cell), (mark, text) in signatures(filing, old).items():
        if any(mark in its.signatures for its in new.sheets.values()):
            signed[mark] = text
            load.carried += 1
        else:
            load.homeless.append(Homeless(sheet, cell, mark.rstrip("：:"), text, NO_CELL))
    load.data["signatures"] = signed


def signatures(filing: Filing, standard: Standard) -> Mapping[tuple[str, str], tuple[str, str]]:
    """By sheet and cell: the label of a place to sign, and what stands behind it in the same cell."""
    marks = {label(mark): mark for sheet in standard.sheets.values() for mark in sheet.signatures}
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for sheet, cells in filing.workbook.grids.items():
        for cell, value in cells.items():
            before, colon, after = str(value).replace(":", "：").partition("：")
            if colon and after.strip() and label(before) in marks:
                found[sheet, cell] = marks[label(before)], after.strip()
    return found
