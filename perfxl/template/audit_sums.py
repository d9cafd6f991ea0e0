"""The parts of 审核 that sum up: the total in three readings with its grade, and the weights by level-1 indicator."""

from __future__ import annotations

from collections.abc import Callable

from perfxl.sml.a1 import letters
from perfxl.standard.check_ids import CHECKS, SEVERITIES
from perfxl.standard.model import TOTAL_SCORE, TOTAL_WEIGHT, Standard
from perfxl.template.audit_checks import DIFFERENCE, EXPECTED, FIELD, ITEM, NATURE, NUMBER, RELATION, REPORTED, RESULT
from perfxl.template.audit_rows import GROUP1, GROUP_CAPPED, LEVEL1, OWN_SCORE, OWN_WEIGHT1, WEIGHT2, Rows
from perfxl.template.judgement import BLANK, FAIL, PASS
from perfxl.template.layout import plain
from perfxl.template.pen import POINTS, SCRATCH, SENTENCE, WORD, Pen, unlined
from perfxl.template.styles import Look

LEVEL1_CAPACITY = 6
"""Level-1 indicators that are summed."""
SUM_LINES = 2 + 2 + LEVEL1_CAPACITY
"""Rows that `write_sums` takes: heading, headers, total and weights, level-1 indicators."""
TOTAL_LINES = 1 + 3
"""Rows that `write_totals` takes."""
_CAPPED, _OWN_WEIGHT = 11, 12


def write_sums(pen: Pen, rows: Rows) -> str:
    """Writes the sums of scores and weights; gives the formula of the capped total."""
    label = rows.standard.table.total.label
    pen.heading("四、总分与分值", NATURE)
    pen.columns("序号", "核对项目", "所在字段或指标", "核对关系", "填报数", "应为（比较数）", "差额", "结果", "性质")
    _line(pen, "total-sum", TOTAL_SCORE, f"{label}得分＝各行自评得分合计", _filled(TOTAL_SCORE), _sum(rows, OWN_SCORE))
    pen.link(FIELD, TOTAL_SCORE)
    _end(pen, 1, f'"{BLANK}"', _lined)
    own = f"{letters(_OWN_WEIGHT)}{pen.row + 1}:{letters(_OWN_WEIGHT)}{pen.row + LEVEL1_CAPACITY}"
    weights = f'IF(COUNT({own})=0,"",SUM({own}))'
    _line(pen, "level1-weights", TOTAL_WEIGHT, f"一级指标分值合计＝{label}分值", weights, _total_weight(rows))
    if rows.standard.table.column("weight1"):
        pen.link(FIELD, TOTAL_WEIGHT)
    _end(pen, 2, f'"{BLANK}"', _lined)
    first = pen.row
    for group in range(1, LEVEL1_CAPACITY + 1):
        _level1(pen, rows, group)
    return f"SUM(${letters(_CAPPED)}${first}:${letters(_CAPPED)}${pen.row - 1})"


def _total_weight(rows: Rows) -> str:
    """The weight of the whole: the form's own cell where it has one."""
    table = rows.standard.table
    return _filled(TOTAL_WEIGHT) if table.column("weight1") else plain(table.total.weight)


def _sum(rows: Rows, column: int) -> str:
    return f'IF(COUNT({rows.all(column)})=0,"",SUM({rows.all(column)}))'


def _filled(name: str) -> str:
    return f'IF({name}="","",{name})'


def _line(pen: Pen, check: str, place: str, words: str, reported: str, expected: str) -> None:
    pen.put(ITEM, CHECKS[check].title, SENTENCE)
    pen.put(FIELD, place, SENTENCE)
    pen.put(RELATION, words, SENTENCE)
    pen.put(REPORTED, f"={reported}", POINTS)
    pen.put(EXPECTED, f"={expected}", POINTS)
    pen.put(NATURE, SEVERITIES[CHECKS[check].severity], WORD)


