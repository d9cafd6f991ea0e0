"""Filled forms of the catalogue's standards as text tables, for cases that somebody published."""

from __future__ import annotations

from perfxl.assess.engine import assess
from perfxl.assess.model import Assessment, IndicatorResult
from perfxl.filing.model import Filing
from perfxl.filing.read import from_grids
from perfxl.standard.loader import load
from perfxl.standard.model import Standard
from tests.filing.table import grid

PROJECT = """
项目支出绩效自评表
（{year}年度）
项目名称 | {name}
主管部门 | 某县某局 |  |  | 实施单位 | 某单位
项目资金（万元） |               | 年初预算数 | 全年预算数（A） | 全年执行数（B） | 分值 | 执行率（B/A） | 得分
                | 年度资金总额    | {total}
                | 其中：当年财政拨款 | {appropriation}
                | 上年结转资金    | {carried}
                | 其他资金       | {other}
{behind}年度总体目标 | 预期目标 |  |  | 实际完成情况
            | 完成年度任务 |  |  | 已完成年度任务
"""


def project(**parts: str) -> str:
    """A 项目支出绩效自评表 with its funds; the table of indicators follows."""
    blank = {"year": "2022", "name": "某项目", "appropriation": "", "carried": "", "other": "", "behind": ""}
    return PROJECT.format(**(blank | parts))


def read(standard: Standard | str, **sheets: str) -> Filing:
    """The filing that the reader makes of text tables, each under its sheet's key."""
    known = load(standard) if isinstance(standard, str) else standard
    return from_grids("form.xlsx", [grid(known.sheets[key].name, text) for key, text in sheets.items()], known)


def assessed(standard: Standard | str, **sheets: str) -> Assessment:
    """The assessment of that filing."""
    known = load(standard) if isinstance(standard, str) else standard
    return assess(read(known, **sheets), known)


def found(assessment: Assessment) -> dict[str, list[str | None]]:
    """The open findings: the cells of each check."""
    cells: dict[str, list[str | None]] = {}
    for finding in assessment.failures:
        cells.setdefault(finding.check, []).append(finding.cell)
    return cells


def row(assessment: Assessment, name: str) -> IndicatorResult:
    """The indicator of that name."""
    (its,) = (each for each in assessment.indicators if each.path[-1] == name)
    return its
