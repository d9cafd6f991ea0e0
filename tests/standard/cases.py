"""Formulas to try every engine on: generated from a fixed seed over one small sheet, and written by hand.

The sheet has whatever accountants leave behind: blanks, texts, percentages typed as text, truth values, errors.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from decimal import Decimal

from perfxl.standard.formula import Reference
from perfxl.standard.interval import Interval
from perfxl.standard.values import BLANK, DIVISION_BY_ZERO, NOT_FOUND, Array, ErrorValue, Scalar, Value

SHEET = """
|   2.2    | (blank) | =1/0  |  0 | 差 | 残疾人培训 | TRUE |
|   -3     | 优      | =NA() | 60 | 中 | 残疾人康复 | 0.05 |
|   0      | 85%     | '20   | 80 | 良 | 助残日     | =""  |
|   91.503 | ——      | 1.005 | 90 | 优 | (blank)    | -0.5 |
"""
"""Columns A to G. A value after ' is a text, so is one that is no number; =… gives an error."""


def written_cells() -> list[list[str]]:
    """The sheet as it is written, row by row."""
    lines = [line.strip().strip("|") for line in SHEET.strip().splitlines()]
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def value_of(cell: str) -> Scalar:
    """The value of a cell as written in SHEET."""
    special: dict[str, Scalar] = {
        "(blank)": BLANK,
        '=""': "",
        "=1/0": DIVISION_BY_ZERO,
        "=NA()": NOT_FOUND,
        "TRUE": True,
    }
    if cell in special:
        return special[cell]
    try:
        return Interval.exact(Decimal(cell))
    except ArithmeticError:
        return cell.removeprefix("'")


@dataclass(frozen=True, slots=True)
class SheetScope:
    """The cells of SHEET, for the evaluator."""

    def name(self, name: str) -> Value:
        return ErrorValue("#NAME?")

    def column(self, name: str, this_row: bool) -> Value:
        return ErrorValue("#NAME?")

    def reference(self, reference: Reference) -> Value:
        cells = written_cells()
        rows = range(reference.first_row - 1, reference.last_row)
        columns = range(reference.first_column - 1, reference.last_column)
        return Array(tuple(tuple(self._cell(cells, r, c) for c in columns) for r in rows))

    def _cell(self, cells: list[list[str]], row: int, column: int) -> Scalar:
        inside = row < len(cells) and column < len(cells[0])
        return value_of(cells[row][column]) if inside else BLANK


