"""The indicators of a filing in the words and columns of another form."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from perfxl.filing.columns import WEIGHTS
from perfxl.filing.matching import group_of
from perfxl.filing.model import UNFILLED, Fact, IndicatorRow
from perfxl.filing.quantity import Quantity, quantity
from perfxl.standard.model import KEPT_COLUMNS, Level, Standard
from perfxl.standard.wording import plain_number

Value = str | Decimal
_BROKEN = ("error", "uncached")
_SIGNS = ("≥", "≤", ">", "<", "=")


class Carried:
    """A row for the new form: its `values` by column key, and the fact each came from; `left` are facts for which the
    new form has no column."""

    def __init__(self) -> None:
        self.values: dict[str, Value] = {}
        self.origin: dict[str, Fact] = {}
        self.left: list[Fact] = []


class Indicators:
    """Puts rows of `old` into the columns of `new`. `percents` are the cells (sheet, A1) shown as percentages."""

    def __init__(self, old: Standard, new: Standard, percents: frozenset[tuple[str, str]]) -> None:
        self.old, self.new, self.percents = old, new, percents
        self.same = old.id == new.id
        self.split = new.table.column("operator") is not None and old.table.column("operator") is None
        self.joined = old.table.column("operator") is not None and new.table.column("operator") is None

    def carried(self, row: IndicatorRow) -> Carried:
        """The row in the new form's columns."""
        done = Carried()
        for kind, name in (("level1", row.level1), ("level2", row.level2), ("level3", row.level3)):
            self._put(done, kind, name, self._fact(row, kind))  # type: ignore[arg-type]
        for kind in ("criterion", "score", "reason"):
            self._copy(done, row, kind)  # type: ignore[arg-type]
        self._statement(done, row)
        self._weights(done, row)
        return done

    def _fact(self, row: IndicatorRow, kind: Level) -> Fact | None:
        column = self.old.table.column(kind)
        return row.facts.get(column.key) if column is not None else None

    def _put(self, done: Carried, kind: Level, value: Value, fact: Fact | None) -> None:
        column = self.new.table.column(kind)
        if column is not None and value != "":
            done.values[column.key] = value
            if fact is not None:
                done.origin[column.key] = fact
        elif value != "" and fact is not None and fact.cell is not None and fact.state not in UNFILLED:
            done.left.append(fact)

    def _copy(self, done: Carried, row: IndicatorRow, kind: Level) -> None:
        fact = self._fact(row, kind)
        own = row.item is not None and kind == "criterion"
        if fact is not None and fact.state in _BROKEN and not own:
            done.left.append(fact)
        elif fact is not None and fact.state not in UNFILLED and not own:
            self._put(done, kind, self.value(fact, figure=kind == "score"), fact)

    def value(self, fact: Fact, *, figure: bool) -> Value:
        """What is typed into the new cell: a figure, a percentage as it was shown, else the text."""
        if fact.state == "number" and fact.value is not None:
            if (fact.sheet, fact.cell) in self.percents:
                return f"{plain_number(fact.value * 100)}%"
            if figure:
                return fact.value
        return fact.text.strip()

    # ---- operator, target, unit and actual value

    def _statement(self, done: Carried, row: IndicatorRow) -> None:
        facts = {kind: self._fact(row, kind) for kind in ("operator", "target", "unit", "actual")}
        done.left += [fact for fact in facts.values() if fact is not None and fact.state in _BROKEN]
        said = {
            kind: self.value(fact, figure=False) if fact is not None and fact.state not in (*UNFILLED, *_BROKEN) else ""
            for kind, fact in facts.items()
        }
        if self.joined:
            said = _joined({kind: str(text) for kind, text in said.items()})
        elif self.split:
            said = dict(said) | _split(quantity(str(said["target"])), quantity(str(said["actual"])))
        for kind, text in said.items():
            self._put(done, kind, text, facts[kind])  # type: ignore[arg-type]

    # ---- weights

    def _weights(self, done: Carried, row: IndicatorRow) -> None:
        """A unit's own weights, those of level 1 and 2 only in a form that has the same ones to begin with."""
        for kind, fact in self._own_weights(row):
            column = self.new.table.column(kind)
            key = KEPT_COLUMNS[kind]
            kept = column is not None or key in self.new.table.derived
            if fact.value is not None and kept and (kind == "weight3" or self.same):
                if column is None and kind == "weight3":
                    self._behind_name(done, fact.value)
                else:
                    done.values[key], done.origin[key] = fact.value, fact
            else:
                done.left.append(fact)

    def _own_weights(self, row: IndicatorRow) -> Iterator[tuple[Level, Fact]]:
        known = group_of(self.old, row.level1, row.level2)
        formed = {
            "weight1": known.indicator.weight if known is not None else None,
            "weight2": known.group.weight if known is not None else None,
            "weight3": row.item.weight if row.item is not None else None,
        }
        for kind in WEIGHTS:
            fact = row.facts.get(KEPT_COLUMNS[kind])
            if fact is not None and fact.state == "number" and fact.value != formed[kind]:
                yield kind, fact

    def _behind_name(self, done: Carried, weight: Decimal) -> None:
        column = self.new.table.column("level3")
        if column is not None and column.key in done.values:
            done.values[column.key] = f"{done.values[column.key]}（{plain_number(weight)}）"


def _joined(said: dict[str, str]) -> dict[str, Value]:
    """A target with its sign and unit, an actual value with its unit: ≥300天, 318天."""
    unit = said["unit"]
    sign = said["operator"] if said["operator"] in _SIGNS else ""
    target = f"{sign}{_with_unit(said['target'], unit)}" if said["target"] else ""
    return {"target": target, "actual": _with_unit(said["actual"], unit)}


def _with_unit(text: str, unit: str) -> str:
    figure = quantity(text)
    return f"{text}{unit}" if figure.kind == "number" and not figure.unit else text


def _split(target: Quantity, actual: Quantity) -> dict[str, Value]:
    """A target in three columns, where it is a figure that can be told from its sign and its unit."""
    if target.kind not in ("number", "percent") or target.value is None or target.operator in ("≈", "~"):
        return {"operator": "定性"} if target.kind in ("qualitative", "tier") else {}
    said: dict[str, Value] = {"operator": target.operator or "=", "target": _figure(target), "unit": target.unit}
    if actual.kind == target.kind and actual.unit == target.unit and actual.operator == "":
        said["actual"] = _figure(actual)
    return said


def _figure(said: Quantity) -> Decimal:
    assert said.value is not None
    return said.value * 100 if said.kind == "percent" else said.value
