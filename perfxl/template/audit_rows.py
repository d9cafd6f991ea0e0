"""The part of 审核 that spreads out the indicator table row by row.

Rows are fetched by their number in the table, so that indicators inserted anywhere between its header and its total are
taken in. What the verdicts are made of stands in scratch columns beside the printed area.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from perfxl.sml.a1 import letters
from perfxl.sml.reference import on_sheet
from perfxl.standard.model import Level, Standard
from perfxl.template.judgement import BLANK, FAIL, PASS
from perfxl.template.layout import TableBox
from perfxl.template.names import TABLE
from perfxl.template.pen import POINTS, SCRATCH, SECTION, SENTENCE, WORD, Pen, unlined

_LEAST_CAPACITY = 40

ORDER, LEVEL1, LEVEL2, LEVEL3, WEIGHT, SCORE, GROUP, RESULT, FAULT = range(1, 10)
K, OWN1, OWN_WEIGHT1, OWN2, OWN3, OWN_SCORE, GROUP1, GROUP2, WEIGHT2, WEIGHT3, CAPPED, GROUP_CAPPED = range(11, 23)
SCORED, SHARE = 23, 24
"""Columns of forms that need them: whether a row has a score, where one of several is chosen; the weight of a group,
where not every level-2 indicator has one."""

_LONGEST = 20
"""Characters that a weight in brackets takes at most."""

_SCRATCH_HEADERS = (
    "行", "一级", "一级分值", "二级", "三级", "得分", "一级组", "二级组", "二级分值", "三级分值", "行封顶", "组封顶",
)  # fmt: skip
OVER, GROUP_OVER, NO_SCORE, EMPTY, WEIGHTS3, NO_NAME, SEVERAL = (
    "得分超分值",
    "组得分超分值",
    "未填得分",
    "空行",
    "三级分值不符",
    "名称缺失",
    "只应选填一项",
)

Cells = Mapping[int, str]
"""The cells of one row of 审核, by column."""

_LEVELS: Mapping[Literal[2, 3], tuple[Level, Level]] = {2: ("weight2", "level2"), 3: ("weight3", "level3")}


@dataclass(frozen=True, slots=True)
class Rows:
    """Where the rows stand: from `first` on, those beside the table before those of the table, as many as there is
    capacity for."""

    standard: Standard
    table: TableBox
    first: int

    @property
    def beside(self) -> int:
        """How many rows stand beside the table."""
        return len(self.standard.table.beside)

    @property
    def filled(self) -> int:
        """How many rows the blank form has."""
        return self.beside + self.table.last - self.table.first + 1

    @property
    def capacity(self) -> int:
        """Rows that 审核 goes over; perfxl itself knows no such limit."""
        return self.beside + max(_LEAST_CAPACITY, (self.filled - self.beside) * 3 // 2)

    def all(self, column: int) -> str:
        """A column of all rows."""
        return f"${letters(column)}${self.first}:${letters(column)}${self.first + self.capacity - 1}"

    @property
    def count(self) -> str:
        """The cell with the number of indicators."""
        return f"${letters(K)}${self.first - 2}"

    def fetched(self, kind: Level, number: str) -> str:
        """The form's cell in a column of the table, in the row of that number."""
        column = self.standard.table.column(kind)
        at = f"{number}-{self.beside - 1}" if self.beside > 1 else number if self.beside else f"{number}+1"
        return f"INDEX({TABLE},{at},{self.table.within(column.key)})" if column else '""'

    def weight(self, kind: Level, cell: str) -> str:
        """The weight that is written into a name, 0 where there is none."""
        column = self.standard.table.column(kind)
        derived = ({used.name for used in formula.columns} for formula in self.standard.table.derived.values())
        return _bracketed(cell) if column and {column.key} in derived else "0"

    def weight_of(self, level: Literal[2, 3], cells: Cells) -> str:
        """The weight of a row's level-2 or level-3 indicator: from its own column, else from its name."""
        kind, name = _LEVELS[level]
        if self.standard.table.column(kind) is None:
            return self.weight(name, cells[OWN2 if level == 2 else OWN3])
        return _number(self.fetched(kind, cells[K]))

    @property
    def level2_has_weights(self) -> bool:
        """Whether every level-2 indicator of the blank form has a weight."""
        groups = (group for indicator in self.standard.indicators for group in indicator.groups)
        return all(group.weight is not None for group in groups)

    def chosen(self, level2: str) -> str:
        """Whether a level-2 indicator, named in that cell, is one of which a single row is chosen; "" if none is."""
        groups = (group for indicator in self.standard.indicators for group in indicator.groups)
        return _any_of(level2, [group.level2 for group in groups if group.choose])

    def bonus(self, level1: str) -> str:
        """Whether a level-1 indicator, named in that cell, counts beside the whole; "" if none does."""
        return _any_of(level1, [indicator.level1 for indicator in self.standard.indicators if indicator.bonus])