def _end(pen: Pen, number: int | str, otherwise: str, line: Callable[[Look], Look]) -> None:
    """The number, difference and verdict of a line whose two sides are written."""
    left, right, gap = pen.at(REPORTED), pen.at(EXPECTED), pen.at(DIFFERENCE)
    difference = f'=IF(AND(ISNUMBER({left}),ISNUMBER({right})),ROUND({left}-{right},6),"")'
    pen.put(NUMBER, number, line(WORD))
    pen.put(DIFFERENCE, difference, line(POINTS))
    pen.put(RESULT, f'=IF(ISNUMBER({gap}),IF({gap}=0,"{PASS}","{FAIL}"),{otherwise})', line(WORD))
    pen.next(20)


def _lined(look: Look) -> Look:
    return look


def _level1(pen: Pen, rows: Rows, group: int) -> None:
    """The weights below a level-1 indicator against its own; nothing where there is no indicator of that number."""
    row = f"MATCH({group},{rows.all(GROUP1)},0)"
    name, own = (f"INDEX({rows.all(column)},{row})" for column in (LEVEL1, OWN_WEIGHT1))
    weights, capped = (f"SUMIF({rows.all(GROUP1)},{group},{rows.all(column)})" for column in (WEIGHT2, GROUP_CAPPED))
    weight, there = pen.at(_OWN_WEIGHT), f"ISNUMBER({row})"
    about = CHECKS["level2-weights"]
    texts = {ITEM: about.title, RELATION: "二级指标分值合计＝一级指标分值", NATURE: SEVERITIES[about.severity]}
    pen.put(_CAPPED, f'=IF({weight}="",{capped},MIN({capped},{weight}))', SCRATCH)
    pen.put(_OWN_WEIGHT, f'=IFERROR(VALUE({own}),"")', SCRATCH)
    pen.put(FIELD, f'=IFERROR(IF({name}="","第{group}个一级指标（名称缺失）",{name}),"")', unlined(SENTENCE))
    for column, text in texts.items():
        pen.put(column, f'=IF({there},"{text}","")', unlined(WORD if column == NATURE else SENTENCE))
    pen.put(REPORTED, f'=IF({there},{weights},"")', unlined(POINTS))
    pen.put(EXPECTED, f"={weight}", unlined(POINTS))
    _end(pen, f'=IF({there},{group + 2},"")', f'IF({there},"{BLANK}","")', unlined)


def write_totals(pen: Pen, rows: Rows, capped: str) -> None:
    """Writes the total in three readings, each with its grade; the pen stands where they belong."""
    declared = f'IF(COUNT({rows.all(OWN_SCORE)})=0,"",{TOTAL_SCORE})'
    readings = {
        "填报总分": (declared, "总分栏的数"),
        "各行合计": (_sum(rows, OWN_SCORE), "各行自评得分之和"),
        "按分值封顶合计": (
            f'IF(COUNT({rows.all(OWN_SCORE)})=0,"",{capped})',
            "每行、每组得分都不超过其分值时的合计",
        ),
    }
    pen.columns("序号", "口径", "说明", "", "总分", "等级")
    pen.sheet.merge_cells(start_row=pen.row - 1, end_row=pen.row - 1, start_column=FIELD, end_column=RELATION)
    for number, (label, (total, words)) in enumerate(readings.items(), 1):
        cell = pen.at(REPORTED)
        pen.put(NUMBER, number, WORD)
        pen.put(ITEM, label, SENTENCE)
        pen.put(FIELD, words, SENTENCE, until=RELATION)
        pen.put(REPORTED, f"={total}", POINTS)
        pen.put(EXPECTED, f'=IF(ISNUMBER({cell}),{grade(rows.standard, cell)},"")', WORD)
        pen.next(20)


def grade(standard: Standard, score: str) -> str:
    """The grade of a score, as nested IFs over the bands."""
    text = '""'
    for band in sorted(standard.grades, key=lambda band: band.lower):
        text = f'IF({score}>={plain(band.lower)},"{band.name}",{text})'
    highest = max(band.upper for band in standard.grades)
    return f'IF({score}>{plain(highest)},"",{text})'
