"""How a standard's file gives points: the indicator table, the indicators with their weights, the grades."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from perfxl.standard.document import Entry
from perfxl.standard.form import SHEETS
from perfxl.standard.formula import Formula
from perfxl.standard.model import (
    ROW_VALUES,
    Grade,
    Indicator,
    IndicatorGroup,
    Level,
    Table,
    TableColumn,
    Total,
)

LEVELS: tuple[Level, ...] = ("level1", "weight1", "level2", "level3", "target", "actual", "score", "reason")
NEEDED: tuple[Level, ...] = ("level1", "level2", "score")
RULES = ("proportional",)
"""The rules for an indicator's points that the assessment knows."""


def read_table(entry: Entry) -> Table:
    """The indicator table. The names in its formulas are looked up later."""
    entry.only("sheet", "label", "columns", "total", "derived", "rule")
    columns = _columns(entry)
    derived = _derived(entry, {column.key for column in columns})
    return Table(
        sheet=entry.choice("sheet", SHEETS),
        label=entry.text("label"),
        columns=columns,
        total=_total(entry.entry("total")),
        derived=derived,
        rules=_rules(entry),
    )


def _columns(table: Entry) -> tuple[TableColumn, ...]:
    columns: list[TableColumn] = []
    for entry in table.entries("columns"):
        entry.only("key", "header", "aliases", "kind")
        kind = entry.choice("kind", LEVELS)
        column = TableColumn(_column_key(entry), entry.text("header"), entry.texts("aliases"), kind)
        for other in columns:
            if other.key == column.key:
                raise entry.fault("key", f"两列同名“{column.key}”", f"two columns named “{column.key}”")
            if other.kind == kind:
                raise entry.fault("kind", f"已有一列是“{kind}”", f"another column is “{kind}”")
        columns.append(column)
    for needed in NEEDED:
        if all(column.kind != needed for column in columns):
            raise table.fault("columns", f"缺少“{needed}”的一列", f"no column of the kind “{needed}”")
    return tuple(columns)


def _column_key(entry: Entry) -> str:
    key = entry.text("key")
    if not key or any(char in key for char in "[]【】@#'{}"):
        raise entry.fault("key", f"“{key}”不能作列名", f"“{key}” cannot name a column")
    if key in ROW_VALUES:
        raise entry.fault("key", f"“{key}”是留用的列名", f"the column name “{key}” is kept for another use")
    return key


def _derived(table: Entry, taken: set[str]) -> dict[str, Formula]:
    if not table.has("derived"):
        return {}
    entry = table.entry("derived")
    for name in entry.values:
        if name in taken or name in ROW_VALUES:
            raise entry.fault(name, f"两列同名“{name}”", f"two columns named “{name}”")
    return {name: entry.formula(name, {}, table=True) for name in entry.values}


def _rules(table: Entry) -> dict[str, Formula]:
    if not table.has("rule"):
        return {}
    entry = table.entry("rule")
    entry.only(*RULES)
    return {name: entry.formula(name, {}, table=True) for name in entry.values}


def _total(entry: Entry) -> Total:
    entry.only("label", "aliases", "weight", "score")
    score = entry.formula("score", {}, table=True)
    return Total(entry.text("label"), entry.texts("aliases"), entry.positive("weight"), score)


def read_indicators(root: Entry, total: Decimal) -> tuple[Indicator, ...]:
    """The indicators of the blank form; weights must add up, of the groups to level 1 and of level 1 to `total`."""
    indicators = [_indicator(entry) for entry in root.entries("indicator")]
    weights = sum((indicator.weight for indicator in indicators), Decimal(0))
    if weights != total:
        raise root.fault(
            "indicator",
            f"一级指标分值合计 {weights}，不等于总分 {total}",
            f"the level-1 weights come to {weights}, not to the total of {total}",
        )
    return tuple(indicators)


def _indicator(entry: Entry) -> Indicator:
    entry.only("level1", "weight", "groups")
    name, weight = entry.text("level1"), entry.positive("weight")
    groups = tuple(_group(group) for group in entry.entries("groups"))
    total = sum((group.weight for group in groups), Decimal(0))
    if total != weight:
        raise entry.fault(
            "weight",
            f"“{name}”的二级指标分值合计 {total}，不等于 {weight}",
            f"the level-2 weights of “{name}” come to {total}, not to {weight}",
        )
    return Indicator(name, weight, groups)


def _group(entry: Entry) -> IndicatorGroup:
    entry.only("level2", "weight", "rows")
    return IndicatorGroup(entry.text("level2"), entry.positive("weight"), entry.whole("rows", 1, 200, 1))


def read_grades(root: Entry, total: Decimal) -> tuple[Grade, ...]:
    """The grade bands, as written; from 0 to `total` each score must fall into exactly one."""
    entries = root.entries("grade")
    grades = [_grade(entry) for entry in entries]
    order = sorted(range(len(grades)), key=lambda index: grades[index].lower)
    lowest, highest = order[0], order[-1]
    if grades[lowest].lower != 0:
        raise _gap(entries[lowest], "from", f"0 到 {grades[lowest].lower}", f"0 to {grades[lowest].lower}")
    for below, above in pairwise(order):
        _refuse_unjoined(grades[below], grades[above], entries[above])
    top = grades[highest]
    if top.upper < total or top.upper_open:
        key = "below" if top.upper_open else "to"
        raise _gap(entries[highest], key, f"{top.upper} 到 {total}", f"{top.upper} to {total}")
    return tuple(grades)


def _grade(entry: Entry) -> Grade:
    entry.only("name", "from", "to", "below")
    if entry.has("to") == entry.has("below"):
        raise entry.fault(None, "“to”（含）和“below”（不含）要写且只写一个", "give “to” or “below”, one of them")
    end = "to" if entry.has("to") else "below"
    lower, upper = entry.number("from"), entry.number(end)
    if lower >= upper:
        raise entry.fault(end, f"分段的下限 {lower} 不小于上限 {upper}", f"the band from {lower} ends at {upper}")
    return Grade(entry.text("name"), lower, upper, end == "below")


def _refuse_unjoined(below: Grade, above: Grade, entry: Entry) -> None:
    both = f"“{below.name}”与“{above.name}”"
    if below.upper > above.lower or (below.upper == above.lower and not below.upper_open):
        raise entry.fault("from", f"等级分段重叠：{both}", f"grade bands overlap: {below.name}, {above.name}")
    if below.upper < above.lower:
        raise _gap(entry, "from", f"{both}之间", f"between {below.name} and {above.name}")


def _gap(entry: Entry, key: str, zh: str, en: str) -> Exception:
    return entry.fault(key, f"等级分段有空档：{zh}", f"a gap in the grade bands: {en}")
