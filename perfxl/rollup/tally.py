"""The sums that 勾稽 compares, taken while 汇总 is written: of what it shows, and of the figures behind it."""

from __future__ import annotations

from decimal import Decimal

from perfxl.rollup.columns import Money
from perfxl.rollup.record import Record


class Tally:
    """`columns` is what each column of money comes to, by key, `fields` what the figures as filled behind it do;
    `points` is what the scores of all indicators add up to, `summed` what the units' totals do. Columns that take in
    rows with no name of their own are `open_ended`; `complete` says that every unit has a total."""

    def __init__(self, money: Money) -> None:
        self.columns = {column.key: Decimal(0) for column in money.columns}
        self.fields = dict(self.columns)
        self.open_ended: set[str] = set()
        self.points = self.summed = Decimal(0)
        self.complete = True
        self._of = money.of

    def add(self, record: Record) -> None:
        """One more filing."""
        sums = {each.key: each for each in record.sums}
        figures = {each.field: each.value for each in record.figures}
        for column, amount in self._of[record.standard]:
            each = sums.get(amount.key)
            if each is not None and each.value is not None:
                self.columns[column] += Decimal(each.value)
                if each.computation.count("+") >= len(amount.fields):
                    self.open_ended.add(column)
            self.fields[column] += sum((Decimal(figures.get(name) or 0) for name in amount.fields), Decimal(0))
        self.points += Decimal(record.points or 0)
        self.summed += Decimal(record.summed or 0)
        self.complete &= record.summed is not None
