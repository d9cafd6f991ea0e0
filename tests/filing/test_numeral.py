import math
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from perfxl.filing.numeral import from_float, numeral, parse, written


class DescribeParse:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("2.25", "2.25"), ("　2.25", "2.25"), ("280　", "280"), ("\t 779.67\t　", "779.67"), ("7.50.", "7.50"),
            ("7.50。", "7.50"), ("1,222.07", "1222.07"), ("１，２２２．０７", "1222.07"), ("1 222.07", "1222.07"),
            ("２.２", "2.2"), ("1．", "1"), (".5", "0.5"), ("-5", "-5"), ("－5", "-5"), ("−5", "-5"), ("（5）", "-5"),
            ("(1,200.50)", "-1200.50"), ("'12", "12"), ("¥12.5", "12.5"), ("1.5E3", "1500"),
            ("\u20021222.07\u00a0", "1222.07"),
        ],
    )  # fmt: skip
    def it_reads_a_number_whatever_its_dress(self, text, value):
        read = parse(text)
        assert (read.state, read.value, read.unit) == ("number", Decimal(value), "")

    @pytest.mark.parametrize(
        ("text", "value", "decimals"), [("100%", "1", 2), ("95.10％", "0.951", 4), ("３６．２%", "0.362", 3)]
    )
    def it_counts_the_decimals_of_a_percentage_on_the_fraction(self, text, value, decimals):
        read = parse(text)
        assert (read.value, read.decimals, read.unit) == (Decimal(value), decimals, "%")

    def it_takes_百分比_for_a_percentage(self):
        assert parse("100百分比").value == 1

    @pytest.mark.parametrize(
        ("text", "value", "unit"),
        [
            ("90万元", "90", "万元"),
            ("3500 元", "3500", "元"),
            ("2.2万", "2.2", "万"),
            ("11人", "11", "人"),
            ("5‰", "0.005", "‰"),
        ],
    )
    def it_keeps_the_unit_that_follows(self, text, value, unit):
        assert (parse(text).value, parse(text).unit) == (Decimal(value), unit)

    def it_takes_points_in_brackets_for_points_and_not_for_a_loss(self):
        assert parse("(5 分)").value == 5

    @pytest.mark.parametrize("text", ["——", "—", "–", "-", "--", "/", "无", "＊", "*", "N/A", "不适用", " 无 "])
    def it_knows_what_does_not_apply(self, text):
        assert parse(text).state == "na"

    @pytest.mark.parametrize("text", ["……", "…", "......", "。。。"])
    def it_knows_a_row_of_dots(self, text):
        assert parse(text).state in ("placeholder",)

    @pytest.mark.parametrize("text", ["", " ", "　", "　\t\u00a0", "\n"])
    def it_takes_a_cell_of_spaces_for_blank(self, text):
        assert parse(text).state == "blank"

    @pytest.mark.parametrize("text", ["36万余元", "3500多万元", "64万余", "约5", "近300人", "20左右"])
    def it_does_not_guess_about_amounts(self, text):
        read = parse(text)
        assert (read.state, read.value, read.approximate) == ("text", None, True)

    @pytest.mark.parametrize(
        "text", ["见附表", "12,34", "1,2345", "12 5", "5-3", "1.2.3", "≥50个", "NaN", "inf", "1e999", "１２３４５" * 9]
    )
    def it_leaves_what_is_no_number_as_text(self, text):
        assert parse(text).state == "text"

    @given(st.text())
    @example("(")
    @example("%")
    @example("()")
    @example("1e99")
    def it_never_raises(self, text):
        read = parse(text)
        assert (read.state == "number") == (read.value is not None) == (read.decimals is not None)

    @given(st.decimals(-(10**9), 10**9, places=2))
    def it_reads_back_what_a_person_writes(self, amount):
        assert parse(f"　{amount:,}　").value == amount
        assert (
            parse(
                str(amount).translate(
                    {ord(a): b for a, b in zip("0123456789.-", "０１２３４５６７８９．－", strict=True)}
                )
            ).value
            == amount
        )
        assert parse(f"{amount}%").value == amount / 100

    @given(st.decimals(-(10**9), 10**9, places=3), st.sampled_from(["", "万元", "人", "%"]))
    def it_remembers_the_decimals_that_were_written(self, amount, unit):
        assert parse(f"{amount}{unit}").decimals == (5 if unit == "%" else 3)


class DescribeFromFloat:
    @pytest.mark.parametrize(
        ("stored", "meant"),
        [
            (0.30000000000000004, "0.3"), (0.0900000762939453, "0.09"), (-0.300000152587891, "-0.3"),
            (5.090000152587891, "5.09"), (22.005000000000003, "22.005"), (11.0, "11"), (100.0, "100"), (0.0, "0"),
            (2061.69, "2061.69"), (0.2 + 0.1 - 0.3, "0"), (12345678901.23, "12345678901.23"), (1.005, "1.005"),
        ],
    )  # fmt: skip
    def it_takes_the_noise_off(self, stored, meant):
        assert from_float(stored) == Decimal(meant)

    @given(st.decimals(-(10**7), 10**7, places=4))
    def it_gives_back_every_typed_number_as_typed(self, typed):
        assert from_float(float(typed)) == typed

    @given(st.integers(1, 10**6), st.integers(1, 10**6))
    @example(11057, 304161)
    def it_keeps_the_true_quotient_within_the_digits_it_claims_of_the_binary_fraction(self, a, b):
        value = from_float(a / b)
        read = numeral(a / b)
        half = Decimal(5).scaleb(-read.decimals - 1) + Decimal(math.ulp(a / b)) / 2
        assert value is not None
        assert (value - half) * b <= a <= (value + half) * b

    @pytest.mark.parametrize("stored", [float("nan"), float("inf"), float("-inf")])
    def it_has_nothing_for_what_is_no_number(self, stored):
        assert from_float(stored) is None
        assert numeral(stored).state == "text"

    @given(st.floats(allow_nan=False, allow_infinity=False))
    def it_never_moves_a_value_by_more_than_the_digits_of_a_32_bit_number(self, stored):
        value = from_float(stored)
        assert abs(value - Decimal(stored)) <= max(abs(Decimal(stored)) * Decimal("1e-3"), Decimal("1e-11"))


class DescribeNumeral:
    def it_does_not_take_a_date_or_a_truth_value_for_an_amount(self):
        assert numeral(date(2020, 11, 28)).state == "text"
        assert numeral(True).state == "text"

    def it_takes_no_value_for_blank(self):
        assert numeral(None).state == "blank"


class DescribeWritten:
    @pytest.mark.parametrize(
        ("raw", "text"),
        [
            (2.2, "2.2"),
            (11.0, "11"),
            (1e21, "1" + "0" * 21),
            (date(2020, 11, 28), "2020-11-28"),
            (None, ""),
            (True, "TRUE"),
            (1e-9, "0.000000001"),
        ],
    )
    def it_shows_a_value_as_the_sheet_does(self, raw, text):
        assert written(raw) == text
