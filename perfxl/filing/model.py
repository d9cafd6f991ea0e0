"""A filled workbook as values: facts with the cell each was read from. No opinion yet about right or wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal, NamedTuple

from perfxl.standard.model import UNIT_NAMES, Item, SheetKey

State = Literal["number", "text", "blank", "na", "placeholder", "error", "uncached", "missing"]
"""number · text (where a number belongs: not a number) · blank · na (——, /, 无) · placeholder (……) · error (#DIV/0!)
· uncached (a formula never calculated) · missing (the field was not found in the workbook)."""

UNFILLED: tuple[State, ...] = ("blank", "placeholder", "missing")
"""The states of a cell that is still to be filled."""


class Fact(NamedTuple):
    """A field's value as filled. `value` is in the standard's unit (a rate is a fraction); `decimals` are those it was
    written with, after scaling; None says it is exact. `text` is what stands in the cell. `cell` is A1, of a merged
    range its top-left one; None where the field was not found. A missing fact still has the cell where it should
    stand, when the form shows it."""

    field: str
    label: str
    state: State
    value: Decimal | None
    text: str
    sheet: str | None
    cell: str | None
    decimals: int | None = None
    formula: str | None = None


@dataclass(frozen=True, slots=True)
class Detail:
    """A free row below a field (a project, an item of 公用经费): its label and a fact for each column key."""

    label: str
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A row of the indicator table. `facts` holds its own cells by column key (一级指标 … 偏差原因, 二级分值,
    三级分值); what belongs to a whole group (its name's cell, 一级分值, 二级分值) stands once, at the group's first row
    with content, and is blank in the others. `level1`, `level2` are the names in force, filled down, without their
    bracketed weight; `group1`, `group2` number the level-1 and level-2 groups from 0; a blank row may have a number of
    its own. `weight` is the weight that binds this row's score: its level-3 weight, or the level-2 weight where the row
    is that level-2 indicator itself. `item` is the row of the blank form that has this name, None where the unit has
    named it. An indicator beside the table (预算执行率) is a row too, before the others: its facts are those of its
    fields."""

    row: int
    group1: int
    group2: int
    level1: str
    level2: str
    level3: str
    facts: Mapping[str, Fact]
    weight: Fact | None
    blank: bool = False
    item: Item | None = None

    @property
    def path(self) -> tuple[str, ...]:
        """The names from level 1 down, without the empty ones at the end."""
        return (self.level1, self.level2, self.level3) if self.level3 else (self.level1, self.level2)

    @property
    def name(self) -> str:
        """The name a person would use for this row."""
        return self.level3 or self.level2 or self.level1


@dataclass(frozen=True, slots=True)
class NameFault:
    """A fault in the table's names found while reading: nameless level, blank row, bracket not closed."""

    kind: Literal["nameless", "blank_row", "bracket"]
    level: Literal[1, 2, 3]
    sheet: str
    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class FormulaCell:
    """A cell that holds a formula: its text, what the file says it gave (None: never calculated), and where."""

    sheet: str
    cell: str
    formula: str
    cached: Decimal | str | bool | None


@dataclass(frozen=True, slots=True)
class TemplateCell:
    """A cell of the template that was found again: what the template computes there and what stands there now."""

    field: str
    label: str
    sheet: str
    cell: str
    expected: str
    actual: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Hidden:
    """A hidden row, column or sheet of the form; `cell` is its first cell."""

    kind: Literal["row", "column", "sheet"]
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class YearHeader:
    """A header that names a year: the text, the year in it and the one that belongs there ("上年" or "年")."""

    sheet: str
    cell: str
    text: str
    year: int
    role: Literal["year", "last_year"]


@dataclass(frozen=True, slots=True)
class Workbook:
    """What the checks of the workbook itself look at. `formulas_known` is False for formats whose formulas are not
    read; `grids` gives, for each of the form's sheets, the value of every filled cell in A1 notation, for recomputing
    formulas; `unread` names the sheets that were too large to be looked at."""

    formulas: tuple[FormulaCell, ...] = ()
    errors: tuple[Fact, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    template: tuple[TemplateCell, ...] = ()
    from_template: bool = False
    formulas_known: bool = True
    names: Mapping[str, str] = field(default_factory=dict)
    grids: Mapping[str, Mapping[str, Decimal | str | bool]] = field(default_factory=dict)
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiver:
    """A 处理意见 that the accountant wrote into 差异清单: it waives that finding. `key` is the finding's key."""

    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class Detected:
    """How a filing's standard was found: `given` by the person, by the workbook's `mark`, or by its `form`. `version`
    is that of the standard; `runner_up` is the id of the next best where it is close; `sure` is how far ahead the best
    is, from 0 to 100; `zh` and `en` say why, and are empty where nothing needs to be said."""

    by: Literal["given", "mark", "form"]
    standard: str
    version: str
    runner_up: str | None = None
    sure: int = 100
    zh: str = ""
    en: str = ""

    def beside(self, alike: tuple[str, ...]) -> Detected:
        """The same, saying which sheets of the workbook hold the form once more and were not read."""
        if not alike:
            return self
        names = "、".join(f"“{name}”" for name in alike)
        zh = f"{self.zh}工作簿里还有同样的表{names}，没有核对；请各存成一个工作簿再核对。"
        en = f"{self.en} The workbook has the same form again in {names}, which was not read.".strip()
        return replace(self, zh=zh, en=en)


@dataclass(frozen=True, slots=True)
class Filing:
    """A filled form. `sheets` maps the standard's sheets to the workbook's names, None where not found.
    `facts` has an entry for every field of the standard, `missing` where it was not found. `details` has the free rows
    by their name (项目支出明细), `extra` the free rows of a group (资金来源). `total` has the 总分 row by column key
    (一级分值, 自评得分). `units` says in which unit of money each sheet counts: `text` is 万元 or 元, blank where the
    sheet does not say; the cell is where it says so, or should. `alike` names other sheets that are the same form
    filled again; they are not read."""

    file: str
    standard: str
    sheets: Mapping[SheetKey, str | None]
    facts: Mapping[str, Fact]
    details: Mapping[str, tuple[Detail, ...]]
    extra: Mapping[str, tuple[Detail, ...]]
    rows: tuple[IndicatorRow, ...]
    name_faults: tuple[NameFault, ...]
    total: Mapping[str, Fact]
    grade: Fact | None
    units: Mapping[SheetKey, Fact]
    years: tuple[YearHeader, ...]
    year: int | None
    workbook: Workbook
    waivers: tuple[Waiver, ...] = ()
    alike: tuple[str, ...] = ()

    @property
    def unit(self) -> str | None:
        """The unit's name as filled, from either sheet."""
        named = (self.facts.get(name) for name in UNIT_NAMES)
        return next((fact.text for fact in named if fact is not None and fact.text), None)
