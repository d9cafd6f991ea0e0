"""The part of 审核 that spreads out the indicator table row by row.

Rows are fetched by their number in the table, so that indicators inserted anywhere between its header and its total are
taken in. What the verdicts are made of stands in scratch columns beside the printed area.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from perfxl.sml.a1 import letters
from perfxl.sml.reference import on_sheet
from perfxl.standard.model import Level, Standard
from perfxl.standard.render import to_excel
from perfxl.template.judgement import BLANK, FAIL, PASS
from perfxl.template.layout import TableBox
from perfxl.template.names import TABLE
from perfxl.template.pen import POINTS, SCRATCH, SECTION, SENTENCE, WORD, Pen, unlined

CAPACITY = 40
"""Rows of the indicator table that 审核 goes over; perfxl itself knows no such limit."""

ORDER, LEVEL1, LEVEL2, LEVEL3, WEIGHT, SCORE, GROUP, RESULT, FAULT = range(1, 10)
K, OWN1, OWN_WEIGHT1, OWN2, OWN3, OWN_SCORE, GROUP1, GROUP2, WEIGHT2, WEIGHT3, CAPPED, GROUP_CAPPED = range(11, 23)
_SCRATCH_HEADERS = (
    "行", "一级", "一级分值", "二级", "三级", "得分", "一级组", "二级组", "二级分值", "三级分值", "行封顶", "组封顶",
)  # fmt: skip
OVER, GROUP_OVER, NO_SCORE, EMPTY, WEIGHTS3, NO_NAME = (
    "得分超分值",
    "组得分超分值",
    "未填得分",
    "空行",
    "三级分值不符",
    "名称缺失",
)

Cells = Mapping[int, str]
"""The cells of one row of 审核, by column."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Where the rows stand: from `first` on, as many as there is capacity for."""

    standard: Standard
    table: TableBox
    first: int

    def all(self, column: int) -> str:
        """A column of all rows."""
        return f"${letters(column)}${self.first}:${letters(column)}${self.first + CAPACITY - 1}"

    @property
    def count(self) -> str:
        """The cell with the number of indicators."""
        return f"${letters(K)}${self.first - 2}"

    def fetched(self, kind: Level, number: str) -> str:
        """The form's cell in a column of the table, in the row of that number."""
        column = self.standard.table.column(kind)
        return f"INDEX({TABLE},{number}+1,{self.table.columns[column.key]})" if column else '""'

    def weight(self, kind: Level, cell: str) -> str:
        """The weight that is written into a name, 0 where there is none."""
        column = self.standard.table.column(kind)
        for formula in self.standard.table.derived.values():
            if column and {used.name for used in formula.columns} == {column.key}:
                return to_excel(formula, lambda _: cell).removeprefix("=")
        return "0"


def write_rows(pen: Pen, rows: Rows) -> None:
    """Writes heading, headers and rows; the pen stands two rows above the first."""
    table, count = rows.table, rows.count
    beyond = f'IF({count}>{CAPACITY},"；第 {CAPACITY} 行以后的请用 perfxl 核对","")'
    pen.put(1, f'="五、指标逐行（共 "&{count}&" 行）"&{beyond}', SECTION, until=FAULT)
    start, end = (on_sheet(table.sheet, f"$A${row}") for row in (table.header, table.total))
    pen.put(K, f"=ROW({end})-ROW({start})-1", SCRATCH)
    pen.put(K + 1, "以下为计算过程，不打印", SCRATCH)
    pen.next(28)
    for column, header in enumerate(_SCRATCH_HEADERS, K):
        pen.put(column, header, SCRATCH)
    pen.columns("序号", "一级指标", "二级指标（分值）", "三级指标", "分值", "自评得分", "组内得分", "结果", "问题")
    for number in range(1, CAPACITY + 1):
        _write_row(pen, rows, number)


def _write_row(pen: Pen, rows: Rows, number: int) -> None:
    cells = {column: pen.at(column) for column in range(1, GROUP_CAPPED + 1)}
    above = {column: f"{letters(column)}{pen.row - 1}" for column in cells}
    beyond = f"{cells[K]}>{rows.count}"
    pen.put(K, number, SCRATCH)
    for column, formula in _scratch(rows, cells, above, number == 1).items():
        pen.put(column, f'=IF({beyond},"",{formula})', SCRATCH)
    for column, formula in _shown(rows, cells, above, number == 1).items():
        look = SENTENCE if column in (LEVEL2, LEVEL3) else POINTS if column in (WEIGHT, SCORE, GROUP) else WORD
        pen.put(column, f'=IF({beyond},"",{formula})', unlined(look))
    pen.next(20)


