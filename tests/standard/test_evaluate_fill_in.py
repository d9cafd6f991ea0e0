"""Computations with their figures in."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from perfxl.standard.fill_in import fill_in
from perfxl.standard.formula import Reference
from perfxl.standard.interval import Interval
from perfxl.standard.parse import parse
from perfxl.standard.values import BLANK, Array, ErrorValue, NotAvailable, Undecidable, Value


class Figures:
    """Some figures of a filled form."""

    values: Mapping[str, Value] = {
        "决算": Interval.exact(Decimal("2.2")),
        "预算": Interval.exact(Decimal("2.25")),
        "公车": Interval.exact(Decimal("1.70")),
        "出国": BLANK,
        "接待": Interval.exact(Decimal("0.5")),
        "调减": Interval.exact(-3),
        "无": NotAvailable(),
        "等级": "优",
        "是": True,
        "约": Interval.rounded(Decimal("2.2"), 1),
        "不明": Undecidable("未填"),
        "明细": Array.column((Interval.exact(1), BLANK, Interval.exact(-3))),
        "长": Array.column(tuple(map(Interval.exact, range(1, 34)))),
    }

    def name(self, name: str) -> Value:
        return self.values.get(name, ErrorValue("#NAME?"))

    def column(self, name: str, this_row: bool) -> Value:
        return Undecidable("未填") if name == "缺" else self.values["预算" if this_row else "明细"]

    def reference(self, reference: Reference) -> Value:
        return Undecidable("未填")


class DescribeFillIn:
    @pytest.mark.parametrize(
        ("formula", "expected"),
        [
            ("=决算/预算", "2.2÷2.25"),
            ("=公车+出国+接待", "1.7+空+0.5"),
            ("=SUM(公车,出国,接待)", "1.7+空+0.5"),
            ("=SUM(明细)", "1+空+(-3)"),
            ("=SUM([分值])*2", "(1+空+(-3))×2"),
            ("=SUM(长)", "1+2+3+4+5+6+7+8+9+10+…+33"),
            ("=SUM(决算)*2", "2.2×2"),
            ("=MAX(明细)", "MAX(1,空,-3)"),
            ("=ROUND([@分值]*MIN(1,决算/预算),2)", "ROUND(2.25×MIN(1,2.2÷2.25),2)"),
            ('=IF(预算=0,"",决算/预算)', "2.2÷2.25"),
            ("=IF(决算>预算,1)", "IF(2.2>2.25,1)"),
            ("=IF(不明>1,1,2)", "IF(不明>1,1,2)"),
            ('=IFERROR(决算/0,"无预算")', "“无预算”"),
            ("=IFERROR(决算/预算,0)", "2.2÷2.25"),
            ("=(决算-预算)/预算", "(2.2-2.25)÷2.25"),
            ("=决算-(预算-1)", "2.2-(2.25-1)"),
            ("=决算-调减*2", "2.2-(-3)×2"),
            ("=-调减", "-(-3)"),
            ("=90%*预算", "90%×2.25"),
            ("=决算<=预算", "2.2≤2.25"),
            ("=无+1", "——+1"),
            ('=等级="优"', "“优”=“优”"),
            ("=是", "TRUE"),
            ("=约", "(2.15~2.25)"),
            ("=没有+1", "#NAME?+1"),
            ("=[@缺]+A1", "[@缺]+A1"),
            ("=LOOKUP(决算,{0,60})", "LOOKUP(2.2,{0,60})"),
        ],
    )
    def it_shows_the_figures_of_the_computation(self, formula: str, expected: str):
        assert fill_in(parse(formula), Figures()) == expected

    def it_shows_figures_as_it_is_told(self):
        shown = fill_in(parse("=决算/预算"), Figures(), lambda number: f"{number:.2f}万元")
        assert shown == "2.20万元÷2.25万元"