def _number(cell: str) -> str:
    return f"IF(ISNUMBER({cell}),{cell},0)"


def _bracketed(cell: str) -> str:
    """The figure in the last bracket of a name, as perfxl reads it: 数量指标（20）, or not closed 数量指标（20分.
    One of four digits is a year."""
    last = f'RIGHT(SUBSTITUTE({cell},"（","{" " * _LONGEST}"),{_LONGEST})'
    for around in ("）", "分", "%", " "):
        last = f'SUBSTITUTE({last},"{around}","")'
    return f'IFERROR(IF(AND(FIND("（",{cell})>0,VALUE({last})<1000),VALUE({last}),0),0)'


def full_width(name: str) -> str:
    """A name whose brackets, whatever they are, are those of the form."""
    for bracket, usual in zip("([【)]】", "（（（）））", strict=True):
        name = f'SUBSTITUTE({name},"{bracket}","{usual}")'
    return name


def _any_of(cell: str, names: list[str]) -> str:
    """Whether a cell begins with one of the names, behind which a weight may stand."""
    tests = [f'LEFT({cell},{len(name)})="{name}"' for name in names]
    return f"OR({','.join(tests)})" if tests else ""


def write_rows(pen: Pen, rows: Rows) -> None:
    """Writes heading, headers and rows; the pen stands two rows above the first."""
    table, count = rows.table, rows.count
    most = rows.capacity
    beyond = f'IF({count}>{most},"；第 {most} 行以后的请用 perfxl 核对","")'
    pen.put(1, f'="五、指标逐行（共 "&{count}&" 行）"&{beyond}', SECTION, until=FAULT)
    start, end = (on_sheet(table.sheet, f"$A${row}") for row in (table.header, table.total))
    more = f"+{rows.beside}" if rows.beside else ""
    pen.put(K, f"=ROW({end})-ROW({start})-1{more}", SCRATCH)
    pen.put(K + 1, "以下为计算过程，不打印", SCRATCH)
    pen.next(28)
    for column, header in enumerate(_SCRATCH_HEADERS, K):
        pen.put(column, header, SCRATCH)
    pen.columns("序号", "一级指标", "二级指标（分值）", "三级指标", "分值", "自评得分", "组内得分", "结果", "问题")
    for number in range(1, most + 1):
        _write_row(pen, rows, number)


def _write_row(pen: Pen, rows: Rows, number: int) -> None:
    cells = {column: pen.at(column) for column in range(1, SHARE + 1)}
    above = {column: f"{letters(column)}{pen.row - 1}" for column in cells}
    beyond = f"{cells[K]}>{rows.count}"
    pen.put(K, number, SCRATCH)
    scratch = _scratch(rows, cells, above, number == 1)
    if number <= rows.beside:
        scratch |= _own_beside(rows, number)
    for column in sorted(scratch):
        pen.put(column, f'=IF({beyond},"",{scratch[column]})', SCRATCH)
    for column, formula in _shown(rows, cells, above, number == 1).items():
        look = SENTENCE if column in (LEVEL2, LEVEL3) else POINTS if column in (WEIGHT, SCORE, GROUP) else WORD
        pen.put(column, f'=IF({beyond},"",{formula})', unlined(look))
    pen.next(20)


def _scratch(rows: Rows, c: Cells, above: Cells, first: bool) -> dict[int, str]:
    """The row's own cells of the form, its groups' numbers, the weights in its names, its score within its weight."""
    own = _own(rows, c)
    begins = f'OR({c[OWN1]}<>"",{c[OWN_WEIGHT1]}<>"")' if rows.standard.table.column("weight1") else f'{c[OWN1]}<>""'
    before = ("0", "0") if first else (above[GROUP1], above[GROUP2])
    group, weights3 = (f"SUMIF({rows.all(GROUP2)},{c[GROUP2]},{rows.all(column)})" for column in (CAPPED, WEIGHT3))
    bonus = rows.bonus(c[LEVEL1])
    least = f"IF({bonus},-{c[WEIGHT]},0)" if bonus else "0"
    capped = f'IF({c[WEIGHT]}="",{c[OWN_SCORE]},MAX({least},MIN({c[OWN_SCORE]},{c[WEIGHT]})))'
    if not rows.level2_has_weights:
        share = f"IF({c[WEIGHT2]}>0,{c[WEIGHT2]},{weights3})"
        own[SHARE] = f"IF({_begins_group(rows, c)},{share},0)"
    return own | {
        GROUP1: f"{before[0]}+IF({begins},1,0)",
        GROUP2: f'{before[1]}+IF(OR({c[OWN2]}<>"",{begins}),1,0)',
        CAPPED: f"IF(ISNUMBER({c[OWN_SCORE]}),{capped},0)",
        GROUP_CAPPED: f"IF({_begins_group(rows, c)},IF({c[WEIGHT2]}>0,MIN({group},{c[WEIGHT2]}),{group}),0)",
    }


