"""How one kind of value is taken for another."""

from __future__ import annotations

from decimal import Decimal

import pytest

from perfxl.standard.interval import Interval
from perfxl.standard.values import ErrorValue, Undecidable, as_text, general, read_number


class DescribeReadNumber:
    @pytest.mark.parametrize(
        ("text", "number"),
        [("20", "20"), (" 85% ", "0.85"), ("-1,234.5", "-1234.5"), (".5", "0.5"), ("5.", "5"), ("1e3", "1000")],
    )
    def it_reads_what_excel_reads(self, text: str, number: str):
        assert read_number(text) == Interval.exact(Decimal(number))

    @pytest.mark.parametrize("text", ["", "优", "20个", "1.2.x", "%", ".", "２０个", "1e999"])
    def it_refuses_other_texts(self, text: str):
        assert read_number(text) == ErrorValue("#VALUE!")

    @pytest.mark.parametrize("text", ["2020-1-1", "1/2", "10:30", "¥5", "(5)", "12,34", "2020年1月", "２０"])
    def it_leaves_open_what_depends_on_the_locale(self, text: str):
        assert isinstance(read_number(text), Undecidable)


class DescribeGeneral:
    @pytest.mark.parametrize(
        ("number", "text"),
        [
            ("2.20", "2.2"),
            ("1200", "1200"),
            ("1.2E+3", "1200"),
            ("0.00", "0"),
            ("-0.5", "-0.5"),
            ("123456789012345678", "123456789012346000"),
            ("0.3333333333333333333", "0.333333333333333"),
            ("1E+21", "1E+21"),
            ("1.5E-11", "1.5E-11"),
        ],
    )
    def it_writes_a_number_as_excel_puts_it_into_a_text(self, number: str, text: str):
        assert general(Decimal(number)) == text

    def it_does_not_write_a_number_it_does_not_know(self):
        assert isinstance(as_text(Interval.rounded(Decimal("2.2"), 1)), Undecidable)
