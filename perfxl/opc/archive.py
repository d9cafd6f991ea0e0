"""A zip file read without trust: its directory, and the bytes of its entries, packed and inflated.

The standard library's zipfile would do, but it costs a cold process 30 ms, forgets the raw headers that a faithful
copy needs, and inflates whatever it is told to.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from struct import Struct, error
from typing import BinaryIO

from perfxl.errors import PerfxlError, UnreadableFile
from perfxl.opc import compound
from perfxl.opc.limits import CHUNK, MAX_ENTRIES, MAX_FILE, MAX_PART, MAX_RATIO, MAX_TOTAL, RATIO_FLOOR

STORED, DEFLATED = 0, 8
ENCRYPTED, HAS_DESCRIPTOR, UTF8_NAME = 0x1, 0x8, 0x800

LOCAL = Struct("<4s5H3I2H")
CENTRAL = Struct("<4s6H3I5H2I")
END = Struct("<4s4H2IH")
_READ_CENTRAL = Struct("<4s4x2H4x3I3H8xI")
_LENGTHS = Struct("<2H")
_END64_LOCATOR = Struct("<4sIQI")
_END64 = Struct("<4sQ2H2I4Q")
_IN_MEMORY = 32 * 1024**2
_TINY, _SMALL = 4 * 1024, 64 * 1024


@dataclass(slots=True)
class Entry:
    """One line of the zip directory; `name` has forward slashes, `line` is the whole line as it is written."""

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    line: bytes

    @property
    def is_folder(self) -> bool:
        """Whether the entry is a folder, which holds nothing."""
        return self.name.endswith("/")


class Archive:
    """An open zip file. `entries` are in the directory's order; close it, or use it in a `with`."""

    def __init__(self, source: Path | bytes) -> None:
        self.source = source
        self._file: BinaryIO | None = None
        self._data: bytes | None = source if isinstance(source, bytes) else None
        self.size = len(source) if isinstance(source, bytes) else self._open(source)
        try:
            self.entries, self.comment, self._shift = _directory(self)
        except (error, IndexError) as problem:
            self.close()
            raise damaged() from problem
        except BaseException:
            self.close()
            raise

    def _open(self, path: Path) -> int:
        try:
            file = path.open("rb", buffering=0)
        except IsADirectoryError:
            raise UnreadableFile("这是一个文件夹，不是工作簿。", "This is a folder, not a workbook.") from None
        except FileNotFoundError:
            raise UnreadableFile("文件不存在。", "There is no such file.") from None
        except (OSError, ValueError) as problem:
            raise UnreadableFile(f"文件打不开：{problem}。", f"The file cannot be opened: {problem}.") from problem
        size = file.seek(0, 2)
        file.seek(0)
        if size <= _IN_MEMORY:
            with file:
                self._data = file.read()
            return len(self._data)
        self._file = file
        return size

    @property
    def is_in_memory(self) -> bool:
        """Whether all bytes are held, so that the entries can be read after the file is closed."""
        return self._data is not None

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read_at(self, offset: int, count: int) -> bytes:
        """`count` bytes from `offset`, fewer where the file ends."""
        if self._data is not None:
            return self._data[offset : offset + count] if offset >= 0 else b""
        assert self._file is not None
        self._file.seek(max(offset, 0))
        pieces = []
        while count > 0 and (piece := self._file.read(count)):
            pieces.append(piece)
            count -= len(piece)
        return b"".join(pieces)

    def file_chunks(self) -> Iterator[bytes]:
        """The whole file, piece by piece, or in one where it is held."""
        if self._data is not None:
            yield self._data
            return
        for offset in range(0, self.size, CHUNK):
            yield self.read_at(offset, CHUNK)

    def _extent(self, entry: Entry) -> tuple[int, int, int]:
        """Where the entry's local header begins, where its packed bytes begin, and where they end."""
        offset = entry.offset + self._shift
        head = self.read_at(offset, LOCAL.size)
        if head[:4] != b"PK\x03\x04" or len(head) < LOCAL.size:
            raise damaged()
        names, extras = _LENGTHS.unpack_from(head, LOCAL.size - _LENGTHS.size)
        start = offset + LOCAL.size + names + extras
        if start + entry.packed > self.size:
            raise damaged()
        return offset, start, start + entry.packed

    def stored(self, entry: Entry) -> Iterable[bytes]:
        """The entry as it lies in the file, its local header and data descriptor included."""
        offset, _, end = self._extent(entry)
        if entry.flags & HAS_DESCRIPTOR:
            end += len(self._descriptor(entry, end))
        if end - offset <= CHUNK:
            return (self.read_at(offset, end - offset),)
        return self._between(offset, end)

    def _between(self, start: int, end: int) -> Iterator[bytes]:
        for at in range(start, end, CHUNK):
            yield self.read_at(at, min(CHUNK, end - at))

    def _descriptor(self, entry: Entry, at: int) -> bytes:
        """The data descriptor, in whichever of its four shapes."""
        found = self.read_at(at, 24)
        crc = entry.crc.to_bytes(4, "little")
        for mark in (b"PK\x07\x08", b""):
            for width in (4, 8):
                if entry.packed >> 8 * width or entry.size >> 8 * width:
                    continue
                sizes = entry.packed.to_bytes(width, "little") + entry.size.to_bytes(width, "little")
                if found.startswith(mark + crc + sizes):
                    return mark + crc + sizes
        raise damaged()

    def _packed_chunks(self, entry: Entry) -> Iterator[bytes]:
        _, start, end = self._extent(entry)
        return self._between(start, end)

    def chunks(self, entry: Entry) -> Iterator[bytes]:
        """The entry's bytes, inflated; never more than the directory promised, and checked against its CRC."""
        if entry.size <= _SMALL and entry.packed <= _SMALL and entry.method == DEFLATED and not entry.flags & ENCRYPTED:
            return iter((self._inflated_at_once(entry),))
        return self._checked_chunks(entry)

    def _inflated_at_once(self, entry: Entry) -> bytes:
        _, start, end = self._extent(entry)
        try:
            data = _inflated(self.read_at(start, end - start), entry.size + 1)
        except zlib.error as problem:
            raise damaged() from problem
        if len(data) > entry.size:
            raise _bomb()
        if len(data) < entry.size or zlib.crc32(data) != entry.crc:
            raise damaged()
        return data

    def _checked_chunks(self, entry: Entry) -> Iterator[bytes]:
        if entry.flags & ENCRYPTED:
            raise UnreadableFile("压缩包带有密码，不能读取。", "The zip package has a password and cannot be read.")
        if entry.method not in (STORED, DEFLATED):
            raise UnreadableFile(
                "压缩包用了工作簿不许用的压缩方式。", "The zip package uses a compression that no workbook may."
            )
        crc = total = 0
        for chunk in self._packed_chunks(entry) if entry.method == STORED else self._inflated_chunks(entry):
            crc = zlib.crc32(chunk, crc)
            total += len(chunk)
            if total > entry.size:
                raise _bomb()
            yield chunk
        if total != entry.size or crc != entry.crc:
            raise damaged()

    def _inflated_chunks(self, entry: Entry) -> Iterator[bytes]:
        inflate = zlib.decompressobj(-15)
        room = min(CHUNK, entry.size + 1)
        try:
            for packed in self._packed_chunks(entry):
                while packed and not inflate.eof:
                    yield inflate.decompress(packed, room)
                    packed = inflate.unconsumed_tail
            while not inflate.eof and (rest := inflate.decompress(inflate.unconsumed_tail, room)):
                yield rest
        except zlib.error as problem:
            raise damaged() from problem

    def read(self, entry: Entry) -> bytes:
        """The entry's bytes, inflated, in one piece."""
        return b"".join(self.chunks(entry))


