"""A workbook that cannot be edited part by part: its findings go into a workbook of their own."""

from __future__ import annotations

from pathlib import Path

import python_calamine

from perfxl.report.markup import MarkUp, Note
from perfxl.sml.sheet import Cell, NewSheet
from perfxl.writeback import Receipt
from perfxl.writeback.carrier import write_carrier

LIST = NewSheet("差异清单", {(1, 1): Cell("总分"), (1, 2): Cell("Sheet2!G33", link="'Sheet2'!G33")})
TOTAL = NewSheet("评分汇总", {(1, 1): Cell("见清单", link="'差异清单'!A1")})


def carried(folder: Path) -> tuple[Path, Receipt]:
    source, target = folder / "旧表.xls", folder / "旧表.scored.xlsx"
    source.write_bytes(b"\xd0\xcf\x11\xe0 an old workbook")
    markup = MarkUp((Note("Sheet2", "G33", "error", "总分"),), (LIST, TOTAL))
    return target, write_carrier(source, target, markup, receipt=folder / "receipt.json")


class DescribeACarrier:
    def it_holds_the_sheets_of_the_findings(self, tmp_path: Path):
        target, _ = carried(tmp_path)
        book = python_calamine.load_workbook(target)
        assert book.sheet_names == ["差异清单", "评分汇总"]
        assert book.get_sheet_by_name("差异清单").to_python() == [["总分", "Sheet2!G33"]]

    def it_links_only_to_sheets_that_it_has(self, tmp_path: Path):
        import openpyxl

        book = openpyxl.load_workbook(carried(tmp_path)[0])
        assert book["差异清单"]["B1"].hyperlink is None
        assert book["评分汇总"]["A1"].hyperlink.location == "'差异清单'!A1"

    def it_says_that_the_marks_could_not_stand_in_the_workbook_itself(self, tmp_path: Path):
        _, receipt = carried(tmp_path)
        assert ".xls 格式不能在原表上做标记" in receipt.warnings[0]
        assert Receipt.from_json((tmp_path / "receipt.json").read_text(encoding="utf-8")) == receipt
