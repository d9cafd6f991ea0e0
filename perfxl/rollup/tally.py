"""The sums that 勾稽 compares, taken while 汇总 is written: of what it shows, and of the figures behind it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from perfxl.rollup.columns import Amount
from perfxl.rollup.record import Record


class Tally:
    """`columns` are the columns of money by key, `fields` the figures as filled by field; `points` is what the scores
    of all indicators add up to, `summed` what the units' totals do. Columns that take in rows with no name of their own
    are `open_ended`; `complete` says that every unit has a total."""

    def __init__(self, amounts: Sequence[Amount]) -> None:
        self.columns = {amount.key: Decimal(0) for amount in amounts}
        self.fields = {name: Decimal(0) for amount in amounts for name in amount.fields}
        self.open_ended: set[str] = set()
        self.points = self.summed = Decimal(0)
        self.complete = True
        self._sizes = {amount.key: len(amount.fields) for amount in amounts}

    def add(self, record: Record) -> None:
        """One more filing."""
        for each in record.sums:
            if each.value is not None:
                self.columns[each.key] += Decimal(each.value)
                if each.computation.count("+") >= self._sizes[each.key]:
                    self.open_ended.add(each.key)
        for figure in record.figures:
            if figure.field in self.fields and figure.value is not None:
                self.fields[figure.field] += Decimal(figure.value)
        self.points += Decimal(record.points or 0)
        self.summed += Decimal(record.summed or 0)
        self.complete &= record.summed is not None
