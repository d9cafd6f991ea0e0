"""Figures of a rule: as they stand in a formula, where binary arithmetic must not move them, and as they are said."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from perfxl.standard.document import Entry
from perfxl.standard.kinds.kind import Asks
from perfxl.standard.wording import percent, plain_number

OF = ("actual", "completion")
"""What a rule looks at: the actual value itself, or its ratio to the target."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a standard and whether it is written as a percentage."""

    value: Decimal
    is_percent: bool = False

    @property
    def formula(self) -> str:
        """In a formula; a percentage as its fraction, for 97.3/100 is not 0.973 in binary."""
        text = plain_number(self.value)
        return f"({text})" if self.value < 0 else text

    @property
    def words(self) -> str:
        """In a sentence: 95%, 0.5."""
        return percent(self.value) if self.is_percent else plain_number(self.value)

    @property
    def distance(self) -> str:
        """As a distance in a sentence: 5个百分点, 0.5."""
        return f"{plain_number(self.value * 100)}个百分点" if self.is_percent else plain_number(self.value)


def figure(entry: Entry, key: str, default: str | None = None) -> Figure:
    """The number at `key`; `default` is written like one in a file."""
    if default is not None and not entry.has(key):
        return Figure(Decimal(default.removesuffix("%")).scaleb(-2 if default.endswith("%") else 0), "%" in default)
    return Figure(entry.number(key), str(entry.values.get(key)).strip().endswith("%"))


def positive(entry: Entry, key: str, default: str | None = None) -> Figure:
    """The number at `key`, above 0."""
    if entry.has(key):
        entry.positive(key)
    return figure(entry, key, default)


def not_negative(entry: Entry, key: str, default: str | None = None) -> Figure:
    """The number at `key`, 0 or more."""
    read = figure(entry, key, default)
    if read.value < 0:
        raise entry.fault(key, f"“{key}”不能小于 0", f"“{key}” must not be below 0")
    return read


def points(entry: Entry, key: str = "points") -> tuple[str, str]:
    """Points as a formula and in words: a number of points, or a percentage of the weight."""
    read = not_negative(entry, key)
    if not read.is_percent:
        return read.formula, f"{read.words}分"
    return f"ROUND([@分值]*{read.formula},2)", f"分值的{read.words}"


def looked_at(entry: Entry) -> tuple[str, str, Asks]:
    """What the rule looks at (`of`): the column, its name in a sentence, and what must be there."""
    if entry.choice("of", OF, "actual") == "completion":
        return "[@完成度]", "完成度", "completion"
    return "[@完成数]", "完成值", "figure"


def settled(expression: str) -> str:
    """An expression without the noise that binary arithmetic leaves behind its ninth decimal."""
    return f"ROUND({expression},9)"


def part(entry: Entry, key: str) -> str:
    """The formula over fields at `key` as a part of another; its names are looked up where it is written."""
    return f"({entry.formula(key, {}, table=True).text.removeprefix('=').strip()})"