def _own(rows: Rows, c: Cells) -> dict[int, str]:
    """What the form itself says in a row of the table."""
    kinds: dict[int, Level] = {OWN1: "level1", OWN_WEIGHT1: "weight1", OWN2: "level2", OWN3: "level3"}
    own = {at: full_width(f'{rows.fetched(kind, c[K])}&""') for at, kind in kinds.items()}
    if rows.standard.table.column("weight1") is None:
        own[OWN_WEIGHT1] = rows.weight("level1", c[OWN1])
    score = rows.fetched("score", c[K])
    return (
        own
        | {
            OWN_SCORE: f'IF({score}="","",{score})',
            WEIGHT2: rows.weight_of(2, c),
            WEIGHT3: rows.weight_of(3, c),
        }
        | ({SCORED: f"IF(ISNUMBER({c[OWN_SCORE]}),1,0)"} if rows.chosen(c[LEVEL2]) else {})
    )


def _own_beside(rows: Rows, number: int) -> dict[int, str]:
    """What the fields of a row beside the table say."""
    beside = rows.standard.table.beside[number - 1]
    weight = _number(beside.weight)
    return {
        OWN1: f'"{beside.level1}"',
        OWN_WEIGHT1: weight,
        OWN2: f'"{beside.level2 or beside.level1}"',
        OWN3: '""',
        OWN_SCORE: f'IF({beside.score}="","",{beside.score})',
        WEIGHT2: weight,
        WEIGHT3: weight,
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
    text = '""'
    for condition, fault in reversed(_faults(rows, c).items()):
        text = f'IF({condition},"{fault}",{text})'
    return text


def _faults(rows: Rows, c: Cells) -> dict[str, str]:
    weights3 = f"SUMIF({rows.all(GROUP2)},{c[GROUP2]},{rows.all(WEIGHT3)})"
    scores = f"SUMIF({rows.all(GROUP2)},{c[GROUP2]},{rows.all(SCORED)})"
    has_score = f"ISNUMBER({c[SCORE]})"
    bonus, chosen = rows.bonus(c[LEVEL1]), rows.chosen(c[LEVEL2])
    least = f"IF({bonus},-{c[WEIGHT]},0)" if bonus else "0"
    outside = f"OR({c[SCORE]}<{least},{c[SCORE]}>{c[WEIGHT]})"
    missing = f"NOT({has_score})"
    lacks = f"SUMPRODUCT(({rows.all(GROUP2)}={c[GROUP2]})*({rows.all(WEIGHT3)}=0))>0"
    summed = [_begins_group(rows, c), f"{weights3}>0", f"{c[WEIGHT2]}>0"]
    summed += [f"OR({weights3}>{c[WEIGHT2]},NOT({lacks}))"]
    summed += [f"NOT({chosen})"] if chosen else []
    faults = {
        f'AND({c[LEVEL1]}="",MATCH({c[GROUP1]},{rows.all(GROUP1)},0)={c[K]})': NO_NAME,
        f'AND({c[OWN2]}&{c[OWN3]}="",{c[SCORE]}="")': EMPTY,
    }
    if chosen:
        faults[f"AND({chosen},{has_score},{scores}>1)"] = SEVERAL
        missing = f"AND({missing},NOT(AND({chosen},{scores}>0)))"
    return faults | {
        missing: NO_SCORE,
        f'IF(AND({has_score},{c[WEIGHT]}<>""),{outside},{c[SCORE]}<0)': OVER,
        f"IF(AND({_begins_group(rows, c)},{c[WEIGHT2]}>0,{weights3}=0),{c[GROUP]}>{c[WEIGHT2]},FALSE)": GROUP_OVER,
        f"IF(AND({','.join(summed)}),ABS({weights3}-{c[WEIGHT2]})>0.000001,FALSE)": WEIGHTS3,
    }
