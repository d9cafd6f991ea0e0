"""A worksheet to be written, as values: cells, styles, links, charts, print set-up. It knows no file and no domain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Value = str | Decimal | bool | None


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How a cell of a new sheet looks. Colours are RRGGBB; sizes are points."""

    font: str = "宋体"
    size: float = 10.5
    bold: bool = False
    italic: bool = False
    color: str | None = None
    fill: str | None = None
    border: bool = False
    border_color: str = "BFBFBF"
    horizontal: Literal["left", "center", "right"] | None = None
    vertical: Literal["top", "center", "bottom"] = "center"
    wrap: bool = False
    indent: int = 0
    number_format: str = "General"
    locked: bool = True
    underline: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a value, or a formula with the value it has now; `link` is a place in this workbook ('附件1'!D8)."""

    value: Value = None
    style: CellStyle = CellStyle()
    formula: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class DropDown:
    """A list to choose from for a range of cells (A1 notation); `strict` refuses anything else."""

    ref: str
    choices: tuple[str, ...]
    strict: bool = False
    prompt: str | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart: ranges on the same sheet (A1, no sheet name), with the values they hold now. Colours are
    RRGGBB; `point_colors` colours its points in turn."""

    name: str
    categories: str
    values: str
    cached_categories: tuple[str, ...]
    cached_values: tuple[Decimal | None, ...]
    color: str | None = None
    point_colors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart, anchored from the top-left of `top_left` to that of `bottom_right` (A1). `axis_max` is where the
    value axis ends; a longer bar is cut there, its label still says how long it is."""

    kind: Literal["bar", "column", "pie", "stacked_bar", "line"]
    title: str
    top_left: str
    bottom_right: str
    series: tuple[Series, ...]
    legend: bool = True
    data_labels: bool = True
    number_format: str = "General"
    axis_max: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PageSetup:
    """How a sheet prints on A4: one page wide, margins in inches, rows repeated on each page ("1:4"), and the
    rows that begin a new page."""

    landscape: bool = False
    fit_to_height: int = 0
    repeat_rows: str | None = None
    print_area: str | None = None
    footer: str = "&C第 &P 页 共 &N 页"
    margins: tuple[float, float, float, float] = (0.6, 0.6, 0.7, 0.7)
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A worksheet that perfxl adds: cells by (row, column) from 1; widths by column in characters, heights by row in
    points."""

    name: str
    cells: Mapping[tuple[int, int], Cell]
    widths: Mapping[int, float] = field(default_factory=dict)
    heights: Mapping[int, float] = field(default_factory=dict)
    merges: tuple[str, ...] = ()
    freeze: str | None = None
    autofilter: str | None = None
    drop_downs: tuple[DropDown, ...] = ()
    charts: tuple[Chart, ...] = ()
    page: PageSetup = PageSetup()
    tab_color: str | None = None
    gridlines: bool = False
