"""What every sheet of the 汇总 is written from: the store, the standards that occur, and where the result goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from perfxl.assess.answers import is_rate
from perfxl.rollup.columns import Money, together
from perfxl.rollup.links import address
from perfxl.rollup.record import Record, unpack
from perfxl.rollup.store import Store
from perfxl.rollup.tally import Tally
from perfxl.standard.model import Standard


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that counts for a unit."""

    id: int
    shown: str
    link: str
    location: str
    sha256: str
    time: str
    basis: str
    target: str
    key: str
    code: str
    name: str
    parent: str
    note: str


NAMELESS = "（未填单位名称）"
"""Stands where the name of a unit would."""


@dataclass(slots=True)
class Scene:
    """`standards` are those that occur, by id. While 汇总 is written, `places` collects where on it the totals stand,
    and `tally` what they come to, for the proofs."""

    store: Store
    out: Path
    out_dir: Path | None
    standards: Mapping[str, Standard]
    second_round: bool = False
    places: dict[str, str] = field(default_factory=dict)

    money: Money = field(init=False)
    """The columns of money of all standards together."""
    rates: Mapping[str, str] = field(init=False)
    """The rates of all standards together: label by id."""
    tally: Tally = field(init=False)

    def __post_init__(self) -> None:
        standards = self.standards.values()
        self.money = together(standards)
        self.tally = Tally(self.money)
        self.rates = {rate.id: rate.label for standard in standards for rate in standard.rates}
        self.rates |= dict(pair for standard in standards for pair in _in_rows(standard))

    def amounts_of(self, record: Record) -> dict[str, str | None]:
        """The amounts of a filing by the key of their column."""
        values = {each.key: each.value for each in record.sums}
        return {column: values.get(amount.key) for column, amount in self.money.of[record.standard]}

    @property
    def unit_of_money(self) -> str:
        """The unit of money, where all standards have the same."""
        units = {standard.unit for standard in self.standards.values()}
        return units.pop() if len(units) == 1 else "各标准单位"

    def counted(self, *lists: str) -> Iterator[tuple[Arrival, Record]]:
        """The files that count with their records, which have only the lists that are named."""
        for arrival in self.arrivals():
            yield arrival, unpack(self._kept("body", arrival.key), lists)

    def rows(self, kind: Literal["indicators", "numbers"]) -> Iterator[tuple[Arrival, bytes]]:
        """The same files with the packed rows that they have on one of the long sheets."""
        for arrival in self.arrivals():
            yield arrival, self._kept(kind, arrival.key)

    def arrivals(self) -> Iterator[Arrival]:
        """The files that count, in the order of the roster, then of their paths."""
        query = (
            "select id, shown, link, location, sha256, time, basis, target, key, code, name, parent, note from arrival"
            " where standing = 'counted' order by place, shown, location"
        )
        return (Arrival(*values) for values in self.store.stable(query))

    def _kept(self, column: str, key: str) -> bytes:
        row = self.store.one(f"select {column} from record where key = ?", key)
        assert row is not None
        return bytes(row[0])

    def file(self, arrival: Arrival) -> str:
        """The address of the file, or of the container it came in."""
        return address(arrival.link, self.out)

    def copy(self, arrival: Arrival) -> str:
        """The address of the annotated copy, empty where there is none."""
        return address(self.written(arrival.key, arrival.target), self.out)

    def written(self, key: str, target: str) -> str:
        """The path of the annotated copy, empty where there is none."""
        if self.out_dir is None or not target:
            return ""
        row = self.store.one("select digest from copy where key = ? and target = ?", key, target)
        return str(self.out_dir / target) if row and row[0] else ""


def _in_rows(standard: Standard) -> Iterator[tuple[str, str]]:
    """The rates that the form computes in rows of its indicator table: id and label."""
    for indicator in standard.indicators:
        for group in indicator.groups:
            for item in group.items:
                if item.actual is not None and is_rate(item):
                    yield "/".join((indicator.level1, group.level2, item.level3)), item.level3
