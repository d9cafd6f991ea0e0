"""A Standard (评价标准) as values: what a form holds, what is computed from it, what must hold, how it is graded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from perfxl.standard.formula import Formula
from perfxl.standard.kept import Keeping

SheetKey = str
"""A sheet of the form: "base" and "self" of a 附件1 with 附件2, "form" of a form that is a single sheet."""

Kind = Literal["amount", "count", "rate", "text", "long_text", "unit"]
NUMBER_KINDS: tuple[Kind, ...] = ("amount", "count", "rate")
"""Kinds of fields that hold a number."""

Severity = Literal["error", "warning", "hint"]
Level = Literal[
    "level1", "weight1", "level2", "weight2", "level3", "weight3", "operator", "target", "unit", "criterion", "actual",
    "score", "reason",
]  # fmt: skip
"""What a column of the indicator table holds: operator is ≥, ≤, = or 定性 (指标性质), unit the unit of target and
actual value (计量单位), criterion the marking rule in words (评分标准)."""

NaPolicy = Literal["full", "exclude", "zero", "ask"]
"""The points of an indicator that is not applicable: all, none and its weight taken out of the whole, 0, or what a
person says."""

KEPT_COLUMNS: dict[Level, str] = {
    "weight1": "一级分值", "weight2": "二级分值", "weight3": "三级分值", "actual": "完成值",
}  # fmt: skip
"""Columns that have the same key in every standard. Weights that a form has no column for are derived from the brackets
behind the names."""

LEVEL1_WEIGHT, LEVEL2_WEIGHT, LEVEL3_WEIGHT = (KEPT_COLUMNS[kind] for kind in ("weight1", "weight2", "weight3"))
"""Keys of the weights, also of those written behind names, or in columns that the standard does not have."""

ENOUGH_AMOUNTS = 8
"""So many amounts, none of them 0, show how many decimals a unit writes."""

EXACT = None
"""`decimals` of a number that is not rounded: heads, points."""

NOT_APPLICABLE = "——"
"""What is written where a row, or a figure, does not apply to the unit."""

TOTAL_WEIGHT, TOTAL_SCORE = "总分_分值", "总分_自评得分"
TOTAL_NAMES = (TOTAL_WEIGHT, TOTAL_SCORE)
"""The names of the 总分 row's two cells in formulas; no block may give them to a field."""

UNIT_NAMES = ("单位名称", "填报单位")
"""The fields that name the unit; a standard has one or more of them, alike on every sheet. The first is preferred."""

ROW_VALUES = ("分值", "完成值", "完成度", "完成数", "目标数")
"""What [@…] may name beside the table's own and derived columns: the weight that binds the row's score; the actual
value as written; actual ÷ target as a fraction, the other way round where less is better; the actual value and the
target as figures, without the operator and the unit that may be written beside them."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from; `verified` says whether its text was seen."""

    text: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One of the form's sheets; `{年}` in its title stands for the evaluated year. `note` is the form's own 说明 below
    the figures, `signatures` are the places to sign at its end."""

    key: SheetKey
    name: str
    annex: str
    title: str
    aliases: tuple[str, ...]
    note: str = ""
    signatures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """An input cell with a name. `decimals` is the least number of decimals it is rounded to, EXACT if it is not;
    of a rate they count on the fraction (2 is whole percents). `formula` is what the template puts there, `preset` the
    figure that stands in the blank form (a weight)."""

    name: str
    sheet: SheetKey
    block: str
    row: str
    column: str
    label: str
    kind: Kind
    decimals: int | None
    required: bool
    formula: Formula | None
    preset: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a block, with the headers under which it is known. `only` names the rows that have this column, all
    where it is empty; in the others the template writes "——"."""

    key: str
    header: str
    aliases: tuple[str, ...]
    kind: Kind
    required: bool = False
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a block, with the labels under which it is known; `details` names the free rows below it,
    `group` the rows that are summed together with it. `beside` says that a label stands on the line of the one before
    it, as 实施单位 beside 主管部门."""

    key: str
    label: str
    aliases: tuple[str, ...] = ()
    indent: int = 0
    group: str | None = None
    details: str | None = None
    detail_labels: tuple[str, ...] = ()
    detail_indent: int = 0
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Block(Keeping):
    """A rectangle of fields: columns × rows ("grid"), or labels with the value beside them ("label")."""

    id: str
    sheet: SheetKey
    layout: Literal["grid", "label"]
    label: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    prefix: str = ""
    spare_rows: int = 0

    def field_name(self, row: Row, column: Column | None) -> str:
        """The defined name of the cell where `row` meets `column`."""
        return "_".join(part for part in (self.prefix, row.key, column.key if column else "") if part)

    def range_name(self, rows: str, column: Column) -> str:
        """The defined name of the cells of a group or of detail rows in `column`."""
        return f"{rows}_{column.key}"


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of the indicator table; in formulas it is [key] or [@key]."""

    key: str
    header: str
    aliases: tuple[str, ...]
    kind: Level


@dataclass(frozen=True, slots=True)
class Total:
    """The 总分 row: its labels, the weight of the whole and the formula of its score."""

    label: str
    aliases: tuple[str, ...]
    weight: Decimal
    score: Formula


