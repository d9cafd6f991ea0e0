"""Sheets in tests, written as text tables: a line a row, cells between bars.

三公经费     | 2.19 | '2.25 | 2.2      numbers are numbers; behind a ' everything is text
实际↵人数    | 产出  | <     | ^        ↵ breaks the line; < and ^ join the cell to its left or upper neighbour
=B1/C1⇒0.5  | =B1⇒ | #DIV/0!          a formula and its cached value; nothing behind ⇒: never calculated
2.25       | ␣␣1、公务用车              ␣ is an ordinary space that must not be lost
"""

from __future__ import annotations

import re

from perfxl.filing.grid import Area, Grid

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def grid(name: str, text: str, *, hidden: bool = False, hidden_rows=(), hidden_columns=(), top: int = 1) -> Grid:
    """The grid a text table shows; its first line is row `top`."""
    sheet = _Sheet()
    for row, line in enumerate(text.strip("\n").split("\n"), top):
        for column, cell in enumerate(line.split("|"), 1):
            sheet.put(row, column, cell.strip(" "))
    return Grid(
        name,
        sheet.cells,
        tuple(sheet.areas()),
        hidden,
        sheet.formulas,
        frozenset(sheet.uncached),
        sheet.errors,
        frozenset(hidden_rows),
        tuple(hidden_columns),
    )


class _Sheet:
    def __init__(self) -> None:
        self.cells, self.formulas, self.errors = {}, {}, {}
        self.uncached: set[tuple[int, int]] = set()
        self.owner: dict[tuple[int, int], tuple[int, int]] = {}

    def put(self, row: int, column: int, cell: str) -> None:
        if cell in ("<", "^"):
            beside = (row, column - 1) if cell == "<" else (row - 1, column)
            self.owner[row, column] = self.owner.get(beside, beside)
        elif cell.startswith("="):
            formula, _, cached = cell[1:].partition("⇒")
            self.formulas[row, column] = formula
            self.put(row, column, cached) if cached else self.uncached.add((row, column))
        elif cell.startswith("#"):
            self.errors[row, column] = cell
        elif cell:
            self.cells[row, column] = _value(cell)

    def areas(self):
        for first in sorted(set(self.owner.values())):
            covered = [place for place, owner in self.owner.items() if owner == first]
            yield Area(*first, max(row for row, _ in covered), max(first[1], *(column for _, column in covered)))


def _value(cell: str):
    if _NUMBER.fullmatch(cell):
        return float(cell)
    return cell.removeprefix("'").replace("↵", "\n").replace("␣", " ")


BASE = """
附件1
部门整体支出绩效自评基础数据表
填报单位：残联 | | | 单位：万元
财政供养人员情况 | 编制数 | 2020年实际↵在职人数 | 控制率
 | 11 | 11 | '100%
 |    |    |
经费控制情况 | 2019年决算数 | 2020年预算数 | 2020年决算数
三公经费 | 2.19 | 2.25 | 2.2
␣␣␣1、公务用车购置和维护经费 | 1.99 | 1.8 | 1.7
␣␣␣␣␣␣␣其中：公车购置 | | |
␣␣␣␣␣␣␣␣␣␣␣␣␣公车运行维护 | 1.99 | 1.8 | 1.7
␣␣␣2、出国经费 | | |
␣␣␣3、公务接待 | 0.2 | 0.45 | 0.5
项目支出： | 2351.7 | 46.7 | 2061.69
1、业务工作专项 | | | 2008.23
2、运行维护专项 | | | 53.46
␣␣␣␣␣␣…… | | |
公用经费 | 21.12 | 10 | 14.98
␣␣␣␣其中：工会经费福利费 | '　 | '　 | 6.39
其他交通费 | '　 | | 7.93
公务接待费等费用 | '　 | '　 | 0.66
政府采购金额 | —— | '　43.1 | 74.11
部门整体支出预算调整␣ | —— | '　207.53 | 1222.07
厉行节约保障措施 | '　严格按规定执行 | < | <
说明：项目支出填列全部项目。
"""
"""附件1 as pasted from Word: rows 1 to 25 of the official layout."""

SELF = """
附件2
2020年部门整体支出绩效自评表
部门（单位）名称 | < | < | 残联　 |
整体支出规模 | '　 | < | 全年预算数 | 全年执行数 | < | 执行率 | <
^ | 资金来源：（1）财政拨款 | < | '207.53　 | '1222.07　 | < | | <
^ | ␣␣␣␣␣␣␣␣␣（2）其他资金 | < | '　 | '779.67　 | < | | <
^ | 资金结构：（1）基本支出 | < | '　160.83 | 176.29 | < | '　 | <
^ | ␣␣␣␣␣␣␣␣␣（2）项目支出 | < | '　46.7 | '2061.69　 | < | '　 | <
年度总↵体目标 | 年初设定目标 | < | < | 全年完成情况 | < | < | <
^ | '　 | < | < | 全面完成 | < | < | <
分解目标自评 | < | < | < | < | < | < | <
一级指标 | 30 | 二级指标 | 三级指标 | 年度指标值 | 全年↵完成值 | 自评↵得分 | 偏差及↵原因分析
 | | | | | | |
 | | 预算执行管理（4） | | | '　 | 2 | '　 |
 | | 资产管理（4） | | | '　 | 4 | '　 |
产出指标 | 40 | 数量指标（20） | 残疾人培训 | 340 | 340 | 6 | '　 |
^ | ^ | ^ | 托养服务人数 | '280　 | 286 | 6 | '　 |
^ | ^ | 时效指标（10） | 改造完成时间 | 10月底 | 完成 | 3 |
效益指标 | '　30 | 经济效益指标（10 | 生活水平 | 有所提高 | 完成 | 10 | '　 |
^ | ^ | 满意度指标（10） | 残疾人满意度 | '90% | '92% | 10 |
总␣␣分 | 100 | | | | | 96 |
"""
"""附件2 with its mess: the first weight in the header row, its name lost, a blank row, a bracket not closed."""


def swapped(text: str, old: str, new: str) -> str:
    """A text table with one line or part of it replaced; it must be there exactly once."""
    assert text.count(old) == 1, (old, text.count(old))
    return text.replace(old, new)


def without(text: str, *starts: str) -> str:
    """A text table without the lines that begin so."""
    return "\n".join(line for line in text.split("\n") if not line.startswith(starts) or not line)
