"""One reading of a standard finds all its faults, in the order in which they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfxl.standard.build import build
from perfxl.standard.faults import Faulty
from tests.standard.small import SMALL, write
from tests.standard.test_faulty_standards import FORMULAS, HEAD, MARKING, RULES, Planted

TOGETHER: list[Planted] = [
    HEAD["a year long ago"],
    HEAD["an unknown unit of money"],
    HEAD["a sheet name that Excel refuses"],
    FORMULAS["an unknown name"],
    MARKING["a table column with brackets"],
    MARKING["a weight that is no number"],
    RULES["a rate stated in an amount"],
    RULES["a limit that is no number"],
    MARKING["overlapping grade bands"],
]


class DescribeAStandardWithManyFaults:
    def it_says_each_at_its_line(self, tmp_path: Path):
        text, said = SMALL, dict[str, str]()
        for fault in TOGETHER:
            text = text.replace(fault.old, fault.new)
        for fault in TOGETHER:
            found = text.index(fault.blamed or fault.new)
            said[fault.zh] = f"small.toml:{text[:found].count(chr(10)) + 1}: "
        with pytest.raises(Faulty) as caught:
            build(write(tmp_path, text))
        lines = caught.value.zh.split("\n")
        assert len(lines) == len(TOGETHER) == len(caught.value.faults)
        for words, start in said.items():
            assert any(line.startswith(start) and words in line for line in lines), (words, start, lines)
        assert [int(line.split(":")[1]) for line in lines] == sorted(int(line.split(":")[1]) for line in lines)
