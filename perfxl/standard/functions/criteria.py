"""SUMIF and COUNTIF, and the criteria they understand: 5, ">=0.9", "优", "残*", "<>"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from perfxl.standard.formula import BinaryOperator
from perfxl.standard.functions.argument import Argument, numbers_in
from perfxl.standard.functions.operators import compared
from perfxl.standard.functions.wildcard import has_wildcard, matches, unescaped
from perfxl.standard.interval import ZERO, Interval
from perfxl.standard.values import (
    BLANK,
    Array,
    Blank,
    ErrorValue,
    NotAvailable,
    Scalar,
    Undecidable,
    as_number,
    number,
    read_number,
    within_range,
)

_OPERATOR = re.compile(r"<>|<=|>=|[<>=]")
_LONGEST = 255


def count_if(cells: Argument, criterion: Argument) -> Scalar:
    """COUNTIF."""
    test = _test_of(criterion)
    if not isinstance(test, _Test):
        return test
    count = 0
    for answer in test.answers(cells.scalars()):
        if isinstance(answer, Undecidable):
            return answer
        count += answer
    return number(count)


def sum_if(cells: Argument, criterion: Argument, summed: Argument | None = None) -> Scalar:
    """SUMIF; both ranges have the same shape."""
    addends = cells if summed is None else summed
    if _shape(cells) != _shape(addends):
        return Undecidable("SUMIF的两个区域大小不同")
    test = _test_of(criterion)
    if not isinstance(test, _Test):
        return test
    chosen: list[Scalar] = []
    for answer, addend in zip(test.answers(cells.scalars()), addends.scalars(), strict=True):
        if isinstance(answer, Undecidable):
            return answer
        if answer:
            chosen.append(addend)
    return _sum(chosen)


def _sum(chosen: list[Scalar]) -> Scalar:
    numbers = numbers_in(tuple(Argument(cell, by_reference=True) for cell in chosen))
    if not isinstance(numbers, list):
        return numbers
    return within_range(sum(numbers, ZERO))


def _shape(argument: Argument) -> tuple[int, int]:
    return argument.value.shape if isinstance(argument.value, Array) else (1, 1)


@dataclass(frozen=True, slots=True)
class _Test:
    """A comparison with an operand: every cell meets it or does not."""

    operator: BinaryOperator
    operand: Interval | str | bool | ErrorValue

    def answers(self, cells: Iterable[Scalar]) -> Iterator[bool | Undecidable]:
        """Whether each cell meets it."""
        for cell in cells:
            yield cell if isinstance(cell, Undecidable) else self._answer(cell)

    def _answer(self, cell: Scalar) -> bool | Undecidable:
        if self.operator == "<>":
            equal = self._equals(cell)
            return equal if isinstance(equal, Undecidable) else not equal
        if self.operator == "=":
            return self._equals(cell)
        if isinstance(cell, NotAvailable):
            cell = cell.text
        if type(cell) is not type(self.operand) or isinstance(cell, ErrorValue):
            return False
        answer = compared(self.operator, cell, self.operand)
        return answer if isinstance(answer, bool | Undecidable) else False

    def _equals(self, cell: Scalar) -> bool | Undecidable:
        if isinstance(self.operand, str):
            return self._equals_text(cell, self.operand)
        if isinstance(self.operand, Interval) and isinstance(cell, str):
            read = read_number(cell)
            cell = read if isinstance(read, Interval | Undecidable) else cell
        if isinstance(cell, Undecidable):
            return cell
        if type(cell) is not type(self.operand):
            return False
        if isinstance(cell, ErrorValue):
            return cell == self.operand
        answer = compared("=", cell, self.operand)
        return answer if isinstance(answer, bool | Undecidable) else False

    def _equals_text(self, cell: Scalar, wanted: str) -> bool:
        if not wanted:
            return isinstance(cell, Blank)
        if isinstance(cell, NotAvailable):
            cell = cell.text
        if not isinstance(cell, str):
            return False
        return matches(cell, wanted) if has_wildcard(wanted) else cell.casefold() == unescaped(wanted).casefold()


def _test_of(criterion: Argument) -> _Test | Undecidable:
    given = criterion.value
    if isinstance(given, NotAvailable):
        given = given.text
    if isinstance(given, str):
        return _read(given)
    if given is BLANK:
        return _Test("=", ZERO)
    if isinstance(given, Array | Undecidable | Blank):
        return given if isinstance(given, Undecidable) else Undecidable("条件不是单个值")
    return _Test("=", given)


def _read(written: str) -> _Test | Undecidable:
    if len(written) > _LONGEST:
        return Undecidable(f"条件超过{_LONGEST}个字符")
    match = _OPERATOR.match(written)
    operator = cast(BinaryOperator, match[0] if match else "=")
    rest = written[match.end() if match else 0 :]
    if not rest and (match is None or operator not in ("=", "<>")):
        return Undecidable("条件是空文本")
    if rest.upper() in ("TRUE", "FALSE"):
        return _Test(operator, rest.upper() == "TRUE")
    if rest.startswith("#"):
        return Undecidable("条件是错误值")
    read = as_number(rest) if rest else rest
    if isinstance(read, Undecidable):
        return read
    return _Test(operator, read if isinstance(read, Interval) else rest)