WRITTEN = """
=ROUND(1.005,2) → 1.01
=ROUND(2.675,2) → 2.68
=ROUND(-2.5,0) → -3
=ROUND(1234.5,-2) → 1200
=ROUND(50,-2) → 100
=ROUND(1.5,300) → 1.5
=ROUND(1/3*3*0.5,0) → 1
=ROUNDUP(1.001,2) → 1.01
=ROUNDUP(-1.1,0) → -2
=ROUNDDOWN(-1.9,0) → -1
=INT(-1.5) → -2
=INT(1/3*3) → 1
=MOD(-3,2) → 1
=MOD(3,-2) → -1
=MOD(5,0) → #DIV/0!
=1/3*3=1 → TRUE
=0.1+0.2=0.3 → TRUE
=0.1+0.2-0.3 → 0
=-2^2 → 4
=2^3^2 → 64
=2^-1 → 0.5
=10%+5% → 0.15
=(-8)^(1/3) → ?
=(-8)^0.5 → #NUM!
=0^0 → #NUM!
=9^9^9999 → #NUM!
=1E300*1E300 → #NUM!
=A1/A3 → #DIV/0!
=IFERROR(A1/A3,"无预算") → "无预算"
=B1+1 → 1
=B1&"x" → "x"
=B1=0 → TRUE
=B1="" → TRUE
=B1=FALSE → TRUE
=B1 → 0
=B2+1 → #VALUE!
=B3*100 → 85
=B3=0.85 → FALSE
=B4+1 → #VALUE!
=B4="——" → TRUE
="1,234.5"+1 → 1235.5
="1,23"+1 → ?
="2020-1-1"+1 → ?
="¥5"*1 → ?
=C3+1 → 21
=SUM(C3:C4) → 1.005
=SUM("20",1) → 21
=SUM(B1:B4) → 0
=SUM(C1:C4) → #DIV/0!
=SUM(A1:A4,TRUE) → 91.703
=MIN(B1:B4) → 0
=MAX(A1:A4,100) → 100
=MAX("x") → #VALUE!
=COUNT(A1:B4) → 4
=COUNT("3","x",TRUE) → 2
=COUNTA(B1:B4) → 3
=COUNTA(G3) → 1
=SUMPRODUCT(A1:A4,D1:D4) → 8055.27
=SUMPRODUCT(--(A1:A4>0),D1:D4) → 90
=SUMPRODUCT((E1:E4="优")*D1:D4) → 90
=SUMPRODUCT(A1:A4,D1:D3) → #VALUE!
=SUMPRODUCT((F1:F4<>"")*1) → 3
=SUMIF(D1:D4,">=60",A1:A4) → 88.503
=SUMIF(F1:F4,"残疾人*",D1:D4) → 60
=SUMIF(A1:A4,"<0") → -3
=COUNTIF(E1:E4,"优") → 1
=COUNTIF(F1:F4,"???") → 1
=COUNTIF(B1:B4,"<>") → 3
=COUNTIF(B1:B4,"<>优") → 3
=COUNTIF(D1:D4,60) → 1
=COUNTIF(E1:E4,"~*") → 0
=LOOKUP(85,{0,60,80,90},{"差","中","良","优"}) → "良"
=LOOKUP(-1,{0,60,80,90},{"差","中","良","优"}) → #N/A
=LOOKUP(99,D1:E4) → "优"
=LOOKUP(1,A1:A4) → ?
=LOOKUP(2,1/(E1:E4="中"),D1:D4) → 60
=MATCH(60,D1:D4,0) → 2
=MATCH(70,D1:D4) → 2
=MATCH(70,D1:D4,0) → #N/A
=MATCH(70,{90,80,60},-1) → 2
=MATCH("残*康复",F1:F4,0) → 2
=INDEX(E1:E4,MATCH(80,D1:D4,0)) → "良"
=INDEX(A1:D4,2,4) → 60
=SUM(INDEX(A1:D4,0,4)) → 230
=INDEX(D1:D4,5) → #REF!
=INDEX(D1:D4,-1) → #VALUE!
=ISNUMBER(A1) → TRUE
=ISNUMBER(C3) → FALSE
=ISBLANK(B1) → TRUE
=ISBLANK(G3) → FALSE
=ISTEXT(B4) → TRUE
=ISERROR(C1) → TRUE
=LEN("绩效自评") → 4
=LEN(A4) → 6
=LEFT("绩效自评",2) → "绩效"
=LEFT("abc") → "a"
=RIGHT("abc",2) → "bc"
=RIGHT("abc",9) → "abc"
=MID("绩效自评",3,2) → "自评"
=MID("abc",0,1) → #VALUE!
=FIND("效","绩效") → 2
=FIND("C","abc") → #VALUE!
=FIND("","abc") → 1
=SUBSTITUTE("a-b-c","-","") → "abc"
=SUBSTITUTE("a-b-c","-","+",2) → "a-b+c"
=TRIM(" a b ") → "a b"
=VALUE("85%") → 0.85
=VALUE("x") → #VALUE!
=TEXT(0.97777,"0.00%") → "97.78%"
=TEXT(1.005,"0.00") → "1.01"
=TEXT(1234567.891,"#,##0.00") → "1,234,567.89"
=TEXT(-0.001,"0.00") → "0.00"
=TEXT(5,"yyyy") → ?
=TEXT("优","0.00") → "优"
=A1&"万元" → "2.2万元"
=1/3&"" → "0.333333333333333"
=100*1&"" → "100"
=TRUE&"" → "TRUE"
=DATE(2020,12,31) → 44196
=DATE(2020,13,1) → 44197
=DATE(2020,2,30) → 43891
=DATE(99,1,1) → 36161
=ROW(B3) → 3
=IF(A1>0,"有","无") → "有"
=IF(A3,1) → FALSE
=IF(A1>0,1,1/0) → 1
=IF(B2,1,2) → #VALUE!
=IF(A1<0,1,) → 0
=AND(A1>0,A4>0) → TRUE
=AND(E1:E4) → #VALUE!
=OR(A1<0,A2<0) → TRUE
=NOT(A3) → TRUE
="ABC"="abc" → TRUE
="差"<5 → FALSE
="b">"a" → TRUE
="优">"差" → ?
=TRUE>"x" → TRUE
=A1:A4+1 → ?
=ABS(A1:A4) → ?
=ABS(-3) → 3
=C1 → #DIV/0!
=#N/A → #N/A
=SUM(A1:XFD1048576) → ?
"""
"""Formulas on SHEET and what Excel shows for them; ? where Excels differ, or it is not for us to say."""


def written() -> list[tuple[str, str]]:
    """The lines of WRITTEN: a formula and its result."""
    pairs = (line.partition(" → ") for line in WRITTEN.strip().splitlines())
    return [(formula, result) for formula, _, result in pairs]


