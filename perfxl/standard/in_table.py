"""A formula over the indicator table as a workbook has it: its columns, and the values of a row, put as cells.

The template writes these formulas; who reads a filled template knows them again. A formula over all rows takes in the
rows beside the table, which are single cells: SUM([自评得分]) is SUM(H20:H40,$H$6).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from perfxl.standard.formula import Binary, Call, Column, Formula, Name, Node, Number, Text, rebuilt
from perfxl.standard.model import KEPT_COLUMNS, NOT_APPLICABLE, TOTAL_WEIGHT, Beside, Level, Standard
from perfxl.standard.render import plain_number, to_excel

WEIGHTS: tuple[Level, ...] = ("weight1", "weight2", "weight3")
LESS_IS_BETTER = ("≤", "<")
MORE_IS_BETTER = ("", "≥", ">")
_CONDITIONAL = ("SUMIF", "COUNTIF")
_JOINING = ("SUM", "COUNT", "COUNTA", "MIN", "MAX")
_FIGURE = re.compile(r"\s*(?P<before>[^\d.%]*)(?P<figure>\d[\d,]*(?:\.\d+)?%?)(?P<after>\D*)")


def over_all_rows(
    standard: Standard,
    formula: Formula,
    ranges: Callable[[Column], str],
    cell_of: Callable[[str], str],
) -> str:
    """A formula over the whole table, with its equals sign. `ranges` gives the cells of a column in the table's rows,
    `cell_of` the cell of a field, with dollar signs; the total's weight, where the form has no cell for it, is written
    out."""
    tree = _with_beside(formula.tree, beside_cells(standard, cell_of))
    weight = plain_number(standard.table.total.weight)

    def name(of: str) -> str:
        return weight if of == TOTAL_WEIGHT and not has_total_weight(standard) else of

    return to_excel(Formula(formula.text, tree), ranges, name)


def with_beside(standard: Standard, formula: Formula) -> Formula:
    """A formula over the whole table as one over the table's rows and the fields of those beside it."""
    return Formula(formula.text, _with_beside(formula.tree, beside_cells(standard, lambda field: field)))


def has_total_weight(standard: Standard) -> bool:
    """Whether the 总分 row has a cell for the weight of the whole."""
    return total_weight_column(standard) is not None


def total_weight_column(standard: Standard) -> Level | None:
    """The column in which the 总分 row states the weight of the whole: the first of weights, None if there is none."""
    return next((kind for kind in WEIGHTS if standard.table.column(kind) is not None), None)


def beside_cells(standard: Standard, cell_of: Callable[[str], str]) -> Mapping[str, Sequence[str]]:
    """By the key of a column: the cells of the rows beside the table, in their order."""
    cells = dict[str, list[str]]()
    for beside in standard.table.beside:
        for key, field in _by_key(standard, beside).items():
            cells.setdefault(key, []).append(cell_of(field))
    return cells


def _by_key(standard: Standard, beside: Beside) -> Mapping[str, str]:
    """The fields of a row beside the table by the keys of the columns that they stand for."""
    fields = beside.fields
    keys = {column.key: fields[column.kind] for column in standard.table.columns if column.kind in fields}
    return {KEPT_COLUMNS[kind]: beside.weight for kind in WEIGHTS} | keys


def _with_beside(node: Node, cells: Mapping[str, Sequence[str]]) -> Node:
    match node:
        case Call(function, (Column(name, False), *_)) if function in _CONDITIONAL and cells.get(name):
            total: Node = node
            for number in range(len(cells[name])):
                total = Binary("+", total, _for_one(node, cells, number))
            return total
        case Call(function, arguments) if function in _JOINING:
            return Call(function, tuple(part for each in arguments for part in _spread(each, cells)))
    return rebuilt(node, lambda part: _with_beside(part, cells))


def _spread(node: Node, cells: Mapping[str, Sequence[str]]) -> Sequence[Node]:
    """An argument with the cells beside the table behind it."""
    if isinstance(node, Column) and not node.this_row:
        return [node, *map(Name, cells.get(node.name, ()))]
    return [_with_beside(node, cells)]


