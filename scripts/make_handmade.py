"""samples/liuyang-2020-handmade.xlsx: the published filing as an accountant pastes it from the Word annexes.

No template, no defined names; the mess of such a paste is kept: full-width spaces in numbers, indented labels, line
breaks in headers, "——" and "……", a weight that slipped into the header row, a lost name, a blank row, a bracket that is
not closed, sheets called 附件1 and Sheet2. The same data give the same bytes.

    python scripts/make_handmade.py [OUT.xlsx]
"""

from __future__ import annotations

import sys
import tomllib
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from perfxl.template.package import save

ROOT = Path(__file__).parents[1]
DATA = ROOT / "scripts" / "data" / "liuyang-2020.toml"
OUT = ROOT / "samples" / "liuyang-2020-handmade.xlsx"

WIDE = "\u3000"
BEFORE = {"自评_基本支出_预算", "自评_项目支出_预算", "政府采购_预算", "预算调整_预算"}
AFTER = {"自评_财政拨款_预算", "自评_财政拨款_执行", "自评_其他资金_执行", "自评_项目支出_执行"}
"""Fields whose figures were pasted with a full-width space before or behind them, which makes them text."""

MONEY_ROWS = [
    ("三公经费", "三公经费"),
    ("   1、公务用车购置和维护经费", "公务用车"),
    ("       其中：公车购置", "公车购置"),
    ("             公车运行维护", "公车运行"),
    ("   2、出国经费", "因公出国"),
    ("   3、公务接待", "公务接待"),
    ("项目支出：", "项目支出"),
    ("1、业务工作专项", "项目支出明细/0"),
    ("2、运行维护专项", "项目支出明细/1"),
    ("          ……", ""),
    ("公用经费", "公用经费"),
    ("    其中：工会经费福利费", "公用经费明细/0"),
    ("其他交通费", "公用经费明细/1"),
    ("公务接待费等费用", "公用经费明细/2"),
    ("政府采购金额", "政府采购"),
    ("部门整体支出预算调整 ", "预算调整"),
]
SELF_ROWS = [
    ("资金来源：（1）财政拨款", "财政拨款"),
    ("         （2）其他资金", "其他资金"),
    ("资金结构：（1）基本支出", "基本支出"),
    ("         （2）项目支出", "项目支出"),
]
HEADERS = ["一级指标", None, "二级指标", "三级指标", "年度指标值", "全年\n完成值", "自评\n得分", "偏差及\n原因分析"]
SPACED = {
    "残疾儿童康复人数": WIDE + "{}",
    "托养服务人数": "{}" + WIDE,
    "康复训练有效率": WIDE + "{}",
    "辅助器具合格率": "{}" + WIDE,
}
"""Level-3 indicators whose target was pasted with a full-width space."""


