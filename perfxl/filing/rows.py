"""The labelled rows below a block's header: which is which field, and which are free rows of the unit's own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from perfxl.filing.grid import Grid
from perfxl.filing.labels import detail_label, label, loose, normal, prefix
from perfxl.filing.numeral import numeral
from perfxl.standard.model import Block, Row

_NUMBERED = re.compile(r"[一二三四五六七八九十0-9]{1,3}[、.]")
_BRACKETED = re.compile(r"\([一二三四五六七八九十0-9]{1,3}\)")
_SUM = ("小计", "合计", "总计", "共计")
_NOTES = (
    "说明",
    "注:",
    "备注",
    "填表人",
    "填报人",
    "制表",
    "审核",
    "复核",
    "联系",
    "单位负责人",
    "负责人",
    "财务负责人",
)


UNNAMED = "（未写名称）"
"""Stands for the name of a free row that holds figures and has none."""


class Rows:
    """What the rows below a header are: a sheet row for each of the block's rows, and the free rows by the name of
    their details (项目支出明细) or of the group they belong to (资金来源), each with its label."""

    def __init__(self) -> None:
        self.of: dict[str, int] = {}
        self.details: dict[str, list[tuple[int, str]]] = {}
        self.extra: dict[str, list[tuple[int, str]]] = {}


def read_rows(grid: Grid, block: Block, numbers: Iterable[int], left: int, taken: Collection[int]) -> Rows:
    """The rows `numbers`, whose labels stand left of column `left`; rows in `taken` belong to other blocks."""
    labelled = [(row, _labels(grid, row, left)) for row in numbers if row not in taken]
    keys = _keys(block, labelled)
    reader = _Reader(block)
    for row, texts in labelled:
        if texts and normal(texts[-1]).startswith(_NOTES) and not _has_figures(grid, row, left):
            break
        if not texts and reader.in_details and _has_figures(grid, row, left):
            texts = [UNNAMED]
        reader.read(row, texts, keys.get(row))
    return reader.rows


def _has_figures(grid: Grid, row: int, left: int) -> bool:
    return any(numeral(grid.raw(row, column)).state == "number" for column, _ in grid.row_texts(row) if column >= left)


def _labels(grid: Grid, row: int, left: int) -> list[str]:
    texts: list[str] = []
    for column, text in grid.row_texts(row):
        if column < left and text not in texts:
            texts.append(text)
    return texts


def _keys(block: Block, labelled: list[tuple[int, list[str]]]) -> dict[int, list[Row]]:
    """The form's row that each sheet row is, by its label; a label is compared loosely only where none is equal."""
    exact, near = _index(block, label), _index(block, loose)
    found: dict[int, list[Row]] = {}
    for row, texts in labelled:
        hits = [exact[key] for key in map(label, _readings(texts)) if key in exact]
        if hits:
            found[row] = hits[:1]
    known = {each.key for hits in found.values() for each in hits}
    for row, texts in labelled:
        hits = [near[key] for key in map(loose, _readings(texts)) if key in near and near[key].key not in known]
        if row not in found and hits:
            found[row] = hits[:1]
    return found


def _readings(texts: list[str]) -> list[str]:
    """The texts of a row's label cells, the one next to the values first, then all of them as one split label."""
    return [*reversed(texts), "".join(texts)] if len(texts) > 1 else texts


def _index(block: Block, form: object) -> dict[str, Row]:
    assert callable(form)
    index: dict[str, Row] = {}
    doubtful: set[str] = set()
    for row in block.rows:
        for text in (row.label, *row.aliases):
            key = form(text)
            if index.setdefault(key, row) is not row:
                doubtful.add(key)
    return {key: row for key, row in index.items() if key and key not in doubtful}


class _Reader:
    """Goes down the rows. Below a row with details everything is a detail until another row of the form begins; an
    indented row of the form counts as one there only below its own head (公务接待 in 公用经费 is a detail)."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.rows = Rows()
        self.zone: Row | None = None
        self.style = ""
        self.skipping = False
        self.group: str | None = None
        self.seen: set[str] = set()

    @property
    def in_details(self) -> bool:
        """Whether free rows are expected here."""
        return self.zone is not None and self.zone.details is not None

    def read(self, row: int, texts: list[str], hits: list[Row] | None) -> None:
        its = hits[0] if hits else None
        if its is not None and its.key not in self.rows.of and not self._is_detail(its):
            self._field(row, its)
        elif texts and not _is_sum(texts[-1]):
            self._free(row, texts[-1])

    def _is_detail(self, its: Row) -> bool:
        return self.zone is not None and its.indent > 0 and self._head(its) not in self.seen

    def _head(self, its: Row) -> str:
        above = self.block.rows[: self.block.rows.index(its)]
        return next((row.key for row in reversed(above) if row.indent < its.indent), "")

    def _field(self, row: int, its: Row) -> None:
        self.rows.of[its.key] = row
        if its.indent == 0:
            self.seen = set()
        self.seen.add(its.key)
        self.zone, self.style, self.skipping = (its if its.details else None), "", False
        self.group = its.group

    def _free(self, row: int, text: str) -> None:
        if self.zone is not None and self.zone.details:
            if self._counts(text):
                self.rows.details.setdefault(self.zone.details, []).append((row, detail_label(text)))
        elif self.group is not None and prefix(text) != "其中":
            named = prefix(text)
            if named in {each.group for each in self.block.rows}:
                self.group, text = named, text.replace("：", ":").partition(":")[2]
            self.rows.extra.setdefault(self.group, []).append((row, detail_label(text)))

    def _counts(self, text: str) -> bool:
        """Whether a free row is summed: a (1) below a 1、, and what follows a 其中 below a 1、, is part of it."""
        style = _style(text)
        if not self.style:
            self.style = style or "plain"
        if self.style != "1、":
            return True
        self.skipping = style == "其中" or (self.skipping and style != "1、")
        return not self.skipping and style != "(1)"


def _style(text: str) -> str:
    plain = normal(text)
    if plain.startswith("其中"):
        return "其中"
    if _NUMBERED.match(plain):
        return "1、"
    return "(1)" if _BRACKETED.match(plain) else ""


def _is_sum(text: str) -> bool:
    return label(text).endswith(_SUM)
