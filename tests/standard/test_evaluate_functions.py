"""What all functions have in common: errors and doubts pass through, and no argument brings one down."""

from __future__ import annotations

import itertools
import pickle
from decimal import Decimal

import pytest

from perfxl.standard.consistency import consistent
from perfxl.standard.evaluate import evaluate
from perfxl.standard.fill_in import fill_in
from perfxl.standard.formula import VOCABULARY, Formula, Reference, from_plain, to_plain
from perfxl.standard.interval import Interval
from perfxl.standard.parse import parse
from perfxl.standard.render import to_excel
from perfxl.standard.values import BLANK, NOT_FOUND, Array, NotAvailable, Undecidable, Value

DOUBT = Undecidable("不明")

ARGUMENTS = {
    "IF": ["1", "2", "3"],
    "SUMIF": ["列", '">0"', "列"],
    "COUNTIF": ["列", '">0"'],
    "LOOKUP": ["2", "列", "列"],
    "INDEX": ["列", "1", "1"],
    "MATCH": ["2", "列", "1"],
    "LEN": ['"ab"'],
    "LEFT": ['"ab"', "1"],
    "RIGHT": ['"ab"', "1"],
    "MID": ['"ab"', "1", "1"],
    "FIND": ['"a"', '"ab"', "1"],
    "SUBSTITUTE": ['"ab"', '"a"', '"c"', "1"],
    "TRIM": ['" a"'],
    "VALUE": ['"5"'],
    "TEXT": ["5", '"0.00"'],
    "DATE": ["2020", "12", "31"],
    "IFERROR": ["1", "2"],
    "MOD": ["7", "4"],
    "ROUND": ["1.5", "0"],
    "ROUNDUP": ["1.5", "0"],
    "ROUNDDOWN": ["1.5", "0"],
}
ERRORS_ARE_ANSWERED = {"ISNUMBER", "ISBLANK", "ISTEXT", "ISERROR", "COUNT", "COUNTA", "ROW"}
ERRORS_PASS_UNSEEN = {("IF", 2), ("IFERROR", 0), ("IFERROR", 1), ("COUNTIF", 0), ("COUNTIF", 1), ("SUMIF", 1)}
SEARCHED = {("LOOKUP", 1), ("LOOKUP", 2), ("MATCH", 1), ("SUMIF", 0), ("SUMIF", 2), ("COUNTIF", 0)}


class Figures:
    """A column of numbers, and one figure of each awkward kind."""

    def name(self, name: str) -> Value:
        figures: dict[str, Value] = {
            "列": Array.column(tuple(map(Interval.exact, (1, 2, 3)))),
            "错": NOT_FOUND,
            "不明": DOUBT,
            "约": Interval.rounded(Decimal("1.5"), 1),
            "无": NotAvailable(),
            "空": BLANK,
            "负": Interval.exact(-5),
            "巨": Interval.exact(Decimal("1E+300")),
            "文": "绩效",
            "长": "😀" * 20,
            "真": True,
            "混": Array.column((BLANK, "优", NOT_FOUND, DOUBT, Interval.exact(1))),
        }
        return figures[name]

    def column(self, name: str, this_row: bool) -> Value:
        return self.name(name)

    def reference(self, reference: Reference) -> Value:
        return BLANK


def arguments_of(function: str) -> list[str]:
    """Arguments that the function takes gladly."""
    return ARGUMENTS.get(function, ["1"])


def with_argument(function: str, place: int, argument: str) -> str:
    arguments = arguments_of(function)
    return f"={function}({','.join([*arguments[:place], argument, *arguments[place + 1 :]])})"


PLACES = [(function, place) for function in VOCABULARY for place in range(len(arguments_of(function)))]


class DescribeEveryFunction:
    @pytest.mark.parametrize(("function", "place"), PLACES)
    def it_passes_an_error_on(self, function: str, place: int):
        if function in ERRORS_ARE_ANSWERED or (function, place) in ERRORS_PASS_UNSEEN | SEARCHED:
            return
        assert evaluate(parse(with_argument(function, place, "错")), Figures()) == NOT_FOUND

    @pytest.mark.parametrize(("function", "place"), PLACES)
    def it_passes_a_doubt_on(self, function: str, place: int):
        if function == "ROW" or (function, place) in {("IF", 2), ("IFERROR", 1)} | SEARCHED:
            return
        assert evaluate(parse(with_argument(function, place, "不明")), Figures()) == DOUBT

    @pytest.mark.parametrize("function", VOCABULARY)
    def it_comes_to_some_value_whatever_it_is_given(self, function: str):
        for place, argument in itertools.product(
            range(VOCABULARY[function][0]),
            ["列", "混", "约", "无", "空", "负", "巨", "文", "长", "真", '""', "{1,2;3,4}", "9^99"],
        ):
            formula = parse(with_argument(function, place, argument))
            assert isinstance(evaluate(formula, Figures()), Value)

    def it_takes_two_awkward_arguments_at_once(self):
        awkward = ["列", "混", "约", "无", "空", "负", "巨", "文", "长", "真"]
        two = [function for function, (fewest, most) in VOCABULARY.items() if fewest <= 2 <= most]
        for function, a, b in itertools.product(two, awkward, awkward):
            assert isinstance(evaluate(parse(f"={function}({a},{b})"), Figures()), Value)


class DescribeTheDeepestFormula:
    @pytest.mark.parametrize(
        "text",
        [
            "=" + "IF(约>1," * 63 + "1" + ",0)" * 63,
            "=" + "SUM(1,ABS(" * 31 + "1" + "))" * 31,
            "=" + "+".join(["约"] * 100),
            "=" + "AND(1," * 60 + "1=1" + ")" * 60,
        ],
    )
    def it_stays_within_pythons_own_limit(self, text: str):
        formula = parse(text)
        assert isinstance(evaluate(formula, Figures()), Value)
        assert consistent(formula, Figures())
        assert fill_in(formula, Figures())
        assert parse(to_excel(formula)).tree == from_plain(to_plain(formula)).tree
        assert isinstance(pickle.loads(pickle.dumps(formula)), Formula)
        assert hash(formula) == hash(parse(text))