def main(out: Path) -> None:
    """Writes the sample to `out`."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    workbook = Workbook()
    base, other = workbook.worksheets[0], workbook.create_sheet("Sheet2")
    base.title = "附件1"
    _base(base, data)
    _self(other, data)
    workbook.create_sheet("Sheet3")
    out.parent.mkdir(exist_ok=True)
    save(workbook, out, {name: {} for name in workbook.sheetnames})


def _base(sheet: Worksheet, data: dict[str, Any]) -> None:
    fields, year = data["fields"], data["year"]
    _wide(sheet, 1, "A", "D", "附件1")
    _wide(sheet, 2, "A", "D", "部门整体支出绩效自评基础数据表", bold=True)
    _wide(sheet, 3, "A", "D", f"填报单位：{data['unit']}", center=False)
    _row(sheet, 4, ["财政供养人员情况", "编制数", f"{year}年实际\n在职人数", "控制率"])
    _row(sheet, 5, [None, *(fields[name] for name in ("编制数", "在职人数", "在职人员控制率"))])
    _row(sheet, 6, [None, None, None, None])
    sheet.merge_cells("A4:A6")
    _row(sheet, 7, ["经费控制情况", f"{year - 1}年决算数", f"{year}年预算数", f"{year}年决算数"])
    for number, (label, name) in enumerate(MONEY_ROWS, 8):
        _row(sheet, number, [label, *(_figure(data, name, column) for column in ("上年决算", "预算", "决算"))])
    thrift = 8 + len(MONEY_ROWS)
    _row(sheet, thrift, ["厉行节约保障措施", WIDE + fields["厉行节约保障措施"], None, None])
    sheet.merge_cells(start_row=thrift, start_column=2, end_row=thrift, end_column=4)
    _wide(sheet, thrift + 1, "A", "D", "说明：“项目支出”填公共专项资金和基本支出以外的全部项目。", center=False)
    _set_up(sheet, (34, 16, 16, 16))


def _figure(data: dict[str, Any], name: str, column: str) -> str | None:
    rows, _, number = name.partition("/")
    if number:
        detail = data["details"][rows][int(number)]
        return str(detail[column]) if column in detail else (WIDE if rows == "公用经费明细" else None)
    return _pasted(data["fields"], f"{name}_{column}")


def _pasted(fields: dict[str, str], name: str) -> str | None:
    text = fields.get(name)
    if text is None:
        return None
    return (WIDE if name in BEFORE else "") + text + (WIDE if name in AFTER else "")


def _self(sheet: Worksheet, data: dict[str, Any]) -> None:
    fields = data["fields"]
    _wide(sheet, 1, "A", "H", "附件2")
    _wide(sheet, 2, "A", "H", f"{data['year']}年部门整体支出绩效自评表", bold=True)
    _spread(sheet, 3, {"A:C": "部门（单位）名称", "D:H": data["unit"] + WIDE})
    _spread(sheet, 4, {"A": "整体支出规模", "B:C": WIDE, "D": "全年预算数", "E:F": "全年执行数", "G:H": "执行率"})
    for number, (label, key) in enumerate(SELF_ROWS, 5):
        budget, spent = (_pasted(fields, f"自评_{key}_{column}") for column in ("预算", "执行"))
        _spread(sheet, number, {"A": None, "B:C": label, "D": budget, "E:F": spent, "G:H": None})
    sheet.merge_cells("A4:A8")
    _spread(sheet, 9, {"A": "年度总\n体目标", "B:D": "年初设定目标", "E:H": "全年完成情况"})
    _spread(sheet, 10, {"A": None, "B:D": WIDE, "E:H": fields["全年完成情况"]})
    sheet.merge_cells("A9:A10")
    _wide(sheet, 11, "A", "H", "分解目标自评")
    _row(sheet, 12, [header or data["level1"][0]["weight"] for header in HEADERS])
    _total(sheet, _table(sheet, data), data)
    _set_up(sheet, (12, 8, 26, 24, 14, 14, 9, 24))


def _table(sheet: Worksheet, data: dict[str, Any]) -> int:
    """Writes the indicators, names merged over their rows, and returns the row behind them."""
    row = 13
    for number, level1 in enumerate(data["level1"]):
        top = row
        for group in level1["groups"]:
            first = row
            for level3, target, actual, score in group["rows"]:
                weight = level1["weight"] if number and row == top else None
                spaced = SPACED.get(level3, "{}").format(target) if target else None
                name = level1["name"] if row == top else None
                level2 = group["label"] if row == first else None
                _row(sheet, row, [name, weight, level2, level3, spaced, actual, score, WIDE if score else None])
                row += 1
            if row > first + 1:
                sheet.merge_cells(start_row=first, start_column=3, end_row=row - 1, end_column=3)
        for column in (1, 2):
            sheet.merge_cells(start_row=top, start_column=column, end_row=row - 1, end_column=column)
    return row


def _total(sheet: Worksheet, row: int, data: dict[str, Any]) -> None:
    total = data["total"]
    _spread(sheet, row, {"A": "总  分", "B": total["weight"], "C:F": None, "G": total["score"], "H": None})


def _value(text: str | None) -> str | float | int | None:
    """What Excel makes of a pasted text: a number where it is one, else the text as it stands."""
    if not text:
        return None
    try:
        number = Decimal(text.removesuffix("%"))
    except InvalidOperation:
        return text
    if WIDE in text:
        return text
    number = number / 100 if text.endswith("%") else number
    return int(number) if number == number.to_integral_value() else float(number)


def _row(sheet: Worksheet, row: int, texts: list[str | None]) -> None:
    for column, text in enumerate(texts, 1):
        _put(sheet, row, column, text)


def _spread(sheet: Worksheet, row: int, cells: dict[str, str | None]) -> None:
    """Writes cells that reach over several columns: {"A:C": text}."""
    for span, text in cells.items():
        first, _, last = span.partition(":")
        _put(sheet, row, ord(first) - 64, text)
        for column in range(ord(first) - 63, ord(last or first) - 63):
            _put(sheet, row, column, None)
        if last:
            sheet.merge_cells(f"{first}{row}:{last}{row}")


def _wide(
    sheet: Worksheet, row: int, first: str, last: str, text: str, bold: bool = False, center: bool = True
) -> None:
    cell = sheet[f"{first}{row}"]
    cell.value = text
    cell.font = Font(name="宋体", size=16 if bold else 10.5, bold=bold)
    cell.alignment = Alignment(horizontal="center" if center else "left", vertical="center", wrap_text=True)
    sheet.merge_cells(f"{first}{row}:{last}{row}")


def _put(sheet: Worksheet, row: int, column: int, text: str | None) -> None:
    thin = Side(style="thin")
    cell = sheet.cell(row, column)
    cell.value = _value(text)
    cell.font = Font(name="宋体", size=10.5)
    cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    if text and text.endswith("%") and not isinstance(cell.value, str):
        cell.number_format = "0%"


def _set_up(sheet: Worksheet, widths: tuple[int, ...]) -> None:
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[chr(64 + column)].width = width
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else OUT)