def _scratch(rows: Rows, c: Cells, above: Cells, first: bool) -> dict[int, str]:
    """The row's own cells of the form, its groups' numbers, the weights in its names, its score within its weight."""
    kinds: dict[int, Level] = {OWN1: "level1", OWN_WEIGHT1: "weight1", OWN2: "level2", OWN3: "level3"}
    score = rows.fetched("score", c[K])
    begins = f'OR({c[OWN1]}<>"",{c[OWN_WEIGHT1]}<>"")'
    before = ("0", "0") if first else (above[GROUP1], above[GROUP2])
    group = f"SUMIF({rows.all(GROUP2)},{c[GROUP2]},{rows.all(CAPPED)})"
    capped = f'IF({c[WEIGHT]}="",{c[OWN_SCORE]},MAX(0,MIN({c[OWN_SCORE]},{c[WEIGHT]})))'
    return {at: f'{rows.fetched(kind, c[K])}&""' for at, kind in kinds.items()} | {
        OWN_SCORE: f'IF({score}="","",{score})',
        GROUP1: f"{before[0]}+IF({begins},1,0)",
        GROUP2: f'{before[1]}+IF(OR({c[OWN2]}<>"",{begins}),1,0)',
        WEIGHT2: rows.weight("level2", c[OWN2]),
        WEIGHT3: rows.weight("level3", c[OWN3]),
        CAPPED: f"IF(ISNUMBER({c[OWN_SCORE]}),{capped},0)",
        GROUP_CAPPED: f"IF({_begins_group(rows, c)},IF({c[WEIGHT2]}>0,MIN({group},{c[WEIGHT2]}),{group}),0)",
    }


def _begins_group(rows: Rows, c: Cells) -> str:
    """Whether the row is the first of its level-2 group."""
    return f"MATCH({c[GROUP2]},{rows.all(GROUP2)},0)={c[K]}"


def _shown(rows: Rows, c: Cells, above: Cells, first: bool) -> dict[int, str]:
    def name(own: int, group: int, column: int) -> str:
        before = '""' if first else f'IF({c[group]}={above[group]},{above[column]},"")'
        return f'IF({c[own]}<>"",{c[own]},{before})'

    group_score = f"SUMIF({rows.all(GROUP2)},{c[GROUP2]},{rows.all(OWN_SCORE)})"
    return {
        ORDER: c[K],
        LEVEL1: name(OWN1, GROUP1, LEVEL1),
        LEVEL2: name(OWN2, GROUP2, LEVEL2),
        LEVEL3: c[OWN3],
        WEIGHT: f'IF({c[WEIGHT3]}>0,{c[WEIGHT3]},IF(AND({c[OWN3]}="",{c[WEIGHT2]}>0),{c[WEIGHT2]},""))',
        SCORE: c[OWN_SCORE],
        GROUP: f'IF({_begins_group(rows, c)},{group_score},"")',
        RESULT: f'IF({c[FAULT]}="","{PASS}",IF(OR({c[FAULT]}="{NO_SCORE}",{c[FAULT]}="{EMPTY}"),"{BLANK}","{FAIL}"))',
        FAULT: _fault(rows, c),
    }


def _fault(rows: Rows, c: Cells) -> str:
    """The first of a row's faults; nothing where it has none."""
    weights3 = f"SUMIF({rows.all(GROUP2)},{c[GROUP2]},{rows.all(WEIGHT3)})"
    has_score = f"ISNUMBER({c[SCORE]})"
    outside = f"OR({c[SCORE]}<0,{c[SCORE]}>{c[WEIGHT]})"
    faults = {
        f'AND({c[LEVEL1]}="",MATCH({c[GROUP1]},{rows.all(GROUP1)},0)={c[K]})': NO_NAME,
        f'AND({c[OWN2]}&{c[OWN3]}="",{c[SCORE]}="")': EMPTY,
        f'{c[SCORE]}=""': NO_SCORE,
        f'IF(AND({has_score},{c[WEIGHT]}<>""),{outside},{c[SCORE]}<0)': OVER,
        f"IF(AND({_begins_group(rows, c)},{c[WEIGHT2]}>0,{weights3}=0),{c[GROUP]}>{c[WEIGHT2]},FALSE)": GROUP_OVER,
        f"IF(AND({_begins_group(rows, c)},{weights3}>0),ABS({weights3}-{c[WEIGHT2]})>0.000001,FALSE)": WEIGHTS3,
    }
    text = '""'
    for condition, fault in reversed(faults.items()):
        text = f'IF({condition},"{fault}",{text})'
    return text
