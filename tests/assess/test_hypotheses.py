from __future__ import annotations

from decimal import Decimal

import pytest

from perfxl.assess.hypotheses import explain


class DescribeExplain:
    @pytest.mark.parametrize(
        ("reported", "expected", "word"),
        [
            ("-5", "5", "正负号"),
            ("22000", "2.2", "元当成了万元"),
            ("22", "2.2", "小数点"),
            ("0.022", "2.2", "小数点错了两位"),
            ("12.43", "12.34", "颠倒"),
        ],
    )
    def it_asks_about_the_slip_that_fits_exactly(self, reported: str, expected: str, word: str):
        said = explain(Decimal(reported), Decimal(expected))
        assert word in said and "？" in said

    @pytest.mark.parametrize(
        ("reported", "expected"), [("96", "93"), ("0", "5"), ("5", "0"), ("2.1", "1.2"), ("7", "7")]
    )
    def it_says_nothing_otherwise(self, reported: str, expected: str):
        assert explain(Decimal(reported), Decimal(expected)) == ""
