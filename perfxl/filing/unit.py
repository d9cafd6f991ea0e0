"""The unit of money a sheet says it counts in (单位：万元), and by how much its bare figures are to be shifted."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from perfxl.filing.block import Place
from perfxl.filing.cell import money_power
from perfxl.filing.grid import Region
from perfxl.filing.header import Header
from perfxl.filing.labels import normal, skeleton
from perfxl.standard.model import Block

_MONEY = "亿元|万元|千元|百元|元"
_STATED = re.compile(rf"(?<![填报预算])单\s*位\s*:?\s*(?:人民币)?\s*\(?({_MONEY})(?![\u4e00-\u9fff])")
_BRACKETED = re.compile(rf"\((?:单位:?)?(?:人民币)?({_MONEY})\)?$")
_ALONE = re.compile(rf"(?:单位:?)?[(]?(?:人民币)?({_MONEY})[)]?")


class Unit(NamedTuple):
    """A unit of money as stated, and the cell that states it."""

    name: str
    place: Place


def stated_unit(region: Region) -> Unit | None:
    """The unit a sheet states above or beside its figures: behind the word 单位, or else alone in its cell."""
    for row in region.rows:
        for column, text in region.grid.row_texts(row):
            found = _STATED.search(unicodedata.normalize("NFKC", text)) if len(text) <= 80 else None
            if found:
                return Unit(found[1], (row, column))
    alone = [
        Unit(name, (row, column))
        for row in region.rows
        for column, text in region.grid.row_texts(row)
        if len(text) <= 8 and (name := unit_of(text)) is not None
    ]
    return alone[0] if len({unit.name for unit in alone}) == 1 else None


def header_unit(region: Region, block: Block, header: Header) -> Unit | None:
    """The unit in the brackets of a block's label or of its headers: 整体支出规模（万元）."""
    for row in range(max(region.first, header.row - 1), header.bottom + 1):
        for column, text in region.grid.row_texts(row):
            found = _BRACKETED.search(normal(text))
            if found and (row == header.row or skeleton(text)[0] == skeleton(block.label)[0]):
                return Unit(found[1], (row, column))
    return None


def unit_of(text: str) -> str | None:
    """The unit in the text of a unit's own cell: "单位：万元" and "万元" are 万元."""
    found = _ALONE.fullmatch(normal(text))
    return found[1] if found else None


def places(unit: str | None, standard_unit: str) -> int:
    """The power of ten that takes figures in `unit` into the standard's: −4 from 元 into 万元."""
    power, own = money_power(unit or standard_unit), money_power(standard_unit)
    return power - own if power is not None and own is not None else 0
