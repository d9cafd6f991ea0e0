"""The indicator table: its rows with the names and weights in force, its total, and what is wrong with its names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal, NamedTuple

from perfxl.filing.block import Place
from perfxl.filing.cell import fact
from perfxl.filing.columns import WEIGHTS, TableColumns, find_columns, headers
from perfxl.filing.grid import Region
from perfxl.filing.groups import Group, Groups, Names
from perfxl.filing.header import Span
from perfxl.filing.labels import label, normal
from perfxl.filing.model import Fact, IndicatorRow, NameFault
from perfxl.filing.numeral import numeral
from perfxl.filing.total import read_total, said_total
from perfxl.filing.weights import Weighted, weighted
from perfxl.standard.model import KEPT_COLUMNS, LEVEL1_WEIGHT, LEVEL2_WEIGHT, LEVEL3_WEIGHT, Kind, Level, Table

_SUMS = frozenset(("小计", "合计", "总计", "共计"))
_NOTES = ("说明", "注:", "备注:", "填表人", "填报人", "制表人", "审核人", "联系人", "单位负责人")
_KINDS: Mapping[Level, Kind] = {"score": "count", "target": "rate", "actual": "rate"}
_NAMES: tuple[tuple[Literal[1, 2, 3], Level], ...] = ((1, "level1"), (2, "level2"), (3, "level3"))
_OWN: tuple[Level, ...] = ("level2", "level3", "target", "actual", "score", "reason")
"""What fills a row; level 1 and its weight may be those of the rows below."""


class IndicatorTable(NamedTuple):
    """What the table of a filing says. `first` and `last` are its indicator rows, `total_row` the 总分 row."""

    columns: TableColumns
    rows: tuple[IndicatorRow, ...]
    faults: tuple[NameFault, ...]
    total: Mapping[str, Fact]
    first: int
    last: int
    total_row: int | None


def read_table(region: Region, table: Table) -> IndicatorTable | None:
    """The indicator table of a sheet, None where no header of it is found."""
    columns = find_columns(region, table)
    if columns is None:
        return None
    total_row = _total_row(region, table, columns)
    end = total_row if total_row is not None else _end(region, columns)
    reader = _Reader(region, table, columns)
    repeated = {row for row, _, _ in headers(region, table)}
    numbers = (row for row in range(columns.bottom + 1, end) if row not in repeated)
    rows = reader.read(row for row in numbers if _SUMS.isdisjoint(_labels(region, table, columns, row)))
    total = read_total(region, table, columns, total_row) if total_row is not None else {}
    return IndicatorTable(columns, rows, reader.faults(rows), total, columns.bottom + 1, end - 1, total_row)


def _labels(region: Region, table: Table, columns: TableColumns, row: int) -> list[str]:
    """The normal forms of what stands in the columns of names, and before them, where the table's own name may."""
    spans = [columns.spans[kind] for _, kind in _NAMES if kind in columns.spans]
    first, last = (
        min((span[0] for span in spans), default=1),
        max((span[1] for span in spans), default=region.grid.width),
    )
    texts = ((column, label(text)) for column, text in region.grid.row_texts(row) if column <= last)
    return [text for column, text in texts if column >= first or text != label(table.label)]


def _total_row(region: Region, table: Table, columns: TableColumns) -> int | None:
    """The last row labelled 总分; one labelled 合计, or with the points behind the label (总分：96分), only where no
    indicator stands below it."""
    total = label(table.total.label)
    others = {label(alias) for alias in table.total.aliases} | _SUMS - {"小计"}
    firsts = {row: _labels(region, table, columns, row)[:1] for row in range(columns.bottom + 1, region.last + 1)}
    found = [row for row, first in firsts.items() if first == [total]]
    if found:
        return found[-1]
    candidates = [
        row for row, first in firsts.items() if (first and first[0] in others) or said_total(region, table, row)
    ]
    if not candidates:
        return None
    score = columns.spans.get("score", (0, -1))
    below = range(candidates[-1] + 1, region.last + 1)
    more = any(
        numeral(region.grid.raw(row, column)).state == "number"
        for row in below
        for column in range(score[0], score[1] + 1)
    )
    return None if more else candidates[-1]


