"""Labels and numbers of a form put into a sentence."""

from __future__ import annotations

import re
from decimal import Decimal

from perfxl.standard.model import Standard

UNVERIFIED = "（未核实）"
"""Behind what was not seen in its source."""

_YEAR = re.compile(r"\{年\}年度?")
_QUOTE_IN_QUOTE = re.compile("“[^”]*“")


def form_title(standard: Standard, year: int | None = None) -> str:
    """The title of the form with the indicators, with the year as the form writes it, or before it where it has no
    place for one: 2022年度部门整体绩效自评表."""
    title = standard.sheets[standard.table.sheet].title
    if year is None or not _YEAR.search(title):
        bare = _YEAR.sub("", title)
        return bare if year is None else f"{year}年度{bare}"
    return title.replace("{年}", str(year))


def plain_label(label: str) -> str:
    """A row's label without its number and introduction: 财政拨款 of "资金来源：（1）财政拨款"."""
    name = label.strip().rstrip("：:").replace("：", ":").rpartition(":")[2].strip()
    for start, end in (("（", "）"), ("", "、")):
        number, mark, rest = name.removeprefix(start).partition(end)
        if mark and number.isdigit() and rest:
            name = rest.strip()
    return name


def plain_header(header: str) -> str:
    """A column's header without the year: 上年决算数 of "{上年}年决算数", 预算数 of "{年}年预算数"."""
    return header.replace("{上年}年", "上年").replace("{年}年", "")


def percent(fraction: Decimal) -> str:
    """A fraction as a percentage, without zeros at the end: 1.05 is 105%."""
    return f"{plain_number(fraction * 100)}%"


def plain_number(number: Decimal) -> str:
    """A number without zeros at the end."""
    return f"{number.normalize():f}"


def nested(text: str) -> str:
    """A sentence in which quotes within quotes are of the other kind: “‘三公经费’控制率”. One with quotes that are not
    paired stays as it is."""
    if not _QUOTE_IN_QUOTE.search(text):
        return text
    depth, out = 0, []
    for char in text:
        depth -= char == "”"
        if depth < 0:
            return text
        out.append({"“": "“‘"[depth % 2], "”": "”’"[depth % 2]}.get(char, char))
        depth += char == "“"
    return text if depth else "".join(out)
