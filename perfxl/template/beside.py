"""Rows that are scored beside the indicator table: how their fields look, and what computes their score."""

from __future__ import annotations

from perfxl.standard.in_table import RowCells, figure_in, in_row, sign_of
from perfxl.standard.model import Beside, Standard
from perfxl.template.layout import Role
from perfxl.template.typed import typed


def beside_role(standard: Standard, field: str) -> Role | None:
    """What a field is for if a row beside the table has it; None of any other."""
    for beside in standard.table.beside:
        given: Role = "weight" if standard.fields[beside.weight].preset is None else "fixed"
        roles: dict[str, Role] = {beside.weight: given, beside.score: "score", beside.reason: "reason"}
        if field in roles:
            return roles[field]
    return None


def beside_score(standard: Standard, field: str) -> str | None:
    """The formula of a field that is the score of a row beside the table; None where a person gives it."""
    for beside in standard.table.beside:
        if field == beside.score and beside.rule.least is None:
            return in_row(beside.rule.points, beside_cells(beside))
    return None


def beside_cells(beside: Beside) -> RowCells:
    """Where a rule finds its values: in the fields, by their names; the target is written out."""
    target = typed(beside.target)[0]
    figure = figure_in(f'"{beside.target}"', beside.target) if isinstance(target, str) else f"{target}"
    return RowCells({}, beside.weight, beside.actual, figure, sign_of("", beside.target))