def _end(region: Region, columns: TableColumns) -> int:
    """The row behind the last indicator where the 总分 row is lost: before notes and signatures."""
    for row in range(columns.bottom + 1, region.last + 1):
        if any(normal(text).startswith(_NOTES) for _, text in region.grid.row_texts(row)[:1]):
            return row
    return region.last + 1


class _Reader:
    def __init__(self, region: Region, table: Table, columns: TableColumns) -> None:
        self.grid, self.columns = region.grid, columns
        self.keys: dict[Level, str] = {
            column.kind: column.key for column in table.columns if column.kind not in WEIGHTS
        }
        self.groups = Groups()
        self.unclosed: list[NameFault] = []

    def read(self, numbers: Iterable[int]) -> tuple[IndicatorRow, ...]:
        drafts = [self._row(row) for row in numbers]
        first = [_Once.of(group, self._level1_weight(group)) for group in self.groups.level1]
        second = [_Once.of(group, group.weight) for group in self.groups.level2]
        return tuple(self._finished(row, first[row.group1], second[row.group2]) for row in drafts)

    def _row(self, row: int) -> IndicatorRow:
        facts = {key: self._fact(row, kind) for kind, key in self.keys.items()}
        texts = {kind: facts[key].text for kind, key in self.keys.items()}
        written = {kind: weighted(texts.get(kind, "")) for _, kind in _NAMES}
        weight1, weight2, facts[LEVEL3_WEIGHT] = (
            self._weight(row, level, written[level], kind) for (_, level), kind in zip(_NAMES, WEIGHTS, strict=True)
        )
        self._brackets(row, written)
        name1, name2, name3 = (written[kind].name for _, kind in _NAMES)
        blank = not any(texts.get(kind) for kind in _OWN)
        covered1, covered2 = self._is_covered(row, "level1"), self._is_covered(row, "level2")
        names = Names(row, blank, name1, weight1, covered1, name2, weight2, covered2, name3)
        group1, group2 = self.groups.place(names)
        return IndicatorRow(row, group1.number, group2.number, group1.name, group2.name, name3, facts, None, blank)

    def _finished(self, row: IndicatorRow, weight1: _Once, weight2: _Once) -> IndicatorRow:
        """The row with the names and weights of its groups, which stand once: at the group's first row with content."""
        facts = dict(row.facts)
        group1, group2 = self.groups.level1[row.group1], self.groups.level2[row.group2]
        facts[LEVEL1_WEIGHT] = weight1.at(row.row)
        facts[LEVEL2_WEIGHT] = weight2.at(row.row)
        if "level1" in self.keys and row.row == group1.head != group1.first:
            facts[self._key("level1")] = self._fact(group1.first, "level1")
        return replace(row, facts=facts, weight=_binding(row, facts, group2))

    def _level1_weight(self, group: Group) -> Fact:
        """A group's own weight; that of the first one may have slipped into the header."""
        if group.number or group.weight.state != "blank" or self.columns.shifted is None:
            return group.weight
        return fact(self.grid, *self.columns.shifted, LEVEL1_WEIGHT, LEVEL1_WEIGHT, "count")

    def _weight(self, row: int, level: Level, name: Weighted, kind: Level) -> Fact:
        """A weight from its own column, else from the brackets behind the name."""
        key, span = KEPT_COLUMNS[kind], self.columns.spans.get(kind)
        own = self._points(self._in(row, span), key) if span else None
        if own is not None and own.state != "blank":
            return own
        place = self._place(row, level)
        ref = self.grid.ref(*place) if place else None
        if name.weight is None:
            return own or Fact(key, key, "blank", None, "", self.grid.name, ref)
        return Fact(key, key, "number", name.weight, self._text(row, level), self.grid.name, ref)

    def _points(self, place: Place, key: str) -> Fact:
        """A weight in a cell of its own: 5, 5分, （5分）, and 5% of the whole, which is 5 of 100."""
        read = fact(self.grid, *place, key, key, "count")
        share = numeral(self.grid.raw(*place))
        if read.state == "text" and share.unit == "%" and share.value is not None:
            return read._replace(state="number", value=share.value * 100)
        return read

    # ---- faults in the names

    def faults(self, rows: tuple[IndicatorRow, ...]) -> tuple[NameFault, ...]:
        """Nameless levels, blank rows and brackets that are not closed, from top to bottom."""
        found = [(fault.level, fault) for fault in self.unclosed]
        found += [(1, self._fault("nameless", 1, group.first)) for group in self.groups.level1 if not group.name]
        found += [
            (2, self._fault("nameless", 2, each.head)) for each in self.groups.level2 if not each.name and each.size
        ]
        for row in rows:
            group = self.groups.level2[row.group2]
            if row.blank:
                level: Literal[2, 3] = 3 if self._is_covered(row.row, "level2") else 2
                found.append((level, self._fault("blank_row", level, row.row)))
            elif not row.level3 and group.size > 1:
                found.append((3, self._fault("nameless", 3, row.row)))
        present = [fault for level, fault in found if dict(_NAMES)[level] in self.columns.spans]
        return tuple(sorted(present, key=lambda fault: (_row_of(fault.cell), fault.level)))

    def _fault(self, kind: Literal["nameless", "blank_row"], level: Literal[1, 2, 3], row: int) -> NameFault:
        row, column = self._place(row, dict(_NAMES)[level]) or (row, 1)
        return NameFault(kind, level, self.grid.name, self.grid.ref(row, column), self.grid.text(row, column).strip())

    def _brackets(self, row: int, written: Mapping[Level, Weighted]) -> None:
        for level, kind in _NAMES:
            place = self._place(row, kind) if written[kind].unclosed else None
            if place is not None:
                text = self._text(row, kind)
                self.unclosed.append(NameFault("bracket", level, self.grid.name, self.grid.ref(*place), text))

    # ---- cells

    def _key(self, kind: Level) -> str:
        return self.keys.get(kind, "")

    def _in(self, row: int, span: Span) -> Place:
        """The first filled cell of a row within a column of the form, else its first cell."""
        return row, self.grid.first_filled(row, *span) or span[0]

    def _place(self, row: int, kind: Level) -> Place | None:
        """The cell of a row in the column of a kind, None where the table has no such column."""
        span = self.columns.spans.get(kind)
        return self._in(row, span) if span else None

    def _text(self, row: int, kind: Level) -> str:
        place = self._place(row, kind)
        return self.grid.text(*place).strip() if place else ""

    def _is_covered(self, row: int, kind: Level) -> bool:
        place = self._place(row, kind)
        return place is not None and self.grid.area(*place).top < row

    def _fact(self, row: int, kind: Level) -> Fact:
        key, place = self._key(kind), self._place(row, kind)
        if place is None:
            return Fact(key, key, "missing", None, "", self.grid.name, None)
        return fact(self.grid, *place, key, key, _KINDS.get(kind, "text"))


class _Once(NamedTuple):
    """The weight of a group, which stands at one of its rows and is blank in the others."""

    row: int
    weight: Fact
    elsewhere: Fact

    @classmethod
    def of(cls, group: Group, weight: Fact) -> _Once:
        """That of a group, at its first row with content."""
        return cls(group.head, weight, weight._replace(state="blank", value=None, text="", formula=None))

    def at(self, row: int) -> Fact:
        """What stands in a row of the group."""
        return self.weight if row == self.row else self.elsewhere


def _binding(row: IndicatorRow, facts: Mapping[str, Fact], group2: Group) -> Fact | None:
    """The weight that binds a row's score: its own, or its level-2 indicator's where the row is that indicator."""
    if facts[LEVEL3_WEIGHT].state == "number":
        return facts[LEVEL3_WEIGHT]
    alone = group2.size == 1 and not row.level3 and not row.blank
    return facts[LEVEL2_WEIGHT] if alone and facts[LEVEL2_WEIGHT].state == "number" else None


def _row_of(cell: str) -> int:
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