def _inflated(packed: bytes, most: int) -> bytes:
    """Bytes inflated, `most` of them at the most; tiny ones, of which there cannot be many megabytes, in half the
    time, and then perhaps more."""
    if len(packed) <= _TINY:
        try:
            return zlib.decompress(packed, -15, most)
        except zlib.error:
            pass  # perhaps only its end is missing
    return zlib.decompressobj(-15).decompress(packed, most)


def _directory(archive: Archive) -> tuple[tuple[Entry, ...], bytes, int]:
    if archive.size == 0:
        raise UnreadableFile("文件是空的，不是工作簿。", "The file is empty, not a workbook.")
    if archive.size > MAX_FILE:
        raise UnreadableFile("文件太大（超过 2 GB）。", "The file is too large (over 2 GB).")
    tail_at = max(0, archive.size - 0xFFFF - END.size)
    tail = archive.read_at(tail_at, archive.size - tail_at)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + END.size > len(tail):
        raise damaged() if archive.read_at(0, 2) == b"PK" else _not_a_package(archive)
    count, length, start, comment = END.unpack_from(tail, at)[4:]
    end = tail_at + at
    if 0xFFFFFFFF in (length, start) or count == 0xFFFF:
        count, length, start, end = _end64(archive, end, (count, length, start))
    shift = end - length - start
    if shift < 0 or count > MAX_ENTRIES or length > end:
        raise damaged() if count <= MAX_ENTRIES else _bomb()
    entries = tuple(_entries(archive.read_at(start + shift, length), count))
    _weigh(entries)
    return entries, tail[at + END.size : at + END.size + comment], shift