@dataclass(frozen=True, slots=True)
class Rule:
    """How the points of an indicator are given (评分规则), as formulas over [@分值], [@完成值], [@目标数] … and fields.

    `points` is the most that is earned, `least` the least where the rule leaves a span to a person (定性, 人工), None
    where it gives one number. Both are whole: for a blank actual value they come to "", for one that is not applicable
    to what `na` says ("——" for exclude). `words` is the rule in words, `source` where its figures come from, `verified`
    whether that was seen."""

    name: str
    kind: str
    points: Formula
    least: Formula | None
    na: NaPolicy
    words: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """An indicator whose cells are fields outside the table (预算执行率 in the block of the year's funds): it is scored
    as a row of the table, before the others. Each of `weight`, `actual`, `score`, `reason` names a field, `reason` ""
    where there is none; `target` is its target as written in a table ("100%")."""

    level1: str
    level2: str
    weight: str
    target: str
    actual: str
    score: str
    reason: str
    rule: Rule

    @property
    def fields(self) -> dict[Level, str]:
        """The fields of its cells by the column of the table that each would stand in; the weight's is apart."""
        found: dict[Level, str] = {"actual": self.actual, "score": self.score, "reason": self.reason}
        return {kind: field for kind, field in found.items() if field}


@dataclass(frozen=True, slots=True)
class Table(Keeping):
    """The indicator table: as many rows as the unit fills. `derived` columns are computed from the written ones; `rule`
    is that of every indicator without one of its own, None where a person gives the points, `qualitative` that of those
    whose target is no figure; `beside` are the rows that stand outside."""

    sheet: SheetKey
    label: str
    columns: tuple[TableColumn, ...]
    total: Total
    derived: Mapping[str, Formula]
    rule: Rule | None
    qualitative: Rule | None = None
    beside: tuple[Beside, ...] = ()

    def column(self, kind: Level) -> TableColumn | None:
        """The column of that kind, or None where the form has none."""
        return next((column for column in self.columns if column.kind == kind), None)


@dataclass(frozen=True, slots=True)
class Item:
    """A row of the blank form: a level-3 indicator, or an empty one to fill in, where `level3` is "". `actual`
    is the formula over fields that computes its actual value, None where the unit writes it; `rule` its own rule, None
    where the table's applies; `criterion` what stands under 评分标准."""

    level3: str = ""
    aliases: tuple[str, ...] = ()
    weight: Decimal | None = None
    operator: str = ""
    target: str = ""
    unit: str = ""
    criterion: str = ""
    actual: Formula | None = None
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class IndicatorGroup:
    """A level-2 indicator of the blank form with its rows. `weight` is None where the form gives level 2 none. `choose`
    says that only one of the rows is filled and scored (二者择其一); each then has the group's weight."""

    level2: str
    weight: Decimal | None
    items: tuple[Item, ...] = (Item(),)
    aliases: tuple[str, ...] = ()
    choose: bool = False


@dataclass(frozen=True, slots=True)
class Indicator:
    """A level-1 indicator of the blank form. `weight` is None where the unit shares the weights out itself (四川: 90
    points over all level-3 indicators). Points of a `bonus` one (加减分项) count beside the total's weight: up to its
    weight more, or less."""

    level1: str
    weight: Decimal | None
    groups: tuple[IndicatorGroup, ...]
    aliases: tuple[str, ...] = ()
    bonus: bool = False


@dataclass(frozen=True, slots=True)
class Steps:
    """A deduction by steps from `weight`: the formulas of its points over [@分值] and [@完成数] (the rate, a fraction)
    where only full steps count, where a started one counts too, and pro rata. `words` is the rule in words."""

    weight: Decimal
    full: Formula
    started: Formula
    prorata: Formula
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Rate:
    """A ratio (控制率, 执行率 …) computed from the fields; `reported` is the field where the unit states it."""

    id: str
    label: str
    formula: Formula
    basis: str
    reported: str | None = None
    steps: Steps | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """One place a formula check applies to: the field it is marked at, what must hold, and what should stand there.
    `at` is "" for checks of the indicator table, whose places are rows, groups or the total."""

    at: str
    holds: Formula
    expected: Formula | None


@dataclass(frozen=True, slots=True)
class CheckRule:
    """What a standard says of a check: its places, its limits, and whether it is off or of another severity.
    A loaded standard has one for every check there is, with its severity; a check whose condition the standard does
    not write is off. `rule` is the check in one sentence, limits filled in as they were written."""

    id: str
    places: tuple[Place, ...] = ()
    limits: Mapping[str, Decimal] | None = None
    basis: str = ""
    severity: Severity | None = None
    off: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade band: [from, to] or [from, below)."""

    name: str
    lower: Decimal
    upper: Decimal
    upper_open: bool

    def holds(self, score: Decimal) -> bool:
        """Whether `score` falls into this band."""
        return self.lower <= score and (score < self.upper if self.upper_open else score <= self.upper)


@dataclass(frozen=True, slots=True)
class Standard(Keeping):
    """A rule book. Formulas stand over field names; nothing about a region, a year or a form is code."""

    id: str
    name: str
    version: str
    region: str
    year: int
    unit: str
    sources: tuple[Source, ...]
    sheets: Mapping[SheetKey, Sheet]
    blocks: tuple[Block, ...]
    fields: Mapping[str, Field]
    ranges: Mapping[str, tuple[str, str, str]]
    """Names of ranges: {"项目支出明细_决算": (block id, rows key, column key)}."""
    table: Table
    indicators: tuple[Indicator, ...]
    rates: tuple[Rate, ...]
    checks: Mapping[str, CheckRule]
    grades: tuple[Grade, ...]

    def grade(self, score: Decimal) -> str | None:
        """The grade of a total, None where no band holds it."""
        return next((band.name for band in self.grades if band.holds(score)), None)

    def block(self, block_id: str) -> Block:
        """The block of that id."""
        return next(block for block in self.blocks if block.id == block_id)
