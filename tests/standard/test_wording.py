"""Names and sentences put together."""

from __future__ import annotations

import pytest

from perfxl.standard.wording import nested


class DescribeQuotesWithinQuotes:
    @pytest.mark.parametrize(
        ("sentence", "read"),
        [
            ("““三公经费”控制率”分值7。", "“‘三公经费’控制率”分值7。"),
            ("目标“比“十三五”提高”，“甲”", "目标“比‘十三五’提高”，“甲”"),
            ("“一“二“三”二”一”", "“一‘二“三”二’一”"),
        ],
    )
    def it_turns_inner_ones_into_the_other_kind(self, sentence: str, read: str):
        assert nested(sentence) == read

    @pytest.mark.parametrize("sentence", ["", "“甲”和“乙”", "填的““甲”不是数字", "“甲”“”””乙", "“‘甲’乙”"])
    def it_leaves_all_others_as_they_are(self, sentence: str):
        assert nested(sentence) == sentence
