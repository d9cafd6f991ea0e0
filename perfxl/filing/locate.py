"""Which sheets of a workbook are the form's: told by what stands in them, then by their names, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from perfxl.filing.grid import Grid, Region, whole
from perfxl.filing.labels import label, normal, skeleton
from perfxl.filing.names import Marked
from perfxl.filing.numeral import numeral
from perfxl.standard.model import Sheet, SheetKey, Standard

OWN_SHEETS = ("差异清单", "评分汇总", "审核", "填报说明")
"""Sheets that perfxl itself puts into a workbook; they repeat the form's labels and are never the form."""

_DEPTH, _WIDTH, _LONGEST = 400, 80, 60
_ENOUGH, _ENOUGH_WHEN_NAMED = 4, 2
_FIGURES = 10
_SAME = 0.8
"""So much of what one sheet has of a form, another has that is the same form."""
_COPY = re.compile(r"\s*[(（]\d+[)）]$")


class Candidate(NamedTuple):
    """A grid that may be one of the form's sheets: how many of its labels it holds and how much its name says."""

    grid: Grid
    labels: int
    named: int

    @property
    def fits(self) -> bool:
        """Whether it is likely enough to be taken."""
        return self.labels >= (_ENOUGH_WHEN_NAMED if self.named else _ENOUGH)

    @property
    def rank(self) -> tuple[bool, int]:
        """Visible sheets first, then labels found and name together."""
        return not self.grid.hidden, self.labels + self.named


def is_own(name: str) -> bool:
    """Whether a sheet is one of perfxl's own, or Excel's copy of one."""
    return _COPY.sub("", name.strip()) in OWN_SHEETS


def locate(grids: Sequence[Grid], standard: Standard, marked: Marked) -> dict[SheetKey, Region | None]:
    """The region of each of the form's sheets, None where there is none. `marked` says how many of the sheet's defined
    names lead to each sheet of the workbook."""
    found: dict[SheetKey, Grid | None] = {}
    for key in standard.sheets:
        found[key] = _best(list(candidates(grids, standard, key, marked)), standard, key)
    return _regions(found, standard)


def alike(
    grids: Sequence[Grid],
    standard: Standard,
    marked: Marked,
    located: Mapping[SheetKey, Region | None],
) -> tuple[str, ...]:
    """The names of the visible sheets that are the same form filled again (a sheet a project, last year's beside this
    year's) and are not the ones located."""
    taken = {region.grid.name for region in located.values() if region is not None}
    if all(grid.name in taken or grid.hidden or is_own(grid.name) for grid in grids):
        return ()
    names: list[str] = []
    for key in (key for key, region in located.items() if region is not None):
        fitting = list(candidates(grids, standard, key, marked))
        best = max((each.labels for each in fitting if each.grid.name in taken), default=0)
        others = (each for each in fitting if each.grid.name not in taken and not each.grid.hidden)
        names += [each.grid.name for each in others if each.labels >= _SAME * best and _is_filled(each.grid)]
    return tuple(dict.fromkeys(names))


def _best(fitting: list[Candidate], standard: Standard, key: SheetKey) -> Grid | None:
    """The best of the grids that fit; of two alike the filled one, then the later year's: last year's form is kept
    beside this year's, and a blank one beside the filled one."""
    first = max((each.rank for each in fitting), default=None)
    alike = [each.grid for each in fitting if each.rank == first]
    if len(alike) < 2:
        return next(iter(alike), None)
    return max(alike, key=lambda grid: (_is_filled(grid), _year(grid, standard, key)))


def _year(grid: Grid, standard: Standard, key: SheetKey) -> int:
    """The latest year in the headers and the title of a sheet; a date beside a signature says nothing."""
    words, title = vocabulary(standard, key), skeleton(standard.sheets[key].title)[0].removeprefix("#年")
    told = (skeleton(value) for value in grid.cells.values() if isinstance(value, str) and len(value) <= _LONGEST)
    return max((year for form, year in told if year and (form in words or form.endswith(title))), default=0)


