"""One of the form's sheets read: the facts of its fields, its free rows, its unit of money and its years."""

from __future__ import annotations

import re
from collections.abc import Mapping

from perfxl.filing import unit as money
from perfxl.filing.block import Labelled, Place, Places, find_labelled, grid_places
from perfxl.filing.cell import fact, missing
from perfxl.filing.grid import Region
from perfxl.filing.header import Header, find_header, latest_year
from perfxl.filing.labels import label, normal
from perfxl.filing.model import Detail, Fact, YearHeader
from perfxl.filing.names import Target
from perfxl.filing.table import IndicatorTable, read_table
from perfxl.filing.years import title_year
from perfxl.standard.model import Block, Row, SheetKey, Standard

_AFTER_NAME = re.compile(r"\s{2,}.*$|[\s（(]*(?:金额)?单位\s*[:：].*$", re.DOTALL)


class SheetReading:
    """What one sheet of the form says: as in a Filing. `unit` is the unit of money, blank where it states none."""

    def __init__(self) -> None:
        self.facts: dict[str, Fact] = {}
        self.details: dict[str, tuple[Detail, ...]] = {}
        self.extra: dict[str, tuple[Detail, ...]] = {}
        self.years: list[YearHeader] = []
        self.table: IndicatorTable | None = None
        self.unit: Fact | None = None


def read_sheet(
    region: Region, key: SheetKey, standard: Standard, targets: Mapping[str, Target], default_unit: str | None
) -> SheetReading:
    """Read one sheet. `targets` are the workbook's defined names; `default_unit` is the unit of money of a sheet that
    states none."""
    return _SheetReader(region, key, standard, targets, default_unit).read()


