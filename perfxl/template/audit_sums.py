"""The parts of 审核 that sum up: the total in three readings with its grade, and the weights by level-1 indicator."""

from __future__ import annotations

from collections.abc import Callable

from perfxl.sml.a1 import letters
from perfxl.standard.check_ids import CHECKS, SEVERITIES
from perfxl.standard.formula import Call
from perfxl.standard.in_table import has_total_weight
from perfxl.standard.model import TOTAL_SCORE, TOTAL_WEIGHT, Standard
from perfxl.standard.render import to_excel
from perfxl.template.audit_checks import DIFFERENCE, EXPECTED, FIELD, ITEM, NATURE, NUMBER, RELATION, REPORTED, RESULT
from perfxl.template.audit_rows import (
    GROUP1,
    GROUP_CAPPED,
    LEVEL1,
    OWN2,
    OWN_SCORE,
    OWN_WEIGHT1,
    SHARE,
    WEIGHT2,
    WEIGHT3,
    Rows,
)
from perfxl.template.judgement import BLANK, FAIL, PASS
from perfxl.template.layout import plain
from perfxl.template.pen import POINTS, SCRATCH, SENTENCE, WORD, Pen, unlined
from perfxl.template.styles import Look
from perfxl.template.wording import wording

_LEAST_CAPACITY, _SPARE = 6, 3
TOTAL_LINES = 1 + 3
"""Rows that `write_totals` takes."""
_CAPPED, _OWN_WEIGHT = 11, 12


def level1_capacity(standard: Standard) -> int:
    """How many level-1 indicators are summed, those beside the table among them."""
    return max(_LEAST_CAPACITY, len(standard.table.beside) + len(standard.indicators) + _SPARE)


def sum_lines(standard: Standard) -> int:
    """Rows that `write_sums` takes: heading, headers, total and weights, level-1 indicators."""
    return 2 + 2 + level1_capacity(standard)


def write_sums(pen: Pen, rows: Rows) -> str:
    """Writes the sums of scores and weights; gives the formula of the capped total."""
    label = rows.standard.table.total.label
    pen.heading("四、总分与分值", NATURE)
    pen.columns("序号", "核对项目", "所在字段或指标", "核对关系", "填报数", "应为（比较数）", "差额", "结果", "性质")
    plain_sum = is_plain_sum(rows.standard)
    words = f"{label}得分＝各行自评得分合计" if plain_sum else wording(rows.standard, rows.standard.table.total.score)
    _line(pen, "total-sum", TOTAL_SCORE, words, _filled(TOTAL_SCORE), _sum(rows))
    pen.link(FIELD, TOTAL_SCORE)
    _end(pen, 1, f'"{BLANK}"', _lined)
    words, weights = _weights(rows, pen.row)
    _line(pen, "level1-weights", TOTAL_WEIGHT, f"{words}＝{label}分值", weights, _total_weight(rows))
    if has_total_weight(rows.standard):
        pen.link(FIELD, TOTAL_WEIGHT)
    _end(pen, 2, f'"{BLANK}"', _lined)
    first = pen.row
    for group in range(1, level1_capacity(rows.standard) + 1):
        _level1(pen, rows, group)
    return f"SUM(${letters(_CAPPED)}${first}:${letters(_CAPPED)}${pen.row - 1})"


def _weights(rows: Rows, row: int) -> tuple[str, str]:
    """The weights that must come to the whole, in words and as a formula: those of level 1 that are no bonus; those of
    level 3 where the form gives level 1 none. The level-1 lines stand below `row`."""
    if all(indicator.weight is None for indicator in rows.standard.indicators):
        total = f"SUM({rows.all(WEIGHT3)})"
        return "三级指标分值合计", f'IF({total}={_beside(rows)},"",{total})'
    last = row + level1_capacity(rows.standard)
    own, names, there = (f"{letters(at)}{row + 1}:{letters(at)}{last}" for at in (_OWN_WEIGHT, FIELD, NUMBER))
    bonus = [indicator.level1 for indicator in rows.standard.indicators if indicator.bonus]
    less = "".join(f'-SUMIF({names},"{name}*",{own})' for name in bonus)
    return "一级指标分值合计", f'IF(OR(COUNT({own})=0,COUNT({own})<COUNT({there})),"",SUM({own}){less})'


