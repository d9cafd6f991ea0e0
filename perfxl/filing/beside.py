"""Indicators whose cells stand outside the table (预算执行率 among the year's funds), as rows like any other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from perfxl.filing.columns import WEIGHTS
from perfxl.filing.model import Fact, IndicatorRow
from perfxl.sml.a1 import parse
from perfxl.standard.model import KEPT_COLUMNS, Beside, Level, Standard
from perfxl.standard.wording import percent


def with_beside(
    standard: Standard, facts: Mapping[str, Fact], rows: Iterable[IndicatorRow]
) -> tuple[IndicatorRow, ...]:
    """All rows: those beside the table first, each an indicator of its own, then the table's with their groups numbered
    behind them."""
    first = tuple(_row(standard, each, number, facts) for number, each in enumerate(standard.table.beside))
    count = len(first)
    moved = (replace(row, group1=row.group1 + count, group2=row.group2 + count) for row in rows) if count else rows
    return (*first, *moved)


def _row(standard: Standard, beside: Beside, number: int, facts: Mapping[str, Fact]) -> IndicatorRow:
    score = facts[beside.score]
    its = dict(_facts(standard, beside, facts))
    weight = its[KEPT_COLUMNS["weight3"]]
    at = parse(score.cell) if score.cell else None
    return IndicatorRow(
        row=at[0] if at else 0,
        group1=number,
        group2=number,
        level1=beside.level1,
        level2=beside.level2,
        level3="",
        facts=its,
        weight=weight if weight.state == "number" else None,
    )


def _facts(standard: Standard, beside: Beside, facts: Mapping[str, Fact]) -> Iterator[tuple[str, Fact]]:
    """Its cells by the keys of the table's columns; names and the target are the standard's own words."""
    score = facts[beside.score]
    fields = beside.fields
    said: dict[Level, str] = {"level1": beside.level1, "level2": beside.level2, "target": beside.target}
    for kind in WEIGHTS:
        key = KEPT_COLUMNS[kind]
        yield key, facts[beside.weight]._replace(field=key, label=key)
    for column in standard.table.columns:
        if column.kind in fields:
            its = facts[fields[column.kind]]._replace(field=column.key, label=column.key)
            yield column.key, _as_percent(its) if column.kind == "actual" else its
        elif column.kind not in WEIGHTS:
            yield column.key, _said(column.key, said.get(column.kind, ""), score)


def _said(key: str, text: str, beside: Fact) -> Fact:
    return Fact(key, key, "text" if text else "blank", None, text, beside.sheet, beside.cell)


def _as_percent(fact: Fact) -> Fact:
    """A rate in the words of the target it is measured by: 0.98 is 98%."""
    if fact.state != "number" or fact.value is None or "%" in fact.text:
        return fact
    return fact._replace(text=percent(fact.value))
