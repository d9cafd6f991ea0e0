"""A standard tried out: its template is built, filled, read, checked and scored, before anybody is given it."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from perfxl.assess.engine import assess
from perfxl.assess.model import Assessment, Outcome
from perfxl.errors import PerfxlError
from perfxl.filing.read import read
from perfxl.report import build as mark_up
from perfxl.standard.faults import Fault
from perfxl.standard.faults import Path as At
from perfxl.standard.model import Field, Item, Level, Standard
from perfxl.template.choices import answers_of
from perfxl.template.fill import Filled, fill
from perfxl.writeback import write

MESSY = 3
"""Filings with blanks, marks for n/a, zeros and texts where figures belong."""

_ODD = ("", "", "——", "0", "-3.5", "约10万", "100%", "1e3", "999999999")


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it: the filings tried, the outcomes of the one that is filled throughout, what went wrong, and what
    is doubtful, each at the part of the standard that it is about."""

    filings: int
    outcomes: Mapping[Outcome, int]
    problems: tuple[Fault, ...]
    doubts: tuple[Fault, ...]


def try_out(standard: Standard) -> Trial:
    """Tries the standard on a blank filing, one filled throughout, and some messy ones."""
    chance = random.Random(standard.id)
    filings = [{}, full(standard), *(_messy(standard, chance) for _ in range(MESSY))]
    results, problems = list[Assessment | None](), list[Fault]()
    with TemporaryDirectory(prefix="perfxl-trial-") as folder:
        for number, data in enumerate(filings):
            try:
                results.append(_run(standard, data, Path(folder) / f"{number}.xlsx"))
            except Exception as error:  # whatever a faulty standard makes any room raise is told, not thrown
                results.append(None)
                problems.append(_broken(number, error))
    filled = results[1]
    if filled is None:
        return Trial(len(filings), {}, tuple(problems), ())
    return Trial(len(filings), filled.outcomes, tuple(problems), tuple(_never_run(standard, filled)))


def full(standard: Standard) -> dict[str, Any]:
    """Data that fill every cell of the template, for `perfxl.template.fill`."""
    return {
        "unit": "试填单位",
        "year": standard.year,
        "fields": {name: _figure(standard, field, at) for at, (name, field) in enumerate(standard.fields.items())},
        "details": {rows: [_detail(standard, rows)] for rows in _details(standard)},
        "rows": list(_rows(standard)),
    }


def _figure(standard: Standard, field: Field, at: int) -> str:
    figures = {"amount": f"{100 + at}.25", "count": "20", "rate": "95%", "unit": standard.unit}
    return figures.get(field.kind, "试填")


def _details(standard: Standard) -> dict[str, None]:
    return {row.details: None for block in standard.blocks for row in block.rows if row.details is not None}


def _detail(standard: Standard, rows: str) -> dict[str, str]:
    keys = [column for _, group, column in standard.ranges.values() if group == rows]
    return {"label": "试填", **dict.fromkeys(keys, "10.25")}


def _rows(standard: Standard) -> Iterator[dict[str, str]]:
    number = 0
    for indicator in standard.indicators:
        for group in indicator.groups:
            for item in group.items[:1] if group.choose else group.items:
                number += 1
                named = {"level1": indicator.level1, "level2": group.level2}
                yield _keyed(standard, named | _answers(standard, item, number))


def _answers(standard: Standard, item: Item, number: int) -> dict[str, str]:
    rule = item.rule or standard.table.rule
    named = answers_of(rule)
    marks = {"checklist": "全部", "per_event": "0"}
    answer = named[0] if named else marks.get(rule.kind if rule is not None else "", "95%")
    return {
        "level3": item.level3 or f"试填指标{number}",
        "target": item.target or "100%",
        "actual": "" if item.actual is not None else answer,
        "score": "1",
        "reason": "试填",
    }


def _keyed(standard: Standard, values: Mapping[str, str]) -> dict[str, str]:
    """Values under the keys of the columns that the form has."""
    keys: dict[Level, str] = {column.kind: column.key for column in standard.table.columns}
    return {keys[kind]: values[kind] for kind in keys if values.get(kind)}


def _messy(standard: Standard, chance: random.Random) -> dict[str, Any]:
    data = full(standard)
    data["fields"] = {
        name: chance.choice(_ODD) if chance.random() < 0.4 else value for name, value in data["fields"].items()
    }
    names = {column.key for column in standard.table.columns if column.kind in ("level1", "level2", "level3")}
    data["rows"] = [
        {
            key: chance.choice(_ODD) if key not in names and chance.random() < 0.4 else value
            for key, value in row.items()
        }
        for row in data["rows"]
    ]
    return data


def _run(standard: Standard, data: Mapping[str, Any], path: Path) -> Assessment:
    filled: Filled = fill(standard, data)
    if data and filled.left:
        left = "、".join(dict.fromkeys(each.name for each in filled.left))
        raise PerfxlError(f"模板里没有位置填：{left}", f"the template has no place for {left}")
    filled.form.save(path)
    assessment = assess(read(path, standard), standard)
    write(path, path.with_suffix(".scored.xlsx"), mark_up(assessment))
    return assessment


def _broken(number: int, error: Exception) -> Fault:
    which = ("空白模板", "填满的表")[number] if number < 2 else "填得乱的表"
    zh = error.zh if isinstance(error, PerfxlError) else f"{type(error).__name__}：{error}"
    return Fault((), f"试用“{which}”时出错：{zh}", f"a trial failed: {error}")


def _never_run(standard: Standard, filled: Assessment) -> Iterator[Fault]:
    """Checks written in the standard that found nothing to work on though every cell is filled."""
    why = defaultdict[str, list[str]](list)
    for finding in filled.findings:
        if finding.outcome == "not_run":
            why[finding.check].append(finding.message)
    for check, messages in why.items():
        places = len(standard.checks[check].places)
        if places and len(messages) >= places:
            message, _ = Counter(messages).most_common(1)[0]
            at: At = ("check", check)
            yield Fault(at, f"试填的表里这条审核一次也没有运行：{message}", f"{check} never ran: {message}")
