"""Marking rules written as TOML, what they give, and the rows of a table to try them on."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from perfxl.standard.document import Document, Entry
from perfxl.standard.evaluate import evaluate
from perfxl.standard.formula import Formula
from perfxl.standard.interval import Interval
from perfxl.standard.marking_rules import read_rules
from perfxl.standard.model import Rule
from perfxl.standard.toml_lines import lines_of
from perfxl.standard.values import BLANK, UNKNOWN_NAME, Scalar, Value, general


def rule(text: str) -> Rule:
    """The only rule of a piece of TOML; `[[rule]]` and a name may be left out."""
    if "[[rule]]" not in text:
        text = f'[[rule]]\nname = "规则"\n{text}'
    root = Entry(Document("rules.toml", lines_of(text)), (), tomllib.loads(text, parse_float=Decimal))
    (read,) = read_rules(root).values()
    if root.doc.found:
        raise root.doc.refusal()
    return read


def figure(written: str) -> Decimal | None:
    """The figure of "≥80", "149.8%", "3"; None where there is none."""
    text = written.strip("≥≤ ")
    try:
        return Decimal(text.removesuffix("%")).scaleb(-2 if text.endswith("%") else 0)
    except ArithmeticError:
        return None


@dataclass(frozen=True)
class Row:
    """A row of the indicator table as written, and the fields beside it."""

    weight: str
    actual: str = ""
    target: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, Decimal | str | None]:
        """What the columns that a rule may name hold; None is a blank cell."""
        reached, wanted = figure(self.actual), figure(self.target)
        return {
            "分值": Decimal(self.weight),
            "完成值": (self.actual or None) if reached is None or "%" in self.actual else reached,
            "完成数": "" if reached is None else reached,
            "目标数": "" if wanted is None else wanted,
            "完成度": self._completion(reached, wanted),
        }

    def _completion(self, reached: Decimal | None, wanted: Decimal | None) -> Decimal | str:
        above, below = (wanted, reached) if self.target.startswith("≤") else (reached, wanted)
        return "" if above is None or not below else above / below


@dataclass(frozen=True)
class RowScope:
    """The row for the evaluator."""

    row: Row

    def name(self, name: str) -> Value:
        return _scalar(figure(self.row.fields[name])) if name in self.row.fields else UNKNOWN_NAME

    def column(self, name: str, this_row: bool) -> Value:
        assert this_row
        return _scalar(self.row.values[name])

    def reference(self, reference: object) -> Value:
        raise AssertionError("a rule names no cells")


def _scalar(value: Decimal | str | None) -> Scalar:
    return BLANK if value is None else value if isinstance(value, str) else Interval.exact(value)


def given(formula: Formula | None, row: Row) -> str:
    """What a formula of a rule gives a row, as text."""
    assert formula is not None
    value = evaluate(formula, RowScope(row))
    if isinstance(value, Interval):
        assert value.point is not None
        return general(value.point)
    assert isinstance(value, str), value
    return value


def points(text: str, row: Row) -> str:
    """The points that a rule gives a row."""
    return given(rule(text).points, row)
