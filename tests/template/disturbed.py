"""Filings of every standard for tests: the sample that closes, with figures changed, emptied, marked as not applicable,
and put where a band or a step begins."""

from __future__ import annotations

import functools
import random
import tomllib
from decimal import Decimal

from perfxl.standard.formula import Binary, Name
from perfxl.standard.loader import load
from perfxl.standard.model import Standard
from perfxl.template.builder import Draft
from perfxl.template.fill import fill
from perfxl.template.layout import Box
from perfxl.template.table_rows import places_in
from tests.template.books import ROOT

CHANGES = ["0.01", "-0.01", "0.02", "5", "-5", "300"]
WHOLE = Decimal(100)
EDGES = [
    "0",
    "50",
    "60",
    "79.99",
    "80",
    "90",
    "94.99",
    "95",
    "100",
    "100.99",
    "101",
    "102.5",
    "105",
    "110",
    "120",
    "130",
]
"""Parts of 100 at which rules begin, end or take a step, and figures right beside them."""
FIGURES = ["——", None, *map(Decimal, ("0", "1", "3", "0.7", "0.7999", "0.8", "0.9", "96", "100", "120"))]
WORDS = ["——", None, "①③", "①②③④⑤", "全部", "一般", "好", "不知道", Decimal(0)]
"""Answers to rules that ask for a figure, and to others."""


def closed_data(standard: str) -> str:
    """The name of the sample of a standard that closes."""
    return "closed-2020" if standard == "hunan-2020" else f"closed-{standard}"


@functools.cache
def closed(standard: str) -> tuple[Draft, dict[tuple[str, str], object]]:
    """The sample that closes, and what stands in each of its cells."""
    path = ROOT / "scripts" / "data" / f"{closed_data(standard)}.toml"
    form = fill(load(standard), tomllib.loads(path.read_text("utf-8"))).form
    cells = (cell for sheet in form.workbook for row in sheet.iter_rows() for cell in row)
    return form, {(cell.parent.title, cell.coordinate): cell.value for cell in cells if cell.value is not None}


def disturbed(standard: str, seed: int) -> Draft:
    """That sample with a few of its figures changed; seed 0 leaves it as it is. All of a standard share their cells."""
    form, before = closed(standard)
    for (sheet, cell), value in before.items():
        form.workbook[sheet][cell].value = value
    rng = random.Random(seed)
    for change in (_change_fields, _put_at_edges, _answer, _score) if seed else ():
        change(form, rng)
    return form


def _change_fields(form: Draft, rng: random.Random) -> None:
    names = _inputs(form.standard, "amount")
    for name in rng.sample(names, min(rng.randint(1, 4), len(names))):
        cell = _cell(form, form.layout.names[name])
        if isinstance(cell.value, Decimal) and rng.random() < 0.8:
            cell.value = max(Decimal(0), cell.value + Decimal(rng.choice(CHANGES)))
        else:
            cell.value = rng.choice([None, "——", Decimal(0)])


def _put_at_edges(form: Draft, rng: random.Random) -> None:
    """Ratios of two figures that decide a row's score: both where a rule's limits are."""
    trees = [place.item.actual.tree for place in places_in(form.standard, form.layout.table) if place.item.actual]
    pairs = [(tree.left.name, tree.right.name) for tree in trees if isinstance(tree, Binary)
             and isinstance(tree.left, Name) and isinstance(tree.right, Name)]  # fmt: skip
    inputs = {*_inputs(form.standard, "amount"), *_inputs(form.standard, "count")}
    for above, below in pairs:
        if above in inputs and below in inputs and rng.random() < 0.5:
            _cell(form, form.layout.names[below]).value = WHOLE
            _cell(form, form.layout.names[above]).value = Decimal(rng.choice(EDGES))


def _answer(form: Draft, rng: random.Random) -> None:
    """Actual values of rows that a rule marks."""
    column = form.standard.table.column("actual")
    for place in places_in(form.standard, form.layout.table):
        if column and place.item.rule is not None and place.item.actual is None and rng.random() < 0.5:
            asked = {used.name for used in place.item.rule.points.columns}
            _in_row(form, place.row, column.key).value = rng.choice(FIGURES if "完成数" in asked else WORDS)


def _score(form: Draft, rng: random.Random) -> None:
    column = form.standard.table.column("score")
    for place in rng.sample(list(places_in(form.standard, form.layout.table)), rng.randint(0, 2)):
        assert column is not None
        cell = _in_row(form, place.row, column.key)
        if cell.data_type != "f":
            cell.value = rng.choice([None, "——", Decimal(0), Decimal("4.5"), Decimal(30)])


def _inputs(standard: Standard, kind: str) -> list[str]:
    scores = {name for beside in standard.table.beside for name in (beside.score, beside.weight)}
    fields = standard.fields.items()
    return [name for name, field in fields if field.kind == kind and field.formula is None and name not in scores]


def _in_row(form: Draft, row: int, key: str):
    table = form.layout.table
    return _cell(form, Box(table.sheet, row, table.columns[key], row, table.columns[key]))


def _cell(form: Draft, box: Box):
    return form.workbook[box.sheet][box.cell]
