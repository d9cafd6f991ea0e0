"""A workbook file opened for reading: its sheets as grids, its defined names. Nothing in it is believed or executed.

Sheets are given out small ones first: a form is small, and a workbook may carry whole ledgers beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from perfxl.errors import UnsupportedFile, WrongForm
from perfxl.filing.grid import Area, Grid
from perfxl.filing.guard import MOST_CELLS, MOST_XML, hold_to_workbook, too_large, unreadable
from perfxl.filing.numeral import Raw
from perfxl.sml.a1 import parse, parse_range
from perfxl.sml.sheetfacts import SheetFacts

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

    from perfxl.opc.package import Package
    from perfxl.sml.workbook import SheetView, WorkbookView

Source = Path | bytes
"""A file, or what was inside it once it is decrypted."""

_COMPUTED = ("审核", "填报说明", "评分汇总")
"""Sheets that perfxl itself puts into a workbook and in which no unit fills in anything; they outweigh the form."""

MARK_RESULT = "perfxl_result"
"""The defined name of a 汇总, a notice, or a standard as a workbook: they repeat the words of a form and are none."""

_SMALL = 2 * 1024**2
"""Bytes of a sheet's XML up to which it is looked at first."""


class Book(NamedTuple):
    """What was read: the grids, in the order of the tabs; defined names with the text they stand for; whether formulas
    are known; the names of all sheets; and the names of those left aside because they are large."""

    grids: tuple[Grid, ...]
    names: Mapping[str, str]
    formulas_known: bool
    sheets: tuple[str, ...]
    left_aside: tuple[str, ...] = ()


def read_book(path: Path, *, large: bool = False, password: str | None = None) -> Book:
    """Read a workbook; `large` takes in the large sheets too, `password` opens an encrypted one. Raises UnreadableFile
    with one sentence."""
    hold_to_workbook(path)
    source = _source(path, password)
    package = _package(source)
    if package is None:
        return _read_plain(source)
    from perfxl.sml.workbook import WorkbookView

    try:
        return _read_package(
            source, WorkbookView(package), {key: entry.size for key, entry in package.entries.items()}, large
        )
    except UnsupportedFile:
        from perfxl.filing.extent import hold_to_size

        hold_to_size(package)
        return _read_plain(source)
    finally:
        package.close()


def _source(path: Path, password: str | None) -> Source:
    """The file, or its decrypted bytes."""
    from perfxl.opc.package import open_source

    return open_source(path, password)


def _package(source: Source) -> Package | None:
    """The package of the file, bounded before anything is inflated; None for .xls, which is none."""
    if _head(source) != b"PK":
        return None
    from perfxl.opc.package import Package

    return Package(source)


def _head(source: Source) -> bytes:
    if isinstance(source, bytes):
        return source[:2]
    with source.open("rb") as file:
        return file.read(2)


def _read_package(source: Source, view: WorkbookView, sizes: dict[str, int], large: bool) -> Book:
    if any(size > MOST_XML for part, size in sizes.items() if part.endswith(("sharedstrings.xml", "styles.xml"))):
        raise too_large()
    names = {name.name: name.text for name in sorted(view.names, key=lambda name: name.sheet is None)}
    if MARK_RESULT in names:
        raise WrongForm(
            "这是 perfxl 写出的汇总、通知或评价标准，不是填报表。",
            "This is a roll-up, a notice or a standard that perfxl wrote, not a filled form.",
        )
    wanted: list[SheetView] = []
    aside: list[SheetView] = []
    for sheet in view.sheets:
        if sheet.kind == "worksheet" and sheet.name not in _COMPUTED:
            fits = sizes.get(sheet.part.lower(), 0) <= (MOST_XML if large else _SMALL)
            fits = fits and sheet.facts.last_row * sheet.facts.last_column <= MOST_CELLS
            (wanted if fits else aside).append(sheet)
    calamine = _open(source)
    grids = tuple(
        _grid(sheet.name, _sheet(calamine, sheet.name), sheet.state != "visible", sheet.facts) for sheet in wanted
    )
    return Book(grids, names, True, tuple(sheet.name for sheet in view.sheets), tuple(sheet.name for sheet in aside))


def _read_plain(source: Source) -> Book:
    """.xls, .xlsb and .ods: values and merged ranges, no formulas and no names."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    calamine = _open(source)
    grids = []
    for about in calamine.sheets_metadata:
        if about.typ == SheetTypeEnum.WorkSheet:
            sheet = _sheet(calamine, about.name)
            if sheet.total_height * sheet.total_width > MOST_CELLS:
                raise too_large()
            grids.append(_grid(about.name, sheet, about.visible != SheetVisibleEnum.Visible, None))
    return Book(tuple(grids), {}, False, tuple(calamine.sheet_names))


def _open(source: Source) -> CalamineWorkbook:
    import python_calamine

    try:
        if isinstance(source, bytes):
            return python_calamine.CalamineWorkbook.from_filelike(BytesIO(source))
        return python_calamine.CalamineWorkbook.from_path(source)
    except BaseException as problem:
        raise unreadable(problem) from problem


def _sheet(calamine: CalamineWorkbook, name: str) -> CalamineSheet:
    try:
        return calamine.get_sheet_by_name(name)
    except BaseException as problem:
        raise unreadable(problem) from problem


def _grid(name: str, sheet: CalamineSheet, hidden: bool, facts: SheetFacts | None) -> Grid:
    cells = dict(_cells(sheet))
    if facts is None:
        merges = tuple(Area(a[0] + 1, a[1] + 1, b[0] + 1, b[1] + 1) for a, b in sheet.merged_cell_ranges or ())
        return Grid(name, cells, merges, hidden)
    return Grid(
        name,
        cells,
        tuple(Area(*area) for ref in facts.merges if (area := parse_range(ref))),
        hidden,
        {place: text for ref, text in facts.formulas.items() if (place := parse(ref))},
        frozenset(place for ref in facts.uncached if (place := parse(ref))),
        {place: text for ref, text in facts.errors.items() if (place := parse(ref))},
        frozenset(facts.hidden_rows),
        tuple(facts.hidden_columns),
    )


def _cells(sheet: CalamineSheet) -> Iterator[tuple[tuple[int, int], Raw]]:
    start = sheet.start
    if start is None:
        return
    top, left = start[0] + 1, start[1] + 1
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), top):
        for column, value in enumerate(values, left):
            if value != "":
                yield (row, column), value
