"""Whether written figures can satisfy a rule; what they make of a formula holds the truth, always."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfxl.standard.consistency import Truth, consistent
from perfxl.standard.evaluate import evaluate
from perfxl.standard.formula import Reference
from perfxl.standard.interval import Interval, may_equal
from perfxl.standard.parse import parse
from perfxl.standard.values import BLANK, Array, ErrorValue, NotAvailable, Undecidable, Value

POSSIBLE = Truth(True, False)
CERTAIN = Truth(True, True)
IMPOSSIBLE = Truth(False, False)


@dataclass(frozen=True, slots=True)
class Figures:
    """Named figures."""

    values: dict[str, Value]

    def name(self, name: str) -> Value:
        return self.values.get(name, ErrorValue("#NAME?"))

    def column(self, name: str, this_row: bool) -> Value:
        return self.name(name)

    def reference(self, reference: Reference) -> Value:
        return ErrorValue("#REF!")


def figures(text: str) -> Figures:
    """Figures written `决算=2.2 人数=183! 预算=~2`: to as many decimals as they have, exact with !, cut off with ~."""
    return Figures(dict(_figure(*part.split("=")) for part in text.split()))


def _figure(name: str, written: str) -> tuple[str, Value]:
    if written in ("空", "——"):
        return name, BLANK if written == "空" else NotAvailable()
    try:
        number = Decimal(written.strip("!~"))
    except ArithmeticError:
        return name, written
    decimals = -int(number.as_tuple().exponent)
    if written.endswith("!"):
        return name, Interval.exact(number)
    make = Interval.truncated if written.startswith("~") else Interval.rounded
    return name, make(number, decimals)


class DescribeConsistent:
    @pytest.mark.parametrize(
        ("rule", "written", "expected"),
        [
            ("=总分=93", "总分=96", IMPOSSIBLE),
            ("=执行率=支出/预算*100", "执行率=91.5 支出=183! 预算=200!", POSSIBLE),
            ("=执行率=支出/预算", "执行率=0.915 支出=1222.07 预算=1335.55", POSSIBLE),
            ("=执行率=支出/预算", "执行率=0.93 支出=1222.07 预算=1335.55", IMPOSSIBLE),
            ("=三公=公车+接待", "三公=2.2 公车=1.7 接待=0.4", POSSIBLE),
            ("=三公=公车+接待", "三公=2.2 公车=1.7 接待=0.3", IMPOSSIBLE),
            ("=三公=公车+接待", "三公=2.2 公车=2.2 接待=空", POSSIBLE),
            ("=a=b", "a=~100 b=101!", IMPOSSIBLE),
            ("=a=b-c", "a=~6 b=9! c=~3", POSSIBLE),
            ("=人数<=编制", "人数=20! 编制=20!", CERTAIN),
            ("=人数<=编制", "人数=21! 编制=20!", IMPOSSIBLE),
            ("=决算<=预算", "决算=2.3 预算=2.2", IMPOSSIBLE),
            ("=决算<预算", "决算=2.2 预算=2.2", POSSIBLE),
            ("=决算<>预算", "决算=2.2 预算=2.3", CERTAIN),
            ("=OR(预算>0,执行=0)", "预算=空 执行=空", CERTAIN),
            ("=OR(预算>0,执行=0)", "预算=空 执行=5.0", IMPOSSIBLE),
            ("=NOT(a=1)", "a=1", POSSIBLE),
            ("=NOT(a=1)", "a=2", CERTAIN),
            ("=AND(a=2,1/b=1)", "a=1 b=0", IMPOSSIBLE),
            ("=OR(a=1,1/b=1)", "a=1! b=0", CERTAIN),
            ("=IF(b=5,1/b>0,1/b<0)", "b=2", IMPOSSIBLE),
            ("=IF(b>0,a=1,a=2)", "a=3 b=0", IMPOSSIBLE),
            ("=IF(b>0,a=1,a=2)", "a=1 b=0", POSSIBLE),
            ("=IF(b>5,a=1)", "a=1 b=0", IMPOSSIBLE),
            ("=IFERROR(a/b=1,TRUE)", "a=1 b=空", CERTAIN),
            ("=IFERROR(a/b=1,TRUE)", "a=1 b=2!", IMPOSSIBLE),
            ('=等级="优"', "等级=优", CERTAIN),
            ('=等级="良"', "等级=优", IMPOSSIBLE),
            ("=a", "a=1", CERTAIN),
        ],
    )
    def it_asks_whether_true_figures_can_satisfy_the_rule(self, rule: str, written: str, expected: Truth):
        assert consistent(parse(rule), figures(written)) == expected

    @pytest.mark.parametrize(
        ("rule", "written", "reason"),
        [
            ("=率=支出/预算", "率=1 支出=5 预算=0", "除数可能为0"),
            ("=率=支出/预算", "率=1 支出=5 预算=空", "算式的结果是#DIV/0!"),
            ("=a=1", "a=——", "“——”不是数"),
            ("=a<=1", "a=约一成", "“约一成”不是数"),
            ("=1=a", "a=约一成", "“约一成”不是数"),
            ("=a+1=2", "a=——", "算式的结果是#VALUE!"),
            ("=无此名=1", "a=1", "算式的结果是#NAME?"),
            ("=AND(a=1,1/b=1)", "a=1 b=0", "除数可能为0"),
            ("=IF(1/b>1,TRUE,FALSE)", "b=0", "除数可能为0"),
            ("=NOT(1/b=1)", "b=0", "除数可能为0"),
        ],
    )
    def but_it_does_not_guess(self, rule: str, written: str, reason: str):
        truth = consistent(parse(rule), figures(written))
        assert truth == Truth.unknown(reason)
        assert not truth.decided

    def it_does_not_compare_a_range_with_a_number(self):
        scope = Figures({"明细": Array.column((BLANK, BLANK))})
        assert consistent(parse("=明细=1"), scope).reason == "区域不能与单个值比较"
        assert consistent(parse("=IF(明细,TRUE,TRUE)"), scope).reason == "条件是一个区域"


EXPRESSIONS = st.recursive(
    st.sampled_from(["甲", "乙", "丙", "甲", "乙", "丙", "2", "0.5", "100%"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda parts: f"({''.join(parts)})"),
        inner.map(lambda operand: f"-({operand})"),
        inner.map(lambda operand: f"ABS({operand})"),
        inner.map(lambda operand: f"({operand})^2"),
        inner.map(lambda operand: f"INT({operand})"),
        st.tuples(st.sampled_from(["ROUND", "ROUNDUP", "ROUNDDOWN"]), inner, st.sampled_from("012")).map(
            lambda parts: f"{parts[0]}({parts[1]},{parts[2]})"
        ),
        st.tuples(st.sampled_from(["SUM", "MIN", "MAX"]), inner, inner).map(
            lambda parts: f"{parts[0]}({parts[1]},{parts[2]})"
        ),
        st.tuples(inner, inner, inner).map(lambda parts: f"IF({parts[0]}>{parts[1]},{parts[2]},{parts[0]})"),
    ),
    max_leaves=6,
)
TRUE_FIGURES = st.lists(st.decimals(-50, 50, places=4), min_size=3, max_size=3)


def written_down(true: Decimal, decimals: int, cut_off: bool) -> Interval:
    """What is known of a true figure once it was written with that many decimals."""
    digits = f"ROUND{'DOWN' if cut_off else ''}(真,{decimals})"
    number = evaluate(parse(digits), Figures({"真": Interval.exact(true)}))
    assert isinstance(number, Interval)
    assert number.point is not None
    return (Interval.truncated if cut_off else Interval.rounded)(number.point, decimals)


class DescribeAnyFormula:
    @given(EXPRESSIONS, TRUE_FIGURES, st.integers(0, 2), st.booleans())
    @settings(max_examples=250, deadline=None)
    def it_comes_to_limits_that_hold_the_truth(self, text: str, true: list[Decimal], decimals: int, cut_off: bool):
        formula = parse(text)
        truth = evaluate(formula, Figures(dict(zip("甲乙丙", map(Interval.exact, true), strict=True))))
        written = [written_down(number, decimals, cut_off) for number in true]
        known = evaluate(formula, Figures(dict(zip("甲乙丙", written, strict=True))))
        if isinstance(truth, Interval) and not isinstance(known, Undecidable):
            assert isinstance(known, Interval)
            assert may_equal(known, truth)

    @given(EXPRESSIONS, TRUE_FIGURES, st.integers(0, 2), st.booleans())
    @settings(max_examples=250, deadline=None)
    def it_raises_no_false_alarm(self, text: str, true: list[Decimal], decimals: int, cut_off: bool):
        scope = Figures(dict(zip("甲乙丙", map(Interval.exact, true), strict=True)))
        truth = evaluate(parse(text), scope)
        if not isinstance(truth, Interval) or truth.point is None or abs(truth.point) > 10**9:
            return
        figures = [written_down(number, decimals, cut_off) for number in (*true, truth.point)]
        written = Figures(dict(zip(["甲", "乙", "丙", "结果"], figures, strict=True)))
        assert consistent(parse(f"=结果={text}"), written).possible
