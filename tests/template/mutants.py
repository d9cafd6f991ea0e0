"""Clean filings with one error planted, in the template: in its own cells, with as many rows as the filing has.

A cell that the template computes keeps its formula, but where the error is planted: there the figure is typed over it,
as by somebody who has taken the protection off."""

from __future__ import annotations

import copy
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from openpyxl.cell.cell import Cell, MergedCell

from perfxl.standard.model import Indicator, IndicatorGroup, Item, Standard
from perfxl.template.builder import Draft, draft
from perfxl.template.layout import Box
from perfxl.template.rows import with_room
from perfxl.template.typed import typed
from tests.assess.clean import CleanFiling, clean
from tests.assess.forms import Form, Value
from tests.assess.mutations import Mutator, rows, weight
from tests.template.books import HUNAN

_FREE_ROW = re.compile(r"(.+明细)([0-9]+)_(.+)")
_TABLE_ROW = re.compile(r"行([0-9]+)/(.+)")
_FIGURE = re.compile(r"-?[0-9,]+(\.[0-9]+)?%?")
Places = set[tuple[str, str | None]]


def mutant(mutator: Mutator, seed: int) -> tuple[Draft, Places]:
    """The template filled as the next clean filing in which the error can be planted, and the cells of the error."""
    for filing, form in _filings(seed):
        before = copy.deepcopy(form)
        planted = mutator(filing, form)
        if planted is not None:
            template = _Template(before)
            names = {form.at(name): name for name in form.places}
            boxes = [template.box(names[place]) for place in planted.at if place in names]  # type: ignore[index]
            return template.filled(form), {(box.sheet, box.cell) for box in boxes}
    raise AssertionError(f"{mutator.__name__} cannot be planted")


def unharmed(seed: int) -> Draft:
    """The template filled as the next clean filing."""
    _, form = next(_filings(seed))
    return _Template(form).filled(form)


def _filings(seed: int) -> Iterator[tuple[CleanFiling, Form]]:
    """Clean filings for which the template has rows: it has none for further sources of money."""
    return ((filing, form) for filing, form in map(clean, range(seed, seed + 2000)) if not filing.extra)


class _Template:
    """A template with the rows of a clean filing."""

    def __init__(self, form: Form) -> None:
        self._clean = form
        self._draft = draft(_with_rows(form), year=form.read().year)

    def filled(self, form: Form) -> Draft:
        """With what the filing says put in, clean or not."""
        for name, place in form.places.items():
            box, value = self.box(name), _beside_its_label(form[name])
            cell = self._draft.workbook[box.sheet][box.cell]
            if isinstance(cell, MergedCell):
                assert value is None
            elif place in form.errors:
                cell.value = "=1/0"
            elif cell.data_type != "f" or value != self._clean[name]:
                put(cell, value)
            if place[1] in form.hidden_rows[place[0]]:
                self._draft.workbook[box.sheet].row_dimensions[box.top].hidden = True
        return self._draft

    def box(self, name: str) -> Box:
        """Where a name of the filing stands in the template."""
        names, table = self._draft.layout.names, self._draft.layout.table
        if row := _TABLE_ROW.fullmatch(name):
            return _at(table.column(row[2]), int(row[1]) - 1)
        if free := _FREE_ROW.fullmatch(name):
            return _at(names[f"{free[1]}_{free[3]}"], int(free[2]) - 1)
        if name == "等级":
            return _at(names["总分_自评得分"], 0, 1)
        if name == "标题_自评表":
            return Box(table.sheet, 2, 1, 2, 1)
        if header := name.removeprefix("表头_") if name.startswith("表头_") else "":
            return _at(names[header if header in names else f"三公经费_{header}"], -1)
        return names[name]


def put(cell: Cell, value: Value) -> None:
    """Types a value into a cell: 1,234.5 and 95% are numbers."""
    cell.value = value
    if isinstance(value, str) and _FIGURE.fullmatch(value.strip()):
        cell.value, shown = typed(value.strip().replace(",", ""))
        cell.number_format = shown or cell.number_format


def _beside_its_label(value: Value) -> Value:
    """The unit has a cell of its own in the template."""
    return value.removeprefix("填报单位：") or None if isinstance(value, str) else value


def _at(box: Box, down: int, right: int = 0) -> Box:
    return Box(box.sheet, box.top + down, box.left + right, box.top + down, box.left + right)


def _with_rows(form: Form) -> Standard:
    details = {rows: [name for name in form.places if re.fullmatch(f"{rows}[0-9]+_预算", name)]
               for rows in ("项目支出明细", "公用经费明细")}  # fmt: skip
    indicators = tuple(_indicators(form))
    counts = {
        (first, second): len(group.items)
        for first, indicator in enumerate(indicators)
        for second, group in enumerate(indicator.groups)
    }
    return with_room(replace(HUNAN, indicators=indicators), counts, details)


def _indicators(form: Form) -> Iterator[Indicator]:
    """The filing's indicators as the rows of a blank form."""
    starts1, starts2 = ([*map(_number, rows(form, column)), len(rows(form)) + 1] for column in ("一级指标", "二级指标"))
    for first, beyond in itertools.pairwise(starts1):
        within = [start for start in starts2 if first <= start < beyond]
        ends = [*within[1:], beyond]
        groups = (_group(form, start, end - start) for start, end in zip(within, ends, strict=True))
        yield Indicator(str(form[f"行{first}/一级指标"]), form.number(f"行{first}/一级分值"), tuple(groups))


def _group(form: Form, row: int, size: int) -> IndicatorGroup:
    name = str(form[f"行{row}/二级指标"])
    return IndicatorGroup(name, weight(name), (Item(),) * size)


def _number(row: str) -> int:
    return int(row.removeprefix("行"))
