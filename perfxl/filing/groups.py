"""The level-1 and level-2 groups of the indicator table: where each begins, from names that stand once or repeat."""

from __future__ import annotations

from typing import NamedTuple

from perfxl.filing.model import Fact


class Names(NamedTuple):
    """A row's own names and weights. `covered1` and `covered2` say that the cell of that level belongs to a merged
    range that began above; `blank` that nothing but level 1 is filled."""

    row: int
    blank: bool
    name1: str
    weight1: Fact
    covered1: bool
    name2: str
    weight2: Fact
    covered2: bool
    name3: str


class Group:
    """An indicator with the rows below it: its first row, the first with content (`head`), how many have content
    (`size`), whether any has a level-3 name (`deeper`), and its weight as written, blank where none is."""

    def __init__(self, number: int, name: str, weight: Fact, first: int) -> None:
        self.number, self.name, self.weight = number, name, weight
        self.first = self.head = first
        self.size, self.deeper = 0, False

    def join(self, row: Names, weight: Fact) -> None:
        """Take a row in."""
        if not row.blank:
            self.head = row.row if self.size == 0 else self.head
            self.size += 1
            self.deeper = self.deeper or bool(row.name3)
        if self.weight.state == "blank" and weight.state != "blank":
            self.weight = weight


class Groups:
    """Places each row in its groups, going down the table; merged and blank names are filled down."""

    def __init__(self) -> None:
        self.level1: list[Group] = []
        self.level2: list[Group] = []

    def place(self, row: Names) -> tuple[Group, Group]:
        """The groups of a row, beginning new ones where its own names or weights say so."""
        begun = self._begins1(row)
        if begun:
            self.level1.append(Group(len(self.level1), row.name1, row.weight1, row.row))
        if begun or self._begins2(row):
            self.level2.append(Group(len(self.level2), row.name2, row.weight2, row.row))
        group1, group2 = self.level1[-1], self.level2[-1]
        group1.join(row, row.weight1)
        group2.join(row, row.weight2)
        return group1, group2

    def _begins1(self, row: Names) -> bool:
        """A new name, or a second weight without a name: the name is lost."""
        if not self.level1:
            return True
        current = self.level1[-1]
        if row.name1:
            return row.name1 != current.name
        weighed = row.weight1.state == "number" and current.weight.state == "number"
        return weighed and current.size > 0 and not row.covered1

    def _begins2(self, row: Names) -> bool:
        """A new name, or a filled row without any name after an indicator that has no level 3: the name is lost."""
        current = self.level2[-1]
        if row.name2:
            return row.name2 != current.name
        lost = not row.blank and not row.name3 and not row.covered2
        return lost and current.size > 0 and not current.deeper
