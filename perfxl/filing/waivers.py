"""The accountant's reasons (处理意见) in an earlier 差异清单: each waives the finding marked (标识) in its row."""

from __future__ import annotations

from collections.abc import Iterable

from perfxl.filing.grid import Grid
from perfxl.filing.labels import clean, normal
from perfxl.filing.model import Waiver
from perfxl.filing.numeral import numeral

SHEET, REASON, KEY = "差异清单", "处理意见", "标识"


def read_waivers(grids: Iterable[Grid]) -> tuple[Waiver, ...]:
    """The waivers of a workbook that has been scored before."""
    return tuple(waiver for grid in grids if grid.name.strip().startswith(SHEET) for waiver in _of(grid))


def _of(grid: Grid) -> Iterable[Waiver]:
    columns: dict[str, int] = {}
    for row in range(1, grid.height + 1):
        texts = {normal(text): column for column, text in grid.row_texts(row)}
        if REASON in texts and KEY in texts:
            columns = texts
        elif columns:
            reason, key = (grid.text(row, columns[name]).strip() for name in (REASON, KEY))
            if key and _says_something(reason):
                yield Waiver(key, clean(reason))


def _says_something(reason: str) -> bool:
    """Whether a reason is in words: no dash, no bare number; 2020年追加 begins like a number and is one."""
    said = numeral(reason)
    return said.state == "text" or (said.state == "number" and said.unit not in ("", "%"))
