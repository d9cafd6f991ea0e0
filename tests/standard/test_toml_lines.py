"""Lines of keys and items in a TOML text."""

from __future__ import annotations

import tomllib

import pytest

from perfxl.standard.toml_lines import lines_of


class DescribeTheLinesOfAToml:
    @pytest.mark.parametrize(
        ("text", "lines"),
        [
            ("a = 1\nb = 2", {("a",): 1, ("b",): 2}),
            ("# a = 1\n\n  a = 1 # b = 2", {("a",): 3}),
            ("[t]\na = 1", {("t",): 1, ("t", "a"): 2}),
            ("[t.u]\na.b = 1", {("t",): 1, ("t", "u"): 1, ("t", "u", "a"): 2, ("t", "u", "a", "b"): 2}),
            ("[[t]]\n[[t]]\na = 1", {("t",): 1, ("t", 0): 1, ("t", 1): 2, ("t", 1, "a"): 3}),
            (
                "[[t]]\n[[t.u]]\na = 1\n[t.v]\nb = 1",
                {
                    **{("t",): 1, ("t", 0): 1, ("t", 0, "u"): 2, ("t", 0, "u", 0): 2, ("t", 0, "u", 0, "a"): 3},
                    **{("t", 0, "v"): 4, ("t", 0, "v", "b"): 5},
                },
            ),
            (
                "a = [\n 1,\n { b = 2 },\n]\nc = 3",
                {("a",): 1, ("a", 0): 2, ("a", 1): 3, ("a", 1, "b"): 3, ("c",): 5},
            ),
            ("a = [[1],\n[2]]", {("a",): 1, ("a", 0): 1, ("a", 0, 0): 1, ("a", 1): 2, ("a", 1, 0): 2}),
            ('"键 = [" = "]#\\" \\\\"\nb = 1', {("键 = [",): 1, ("b",): 2}),
            ("a = '''\n[x]\n''' # '\nb = '\\'\nc = 1", {("a",): 1, ("b",): 4, ("c",): 5}),
            ('a = """\nx""\\""""""\nb = 1', {("a",): 1, ("b",): 3}),
            ("a = 2020-01-01T00:00:00Z\nb = [ ]\nc = { }\nd = -1.5e3", {("a",): 1, ("b",): 2, ("c",): 3, ("d",): 4}),
            ("[ 'a' . b ]\nc = 1", {("a",): 1, ("a", "b"): 1, ("a", "b", "c"): 2}),
        ],
    )
    def it_knows_where_each_stands(self, text: str, lines: dict[tuple[str | int, ...], int]):
        tomllib.loads(text)
        assert lines_of(text) == lines
