"""What a standard says of a row of the filled form: the row of the blank form it is, its groups, how it is scored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from perfxl.filing.matching import group_of
from perfxl.filing.model import Filing, IndicatorRow
from perfxl.standard.model import Beside, Item, Rule, Standard, Table


@dataclass(frozen=True, slots=True)
class Standing:
    """`item` is the row of the blank form, None where the unit added the row; `beside` the fields it stands in, outside
    the table. Of a group of `choose` one row is scored; points of a `bonus` one count beside the whole. `rules` are
    those that may apply to the row: that of a target that is a figure, and that of one that is none."""

    item: Item | None = None
    beside: Beside | None = None
    choose: bool = False
    bonus: bool = False
    rules: tuple[Rule | None, Rule | None] = (None, None)

    @property
    def may_be_left_out(self) -> bool:
        """Whether a row that is not applicable leaves the whole."""
        return any(rule is not None and rule.na == "exclude" for rule in self.rules)

    @property
    def may_vary(self) -> bool:
        """Whether it depends on what is filled if points are to be given."""
        return self.choose or self.may_be_left_out


def standings(filing: Filing, rows: Sequence[IndicatorRow], standard: Standard) -> dict[int, Standing]:
    """The standing of each row, by the row's identity."""
    common = Standing(rules=(standard.table.rule, standard.table.qualitative or standard.table.rule))
    if standard.once(_is_plain):
        return {id(row): common for row in rows}
    return {id(row): _standing(filing, row, standard) for row in rows}


def _standing(filing: Filing, row: IndicatorRow, standard: Standard) -> Standing:
    beside = _beside(filing, row, standard.table)
    if beside is not None:
        return Standing(beside=beside, rules=(beside.rule, beside.rule))
    its = group_of(standard, row.level1, row.level2)
    own, table = row.item.rule if row.item else None, standard.table
    return Standing(
        item=row.item,
        choose=its is not None and its.group.choose,
        bonus=its is not None and its.indicator.bonus,
        rules=(own or table.rule, own or table.qualitative or table.rule),
    )


def _beside(filing: Filing, row: IndicatorRow, table: Table) -> Beside | None:
    """The fields that this row was made of: it stands where they do."""
    for beside in table.beside:
        if (row.level1, row.level2) == (beside.level1, beside.level2):
            fields = (filing.facts.get(beside.score), filing.facts.get(beside.actual))
            cells = {(fact.sheet, fact.cell) for fact in fields if fact is not None and fact.cell}
            if not cells or any((fact.sheet, fact.cell) in cells for fact in row.facts.values()):
                return beside
    return None


def _is_plain(standard: Standard) -> bool:
    """Whether every row is treated alike: nothing stands outside, nothing is chosen, no row has a rule of its own."""
    items = (item for indicator in standard.indicators for group in indicator.groups for item in group.items)
    groups = (group for indicator in standard.indicators for group in indicator.groups)
    return not (
        standard.table.beside
        or any(indicator.bonus for indicator in standard.indicators)
        or any(group.choose for group in groups)
        or any(item.rule or item.actual for item in items)
    )
