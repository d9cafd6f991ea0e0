"""The page on marking rules: every example is a rule, and gives what its table says, here and in LibreOffice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from perfxl.standard.formula import Column, Formula
from perfxl.standard.kinds import KINDS
from perfxl.standard.marking_rules import ALWAYS, NA_POLICIES
from perfxl.standard.render import to_excel
from tests.libreoffice import needs_libreoffice, recalculate
from tests.standard.rules import Row, given, points, rule

PAGE = (Path(__file__).parents[2] / "docs/marking-rules.md").read_text("utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```\n\n((?:\|[^\n]*\n)+)", PAGE, re.S)

STEPS = (
    'kind = "step_deduct"\nfull_at = "{full}"\nside = "{side}"\nstep = "{step}"\npoints = {points}\nsteps = "{steps}"'
)
SEED = [
    ("公用经费控制率", "100%", "over", "1%", 1, "8", "149.80%", ("0", "0", "0")),
    ("三公经费控制率", "100%", "over", "1%", 1, "7", "97.78%", ("7", "7", "7")),
    ("政府采购执行率", "100%", "both", "5%", 2, "6", "171.95%", ("0", "0", "0")),
    ("在职人员控制率", "100%", "over", "1%", 0.5, "5", "100%", ("5", "5", "5")),
    ("三公经费变动率", "0%", "over", "1%", 0.5, "5", "0.46%", ("5", "4.5", "4.77")),
]
"""A rate of the seed: full at, side, step, points, weight, its value, and the points in the three readings."""


def rows_of(table: str) -> Iterator[tuple[Row, dict[str, str]]]:
    """The rows of a table of the page, each with what it says beside weight, target and actual value."""
    head, _, *lines = ([cell.strip() for cell in line.strip().strip("|").split("|")] for line in table.splitlines())
    for line in lines:
        cells = dict(zip(head, line, strict=True))
        said = {name: cells.pop(name) for name in ("points", "least") if name in cells}
        row = Row(cells.pop("weight"), cells.pop("actual", ""), cells.pop("target", ""), cells)
        yield row, said


class DescribeThePageOnMarkingRules:
    @pytest.mark.parametrize(("example", "table"), EXAMPLES)
    def it_says_what_each_example_gives(self, example: str, table: str):
        read = rule(example)
        for row, said in rows_of(table):
            assert given(read.points, row) == said["points"], row
            assert ("least" in said) == (read.least is not None) or "least" not in said
            if "least" in said:
                assert given(read.least, row) == said["least"], row

    def it_has_every_kind_under_its_name_and_title(self):
        headings = re.findall(r"^## (\w+) (\S+)$", PAGE, re.M)
        assert {(kind.name, kind.title) for kind in KINDS.values()} <= set(headings)
        assert {rule(example).kind for example, _ in EXAMPLES} == set(KINDS)

    def it_names_every_parameter(self):
        named = {*ALWAYS, *NA_POLICIES, *(parameter for kind in KINDS.values() for parameter in kind.parameters)}
        assert [name for name in sorted(named) if not re.search(rf"[`{{ \n]{name}(`| = )", PAGE)] == []


class DescribeTheSeedsFiguresUnderHunansRules:
    @pytest.mark.parametrize(("name", "full", "side", "step", "off", "weight", "value", "expected"), SEED)
    def it_gives_the_points_of_the_three_readings(self, name, full, side, step, off, weight, value, expected):
        readings = [
            STEPS.format(full=full, side=side, step=step, points=off, steps=steps)
            for steps in ("full", "started", "prorata")
        ]
        assert tuple(points(text, Row(weight, value)) for text in readings) == expected, name


class Laid:
    """Formulas in a workbook, each beside the row it is asked of."""

    def __init__(self) -> None:
        self.book = openpyxl.Workbook()
        self.asked: list[tuple[Formula, Row]] = []

    def lay(self, formula: Formula, row: Row) -> None:
        """A line of the sheet: the formula in A, what it names from B on."""
        self.asked.append((formula, row))
        line, cells = len(self.asked), dict[str, str]()
        named = {**row.values, **{name: _number(text) for name, text in row.fields.items()}}
        for column, (name, value) in enumerate(named.items(), 2):
            cell = self.book.active.cell(line, column)
            cell.value, cells[name] = value, cell.coordinate
            if value == "":
                cell.value = '=""'

        def column(column: Column) -> str:
            return cells[column.name]

        self.book.active.cell(line, 1).value = to_excel(formula, column, cells.__getitem__)

    def calculated(self, folder: Path) -> list[str]:
        """What LibreOffice makes of each, as text."""
        self.book.save(folder / "rules.xlsx")
        sheet = openpyxl.load_workbook(recalculate(folder / "rules.xlsx", folder / "done.xlsx"), data_only=True).active
        return [_text(sheet.cell(line, 1).value) for line in range(1, len(self.asked) + 1)]


def _number(text: str) -> object:
    return float(text) if text else None


def _text(value: object) -> str:
    return "" if value is None else f"{value:.9g}" if isinstance(value, int | float) else str(value)


ACTUALS = [
    *("", "——", "完成", "达成", "未达成", "①", "①③", "全部", "0", "-3%", "0.01%", "0.46%", "1%", "2.9%", "9.9%", "10%"),
    *("20%", "30%", "30.1%", "45%", "59.99%", "60%", "79.9%", "80%", "89.5%", "90%", "94.9%", "95%", "97.3%", "100%"),
    *(
        "100.1%",
        "101%",
        "105%",
        "107%",
        "110%",
        "115%",
        "171.95%",
        "488.86%",
        "3",
        "7",
        "12.5",
        "80",
        "84",
        "119",
        "1000",
    ),
]


@pytest.mark.libreoffice
@needs_libreoffice
class DescribeMarkingRulesInLibreOffice:
    def it_gives_every_kind_the_same_points_at_every_boundary(self, tmp_path: Path):
        laid = Laid()
        for example, table in EXAMPLES:
            read = rule(example)
            for row in grid(table):
                for formula in (read.points, read.least):
                    if formula is not None:
                        laid.lay(formula, row)
        assert len(laid.asked) > 1000
        differing = [
            f"{row}: {given(formula, row)} beside {theirs!r} of {formula.text}"
            for (formula, row), theirs in zip(laid.asked, laid.calculated(tmp_path), strict=True)
            if given(formula, row) != theirs
        ]
        assert not differing, "\n".join(differing[:20])


def grid(table: str) -> Iterator[Row]:
    """The rows of the page's table, and each answer of ACTUALS with the weights, targets and fields of its rows."""
    rows = [row for row, _ in rows_of(table)]
    yield from rows
    for row in {(row.weight, row.target, *row.fields.items()): row for row in rows}.values():
        for actual in ACTUALS:
            yield Row(row.weight, actual, row.target, row.fields)
