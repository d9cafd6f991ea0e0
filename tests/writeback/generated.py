"""Random workbooks as openpyxl and XlsxWriter write them, and random marks for them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import xlsxwriter
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, DataBarRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from perfxl.report.markup import MarkUp, Note
from perfxl.sml.a1 import cell
from perfxl.sml.sheet import Cell, CellStyle, Chart, NewSheet, Series

NAMES = ("表一", "自评'表 1", "a&b<c>")
FEATURES = ("notes", "rules", "validation", "merge", "formula", "table", "protect", "link", "chart", "names", "hidden")

places = st.builds(cell, st.integers(1, 40), st.integers(1, 12))
words = st.text("甲乙[]perfxl x<&>\"'\n_x000D_=𠮷\x07", max_size=30)
features = st.sets(st.sampled_from(FEATURES))
notes = st.builds(Note, st.sampled_from(NAMES), places, st.sampled_from(["error", "warning", "hint"]), words)
styles = st.builds(
    CellStyle,
    bold=st.booleans(),
    fill=st.sampled_from([None, "DDEEFF"]),
    border=st.booleans(),
    number_format=st.sampled_from(["General", "0.00%", '0.0"万"']),
    wrap=st.booleans(),
)
cells = st.builds(Cell, st.one_of(st.none(), words, st.decimals(-9, 9, places=2)), styles)
sheets = st.builds(
    NewSheet,
    st.sampled_from(["差异清单", "评分汇总", "表一"]),
    st.dictionaries(st.tuples(st.integers(1, 9), st.integers(1, 5)), cells, max_size=6),
    autofilter=st.sampled_from([None, "A1:C3"]),
    charts=st.sampled_from(
        [(), (Chart("bar", "图", "D1", "H9", (Series("甲", "A1:A1", "B1:B1", ("a",), (Decimal(1),)),)),)]
    ),
)
marks = st.builds(
    MarkUp,
    st.lists(notes, max_size=8).map(tuple),
    st.lists(sheets, max_size=2, unique_by=lambda sheet: sheet.name).map(tuple),
)


def by_openpyxl(path: Path, wanted: set[str]) -> Path:
    book = openpyxl.Workbook()
    book.active.title = NAMES[0]
    for name in NAMES[1:]:
        book.create_sheet(name)
    sheet = book.active
    for row in range(1, 6):
        sheet.append([row, f"第{row}行", row * 1.5])
    if "notes" in wanted:
        sheet["B2"].comment = Comment("用户的批注", "张三")
        sheet["A1"].comment = Comment("又一条", "李四")
    if "rules" in wanted:
        sheet.conditional_formatting.add("A1:A9", CellIsRule("equal", ["1"], fill=PatternFill(bgColor="FF0000")))
        sheet.conditional_formatting.add("C1:C9", DataBarRule("min", None, "max", None, "FF0000"))
    if "validation" in wanted:
        choice = DataValidation("list", '"是,否"')
        choice.add("D1:D9")
        sheet.add_data_validation(choice)
    if "merge" in wanted:
        sheet.merge_cells("F1:G2")
    if "formula" in wanted:
        sheet["H1"] = "=SUM(A1:A5)"
    if "protect" in wanted:
        sheet.protection.enable()
        book.security.lockStructure = True
    if "link" in wanted:
        sheet["E1"].hyperlink = "https://example.org/?a=1&b=2"
    if "names" in wanted:
        sheet.print_title_rows = "1:1"
        book.defined_names["甲"] = openpyxl.workbook.defined_name.DefinedName("甲", attr_text=f"{NAMES[0]}!$A$1")
    if "hidden" in wanted:
        book[NAMES[1]].sheet_state = "hidden"
    book.save(path)
    return path


def by_xlsxwriter(path: Path, wanted: set[str]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheets = [book.add_worksheet(name) for name in NAMES]
        sheet = sheets[0]
        for row in range(5):
            sheet.write_row(row, 0, [row, f"第{row}行", row * 1.5])
        if "notes" in wanted:
            sheet.write_comment("B2", "用户的批注")
            sheet.insert_button("D4", {"caption": "评分", "macro": "a"})
        if "rules" in wanted:
            sheet.conditional_format("A1:A9", {"type": "data_bar", "data_bar_2010": True})
            sheet.conditional_format(
                "C1:C9", {"type": "cell", "criteria": ">", "value": 1, "format": book.add_format({"bold": 1})}
            )
        if "validation" in wanted:
            sheet.data_validation("D1:D9", {"validate": "list", "source": ["是", "否"]})
        if "merge" in wanted:
            sheet.merge_range("F1:G2", "合")
        if "formula" in wanted:
            sheet.write_formula("H1", "=SUM(A1:A5)", None, 10)
        if "table" in wanted:
            sheet.add_table("A8:C12")
        if "protect" in wanted:
            sheet.protect("x")
        if "link" in wanted:
            sheet.write_url("E1", "https://example.org/?a=1&b=2")
        if "chart" in wanted:
            chart = book.add_chart({"type": "column"})
            chart.add_series({"values": [NAMES[0], 0, 0, 4, 0]})
            sheet.insert_chart("J1", chart)
            sheet.set_header("&G", {"image_center": _picture(path)})
            sheet.insert_textbox("J20", "文本框")
        if "names" in wanted:
            sheet.repeat_rows(0)
            sheet.autofilter("A1:C5")
        if "hidden" in wanted:
            sheets[1].hide()
    return path


def _picture(path: Path) -> str:
    """A picture of one pixel."""
    import base64

    picture = path.with_suffix(".png")
    picture.write_bytes(
        base64.b64decode(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
        )
    )
    return str(picture)
