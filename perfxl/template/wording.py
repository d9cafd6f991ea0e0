"""A rule in the words of the form: 三公经费预算数＝公务用车预算数＋出国经费预算数＋公务接待预算数."""

from __future__ import annotations

from collections.abc import Mapping

from perfxl.standard.formula import Binary, Call, Formula, Name, Node, Number, Text, Unary
from perfxl.standard.model import TOTAL_SCORE, TOTAL_WEIGHT, Standard
from perfxl.standard.render import PRECEDENCE, plain_number
from perfxl.standard.wording import plain_header

_SIGNS: Mapping[str, str] = {
    "+": "＋", "-": "－", "*": "×", "/": "÷", "=": "＝", "<=": "≤", ">=": "≥", "<": "＜", ">": "＞", "<>": "≠",
}  # fmt: skip


def wording(standard: Standard, formula: Formula) -> str:
    """The formula in words, with the labels of the form for its names."""
    return _Words(standard).write(formula.tree, 0)


def label_of(standard: Standard, name: str) -> str:
    """What a person calls a field or a range of the form."""
    if name in standard.fields:
        return standard.fields[name].label
    if name in standard.ranges:
        block_id, rows, column = standard.ranges[name]
        header = next(item.header for item in standard.block(block_id).columns if item.key == column)
        return f"{rows}各行{plain_header(header)}"
    totals = {TOTAL_SCORE: f"{standard.table.total.label}得分", TOTAL_WEIGHT: f"{standard.table.total.label}分值"}
    return totals.get(name, name)


class _Words:
    def __init__(self, standard: Standard) -> None:
        self._standard = standard

    def write(self, node: Node, binding: int) -> str:
        """The node in words, in brackets where it binds less than `binding` asks for."""
        match node:
            case Name(name):
                return label_of(self._standard, name)
            case Number(value):
                return plain_number(value)
            case Text(value):
                return f"“{value}”"
            case Unary("%", operand):
                return self.write(operand, 9) + "%"
            case Unary(sign, operand):
                return _SIGNS[sign] + self.write(operand, 9)
            case Binary(operator, left, right):
                own = PRECEDENCE[operator]
                words = self.write(left, own) + _SIGNS.get(operator, operator) + self.write(right, own + 1)
                return f"（{words}）" if own < binding else words
            case Call(function, arguments):
                return self._call(function, [self.write(argument, 0) for argument in arguments])
        return "…"

    def _call(self, function: str, words: list[str]) -> str:
        match function:
            case "AND":
                return "，且".join(words)
            case "OR":
                return "，或".join(words)
            case "SUM":
                return "、".join(words) + "合计"
        return f"{function}（{'，'.join(words)}）"