def _end64(archive: Archive, end: int, plain: tuple[int, int, int]) -> tuple[int, int, int, int]:
    locator = archive.read_at(end - _END64_LOCATOR.size, _END64_LOCATOR.size)
    if end < _END64_LOCATOR.size or locator[:4] != b"PK\x06\x07":
        return *plain, end
    at = _END64_LOCATOR.unpack(locator)[2]
    record = archive.read_at(min(at, archive.size), _END64.size)
    if record[:4] != b"PK\x06\x06":
        raise damaged()
    count, length, start = _END64.unpack(record)[7:]
    return count, length, start, at


def _entries(directory: bytes, count: int) -> Iterator[Entry]:
    at = 0
    for _ in range(count):
        mark, flags, method, crc, packed, size, names, extras, comments, offset = _READ_CENTRAL.unpack_from(
            directory, at
        )
        line = directory[at : (end := at + CENTRAL.size + names + extras + comments)]
        if mark != b"PK\x01\x02" or end > len(directory):
            raise damaged()
        if 0xFFFFFFFF in (size, packed, offset):
            size, packed, offset = _zip64(extra_of(line), size, packed, offset)
        name = _name(line[CENTRAL.size : CENTRAL.size + names], flags)
        yield Entry(name, flags, method, crc, packed, size, offset, line)
        at = end


def lengths_of(line: bytes) -> tuple[int, int]:
    """How long the name and the extra field are in a line of the directory; they stand behind its fixed part."""
    names, extras = _LENGTHS.unpack_from(line, 28)
    return names, extras


def extra_of(line: bytes) -> bytes:
    """The extra field of a line of the directory."""
    names, extras = lengths_of(line)
    return line[CENTRAL.size + names : CENTRAL.size + names + extras]


def _name(raw: bytes, flags: int) -> str:
    if raw.isascii() and b"\\" not in raw and raw[:1] != b"/":
        return raw.decode("ascii")
    text = raw.decode("utf-8", "replace") if flags & UTF8_NAME or raw.isascii() else raw.decode("cp437")
    return text.replace("\\", "/").lstrip("/")


def _zip64(extra: bytes, *numbers: int) -> tuple[int, int, int]:
    """The 8-byte numbers of the zip64 extra field, in place of those that are all ones."""
    at = zip64_field(extra)
    values = list(numbers)
    for index, number in enumerate(numbers):
        if number == 0xFFFFFFFF and at is not None and at + 8 <= len(extra):
            values[index] = int.from_bytes(extra[at : at + 8], "little")
            at += 8
    return values[0], values[1], values[2]


def zip64_field(extra: bytes) -> int | None:
    """Where the data of the zip64 extra field begins, if there is one."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = int.from_bytes(extra[at : at + 2], "little"), int.from_bytes(extra[at + 2 : at + 4], "little")
        if kind == 1:
            return at + 4
        at += 4 + length
    return None


def _weigh(entries: tuple[Entry, ...]) -> None:
    if sum([entry.size for entry in entries]) <= RATIO_FLOOR:
        return
    total = 0
    for entry in entries:
        total += entry.size
        heavy = entry.size > RATIO_FLOOR and entry.size > MAX_RATIO * max(entry.packed, 1)
        if heavy or entry.size > MAX_PART or total > MAX_TOTAL:
            raise _bomb()


def _bomb() -> UnreadableFile:
    return UnreadableFile(
        "文件解压后大得不正常，为安全起见不打开。",
        "The file would inflate beyond measure; it is not opened, for safety.",
    )


def damaged() -> UnreadableFile:
    """A package that does not add up."""
    return UnreadableFile(
        "文件已损坏或不完整，请重新取得一份。", "The file is damaged or incomplete; please get it again."
    )


def _not_a_package(archive: Archive) -> PerfxlError:
    if archive.read_at(0, len(compound.MAGIC)) == compound.MAGIC:
        return compound.refusal(archive.read_at(0, archive.size))
    return UnreadableFile("文件不是 Excel 工作簿。", "The file is not an Excel workbook.")