def _beside(rows: Rows) -> str:
    """The weights of the rows beside the table, which are there before anything is filled."""
    if not rows.beside:
        return "0"
    at, last = letters(WEIGHT3), rows.first + rows.beside - 1
    return f"SUM(${at}${rows.first}:${at}${last})"


def _total_weight(rows: Rows) -> str:
    """The weight of the whole: the form's own cell where it has one."""
    return _filled(TOTAL_WEIGHT) if has_total_weight(rows.standard) else plain(rows.standard.table.total.weight)


def _sum(rows: Rows) -> str:
    """What the total should be: the standard's formula over the rows' own scores."""
    columns = {"自评得分": OWN_SCORE, "一级分值": OWN_WEIGHT1, "二级分值": WEIGHT2, "三级分值": WEIGHT3}
    form = rows.standard.table
    if column := form.column("score"):
        columns[column.key] = OWN_SCORE
    total = to_excel(form.total.score, lambda column: rows.all(columns[column.name])).removeprefix("=")
    return f'IF(COUNT({rows.all(OWN_SCORE)})=0,"",{total})'


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
    held = WEIGHT2 if rows.level2_has_weights else SHARE
    weights, capped = (f"SUMIF({rows.all(GROUP1)},{group},{rows.all(column)})" for column in (held, GROUP_CAPPED))
    weight, there = pen.at(_OWN_WEIGHT), f"ISNUMBER({row})"
    words = "二级指标分值合计＝一级指标分值"
    if held == SHARE:
        words, weights = "下级指标分值合计＝一级指标分值", f'IF({weights}>0,{weights},"")'
    else:
        within = f'({rows.all(GROUP1)}={group})*({rows.all(OWN2)}<>"")*({rows.all(WEIGHT2)}=0)'
        weights = f'IF(AND(SUMPRODUCT({within})>0,{weights}<={weight}),"",{weights})'
    about = CHECKS["level2-weights"]
    texts = {ITEM: about.title, RELATION: words, NATURE: SEVERITIES[about.severity]}
    pen.put(_CAPPED, f'=IF({weight}="",{capped},MIN({capped},{weight}))', SCRATCH)
    has_column = rows.standard.table.column("weight1") is not None
    written = f'VALUE(SUBSTITUTE({own},"分",""))' if has_column else f'IF({own}>0,{own},"")'
    pen.put(_OWN_WEIGHT, f'=IFERROR({written},"")', SCRATCH)
    pen.put(FIELD, f'=IFERROR(IF({name}="","第{group}个一级指标（名称缺失）",{name}),"")', unlined(SENTENCE))
    for column, text in texts.items():
        pen.put(column, f'=IF({there},"{text}","")', unlined(WORD if column == NATURE else SENTENCE))
    pen.put(REPORTED, f'=IF({there},{weights},"")', unlined(POINTS))
    pen.put(EXPECTED, f"={weight}", unlined(POINTS))
    unjudged = all(indicator.weight is None for indicator in rows.standard.indicators)
    otherwise = '""' if unjudged else f'IF({there},"{BLANK}","")'
    _end(pen, f'=IF({there},{group + 2},"")', otherwise, unlined)


def is_plain_sum(standard: Standard) -> bool:
    """Whether the total is the sum of the scores and nothing else."""
    tree = standard.table.total.score.tree
    return isinstance(tree, Call) and tree.function == "SUM"


def write_totals(pen: Pen, rows: Rows, capped: str) -> None:
    """Writes the total in three readings, each with its grade; the pen stands where they belong."""
    declared = f'IF(COUNT({rows.all(OWN_SCORE)})=0,"",{_filled(TOTAL_SCORE)})'
    readings = {
        "填报总分": (declared, "总分栏的数"),
        "各行合计": (_sum(rows), "各行自评得分之和" if is_plain_sum(rows.standard) else "按总分公式由各行自评得分算出"),
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
