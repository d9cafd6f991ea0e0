"""Which names Excel takes, and circles among names."""

from __future__ import annotations

import pytest

from perfxl.standard.names import find_circle, slip


class DescribeANameForExcel:
    @pytest.mark.parametrize(
        "name", ["三公经费_决算", "A", "_1", "XFE1", "ABCD1", "A1048577", "A0", "RCX", "车.会", "ROW", "R1C1X"]
    )
    def it_is_taken(self, name: str):
        assert slip(name) is None

    @pytest.mark.parametrize(
        ("name", "why"),
        [
            ("", "空的"),
            ("a b", "空格"),
            ("a\u3000b", "空格"),
            ("甲-乙", "“-”"),
            ("1甲", "数字或点开头"),
            (".甲", "数字或点开头"),
            ("A1", "单元格"),
            ("xfd1048576", "单元格"),
            ("r1c1", "单元格"),
            ("R", "单元格"),
            ("c", "单元格"),
            ("RC", "单元格"),
            ("R5", "单元格"),
            ("true", "逻辑值"),
            ("名" * 256, "255"),
        ],
    )
    def but_this_one_is_not(self, name: str, why: str):
        found = slip(name)
        assert found is not None
        assert why in found[0]


class DescribeACircle:
    def it_is_found_with_the_names_on_it(self):
        assert find_circle({"a": ("b",), "b": ("c", "x"), "c": ("b",)}) == ["b", "c", "b"]

    def it_is_not_two_ways_to_the_same_name(self):
        assert find_circle({"a": ("b", "c"), "b": ("d",), "c": ("d",), "d": ("e",)}) == []

    def it_does_not_take_long_where_each_name_uses_all_before_it(self):
        names = [f"n{number}" for number in range(300)]
        assert find_circle({name: tuple(names[:at]) for at, name in enumerate(names)}) == []
