"""A check of every cell that takes a number: fields, free rows, and the points of the indicator table."""

from __future__ import annotations

from collections.abc import Iterator

from perfxl.assess.case import Case
from perfxl.assess.kinds.check import Check, Spot, at
from perfxl.assess.table import number
from perfxl.filing.model import Fact


class NumberCheck(Check[Fact]):
    """One spot a cell. Blank cells are spots too."""

    def spots(self, case: Case) -> Iterator[Spot[Fact]]:
        """Fields, then free rows, then points."""
        yield from field_spots(case)
        yield from point_spots(case)


def field_spots(case: Case) -> tuple[Spot[Fact], ...]:
    """The fields that take a number, and the cells of free rows."""
    return case.once(_field_spots)


def _field_spots(case: Case) -> tuple[Spot[Fact], ...]:
    found = [at(fact, field.name, field.label, fact) for field, fact in case.number_fields()]
    for rows, _, detail in case.free_rows():
        for column, fact in detail.facts.items():
            if case.takes_number(rows, column):
                label = f"{detail.label}{case.header(rows, column)}"
                found.append(at(fact, f"{rows}/{detail.label}/{column}", label, fact))
    return tuple(found)


def point_spots(case: Case) -> Iterator[Spot[Fact]]:
    """Level-1 weights, scores, and those of the total."""
    for group in case.indicators.level1:
        if group.weight is not None and group.weight.state != "missing":
            yield at(group.weight, f"{'/'.join(group.path)}/分值", f"{group.title}分值", group.weight)
    for row in case.indicators.rows:
        score = case.indicators.fact(row, "score")
        if score is not None and score.state != "missing":
            yield at(score, f"{'/'.join(row.path)}/得分", f"{row.name}自评得分", score)
    label = case.standard.table.total.label
    for key, fact in case.indicators.total.items():
        yield at(fact, f"{label}/{key}", f"{label}{'得分' if key == case.indicators.key('score') else '分值'}", fact)


def is_negative(fact: Fact) -> bool:
    """Whether a number below 0 is filled."""
    value = number(fact)
    return value is not None and value < 0
