"""How a standard's file gives points: the indicator table, the indicators with their weights, the grades."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import get_args

from perfxl.standard.document import Entry
from perfxl.standard.form import Form
from perfxl.standard.formula import Formula
from perfxl.standard.model import (
    KEPT_COLUMNS,
    ROW_VALUES,
    Beside,
    Grade,
    Indicator,
    IndicatorGroup,
    Item,
    Level,
    Rule,
    Table,
    TableColumn,
    Total,
)

LEVELS: tuple[Level, ...] = get_args(Level)
NEEDED: tuple[Level, ...] = ("level1", "level2", "score")
MOST_ITEMS = 200
OPERATORS = ("≥", "≤", ">", "<", "=", "定性")

WEIGHING = ("weight", "groups", "items", "rows", "bonus", "choose")
"""What decides whether weights add up; where one of these is wrong their sum is not looked at."""

Rules = Mapping[str, Rule]


def read_table(entry: Entry, form: Form, rules: Rules) -> Table:
    """The indicator table. The names in its formulas are looked up later."""
    entry.only("sheet", "label", "columns", "total", "derived", "rule", "qualitative", "beside")
    columns = _columns(entry)
    derived = _derived(entry, {column.key for column in columns})
    return Table(
        sheet=entry.choice("sheet", tuple(form.sheets)),
        label=entry.text("label"),
        columns=columns,
        total=_total(entry.entry("total")),
        derived=derived,
        rule=_rule(entry, rules),
        qualitative=_rule(entry, rules, "qualitative"),
        beside=tuple(entry.each("beside", lambda each: _beside(each, form, rules))) if entry.has("beside") else (),
    )


def _rule(entry: Entry, rules: Rules, key: str = "rule") -> Rule | None:
    if not entry.has(key):
        return None
    name = entry.text(key)
    if name not in rules:
        entry.blame(key, f"没有名为“{name}”的评分规则", f"no rule is named “{name}”")
    return rules.get(name)


def _beside(entry: Entry, form: Form, rules: Rules) -> Beside:
    entry.only("level1", "level2", "weight", "target", "actual", "score", "reason", "rule")
    rule = _rule(entry, rules)
    if rule is None:
        raise entry.fault("rule", "缺少“rule”", "“rule” is missing")
    for key in ("weight", "actual", "score", "reason"):
        name = entry.text(key, "")
        if name and name not in form.fields and not entry.doc.lost(name):
            raise entry.fault(key, f"没有字段“{name}”", f"no field is named “{name}”")
    return Beside(
        level1=entry.text("level1"),
        level2=entry.text("level2", ""),
        weight=entry.text("weight"),
        target=entry.text("target"),
        actual=entry.text("actual"),
        score=entry.text("score"),
        reason=entry.text("reason", ""),
        rule=rule,
    )


def _columns(table: Entry) -> tuple[TableColumn, ...]:
    columns: list[TableColumn] = []
    for entry in table.entries("columns"):
        entry.only("key", "header", "aliases", "kind")
        kind = entry.choice("kind", LEVELS)
        column = TableColumn(_column_key(entry), entry.text("header"), entry.texts("aliases"), kind)
        if any(other.key == column.key for other in columns) and entry.sound("key"):
            entry.blame("key", f"两列同名“{column.key}”", f"two columns named “{column.key}”")
        if any(other.kind == kind for other in columns) and entry.sound("kind"):
            entry.blame("kind", f"已有一列是“{kind}”", f"another column is “{kind}”")
        columns.append(column)
    for needed in NEEDED:
        if all(column.kind != needed for column in columns) and table.sound("columns", "kind"):
            table.blame("columns", f"缺少“{needed}”的一列", f"no column of the kind “{needed}”")
    return tuple(columns)


def _column_key(entry: Entry) -> str:
    key = entry.text("key")
    if not key or any(char in key for char in "[]【】@#'{}"):
        entry.blame("key", f"“{key}”不能作列名", f"“{key}” cannot name a column")
    kept = KEPT_COLUMNS.get(entry.choice("kind", LEVELS)) if entry.sound("kind") else key
    if kept is not None and key != kept:
        entry.blame("key", f"这一列的列名应当是“{kept}”", f"this column must be named “{kept}”")
    if kept is None and key in (*ROW_VALUES, *KEPT_COLUMNS.values()):
        entry.blame("key", f"“{key}”是留用的列名", f"the column name “{key}” is kept for another use")
    return key


def _derived(table: Entry, taken: set[str]) -> dict[str, Formula]:
    if not table.has("derived"):
        return {}
    entry = table.entry("derived")
    for name in entry.values:
        if name in taken or name in ROW_VALUES:
            entry.blame(name, f"两列同名“{name}”", f"two columns named “{name}”")
    return {name: entry.formula(name, {}, table=True) for name in entry.values}


def _total(entry: Entry) -> Total:
    entry.only("label", "aliases", "weight", "score")
    score = entry.formula("score", {}, table=True)
    return Total(entry.text("label"), entry.texts("aliases"), entry.positive("weight"), score)


def read_indicators(root: Entry, table: Table, form: Form, rules: Rules) -> tuple[Indicator, ...]:
    """The indicators of the blank form; the weights that are given must add up: of the rows to level 2, of level 2 to
    level 1, and of level 1, with the rows beside the table and without bonus ones, to the total's."""
    indicators = root.each("indicator", lambda entry: _indicator(entry, rules))
    if not (root.sound("indicator", *WEIGHING) and root.doc.sound(("table", "total")) and root.doc.sound(("block",))):
        return tuple(indicators)
    given = [indicator.weight for indicator in indicators if not indicator.bonus]
    stated = [weight for weight in given if weight is not None]
    weights = sum(stated, Decimal(0))
    weights += sum((form.fields[beside.weight].preset or Decimal(0) for beside in table.beside), Decimal(0))
    if weights > table.total.weight or (len(stated) == len(given) and weights != table.total.weight):
        root.blame(
            "indicator",
            f"一级指标分值合计 {weights}，不等于总分 {table.total.weight}",
            f"the level-1 weights come to {weights}, not to the total of {table.total.weight}",
        )
    return tuple(indicators)