def candidates(grids: Sequence[Grid], standard: Standard, key: SheetKey, marked: Marked) -> Iterator[Candidate]:
    """The grids that fit one of the standard's sheets."""
    words = standard.once(vocabulary, key)
    for grid in grids:
        if is_own(grid.name):
            continue
        named = _named(grid.name, standard.sheets[key]) + (5 if marked.get((key, grid.name), 0) > 3 else 0)
        labels = {words[word] for word in words.keys() & grid.once(_all_words)}
        found = Candidate(grid, len(labels), named)
        if found.fits:
            yield found


def vocabulary(standard: Standard, key: SheetKey) -> dict[str, str]:
    """Every label of a sheet in its normal form, with what it is the label of."""
    words: dict[str, str] = {}
    for block in standard.blocks:
        if block.sheet != key:
            continue
        for row in block.rows:
            words |= {label(text): f"{block.id}/{row.key}" for text in (row.label, *row.aliases) if text}
        for column in block.columns:
            words |= {skeleton(text)[0]: f"{block.id}//{column.key}" for text in (column.header, *column.aliases)}
        if block.label:
            words[skeleton(block.label)[0]] = block.id
    if standard.table.sheet == key:
        for level in standard.table.columns:
            words |= {skeleton(text)[0]: f"table/{level.key}" for text in (level.header, *level.aliases)}
    return words


def _all_words(grid: Grid) -> set[str]:
    return {word for _, word in _words(whole(grid))}


def _words(region: Region) -> Iterator[tuple[int, str]]:
    """Row and normal form of the short texts of a region, and of what stands before their colons."""
    for (row, column), value in region.grid.cells.items():
        if not isinstance(value, str) or len(value) > _LONGEST or column > _WIDTH or row > region.first + _DEPTH:
            continue
        if region.holds(row):
            yield row, skeleton(value)[0]
            before, colon, _ = normal(value).partition(":")
            if colon:
                yield row, before


def _is_filled(grid: Grid) -> bool:
    """Whether a sheet holds more figures than the weights that stand in a blank form."""
    return sum(numeral(value).state == "number" for value in grid.cells.values()) >= _FIGURES


def _named(name: str, sheet: Sheet) -> int:
    plain = _COPY.sub("", normal(name))
    if plain in (normal(sheet.name), *(normal(alias) for alias in sheet.aliases)):
        return 3
    if re.match(re.escape(normal(sheet.annex)) + r"(?![0-9])", plain):
        return 2
    return 1 if any(normal(alias) in plain for alias in sheet.aliases) else 0


def _regions(found: Mapping[SheetKey, Grid | None], standard: Standard) -> dict[SheetKey, Region | None]:
    """A region for each sheet; where several stand on one grid, each reaches down to the next one's first row."""
    regions: dict[SheetKey, Region | None] = {}
    for key, grid in found.items():
        sharing = [other for other, its in found.items() if grid is not None and its is grid]
        if grid is None or len(sharing) == 1:
            regions[key] = whole(grid) if grid else None
            continue
        starts = sorted((first_row(grid, standard, other), other) for other in sharing)
        index = next(number for number, (_, other) in enumerate(starts) if other == key)
        first = 1 if index == 0 else starts[index][0]
        last = starts[index + 1][0] - 1 if index + 1 < len(starts) else grid.height
        regions[key] = Region(grid, first, last)
    return regions


def first_row(grid: Grid, standard: Standard, key: SheetKey) -> int:
    """The row in which one of the form's sheets begins on a grid that holds several: that of its 附件 mark or title,
    else that of the first label no other sheet has."""
    sheet = standard.sheets[key]
    title = skeleton(sheet.title)[0].removeprefix("#年")
    marks = {normal(sheet.annex), title}
    words = list(_words(whole(grid)))
    rows = [row for row, word in words if word in marks or word.endswith(title)]
    if not rows:
        others = {word for other in standard.sheets if other != key for word in vocabulary(standard, other)}
        own = vocabulary(standard, key).keys() - others
        rows = [row for row, word in words if word in own]
    return min(rows, default=1)
