"""Which of the bundled standards a workbook was filled by: the one it is marked with, else the one it fits best."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import NamedTuple

from perfxl.errors import WrongForm
from perfxl.filing.book import Book, read_book
from perfxl.filing.fingerprint import Fingerprint, fingerprints, title_word, weighted_name
from perfxl.filing.grid import Grid
from perfxl.filing.labels import label, normal, skeleton
from perfxl.filing.locate import is_own
from perfxl.filing.model import Detected
from perfxl.filing.numeral import numeral
from perfxl.filing.weights import weighted
from perfxl.standard.loader import catalogue, load, versions
from perfxl.standard.model import Standard
from perfxl.standard.wording import plain_number

MARK_STANDARD, MARK_VERSION = "perfxl_standard", "perfxl_version"
"""Defined names by which a workbook built from our template is known."""

_LONGEST, _DEEPEST = 60, 400
_ENOUGH = 4
"""So many of a form's words make a sheet worth considering."""

_LEAST = 0.12
"""A form that fits worse than this is another form."""

_CLOSE = 0.15
"""Two fits are close when the second is less than this share below the first."""


class Detection(NamedTuple):
    """The standard of a workbook, how it was found, and the workbook as far as it was read for it."""

    standard: Standard
    detected: Detected
    book: Book | None = None


class Fit(NamedTuple):
    """How well a workbook fits a standard's form: from 0 to 1, with the number of words that were found."""

    fingerprint: Fingerprint
    share: float
    words: int


def detect(path: str | Path, *, password: str | None = None) -> Detection:
    """The bundled standard that fits the workbook at `path`. Raises UnreadableFile, and WrongForm where none fits."""
    book = read_book(Path(path), password=password)
    try:
        return _in_book(book)
    except WrongForm:
        if not book.left_aside:
            raise
    return _in_book(read_book(Path(path), large=True, password=password))


def _in_book(book: Book) -> Detection:
    return detect_in(book.grids, book.names, book.sheets)._replace(book=book)


def detect_in(grids: Sequence[Grid], names: Mapping[str, str], sheets: Sequence[str] = ()) -> Detection:
    """The bundled standard of a workbook: `names` are its defined names, `sheets` the names of all its sheets. Raises
    WrongForm where none fits."""
    marked, version = (names.get(mark, "").strip('=" ') for mark in (MARK_STANDARD, MARK_VERSION))
    if marked in catalogue():
        return _by_mark(marked, version)
    fits = ranked(grids)
    if not fits or fits[0].share < _LEAST:
        raise _no_form(sheets or [grid.name for grid in grids], fits)
    return _by_form(fits, marked)


def _by_mark(marked: str, version: str) -> Detection:
    """A filing on an older version is read by that version."""
    current = load(marked)
    if version in ("", current.version):
        return Detection(current, Detected("mark", marked, current.version))
    if version in versions(marked):
        standard = load(f"{marked}@{version}")
        zh = f"按模板的版本 {version} 核对；{marked} 现行版本是 {current.version}，可用 perfxl migrate 转到现行模板。"
        en = f"Read by version {version}, that of its template; {marked} is now at {current.version}: perfxl migrate."
        return Detection(standard, Detected("mark", marked, version, zh=zh, en=en))
    zh = f"模板的版本是 {version}，没有这个版本的 {marked}，按现行版本 {current.version} 核对。"
    en = f"The template is of version {version}, which is not known; {marked} {current.version} was used."
    return Detection(current, Detected("mark", marked, current.version, zh=zh, en=en))


def _by_form(fits: Sequence[Fit], marked: str) -> Detection:
    best = fits[0].fingerprint
    second = fits[1] if len(fits) > 1 else None
    ahead = 1 - second.share / fits[0].share if second is not None else 1.0
    close = second.fingerprint if second is not None and ahead < _CLOSE else None
    standard = load(best.id)
    zh = f"评价标准 {best.id}（{best.name}）：由标题、表头和指标判断。"
    en = f"Standard {best.id}, told by titles, headers and indicators."
    if close is not None:
        zh += f"与 {close.id}（{close.name}）也相近；要用它请加 --standard {close.id}。"
        en += f" {close.id} is close; --standard {close.id} takes that one."
    if marked:
        zh += f"工作簿标记的标准“{marked}”不是自带的，要用它请加 --standard 指明文件。"
        en += f" The workbook is marked with “{marked}”, which is not bundled; give its file with --standard."
    runner_up = close.id if close is not None else None
    return Detection(standard, Detected("form", best.id, standard.version, runner_up, round(ahead * 100), zh, en))


