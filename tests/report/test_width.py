"""Text in columns: Chinese characters take two, and lines break where a reader expects it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from perfxl.report.width import one_line, wrap
from perfxl.sml.textwidth import width


class DescribeWidth:
    @pytest.mark.parametrize(
        ("text", "columns"), [("", 0), ("abc", 3), ("总分", 4), ("总分96", 6), ("ＡＢ", 4), ("e\u0301", 1), ("—", 1)]
    )
    def it_counts_the_columns_of_a_terminal(self, text: str, columns: int) -> None:
        assert width(text) == columns == wcswidth(text)

    def it_takes_ambiguous_characters_as_wide_where_asked(self) -> None:
        assert width("“三公”÷2", 2) == 11

    @given(st.text("总分（）“”，。÷—abc 19.%", max_size=30))
    def it_agrees_with_wcwidth(self, text: str) -> None:
        assert width(text) == wcswidth(text)


class DescribeWrap:
    @given(st.text(st.characters(codec="utf-8"), max_size=80), st.integers(2, 40))
    def it_never_passes_the_edge_and_loses_nothing(self, text: str, columns: int) -> None:
        lines = wrap(text, columns)

        assert all(width(line, 2) <= columns for line in lines)
        assert "".join("".join(lines).split()) == "".join(text.split())

    def it_breaks_between_chinese_characters_but_not_inside_a_number(self) -> None:
        assert wrap("应为2237.98万元", 8) == ("应为", "2237.98", "万元")

    def it_keeps_a_mark_with_the_word_before_it(self) -> None:
        assert wrap("各行得分，合计", 8) == ("各行得", "分，合计")

    def it_keeps_line_breaks(self) -> None:
        assert wrap("甲\n\n乙", 10) == ("甲", "", "乙")

    def it_breaks_a_word_that_fits_nowhere(self) -> None:
        assert wrap("1+2+3+4+5", 4) == ("1+2+", "3+4+", "5")


class DescribeOneLine:
    def it_lets_nothing_move_the_cursor(self) -> None:
        assert one_line("a\x1b[31m\r\nb\u202ec") == "a [31m  bc"

    @given(st.text(st.characters(codec=None, exclude_categories=["So"]), max_size=60))
    def it_is_as_wide_as_the_terminal_thinks(self, text: str) -> None:
        assert 0 <= wcswidth(one_line(text)) <= width(one_line(text), 2)
