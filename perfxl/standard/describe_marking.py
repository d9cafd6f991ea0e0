"""Indicators and marking rules in words: what is scored, with what weight, by which rule, and where that is from."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from perfxl.standard.model import Indicator, IndicatorGroup, Item, NaPolicy, Rule, Standard, Table
from perfxl.standard.wording import UNVERIFIED, plain_number

_NA: dict[NaPolicy, str] = {
    "full": "不适用的得满分",
    "exclude": "不适用的不计入总分，其分值由其他指标分摊",
    "zero": "不适用的不得分",
    "ask": "不适用的由人工评定",
}


def marking(standard: Standard) -> Iterator[str]:
    """The indicators with their weights, level by level, those beside the table first; then the total."""
    table = standard.table
    for beside in table.beside:
        weight = standard.fields[beside.weight].preset
        yield f"{beside.level1} {_points(weight)}，指标值 {beside.target}，按“{beside.rule.name}”评分"
    for indicator in standard.indicators:
        yield from _indicator(indicator)
    yield f"{table.total.label} {plain_number(table.total.weight)} 分，得分 {table.total.score.text}"
    yield from (f"{name}：{formula.text}" for name, formula in table.derived.items())
    yield from _usual(table)


def _indicator(indicator: Indicator) -> Iterator[str]:
    bonus = "（加减分项，不计入总分值）" if indicator.bonus else ""
    groups = "、".join(_group(group) for group in indicator.groups)
    yield f"{indicator.level1} {_points(indicator.weight)}{bonus}：{groups}"
    for group in indicator.groups:
        yield from (f"　{group.level2}：{_item(item)}" for item in group.items if item.level3)


def _points(weight: Decimal | None) -> str:
    return "分值由单位分配" if weight is None else f"{plain_number(weight)} 分"


def _group(group: IndicatorGroup) -> str:
    said = [plain_number(group.weight)] if group.weight is not None else []
    said += ["各项择其一"] if group.choose else []
    return f"{group.level2}（{'，'.join(said)}）" if said else group.level2


def _item(item: Item) -> str:
    parts = [item.level3 if item.weight is None else f"{item.level3}（{plain_number(item.weight)}）"]
    if item.target:
        parts.append(f"指标值 {item.operator}{item.target}{item.unit}")
    if item.actual is not None:
        parts.append(f"完成值 {item.actual.text}")
    if item.rule is not None:
        parts.append(f"按“{item.rule.name}”评分")
    return "，".join(parts)


def _usual(table: Table) -> Iterator[str]:
    if table.rule is not None:
        yield f"没有另写规则的指标：按“{table.rule.name}”评分"
    if table.qualitative is not None:
        yield f"指标值不是数的：按“{table.qualitative.name}”评分"


def rules(standard: Standard) -> Iterator[str]:
    """Every rule that gives points, in words, with its source, and with its formula below."""
    for rule in used(standard):
        source = f"来源：{rule.source}" if rule.source else "没有写来源"
        yield f"{rule.name}：{rule.words}；{_NA[rule.na]}。{source}{'' if rule.verified else UNVERIFIED}"
        yield f"　{'得分' if rule.least is None else '最多'} {rule.points.text}"
        if rule.least is not None:
            yield f"　最少 {rule.least.text}"


def used(standard: Standard) -> list[Rule]:
    """The rules by which anything is scored, each once."""
    table = standard.table
    items = (item for indicator in standard.indicators for group in indicator.groups for item in group.items)
    named = (*(beside.rule for beside in table.beside), table.rule, table.qualitative, *(item.rule for item in items))
    return list({rule.name: rule for rule in named if rule is not None}.values())
