"""Many filings, quickly: samples/closed-2020.xlsx taken apart once, its parts kept as they are packed, and only the
cells that differ written into each, so that a hundred thousand are made in a minute or two."""

from __future__ import annotations

import re
import struct
import zlib
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

SAMPLE = Path(__file__).parents[1] / "samples" / "closed-2020.xlsx"
BASE, SELF = "附件1 基础数据表", "附件2 自评表"
PARTS = {BASE: "xl/worksheets/sheet1.xml", SELF: "xl/worksheets/sheet2.xml"}
NAME_CELLS = {BASE: "B3", SELF: "D3"}
PLANTS = (
    ("required-blank", BASE, "B24", None),
    ("goal-blank", SELF, "B10", None),
    ("deduction-unexplained", SELF, "H14", None),
    ("date-not-given", SELF, "F26", "完成"),
    ("qualitative-answer", SELF, "F29", "完成"),
    ("indicator-name", SELF, "C32", "满意度指标（10"),
    ("adjustment-budget", BASE, "C23", Decimal(1)),
    ("adjustment-final", BASE, "D23", Decimal(1)),
)
"""Check, sheet, cell, and what is put there: nothing, a text, or a number that is added."""

Plant = tuple[str, str, str, str | Decimal | None]
DAMAGED: Plant = ("damaged", "", "", None)
DAMAGED_EVERY = 100
PLANNED = Decimal("590.5")
"""What 资金结构预算合计 of the sample comes to."""

_AMOUNTS = {BASE: re.compile("[BCD]([89]|1[0-9]|2[0-3])"), SELF: re.compile("[DE][5-8]")}
_CELL = re.compile(r'<c r="([A-Z]+\d+)"[^>]*?(?:/>|>.*?</c>)', re.S)
_VALUE = re.compile(r"(?<=<v>)-?[0-9.]+(?=</v>)")
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


class Form:
    """The sample, taken apart."""

    def __init__(self) -> None:
        with ZipFile(SAMPLE) as archive:
            self.sheets = {sheet: SheetPart(sheet, archive.read(part).decode()) for sheet, part in PARTS.items()}
            self.rest = [
                (info.filename.encode(), *_packed(archive.read(info)))
                for info in archive.infolist()
                if info.filename not in PARTS.values()
            ]

    def filing(self, name: str, times: int, plant: Plant | None = None) -> bytes:
        """A filing of that name, its amounts multiplied, with or without a planted error."""
        sheets = (
            (PARTS[sheet].encode(), *part.filled(name, times, plant if plant and plant[1] == sheet else None))
            for sheet, part in self.sheets.items()
        )
        return _zipped([*self.rest, *sheets])


class SheetPart:
    """A sheet's XML, packed between the cells that may differ."""

    def __init__(self, sheet: str, xml: str) -> None:
        self.name = NAME_CELLS[sheet]
        planted = {cell for _, place, cell, _ in PLANTS if place == sheet}
        self.between: list[tuple[bytes, bytes]] = []
        self.cells: list[tuple[str, str, Decimal | None]] = []
        start = 0
        for match in _CELL.finditer(xml):
            value = _VALUE.search(match[0]) if _AMOUNTS[sheet].fullmatch(match[1]) else None
            if value or match[1] in planted or match[1] == self.name:
                self.between.append(_flushed(xml[start : match.start()].encode()))
                self.cells.append((match[1], match[0], Decimal(value[0]) if value else None))
                start = match.end()
        self.between.append(_flushed(xml[start:].encode()))

    def filled(self, name: str, times: int, plant: Plant | None) -> tuple[bytes, int, int]:
        """The part as one filing has it: packed, its CRC and its size."""
        packed, crc, size = [], 0, 0
        for (plain, squeezed), cell in zip(self.between, [*self.cells, None], strict=True):
            data = self._cell(*cell, name, times, plant).encode() if cell else b""
            packed += [squeezed, struct.pack("<BHH", cell is None, len(data), len(data) ^ 0xFFFF), data]
            crc, size = zlib.crc32(data, zlib.crc32(plain, crc)), size + len(plain) + len(data)
        return b"".join(packed), crc, size

    def _cell(self, cell: str, xml: str, amount: Decimal | None, name: str, times: int, plant: Plant | None) -> str:
        if amount is not None:
            xml = _VALUE.sub(f"{amount * times:f}", xml)
        if cell == self.name:
            xml = put(xml, cell, name)
        return put(xml, cell, plant[3]) if plant and plant[2] == cell else xml


def put(xml: str, cell: str, value: str | Decimal | None) -> str:
    """The XML with another value in one cell; a number is added to the one that stands there."""
    pattern = re.compile(rf'(<c r="{cell}"[^>]*?)(?: t="\w+")?>(.*?)</c>', re.S)
    match = pattern.search(xml)
    assert match, cell
    if value is None:
        body = f"{match[1]}/>"
    elif isinstance(value, Decimal):
        number = _VALUE.search(match[2])
        assert number, cell
        body = f"{match[1]}><v>{Decimal(number[0]) + value}</v></c>"
    else:
        body = f'{match[1]} t="inlineStr"><is><t>{value}</t></is></c>'
    return xml[: match.start()] + body + xml[match.end() :]


def times(number: int) -> int:
    """By what the amounts of a filing are multiplied; with much more than that they would not be believed to be in
    万元."""
    return number % 1000 + 1


def generate(folder: Path, count: int, share: float) -> dict[str, Plant]:
    """Write the filings, a hundred in a folder; returns what was planted, by file."""
    form, planted = Form(), {}
    every = round(1 / share) if share else 0
    for number in range(1, count + 1):
        path = folder / f"{number // 100:04}" / f"{number:06}.xlsx"
        path.parent.mkdir(exist_ok=True)
        plant = PLANTS[number // every % len(PLANTS)] if every and number % every == 1 else None
        data = form.filing(f"第{number:06}号文化馆", times(number), plant)
        if number % DAMAGED_EVERY == 50:
            data, plant = data[: len(data) // 2], DAMAGED
        path.write_bytes(data)
        if plant:
            planted[path.relative_to(folder).as_posix()] = plant
    return planted


def _packed(data: bytes) -> tuple[bytes, int, int]:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return deflate.compress(data) + deflate.flush(), zlib.crc32(data), len(data)


def _flushed(data: bytes) -> tuple[bytes, bytes]:
    """Bytes and the same packed, ending on a whole byte, so that other blocks can follow."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return data, deflate.compress(data) + deflate.flush(zlib.Z_FULL_FLUSH)


def _zipped(parts: list[tuple[bytes, bytes, int, int]]) -> bytes:
    """A zip of parts: name, packed bytes, CRC, size."""
    out, directory = bytearray(), bytearray()
    for name, packed, crc, size in parts:
        common = (20, 0, 8, 0, 0x21, crc, len(packed), size, len(name), 0)
        directory += _CENTRAL.pack(b"PK\x01\x02", 20, *common, 0, 0, 0, 0, len(out)) + name
        out += _LOCAL.pack(b"PK\x03\x04", *common) + name + packed
    end = _END.pack(b"PK\x05\x06", 0, 0, len(parts), len(parts), len(directory), len(out), 0)
    return bytes(out + directory + end)