def _for_one(call: Call, cells: Mapping[str, Sequence[str]], number: int) -> Call:
    """SUMIF or COUNTIF over one row beside the table: SUMIF($H$6,"——",$G$6)."""
    return Call(
        call.function,
        tuple(
            Name(cells[each.name][number]) if isinstance(each, Column) and each.name in cells else each
            for each in call.arguments
        ),
    )


@dataclass(frozen=True, slots=True)
class RowCells:
    """What a rule finds in a row: the cells of its columns by key, the weight that binds its score, its actual value,
    its target and the sign of the target. Each is Excel text, "" where there is none."""

    columns: Mapping[str, str]
    weight: str
    actual: str
    target: str
    sign: str


def in_row(formula: Formula, row: RowCells) -> str | None:
    """A rule's formula in a row, with its equals sign; None where the row has not all that the rule asks for. What
    cannot be computed shows nothing."""
    values = _values(row)
    written = {column.name: values.get(column.name, row.columns.get(column.name, "")) for column in formula.columns}
    if not all(written.values()):
        return None
    return guarded(to_excel(formula, lambda column: written[column.name]))


def answer(standard: Standard, formula: Formula) -> str:
    """The formula of an actual value over fields, with its equals sign: nothing where it cannot be computed; "——" where
    all is filled and there is nothing of it (0 of 0, or marked as not applicable)."""
    return to_excel(answer_formula(standard, formula))


def answer_formula(standard: Standard, formula: Formula) -> Formula:
    """The same as a tree."""
    match formula.tree:
        case Binary("/") if formula.names:
            zero, names = Number(Decimal(0)), tuple(map(Name, formula.names))
            typed = [tuple(map(Name, _typed(standard, name))) for name in formula.names]
            filled = [Binary(">", Call("COUNTA", each), zero) for each in typed]
            none = Binary("=", Call("SUM", names), zero)
            instead = Call("IF", (Call("AND", (*filled, none)), Text(NOT_APPLICABLE), Text("")))
            return Formula("", Call("IFERROR", (formula.tree, instead)))
    return guarded_formula(formula.tree)


def _typed(standard: Standard, name: str) -> Sequence[str]:
    """The name itself, or the names that a computed field is computed from."""
    field = standard.fields.get(name)
    if field is None or field.formula is None:
        return (name,)
    return [leaf for part in field.formula.names for leaf in _typed(standard, part)]


def guarded(formula: str) -> str:
    """A formula that shows nothing in place of an error."""
    return formula if formula.startswith("=IFERROR(") else f'=IFERROR({formula.removeprefix("=")},"")'


def guarded_formula(tree: Node) -> Formula:
    """The same of a tree."""
    guarded_already = isinstance(tree, Call) and tree.function == "IFERROR"
    return Formula("", tree if guarded_already else Call("IFERROR", (tree, Text(""))))


def _values(row: RowCells) -> Mapping[str, str]:
    values = {"分值": row.weight, "完成值": row.actual, "完成数": row.actual, "目标数": row.target, "完成度": ""}
    if row.actual and row.target and row.sign in LESS_IS_BETTER:
        values["完成度"] = f"({row.target}/{row.actual})"
    elif row.actual and row.target and row.sign in MORE_IS_BETTER:
        values["完成度"] = f"({row.actual}/{row.target})"
    return values


def figure_in(cell: str, text: str) -> str:
    """The figure in a cell that holds `text`, as Excel text: the cell itself where it holds a figure alone or nothing
    yet, a VALUE of it without its sign and its unit (≥50个), "" where no figure is in it."""
    if not text:
        return cell
    found = _FIGURE.fullmatch(text)
    if found is None:
        return ""
    for part in (found["before"].strip(), found["after"].strip()):
        if part:
            cell = f'SUBSTITUTE({cell},{to_excel(Formula("", Text(part))).removeprefix("=")},"")'
    return f"VALUE({cell})" if cell.startswith("SUBSTITUTE") else cell


def sign_of(operator: str, target: str) -> str:
    """Whether more or less is better: the sign in its own column, else that before the target, else ""."""
    if operator:
        return operator
    found = _FIGURE.fullmatch(target)
    return "" if found is None else found["before"].strip()
