"""The parts of 审核 with one row for each place of each check that is a formula over fields, and for each rate."""

from __future__ import annotations

from collections.abc import Sequence

from perfxl.standard.check_ids import CHECKS, SEVERITIES
from perfxl.standard.model import CheckRule, Place, Rate, Standard
from perfxl.standard.render import to_excel
from perfxl.template.figures import Figures
from perfxl.template.judgement import Cells, judge
from perfxl.template.layout import Box, text_height
from perfxl.template.pen import AMOUNT, JUMP, RATE, SENTENCE, WORD, Pen
from perfxl.template.wording import wording

NUMBER, ITEM, FIELD, RELATION, REPORTED, EXPECTED, DIFFERENCE, RESULT, NATURE = range(1, 10)
HEADERS = ("序号", "核对项目", "所在字段（点击跳转）", "核对关系", "填报数", "应为（比较数）", "差额", "结果", "性质")
WIDTHS = (5.0, 21.0, 27.0, 54.0, 12.5, 12.5, 12.5, 9.0, 9.0)
RELATION_WIDTH = WIDTHS[RELATION - 1]


def places(standard: Standard) -> list[tuple[CheckRule, Place]]:
    """Every place of the checks that are formulas over fields, in the order of the forms."""
    rules = [standard.checks[check] for check in CHECKS if check in standard.checks]
    return [(rule, place) for rule in rules if not rule.off for place in rule.places if place.at]


def nature(rule: CheckRule) -> str:
    """必须改, 须说明 or 提示."""
    return SEVERITIES[rule.severity or CHECKS[rule.id].severity]


def write_checks(pen: Pen, standard: Standard, amounts: Sequence[Box]) -> None:
    """Writes the check rows, and beside them what they know of the figures; `amounts` are the cells of amounts."""
    pen.heading("二、勾稽关系", NATURE)
    pen.columns(*HEADERS)
    names = dict.fromkeys(name for _, place in places(standard) for name in place.holds.names)
    figures = Figures(standard, tuple(names), pen.row)
    figures.write(Pen(pen.sheet), amounts)
    for number, (rule, place) in enumerate(places(standard), 1):
        _write_check(pen, figures, number, rule, place)


def _write_check(pen: Pen, figures: Figures, number: int, rule: CheckRule, place: Place) -> None:
    cells = Cells(pen.at(REPORTED), pen.at(EXPECTED), pen.at(DIFFERENCE))
    found = judge(figures.standard, place, cells, figures)
    look = RATE if found.percent else AMOUNT
    words = wording(figures.standard, place.holds)
    pen.put(NUMBER, number, WORD)
    pen.put(ITEM, CHECKS[rule.id].title, SENTENCE)
    pen.put(FIELD, place.at, JUMP)
    pen.link(FIELD, place.at)
    pen.put(RELATION, words, SENTENCE)
    pen.put(REPORTED, found.reported, look)
    pen.put(EXPECTED, found.expected or None, look)
    pen.put(DIFFERENCE, found.difference or None, look)
    pen.put(RESULT, found.result, WORD)
    pen.put(NATURE, nature(rule), WORD)
    pen.next(text_height(words, RELATION_WIDTH, 14, 20))


def write_rates(pen: Pen, standard: Standard) -> None:
    """Writes the table of rates: formula, as reported, as recomputed, on which basis."""
    pen.heading("三、比率", NATURE)
    pen.columns("序号", "比率", "口径", "计算公式", "填报", "重算", "差额")
    for number, rate in enumerate(standard.rates, 1):
        _write_rate(pen, standard, number, rate)


def _write_rate(pen: Pen, standard: Standard, number: int, rate: Rate) -> None:
    words = wording(standard, rate.formula)
    reported, recomputed = pen.at(REPORTED), pen.at(EXPECTED)
    pen.put(NUMBER, number, WORD)
    pen.put(ITEM, rate.label, SENTENCE)
    pen.put(FIELD, rate.basis, SENTENCE)
    pen.put(RELATION, words, SENTENCE)
    pen.put(REPORTED, f'=IF({rate.reported}="","",{rate.reported})' if rate.reported else "——", RATE)
    pen.put(EXPECTED, _recomputed(standard, rate), RATE)
    gap = f'=IF(AND(ISNUMBER({reported}),ISNUMBER({recomputed})),ROUND({reported}-{recomputed},6),"")'
    pen.put(DIFFERENCE, gap, RATE)
    tallest = max(text_height(words, RELATION_WIDTH, 14, 20), text_height(rate.basis, WIDTHS[FIELD - 1], 14, 20))
    pen.next(tallest)


def _recomputed(standard: Standard, rate: Rate) -> str:
    """A rate's formula; nothing while a figure is not filled, or none of the rows that it sums up."""
    names = [name for name in rate.formula.names if name not in standard.ranges]
    blanks = [f"COUNT({','.join(names)})<{len(names)}"] if names else []
    blanks += [f"COUNT({name})=0" for name in rate.formula.names if name in standard.ranges]
    return f'=IF(OR({",".join(blanks)}),"",IFERROR({to_excel(rate.formula).removeprefix("=")},""))'