class _SheetReader:
    def __init__(
        self, region: Region, key: SheetKey, standard: Standard, targets: Mapping[str, Target], default: str | None
    ) -> None:
        self.region, self.grid, self.key, self.standard = region, region.grid, key, standard
        self.targets = {
            name: place
            for name, (sheet, place) in targets.items()
            if sheet == region.grid.name and name in standard.fields and region.holds(place[0])
        }
        self.default = default
        self.reading = SheetReading()
        self.blocks = [block for block in standard.blocks if block.sheet == key]
        self.labelled: dict[str, Labelled] = {}
        self.owners: dict[Place, str] = {}

    def read(self) -> SheetReading:
        if self.standard.table.sheet == self.key:
            self.reading.table = read_table(self.region, self.standard.table)
        title = title_year(self.region, self.standard.sheets[self.key])
        body = self._body()
        latest = latest_year(body)
        headers = {
            block.id: header
            for block in self.blocks
            if block.layout == "grid" and (header := find_header(body, block, latest))
        }
        self._read_labelled(headers)
        self._read_unit(headers)
        taken = {place.at[0] for place in self.labelled.values()}
        for block in self.blocks:
            if block.layout == "grid":
                self._read_grid(block, headers, taken)
        headed = [year for header in headers.values() for year in header.years]
        self.reading.years = ([title] if title else []) + headed
        return self.reading

    def _body(self) -> Region:
        """The sheet without the indicator table and what stands below it."""
        table = self.reading.table
        return self.region if table is None else self.region._replace(last=table.columns.row - 1)

    # ---- labels with the value beside them

    def _read_labelled(self, headers: Mapping[str, Header]) -> None:
        others = {
            label(text)
            for block in self.blocks
            if block.layout == "label"
            for row in block.rows
            for text in (row.label, *row.aliases)
        }
        for block in self.blocks:
            for row in block.rows if block.layout == "label" else ():
                self._read_label(block.field_name(row, None), row, others)

    def _read_label(self, name: str, row: Row, others: set[str]) -> None:
        its = self.standard.fields[name]
        found = find_labelled(self.region, row, others)
        if found is not None and its.kind == "unit" and not self._is_unit(found):
            found = None
        place = self._place(name, found.place if found else None, found.at if found else None)
        if place is None:
            self.reading.facts[name] = missing(name, its.label, self.grid.name)
            return
        if found is not None:
            self.labelled[name] = found
        read = fact(self.grid, *place, name, its.label, its.kind)
        if found is not None and found.inside is not None and place == found.place:
            text = _AFTER_NAME.sub("", found.inside.strip()).strip() if its.kind == "text" else found.inside.strip()
            read = read._replace(text=text, state="text" if text else "blank")
        elif place == (found.at if found else None):
            read = read._replace(text="", state="blank")
        elif found is not None and its.kind == "text" and money.unit_of(read.text) is not None:
            right = found.at[0], self.grid.area(*found.at).right + 1
            read = read._replace(text="", state="blank", cell=self.grid.ref(*right))
        self.reading.facts[name] = read

    def _is_unit(self, found: Labelled) -> bool:
        text = found.inside if found.inside is not None else self.grid.text(*found.place)
        return not text.strip() or found.at == found.place or money.unit_of(text) is not None

    def _place(self, name: str, labelled: Place | None, at: Place | None = None) -> Place | None:
        """A field's cell: where its label leads; its defined name decides within that row, and where there is no label.
        Names rot: one that leads to another row than the label, or to another field's cell, is not followed."""
        named = self.targets.get(name)
        if named is not None and self.owners.get(named, name) != name:
            named = None
        if labelled is None or (named is not None and named[0] == (at or labelled)[0] and named != at):
            return named or labelled
        return labelled

    # ---- the unit of money

    def _read_unit(self, headers: Mapping[str, Header]) -> None:
        named = next((name for name, its in self.standard.fields.items() if its.kind == "unit"), "金额单位")
        own = self.reading.facts.get(named)
        place: Place | None = None
        unit = money.unit_of(own.text) if own is not None and own.state == "text" else None
        if unit is None:
            stated = money.stated_unit(self._body()) or self._unit_of_blocks(headers)
            unit, place = (stated.name, stated.place) if stated else (None, None)
        if own is not None and (place is not None or own.cell is None):
            own = self._unit_fact(named, place)
            self.reading.facts[named] = own
        cell = own.cell if own is not None else self._unit_fact(named, place).cell
        self.default = unit or self.default
        state = "text" if unit else "blank"
        self.reading.unit = Fact(named, named, state, None, unit or "", self.grid.name, cell)  # type: ignore[arg-type]

    def _unit_of_blocks(self, headers: Mapping[str, Header]) -> money.Unit | None:
        """The unit in the brackets of the blocks' labels, 项目资金（万元）, where all that count money say the same."""
        blocks = [block for block in self.blocks if any(column.kind == "amount" for column in block.columns)]
        units = [
            money.header_unit(self.region, block, headers[block.id]) if block.id in headers else None
            for block in blocks
        ]
        return units[0] if units and len({unit and unit.name for unit in units}) == 1 else None

    def _unit_fact(self, name: str, place: Place | None) -> Fact:
        """The unit of a sheet that has no cell of its own for it: where it is said, else the line of the unit's name,
        where it should stand, else the title."""
        if place is not None:
            return Fact(name, name, "text", None, self.grid.text(*place).strip(), self.grid.name, self.grid.ref(*place))
        fields = self.standard.fields
        line = (
            next((its.at for each, its in self.labelled.items() if fields[each].kind == "text"), None) or self._title()
        )
        return missing(name, name, self.grid.name, self.grid.ref(*line) if line else None)

    def _title(self) -> Place | None:
        title = normal(self.standard.sheets[self.key].title).replace("{年}", "")
        for row in self.region.rows:
            for column, text in self.grid.row_texts(row):
                if title.removeprefix("年") in normal(text):
                    return row, column
        return None

    # ---- blocks of columns × rows

    def _read_grid(self, block: Block, headers: Mapping[str, Header], taken: set[int]) -> None:
        header = headers.get(block.id)
        places = Places()
        scale = money.places(self.default, self.standard.unit)
        if header is not None:
            last = min(
                (other.row - 1 for other in headers.values() if other.row > header.row), default=self._body().last
            )
            places = grid_places(self.region, block, header, last, taken)
            own = money.header_unit(self.region, block, header)
            scale = money.places(own.name, self.standard.unit) if own else scale
        self.owners |= {place: name for name, place in places.fields.items()}
        for row in block.rows:
            for column in block.columns:
                name = block.field_name(row, column)
                if name not in self.standard.fields:
                    continue
                self.reading.facts[name] = self._field(name, self._place(name, places.fields.get(name)), scale)
        self.reading.details |= self._free(places.details, block, scale)
        self.reading.extra |= self._free(places.extra, block, scale)

    def _field(self, name: str, place: Place | None, scale: int) -> Fact:
        its = self.standard.fields[name]
        if place is None:
            return missing(name, its.label, self.grid.name)
        return fact(self.grid, *place, name, its.label, its.kind, scale, self.standard.unit)

    def _free(
        self, free: Mapping[str, list[tuple[str, dict[str, Place]]]], block: Block, scale: int
    ) -> dict[str, tuple[Detail, ...]]:
        """The free rows; a row of dots without figures is none."""
        found: dict[str, tuple[Detail, ...]] = {}
        for name, rows in free.items():
            details = [self._detail(name, text, cells, block, scale) for text, cells in rows]
            found[name] = tuple(detail for detail in details if not _is_placeholder(detail))
        return found

    def _detail(self, name: str, text: str, cells: Mapping[str, Place], block: Block, scale: int) -> Detail:
        facts = {
            column.key: fact(
                self.grid, *cells[column.key], f"{name}_{column.key}", text, column.kind, scale, self.standard.unit
            )
            for column in block.columns
            if column.key in cells
        }
        return Detail(text, facts)


def _is_placeholder(detail: Detail) -> bool:
    dots = set(normal(detail.label)) <= set(".。·⋯…")
    return dots and all(fact.state in ("blank", "na", "placeholder") for fact in detail.facts.values())