def _no_form(sheets: Sequence[str], fits: Sequence[Fit]) -> WrongForm:
    """The sentence for a workbook that fits no form: what is nearest, and what there is."""
    there = "、".join(f"“{name}”" for name in sheets[:8]) + ("等" if len(sheets) > 8 else "") or "（无）"
    known = "、".join(fit.id for fit in fingerprints())
    near = f"最接近的是 {fits[0].fingerprint.id}（{fits[0].fingerprint.name}）；" if fits else ""
    near_en = f"the nearest is {fits[0].fingerprint.id}; " if fits else ""
    return WrongForm(
        f"没有找到认识的表，工作簿里有工作表{there}。{near}自带的评价标准有：{known}；可用 --standard 指定。",
        f"None of the known forms is in the workbook, which has {there}; {near_en}bundled: {known} (--standard).",
    )


def ranked(grids: Sequence[Grid]) -> list[Fit]:
    """The bundled standards that a workbook may be filled by, the best first; of two alike the later year's."""
    known = fingerprints()
    worth = _worth(known)
    words = [frozenset(_words(grid)) & worth.keys() for grid in grids if not is_own(grid.name)]
    fits = (fit for each in known if (fit := _fit(each, words, worth)) is not None)
    return sorted(fits, key=lambda fit: (fit.share, fit.fingerprint.year), reverse=True)


def _worth(known: Sequence[Fingerprint]) -> dict[str, float]:
    """What a word tells: the more, the fewer forms have it."""
    count: dict[str, int] = {}
    for each in known:
        for word in frozenset().union(*(words.words | words.more for words in each.sheets.values())):
            count[word] = count.get(word, 0) + 1
    return {word: math.log((len(known) + 1) / (number - 0.5)) for word, number in count.items()}


def _fit(form: Fingerprint, sheets: Sequence[Set[str]], worth: Mapping[str, float]) -> Fit | None:
    """How much of what a workbook says is the form's, and how much of the form is there, in one number: twice what they
    share by what each has. Sheets of the form that are not there count for nothing."""
    seen: set[str] = set()
    own: set[str] = set()
    wanted: set[str] = set()
    for words, more in form.sheets.values():
        found = max(sheets, key=lambda sheet: sum(worth[word] for word in sheet & (words | more)), default=frozenset())
        if len(found & (words | more)) >= _ENOUGH:
            seen |= found
            own |= words | more
            wanted |= words
    if not seen:
        return None
    shared = sum(worth[word] for word in seen & own)
    total = sum(worth[word] for word in seen) + sum(worth[word] for word in wanted)
    return Fit(form, min(1.0, 2 * shared / total), len(seen & own))


def _words(grid: Grid) -> Iterator[str]:
    """The words of a sheet: its short texts as labels, headers and titles, and names with their weights."""
    for row in grid.filled_rows:
        if row > _DEEPEST:
            break
        texts = [(column, text) for column, text in grid.row_texts(row) if len(text) <= _LONGEST]
        for (column, text), (_, after) in zip(texts, [*texts[1:], (0, "")], strict=False):
            if not isinstance(grid.raw(row, column), str):
                continue
            yield skeleton(text)[0]
            yield label(text)
            yield title_word(text)
            before, colon, _ = normal(text).partition(":")
            if colon:
                yield before
            yield from _weighted(text, after)


def _weighted(text: str, after: str) -> Iterator[str]:
    """A name with the weight in brackets behind it, or in the next cell."""
    name, weight, _ = weighted(text)
    if weight is not None:
        yield label(name)
        yield weighted_name(name, plain_number(weight))
    elif (number := numeral(after)).state == "number" and number.value is not None and not number.unit:
        yield weighted_name(name, plain_number(number.value))
