"""The 总分 row and the grade: 96, 96（优）, 等级：优, wherever near the total they stand."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from perfxl.filing.cell import fact
from perfxl.filing.columns import WEIGHTS, TableColumns
from perfxl.filing.grid import Region
from perfxl.filing.labels import normal
from perfxl.filing.model import Fact
from perfxl.filing.numeral import numeral
from perfxl.standard.model import KEPT_COLUMNS, Standard, Table

GRADE = "等级"
_NEAR = 3
"""Rows below the total in which a grade may stand."""

_LONGEST = 60
_MARK = "等"
_LABEL = r"(?:自评|评价|绩效|自评结果)?等[级次]:?"
_BEHIND = r"等[级次]:?(?:为)?[(\[“]?({})[秀好]?(?![\u4e00-\u9fff、,/])"
_SAID = r"(?P<name>[\u4e00-\u9fff]+):?(?P<points>[0-9]+(?:\.[0-9]+)?)分?(?:[(\[,;]?.{0,8})"
_NEAR_TOTAL = r"(?:(?:[\u4e00-\u9fff]{{2,6}}:?)?[0-9.]+分?)?[(\[,;]?(?:(?:自评|评价|绩效)?等[级次]:?(?:为)?)?({})[)\]]?"


def read_total(region: Region, table: Table, columns: TableColumns, row: int) -> dict[str, Fact]:
    """The facts of the total row by column key: its weight and its score. Where they were pasted beside their columns
    the first number is the weight and the last one the score."""
    found: dict[str, Fact] = {}
    numbers = [column for column, _ in region.grid.row_texts(row) if _leading(region, row, column) is not None]
    weight = _weight_place(columns, numbers)
    if weight is None and len(numbers) == 2:
        weight = numbers[0]
    if weight is not None:
        found[KEPT_COLUMNS["weight1"]] = _number(region, row, weight, KEPT_COLUMNS["weight1"])
    score = table.column("score")
    if score is not None:
        found |= _score(region, table, columns, row, score.key, numbers)
    return found


def _weight_place(columns: TableColumns, numbers: list[int]) -> int | None:
    """The column of the total's weight: the first of weights that holds a number, else the first there is."""
    spans = [columns.spans[kind] for kind in WEIGHTS if kind in columns.spans]
    under = (column for first, last in spans for column in numbers if first <= column <= last)
    return next(under, None) or (spans[0][0] if spans and len(numbers) != 2 else None)


def _score(
    region: Region, table: Table, columns: TableColumns, row: int, key: str, numbers: list[int]
) -> dict[str, Fact]:
    first, last = columns.spans.get("score", (0, -1))
    under = next((column for column in numbers if first <= column <= last), None)
    if under is None and len(numbers) == 2:
        under = numbers[1]
    said = said_total(region, table, row)
    if under is None and said is not None:
        return {key: fact(region.grid, row, said[0], key, key, "count")._replace(state="number", value=said[1])}
    return {key: _number(region, row, under or first, key)} if under is not None or first else {}


def said_total(region: Region, table: Table, row: int) -> tuple[int, Decimal] | None:
    """The column of a cell that names the total and its points in one (总分：96分), and the points."""
    names = {normal(name) for name in (table.total.label, *table.total.aliases)}
    for column, text in region.grid.row_texts(row):
        found = re.fullmatch(_SAID, normal(text))
        if found and found["name"] in names:
            return column, Decimal(found["points"])
    return None


def _leading(region: Region, row: int, column: int) -> str | None:
    """The number a cell begins with: 96 of “96（优）”, and of “96分”."""
    raw = region.grid.raw(row, column)
    if not isinstance(raw, str):
        return "" if numeral(raw).state == "number" else None
    found = re.match(
        r"\s*([0-9]+(?:\.[0-9]+)?)\s*分?\s*(?:[(\[,;]?\s*(?:等级|等次)?:?\s*[优良中差合格]|$)", _plain(raw)
    )
    return found[1] if found else None


def _number(region: Region, row: int, column: int, key: str) -> Fact:
    found = fact(region.grid, row, column, key, key, "count")
    leading = _leading(region, row, column)
    if found.state == "text" and leading:
        return found._replace(state="number", value=numeral(leading).value)
    return found


def read_grade(region: Region, standard: Standard, row: int | None) -> Fact | None:
    """The grade a form states: in its total row or a little below, or anywhere behind the word 等级; None where it
    states none."""
    bands = [grade.name for grade in standard.grades]
    for number in region.rows:
        near = row is not None and row <= number <= row + _NEAR
        for column, text in region.grid.row_texts(number):
            if not near and _MARK not in normal(text):
                continue
            plain = "".join(_plain(text).split())
            if len(plain) < _LONGEST:
                found = _stated(plain, bands, near)
                if found is not None:
                    return _grade(region, number, column, found)
                if re.fullmatch(_LABEL, plain):
                    beside = (
                        (at, "".join(_plain(its).split())) for at, its in region.grid.row_texts(number) if at > column
                    )
                    at, its = next(beside, (column, ""))
                    if its.rstrip("秀好") in bands:
                        return _grade(region, number, at, its.rstrip("秀好"))
    return None


def _stated(plain: str, bands: list[str], near: bool) -> str | None:
    """The grade in a text: behind 等级 anywhere, alone or behind the points only near the total."""
    names = "|".join(re.escape(name) for name in bands)
    found = re.fullmatch(_NEAR_TOTAL.format(names), plain) if near else None
    found = found or re.search(_BEHIND.format(names), plain)
    return found[1] if found else None


def _grade(region: Region, row: int, column: int, name: str) -> Fact:
    return Fact(GRADE, GRADE, "text", None, name, region.grid.name, region.grid.ref(row, column))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
