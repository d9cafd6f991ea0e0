"""How far the values of .xlsb and .ods sheets reach, told before they are read: the reader makes room for the whole
rectangle round them, and a file of a few hundred bytes may ask for half a terabyte."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.parsers import expat

from perfxl.filing.guard import MOST_CELLS, MOST_XML, too_large
from perfxl.opc.package import Package
from perfxl.opc.xml import damaged, new_parser, split

_ROW, _FIRST_VALUE, _LAST_VALUE = 0, 2, 11
"""Records of [MS-XLSB]: a row's header, and the kinds of cells that hold something."""


def hold_to_size(package: Package) -> None:
    """Raise UnreadableFile for a package that asks for more room than any form needs."""
    for part in package.names():
        if part.endswith(".bin") or part == "content.xml":
            if package.entries[part.lower()].size > MOST_XML:
                raise too_large()
            if any(rows * columns > MOST_CELLS for rows, columns in _extents(package, part)):
                raise too_large()


def _extents(package: Package, part: str) -> list[tuple[int, int]]:
    if part == "content.xml":
        return ods_extents(package.chunks(part), part)
    is_sheet = part.lower().startswith("xl/worksheets/")
    return [binary_extent(b"".join(package.chunks(part)))] if is_sheet else []


def binary_extent(data: bytes) -> tuple[int, int]:
    """Rows and columns up to the last cell with a value of an .xlsb worksheet."""
    rows = columns = row = 0
    for kind, at, length in _records(data):
        if kind == _ROW and length >= 4:
            row = int.from_bytes(data[at : at + 4], "little") + 1
        elif _FIRST_VALUE <= kind <= _LAST_VALUE and length >= 4:
            rows, columns = max(rows, row), max(columns, int.from_bytes(data[at : at + 4], "little") + 1)
    return rows, columns


def _records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of each record: both numbers are written in groups of seven bits."""
    at = 0
    while at + 1 < len(data):
        kind, at = _number(data, at, 2)
        length, at = _number(data, at, 4)
        yield kind, at, length
        at += length


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    number = 0
    for index in range(most):
        byte = data[at + index] if at + index < len(data) else 0
        number |= (byte & 0x7F) << (7 * index)
        if not byte & 0x80:
            return number, at + index + 1
    return number, at + most


def ods_extents(chunks: Iterable[bytes], part: str) -> list[tuple[int, int]]:
    """Rows and columns up to the last cell with a value of each table of an .ods file."""
    scan = _Tables()
    parser = new_parser()
    parser.StartElementHandler = scan.open
    parser.EndElementHandler = scan.close
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as problem:
        raise damaged(part) from problem
    return scan.extents


class _Tables:
    """Counts rows and cells as they repeat. A cell holds something when it has a value type or anything inside."""

    def __init__(self) -> None:
        self.extents: list[tuple[int, int]] = []
        self.row = self.column = 0
        self.cell = False

    def open(self, name: str, attributes: dict[str, str]) -> None:
        local = split(name)[1]
        repeated = {split(key)[1]: value for key, value in attributes.items()}
        if local == "table":
            self.extents.append((0, 0))
            self.row = 0
        elif local == "table-row":
            self.row += int(repeated.get("number-rows-repeated", "1"))
            self.column = 0
        elif local in ("table-cell", "covered-table-cell"):
            self.column += int(repeated.get("number-columns-repeated", "1"))
            self.cell = True
            if "value-type" in repeated:
                self.reach()
        elif self.cell:
            self.reach()

    def close(self, name: str) -> None:
        if split(name)[1] in ("table-cell", "covered-table-cell"):
            self.cell = False

    def reach(self) -> None:
        if self.extents:
            rows, columns = self.extents[-1]
            self.extents[-1] = max(rows, self.row), max(columns, self.column)
