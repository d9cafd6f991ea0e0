"""Which indicator of a standard's blank form a name means: 数量 is 数量指标, “三公经费”控制率 is 三公经费控制率."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from perfxl.filing.labels import label, loose
from perfxl.filing.model import IndicatorRow
from perfxl.filing.weights import weighted
from perfxl.standard.model import Indicator, IndicatorGroup, Item, Standard


class Known(NamedTuple):
    """A row of the blank form with the indicators it belongs to; `at` numbers level 1, level 2 and the row in it."""

    at: tuple[int, int, int]
    indicator: Indicator
    group: IndicatorGroup
    item: Item


class Catalogue(NamedTuple):
    """The rows of a blank form: by the names of level 3, and by those of level 2."""

    items: Mapping[str, list[Known]]
    groups: Mapping[str, list[Known]]


def item_of(standard: Standard, level1: str, level2: str, level3: str) -> Known | None:
    """The row of the blank form that these names mean; level 2 and level 1 tell two of the same name apart. A row that
    is a level-2 indicator itself has no level-3 name. None where no row or more than one is meant."""
    known = standard.once(_catalogue)
    if level3:
        return _told_apart(known.items.get(stem(level3), ()), level1, level2)
    alone = [each for each in known.groups.get(stem(level2), ()) if len(each.group.items) == 1 and not each.item.level3]
    return _told_apart(alone, level1, "")


def group_of(standard: Standard, level1: str, level2: str) -> Known | None:
    """The first row of the level-2 indicator that these names mean; None where none or more than one is meant."""
    return _told_apart(standard.once(_catalogue).groups.get(stem(level2), ()), level1, "")


def with_items(standard: Standard, rows: Iterable[IndicatorRow]) -> tuple[IndicatorRow, ...]:
    """The rows of a filing, each with the row of the blank form that it is."""
    return tuple(row if row.blank else _with_item(standard, row) for row in rows)


def _with_item(standard: Standard, row: IndicatorRow) -> IndicatorRow:
    its = item_of(standard, row.level1, row.level2, row.level3)
    return row if its is None else replace(row, item=its.item)


@lru_cache(maxsize=4096)
def stem(name: str) -> str:
    """An indicator's name without its weight, numbering, quotes, and the word 指标."""
    plain = label(weighted(name).name)
    return loose(plain).removesuffix("指标") or plain


def _catalogue(standard: Standard) -> Catalogue:
    items: dict[str, list[Known]] = {}
    groups: dict[str, list[Known]] = {}
    for first, indicator in enumerate(standard.indicators):
        for second, group in enumerate(indicator.groups):
            for third, item in enumerate(group.items):
                known = Known((first, second, third), indicator, group, item)
                if third == 0:
                    _enter(groups, (group.level2, *group.aliases), known)
                _enter(items, (item.level3, *item.aliases), known)
    return Catalogue(items, groups)


def _enter(index: dict[str, list[Known]], names: Iterable[str], known: Known) -> None:
    for name in {stem(name) for name in names if name}:
        index.setdefault(name, []).append(known)


def _told_apart(found: Iterable[Known], level1: str, level2: str) -> Known | None:
    """The one among those of a name whose other names fit best."""
    left = list(found)
    for name, names in ((level2, _names2), (level1, _names1)):
        if len(left) > 1:
            left = [each for each in left if stem(name) in names(each)] or left
    return left[0] if len(left) == 1 else None


def _names1(known: Known) -> set[str]:
    return {stem(name) for name in (known.indicator.level1, *known.indicator.aliases)}


def _names2(known: Known) -> set[str]:
    return {stem(name) for name in (known.group.level2, *known.group.aliases)}