GRAMMAR = {
    "any": "<number> | <number> | <truth> | <text>",
    "number": """
        <figure> | <figure> | (<number><sign><number>) | (<number><sign><number>) | -<number> | (<number>)% | <power>
        | SUM(<numbers>) | MIN(<numbers>) | MAX(<numbers>) | COUNT(<numbers>) | COUNTA(<numbers>)
        | ABS(<number>) | INT(<number>) | MOD(<number>,<divisor>)
        | ROUND(<number>,<digits>) | ROUNDUP(<number>,<digits>) | ROUNDDOWN(<number>,<digits>)
        | IF(<truth>,<number>,<number>) | IFERROR(<number>,<number>)
        | SUMPRODUCT(<product>) | SUMIF(<column>,<criterion>) | SUMIF(E1:E4,<criterion>,D1:D4)
        | COUNTIF(<column>,<criterion>) | COUNTIF(<mixed>,<criterion>)
        | LOOKUP(<number>,D1:D4,A1:A4) | MATCH(<number>,D1:D4,0) | MATCH(<number>,D1:D4,1) | MATCH(<text>,E1:E4,0)
        | INDEX(<column>,<place>) | INDEX(A1:F4,<place>,<place>)
        | LEN(<text>) | FIND(<sought>,<text>) | VALUE(<numeral>) | DATE(<year>,<figure>,<place>) | ROW(B3:C3)""",
    "figure": """
        0 | 1 | 2 | -3 | 0.5 | 1.005 | 2.675 | 100 | 91.5% | 33.333 | A1 | A1 | A2 | A3 | A4 | D2 | D3 | C4 | C4
        | B1 | B1 | B3 | C3 | C1 | C2 | B2 | B4 | G1 | G2 | G4""",
    "sign": "+ | - | * | /",
    "power": "A1^2 | A4^3 | D2^0 | D2^-1 | 2^0.5 | A2^2 | A2^0.5",
    "numbers": "<part> | <part>,<part> | <part>,<part>,<part>",
    "part": "<figure> | <number> | A1:A4 | D1:D4 | A1:B4 | B1:B4 | C3:C4 | D1:E4 | A1:A2 | G1:G4",
    "divisor": "3 | -2 | 0.7 | A2 | A3",
    "digits": "0 | 1 | 2 | 3 | -1 | -2",
    "column": "A1:A4 | D1:D4",
    "mixed": "B1:B4 | E1:F4 | A1:F4 | C3:C4 | G1:G4",
    "place": "1 | 2 | 4 | 7",
    "year": "2020 | 1999 | A3+2021",
    "numeral": """B3 | C3 | B2 | A1 | "1.5" | " 12 " | "abc" """,
    "product": """
        A1:A4,D1:D4 | --(A1:A4>0),D1:D4 | (A1:A4>0)*(D1:D4>=60)*D1:D4 | D1:D4*2 | A1:A4,B1:B4 | (E1:E4="优")*D1:D4
        | --(F1:F4<>"") | ROUND(A1:A4,1)*1 | D1:D4/A1:A4 | A1:A4,D1:D3 | A1:A4""",
    "criterion": """
        ">0" | "<=60" | "<>0" | 0 | 60 | "优" | "残*" | "??" | "残疾人??" | "<>优" | "<>" | A1 | E2""",
    "truth": """
        (<number><comparison><number>) | (<number><comparison><number>) | (<text>=<text>) | (<text><><text>)
        | (<cell>=<cell>) | ISNUMBER(<cell>) | ISBLANK(<cell>) | ISTEXT(<cell>) | ISERROR(<cell>) | ISERROR(<number>)
        | AND(<truth>,<truth>) | OR(<truth>,<truth>) | NOT(<truth>)""",
    "comparison": "= | <> | < | <= | > | >=",
    "cell": "G1 | G2 | G3 | A1 | A3 | B1 | B2 | B3 | B4 | C1 | C2 | C3 | C4 | D1 | E4 | F4",
    "text": """
        <word> | <word> | (<text>&<word>) | (<text>&<figure>) | LEFT(<text>,<place>) | RIGHT(<text>,<place>)
        | MID(<text>,<place>,<place>) | SUBSTITUTE(<text>,<word>,<word>) | TRIM(<text>) | TEXT(<number>,<format>)
        | IF(<truth>,<text>,<text>) | LOOKUP(<number>,{0,60,80,90},{"差","中","良","优"}) | INDEX(E1:E4,<place>)""",
    "word": """ "优" | "abc" | " a  b " | "" | "残" | E1 | E4 | F1 | B2 | B1 | B3 | F4 | A1 | G1 """,
    "sought": """ "残" | "a" | "b" | "优" | "2" """,
    "format": """ "0" | "0.00" | "0%" | "0.00%" | "#,##0.00" | "#,##0" """,
}
"""What each kind of expression can be; `<kind>` is one more expression of that kind."""

_PLAIN = {"number": "figure", "text": "word", "truth": "plain_truth", "any": "figure"}
GRAMMAR["plain_truth"] = "TRUE | FALSE | (<cell>=<cell>) | (<figure><comparison><figure>)"
_KIND = re.compile(r"<([a-z_]+)>")


def generated(count: int, seed: int) -> list[str]:
    """That many different formulas."""
    chance = random.Random(seed)
    formulas: dict[str, None] = {}
    while len(formulas) < count:
        formulas["=" + _expression("any", 3, chance)] = None
    return list(formulas)


def _expression(kind: str, depth: int, chance: random.Random) -> str:
    if depth == 0:
        kind = _PLAIN.get(kind, kind)
    shape = chance.choice([shape.strip() for shape in GRAMMAR[kind].split("|")])
    below = depth - 1 if kind in _PLAIN else depth
    return _KIND.sub(lambda found: _expression(found[1], max(below, 0), chance), shape)
