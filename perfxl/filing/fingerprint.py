"""What each bundled standard's form is known by, in one small file: `python -m perfxl.filing.fingerprint` writes it.

A fingerprint has the words of each sheet: its title, labels and headers, and the names of its indicators with their
weights. `words` stand in the blank form; `more` are other names for them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from perfxl.filing.labels import label, skeleton
from perfxl.filing.matching import stem
from perfxl.standard.loader import catalogue, load
from perfxl.standard.model import Block, SheetKey, Standard
from perfxl.standard.wording import plain_number

FILE = Path(__file__).with_name("fingerprints.json")


class Words(NamedTuple):
    """The words of one sheet of a form: those of the blank form, and other names for them."""

    words: frozenset[str]
    more: frozenset[str]


class Fingerprint(NamedTuple):
    """What a standard is known by: its id, version and name, the year of its form, the words of each of its sheets."""

    id: str
    version: str
    name: str
    year: int
    sheets: Mapping[SheetKey, Words]


@cache
def fingerprints() -> tuple[Fingerprint, ...]:
    """Those of the bundled standards, in the order of their ids."""
    known = {each["id"]: each for each in json.loads(FILE.read_text("utf-8"))}
    return tuple(
        _from_plain(known[standard]) if standard in known else fingerprint(load(standard)) for standard in catalogue()
    )


def _from_plain(plain: Mapping[str, object]) -> Fingerprint:
    sheets = plain["sheets"]
    assert isinstance(sheets, dict)
    words = {key: Words(frozenset(own), frozenset(more)) for key, (own, more) in sheets.items()}
    return Fingerprint(str(plain["id"]), str(plain["version"]), str(plain["name"]), int(str(plain["year"])), words)


def fingerprint(standard: Standard) -> Fingerprint:
    """What a standard is known by."""
    sheets = {key: _words(standard, key) for key in standard.sheets}
    return Fingerprint(standard.id, standard.version, standard.name, standard.year, sheets)


def weighted_name(name: str, weight: str) -> str:
    """An indicator with its weight as one word: 产出=40."""
    return f"{stem(name)}={weight}"


def title_word(text: str) -> str:
    """A title as a word of its own, without the year."""
    return "〈" + skeleton(text)[0].removeprefix("#年") + "〉"


def _words(standard: Standard, key: SheetKey) -> Words:
    sheet = standard.sheets[key]
    own, more = {title_word(sheet.title)}, {title_word(alias) for alias in sheet.aliases}
    for block in standard.blocks:
        if block.sheet == key:
            for words, others in _of_block(block):
                own |= words
                more |= others
    if standard.table.sheet == key:
        own |= {skeleton(column.header)[0] for column in standard.table.columns} | {skeleton(standard.table.label)[0]}
        more |= {skeleton(alias)[0] for column in standard.table.columns for alias in column.aliases}
        own |= set(_of_indicators(standard))
    own.discard("")
    return Words(frozenset(own), frozenset(more - own - {""}))


def _of_block(block: Block) -> Iterator[tuple[set[str], set[str]]]:
    yield {skeleton(block.label)[0]} if block.label else set(), set()
    for row in block.rows:
        if row.label:
            yield {skeleton(row.label)[0]}, {skeleton(alias)[0] for alias in row.aliases}
    for column in block.columns:
        yield {skeleton(column.header)[0]}, {skeleton(alias)[0] for alias in column.aliases}


def _of_indicators(standard: Standard) -> Iterator[str]:
    """The names of the form's indicators, and those of level 1 and 2 with their weights."""
    for indicator in standard.indicators:
        yield label(indicator.level1)
        if indicator.weight is not None:
            yield weighted_name(indicator.level1, plain_number(indicator.weight))
        for group in indicator.groups:
            yield label(group.level2)
            if group.weight is not None:
                yield weighted_name(group.level2, plain_number(group.weight))
            yield from (label(item.level3) for item in group.items if item.level3)


def to_plain(found: Fingerprint) -> dict[str, object]:
    """A fingerprint as values that JSON can hold."""
    sheets = {key: [sorted(words), sorted(more)] for key, (words, more) in found.sheets.items()}
    return {"id": found.id, "version": found.version, "name": found.name, "year": found.year, "sheets": sheets}


def text_of(standards: Iterable[Standard]) -> str:
    """The file's text for some standards."""
    lines = (json.dumps(to_plain(fingerprint(each)), ensure_ascii=False) for each in standards)
    return "[\n" + ",\n".join(lines) + "\n]\n"


def main() -> None:
    """Writes the fingerprints of the catalogue."""
    FILE.write_text(text_of(map(load, catalogue())), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
