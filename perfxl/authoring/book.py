"""A standard as a workbook of plain tables, for a bureau to edit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from perfxl.authoring import looks
from perfxl.authoring.lines import Line, head_lines, lines
from perfxl.authoring.sheets import HEAD, HEAD_LINES, PAGES, TYPE, Column, Sheet
from perfxl.authoring.values import Shown
from perfxl.authoring.vocabulary import NO, YES
from perfxl.filing.book import MARK_RESULT
from perfxl.standard.kinds import KINDS
from perfxl.standard.marking_rules import ALWAYS

GUIDE = "说明"
SPARE = 40
"""Blank lines below the last one, ready to be written in."""

_MADE = datetime(2020, 1, 1)
_STEPS = (
    "这本工作簿就是一套评价标准：表样、字段、指标、分值、评分规则、审核公式和等级，都在后面各页的表里。直接改，不用编程。",
    "改好后运行：perfxl standards build 本文件.xlsx -o 新标准.toml --template 空白模板.xlsx。"
    "有错时，错误逐格标在“本文件.checked.xlsx”里，本文件不会被改动。",
    "没有错时得到两样东西：标准（.toml，本工作簿也可以直接用 --standard 指定）和空白模板。"
    "模板会先用生成的数据试填、试审、试评一遍。",
    "一行一项，可以插行、删行、调换次序；空白行不读。列可以调换，列名不能改。每列的写法见列名上的批注。",
    "一格里写几项的，用“；”隔开。公式以“=”开头，写字段名，不写单元格；单元格是文本格式，公式会原样显示。",
    "灰色的格子在这一行用不到。百分数写成 95%。没有见过原文的数字，把“已核实”写成“否”，对外显示为“未核实”。",
)


def save(values: Mapping[str, Any], path: Path) -> None:
    """Writes the nested tables of a standard to the workbook at `path`."""
    book = Workbook()
    book.properties.created = book.properties.modified = _MADE
    book.properties.creator = "perfxl"
    book.defined_names.add(DefinedName(MARK_RESULT, attr_text="1", hidden=True))
    guide = book.worksheets[0]
    _guide(guide, values)
    _head(book.create_sheet(HEAD.name), values)
    filled = {sheet.name: lines(sheet, values) for sheet in PAGES}
    for sheet in PAGES:
        _page(book.create_sheet(sheet.name), sheet, filled)
    book.save(path)


def _guide(sheet: Worksheet, values: Mapping[str, Any]) -> None:
    sheet.title = GUIDE
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 110
    sheet["A1"], sheet["A1"].font = f"评价标准：{values.get('name', '')}", looks.TITLE
    sheet.row_dimensions[1].height = 34
    rows = [(f"{number}.", step) for number, step in enumerate(_STEPS, 1)]
    rows += [("", ""), ("工作表", "里面是什么"), *((page.name, page.about) for page in (HEAD, *PAGES))]
    for row, (name, text) in enumerate(rows, 3):
        for cell, value in ((sheet.cell(row, 1), name), (sheet.cell(row, 2), text)):
            cell.value, cell.alignment = value, looks.TOP
            cell.font = looks.BOLD if cell.column == 1 or name == "工作表" else looks.PLAIN
        sheet.row_dimensions[row].height = looks.height([(text, 110)])
        if name in {page.name for page in (HEAD, *PAGES)}:
            sheet.cell(row, 1).hyperlink = f"#'{name}'!A1"
    looks.printed(sheet)


def _head(sheet: Worksheet, values: Mapping[str, Any]) -> None:
    for at, column in enumerate(HEAD.columns, 1):
        looks.header(sheet, at, column.title, column.width, column.note)
    notes = {column.title: column for column in HEAD_LINES}
    row = 1
    for row, cells in enumerate(head_lines(values), 2):
        for at in range(1, len(HEAD.columns) + 1):
            _put(sheet, row, at, cells[at - 1] if at <= len(cells) else None)
        sheet.cell(row, 1).font = looks.BOLD
        sheet.row_dimensions[row].height = looks.height([(str(cells[1].value), 90)] if len(cells) > 1 else [])
        known = notes.get(str(cells[0].value))
        if known is not None and known.words:
            _choose(sheet, f"B{row}", known.words.values())
    _choose(sheet, f"C2:C{row + SPARE}", (YES, NO))
    looks.freeze(sheet, "B2", 1)


def _page(sheet: Worksheet, page: Sheet, filled: Mapping[str, list[Line]]) -> None:
    titles = ([Column(TYPE, {}, "info", width=10)] if page.typed else []) + list(page.columns)
    for at, column in enumerate(titles, 1):
        looks.header(sheet, at, column.title, column.width, column.note)
    rows = filled[page.name]
    for row, line in enumerate(rows, 2):
        _line(sheet, row, titles, page, line)
    for row in range(len(rows) + 2, len(rows) + 2 + SPARE):
        for at in range(1, len(titles) + 1):
            _put(sheet, row, at, None)
    last = len(rows) + 1 + SPARE
    for at, column in enumerate(titles, 1):
        _choices(sheet, page, at, column, last)
    looks.freeze(sheet, "C2" if page.typed else "B2", len(rows) + 1)
    sheet.print_area = f"A1:{get_column_letter(len(titles))}{len(rows) + 1}"


def _line(sheet: Worksheet, row: int, titles: list[Column], page: Sheet, line: Line) -> None:
    """A line; what begins a group stands out, and what has no use here is grey."""
    begins = len(page.records) > 1 and line.types[0] == page.records[0].type
    for at, column in enumerate(titles, 1):
        shown = Shown(line.types[0]) if column.title == TYPE else line.cells.get(column.title)
        _put(sheet, row, at, shown)
        cell = sheet.cell(row, at)
        if begins:
            cell.font, cell.fill = looks.BOLD, looks.HEAD_OF_GROUP
        if page.typed and column.title != TYPE and not _is_used(column, line):
            cell.fill = looks.UNUSED
    texts = [
        (str(shown.value), column.width) for column in titles if (shown := line.cells.get(column.title)) is not None
    ]
    sheet.row_dimensions[row].height = looks.height(texts)


def _is_used(column: Column, line: Line) -> bool:
    """Whether a line may have something in a column; of a rule that depends on its kind."""
    key = column.keys.get(line.types[0])
    title = line.cells.get("方式")
    kind = next((kind for kind in KINDS.values() if title is not None and kind.title == title.value), None)
    return key is not None and (kind is None or key in (*ALWAYS, *kind.parameters))


def _put(sheet: Worksheet, row: int, at: int, shown: Shown | None) -> None:
    """A cell; one that is not a number is text, so that a formula typed there stays as it is written."""
    cell = sheet.cell(row, at)
    cell.font, cell.border, cell.alignment = looks.PLAIN, looks.BORDER, looks.TOP
    cell.number_format = "@"
    if shown is not None:
        cell.value, cell.number_format = shown.value, shown.format
        if isinstance(shown.value, str):
            cell.data_type = "s"


def _choices(sheet: Worksheet, page: Sheet, at: int, column: Column, last: int) -> None:
    """The drop-down of a column whose values are known."""
    cells = f"{get_column_letter(at)}2:{get_column_letter(at)}{last}"
    if column.content == "number" or column.content == "whole":
        for row in range(2, last + 1):
            if sheet.cell(row, at).value is None:
                sheet.cell(row, at).number_format = "General"
    if column.title == TYPE:
        _choose(sheet, cells, [record.type for record in page.records])
    elif column.words:
        _choose(sheet, cells, column.words.values())
    elif column.content in ("flag", "demand"):
        _choose(sheet, cells, (YES, NO), strict=column.content == "flag")
    elif column.source is not None:
        _choose_from(sheet, cells, *column.source)


def _choose(sheet: Worksheet, cells: str, options: Iterable[str], *, strict: bool = True) -> None:
    listed = ",".join(options)
    choice = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=strict)
    choice.errorTitle, choice.error = "不能这样写", "请从下拉列表里选。"
    sheet.add_data_validation(choice)
    choice.add(cells)


def _choose_from(sheet: Worksheet, cells: str, name: str, title: str) -> None:
    """Values that stand in a column of another sheet; others may be written, for they may be added there later."""
    page = next(page for page in PAGES if page.name == name)
    titles = ([TYPE] if page.typed else []) + [column.title for column in page.columns]
    letter = get_column_letter(titles.index(title) + 1)
    choice = DataValidation(
        type="list", formula1=f"'{name}'!${letter}$2:${letter}$500", allow_blank=True, showErrorMessage=False
    )
    sheet.add_data_validation(choice)
    choice.add(cells)
