"""A Migration as text for the terminal: what was carried, a row for each cell without a home, what is to be filled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perfxl.migration.model import Migration
from perfxl.report.width import one_line
from perfxl.sml.textwidth import width

GAP = "  "


def render(done: Migration, *, chinese: bool) -> str:
    """The text; values and labels stay in the words of the form."""
    return "\n".join(_lines(done, chinese))


def _lines(done: Migration, chinese: bool) -> Iterator[str]:
    if chinese:
        yield f"{done.source} → {done.target}：转入 {done.carried} 格，{len(done.homeless)} 格没有位置。"
    else:
        yield f"{done.source} → {done.target}: {done.carried} cells carried, {len(done.homeless)} without a home."
    if done.homeless:
        yield from _table(
            "没有转入的格子" if chinese else "Cells that were not carried",
            ("工作表", "单元格", "内容", "填写", "原因") if chinese else ("Sheet", "Cell", "Label", "Value", "Why"),
            done.homeless,
        )
    if done.empty:
        yield from _table(
            "新表里还要填的格子" if chinese else "Cells of the new form still to be filled",
            ("工作表", "单元格", "内容") if chinese else ("Sheet", "Cell", "Label"),
            done.empty,
        )


def _table(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Columns as wide as their longest text; the last one ends where it ends."""
    whole = [header, *([one_line(text) for text in row] for row in rows)]
    widths = [max(width(row[at]) for row in whole) for at in range(len(header))]
    yield f"\n{title}"
    for row in whole:
        yield GAP.join(_padded(text, size) for text, size in zip(row, widths, strict=True)).rstrip()


def _padded(text: str, size: int) -> str:
    return text + " " * (size - width(text))