def _indicator(entry: Entry, rules: Rules) -> Indicator:
    entry.only("level1", "weight", "groups", "aliases", "bonus")
    weight = entry.positive("weight") if entry.has("weight") else None
    groups = tuple(entry.each("groups", lambda group: _group(group, rules)))
    indicator = Indicator(entry.text("level1"), weight, groups, entry.texts("aliases"), entry.flag("bonus"))
    given = [group.weight for group in groups if group.weight is not None]
    total = sum(given, Decimal(0))
    wrong = weight is not None and (total > weight or (len(given) == len(groups) and total != weight))
    if wrong and entry.sound("groups", *WEIGHING) and entry.sound("weight"):
        entry.blame(
            "weight",
            f"“{indicator.level1}”的二级指标分值合计 {total}，不等于 {weight}",
            f"the level-2 weights of “{indicator.level1}” come to {total}, not to {weight}",
        )
    return indicator


def _group(entry: Entry, rules: Rules) -> IndicatorGroup:
    entry.only("level2", "weight", "rows", "items", "aliases", "choose")
    if entry.has("rows") and entry.has("items"):
        entry.blame("rows", "“rows”和“items”只写一个", "give “rows” or “items”, not both")
    items = tuple(entry.each("items", lambda item: _item(item, rules))) if entry.has("items") else ()
    items = items or (Item(),) * entry.whole("rows", 1, MOST_ITEMS, 1)
    weight = entry.positive("weight") if entry.has("weight") else None
    group = IndicatorGroup(entry.text("level2"), weight, items, entry.texts("aliases"), entry.flag("choose"))
    _refuse_unequal(entry, group)
    return group


def _refuse_unequal(entry: Entry, group: IndicatorGroup) -> None:
    """The weights of the rows come to the group's; where one row is chosen, each has the group's."""
    given = [item.weight for item in group.items if item.weight is not None]
    if not given or group.weight is None:
        return
    total = sum(given, Decimal(0))
    wrong = any(weight != group.weight for weight in given) if group.choose else total > group.weight
    short = not group.choose and len(given) == len(group.items) and total != group.weight
    if (wrong or short) and entry.sound("items", *WEIGHING) and entry.sound("weight"):
        entry.blame(
            "weight",
            f"“{group.level2}”的三级指标分值合计 {total}，不等于 {group.weight}",
            f"the level-3 weights of “{group.level2}” come to {total}, not to {group.weight}",
        )


def _item(entry: Entry, rules: Rules) -> Item:
    entry.only("level3", "aliases", "weight", "operator", "target", "unit", "criterion", "actual", "rule")
    rule = _rule(entry, rules)
    return Item(
        level3=entry.text("level3"),
        aliases=entry.texts("aliases"),
        weight=entry.positive("weight") if entry.has("weight") else None,
        operator=entry.choice("operator", OPERATORS) if entry.has("operator") else "",
        target=entry.text("target", ""),
        unit=entry.text("unit", ""),
        criterion=entry.text("criterion", rule.words if rule is not None else ""),
        actual=entry.formula("actual", {}) if entry.has("actual") else None,
        rule=rule,
    )


def read_grades(root: Entry, total: Decimal) -> tuple[Grade, ...]:
    """The grade bands, as written; from 0 to `total` each score must fall into exactly one."""
    entries = root.entries("grade")
    grades = [_grade(entry) for entry in entries]
    if root.sound("grade", "from", "to", "below") and root.doc.sound(("table", "total")):
        _refuse_gaps(entries, grades, total)
    return tuple(grades)


def _refuse_gaps(entries: list[Entry], grades: list[Grade], total: Decimal) -> None:
    order = sorted(range(len(grades)), key=lambda index: grades[index].lower)
    lowest, highest = order[0], order[-1]
    if grades[lowest].lower != 0:
        _gap(entries[lowest], "from", f"0 到 {grades[lowest].lower}", f"0 to {grades[lowest].lower}")
    for below, above in pairwise(order):
        _refuse_unjoined(grades[below], grades[above], entries[above])
    top = grades[highest]
    if top.upper < total or top.upper_open:
        key = "below" if top.upper_open else "to"
        _gap(entries[highest], key, f"{top.upper} 到 {total}", f"{top.upper} to {total}")


def _grade(entry: Entry) -> Grade:
    entry.only("name", "from", "to", "below")
    if entry.has("to") == entry.has("below"):
        entry.blame("to", "“to”（含）和“below”（不含）要写且只写一个", "give “to” or “below”, one of them")
        return Grade(entry.text("name"), entry.number("from"), Decimal(1), upper_open=False)
    end = "to" if entry.has("to") else "below"
    lower, upper = entry.number("from"), entry.number(end)
    if lower >= upper:
        entry.blame(end, f"分段的下限 {lower} 不小于上限 {upper}", f"the band from {lower} ends at {upper}")
    return Grade(entry.text("name"), lower, upper, end == "below")


def _refuse_unjoined(below: Grade, above: Grade, entry: Entry) -> None:
    both = f"“{below.name}”与“{above.name}”"
    if below.upper > above.lower or (below.upper == above.lower and not below.upper_open):
        entry.blame("from", f"等级分段重叠：{both}", f"grade bands overlap: {below.name}, {above.name}")
    if below.upper < above.lower:
        _gap(entry, "from", f"{both}之间", f"between {below.name} and {above.name}")


def _gap(entry: Entry, key: str, zh: str, en: str) -> None:
    entry.blame(key, f"等级分段有空档：{zh}", f"a gap in the grade bands: {en}")
