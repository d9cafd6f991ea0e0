"""A package written as a zip file: entries that did not change keep their very bytes, headers included."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from struct import pack
from typing import BinaryIO

from perfxl.opc.archive import (
    CENTRAL,
    DEFLATED,
    END,
    STORED,
    UTF8_NAME,
    Archive,
    Entry,
    extra_of,
    lengths_of,
    zip64_field,
)
from perfxl.opc.package import Package

_TINY, _SMALL, _MIDDLING, _LARGE = 2048, 4096, 128 * 1024, 4 * 1024**2
_FAST, _TIGHT = 1, 6
_TOGETHER = 512 * 1024

Closing = Callable[[Mapping[str, str]], Iterable[tuple[str, bytes]]]


class Digests(Mapping[str, str]):
    """The SHA-256 of parts as an archive holds them, by name: each is taken when it is first asked for, from the bytes
    that were read when the archive was opened, whatever has become of the file since."""

    def __init__(self, archive: Archive, entries: Iterable[Entry]) -> None:
        self._archive = archive
        self._entries = {entry.name: entry for entry in entries}
        self._known: dict[str, str] = {}
        if not archive.is_in_memory:
            self._known = {name: digest(archive.chunks(entry)) for name, entry in self._entries.items()}

    def __getitem__(self, name: str) -> str:
        if name not in self._known:
            self._known[name] = digest(self._archive.chunks(self._entries[name]))
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __repr__(self) -> str:
        return repr(dict(self))

    def __reduce__(self) -> tuple[type[dict[str, str]], tuple[dict[str, str]]]:
        return dict, (dict(self),)


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written: each part's SHA-256, by name, for parts copied as they were and for parts changed or added."""

    untouched: Mapping[str, str]
    touched: Mapping[str, str]


def save(package: Package, out: BinaryIO, closing: Closing | None = None) -> Saved:
    """Write the package to a seekable stream.

    `closing` gives the parts that come last; it is called when all others are written, with the digests of those
    that changed or were added.
    """
    writer, untouched, touched = _Writer(out, package.archive), list[Entry](), dict[str, str]()
    for entry in package.archive.entries:
        key = entry.name.lower()
        if package.entries.get(key) is not entry:  # a folder, or the first of two entries of one name
            if key not in package.removed:
                writer.copy(entry)
        elif key in package.changed:
            touched[entry.name] = writer.add(entry, package.chunks(entry.name))
        elif key not in package.removed:
            untouched.append(entry)
            writer.copy(entry)
    for name, data in package.added.items():
        touched[name] = writer.add(_new(name), iter((data,)))
    for name, data in closing(touched) if closing else ():
        touched[name] = writer.add(_new(name), iter((data,)))
    writer.finish()
    return Saved(Digests(package.archive, untouched), touched)


def digest(chunks: Iterable[bytes]) -> str:
    """The SHA-256 of a stream of bytes, in hexadecimal digits."""
    state = sha256()
    for chunk in chunks:
        state.update(chunk)
    return state.hexdigest()


def _new(name: str) -> Entry:
    """An entry of the first day that zip files know, so that the same content is the same file."""
    flags, raw = 0 if name.isascii() else UTF8_NAME, name.encode()
    fields = (20, 20, flags, DEFLATED, 0, 0x21, 0, 0, 0, len(raw), 0, 0, 0, 0, 0, 0)
    return Entry(name, flags, DEFLATED, 0, 0, 0, 0, CENTRAL.pack(b"PK\x01\x02", *fields) + raw)


class _Writer:
    """The zip file being written."""

    def __init__(self, out: BinaryIO, source: Archive) -> None:
        self.out = out
        self.source = source
        self.central: list[bytes] = []
        self.at = self.written = out.tell()
        self.pieces: list[bytes] = []

    def write(self, data: bytes) -> None:
        """Write bytes; small pieces go out together."""
        self.pieces.append(data)
        self.at += len(data)
        if self.at - self.written > _TOGETHER:
            self.flush()

    def flush(self) -> None:
        """Let all that was written go out."""
        self.out.write(b"".join(self.pieces))
        self.pieces, self.written = [], self.at

    def copy(self, entry: Entry) -> None:
        """Copy an entry, local header and data descriptor included, just as it lies in the source."""
        self.central.append(_moved(entry, self.at))
        for chunk in self.source.stored(entry):
            self.write(chunk)

    def add(self, like: Entry, chunks: Iterator[bytes]) -> str:
        """Write an entry anew, with the name, date and attributes of another; returns its SHA-256."""
        pieces, size = [], 0
        for chunk in chunks:
            pieces.append(chunk)
            size += len(chunk)
            if size >= _LARGE:
                return self._add_large(like, chain(pieces, chunks))
        data = packed = b"".join(pieces)
        method = DEFLATED if size > _TINY else STORED
        if method == DEFLATED:
            deflate = _deflate(size)
            packed = deflate.compress(data) + deflate.flush()
        line = _like(like, zlib.crc32(data), len(packed), size, self.at, method)
        self.central.append(line)
        self.write(_local_header(line) + packed)
        return sha256(data).hexdigest()

    def _add_large(self, like: Entry, chunks: Iterable[bytes]) -> str:
        """Write an entry without holding it; its header is filled in afterwards."""
        start, state, crc, size = self.at, sha256(), 0, 0
        header = _local_header(_like(like, 0, 0, 0, start, DEFLATED))
        self.write(header)
        deflate = zlib.compressobj(_FAST, zlib.DEFLATED, -15)
        for chunk in chunks:
            state.update(chunk)
            crc, size = zlib.crc32(chunk, crc), size + len(chunk)
            self.write(deflate.compress(chunk))
        self.write(deflate.flush())
        line = _like(like, crc, self.at - start - len(header), size, start, DEFLATED)
        self.central.append(line)
        self.flush()
        self.out.seek(start)
        self.out.write(_local_header(line))
        self.out.seek(self.at)
        return state.hexdigest()

    def finish(self) -> None:
        """Write the directory."""
        start, directory = self.at, b"".join(self.central)
        self.write(directory)
        comment, count = self.source.comment, len(self.central)
        self.write(END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), start, len(comment)) + comment)
        self.flush()


def _moved(entry: Entry, offset: int) -> bytes:
    """An entry's line in the directory, as it is but for the offset and the numbers that zip64 would keep elsewhere."""
    line = entry.line
    names, extras = lengths_of(line)
    extra = extra_of(line)
    if (at := zip64_field(extra)) is not None:
        kept = extra[: at - 4] + extra[at + int.from_bytes(extra[at - 2 : at], "little") :]
        numbers = pack("<3I2H", entry.crc, entry.packed, entry.size, names, len(kept))
        rest = CENTRAL.size + names
        line = line[:16] + numbers + line[32:rest] + kept + line[rest + extras :]
    return line[:34] + b"\0\0" + line[36:42] + offset.to_bytes(4, "little") + line[46:]


def _like(entry: Entry, crc: int, packed: int, size: int, offset: int, method: int) -> bytes:
    """A line of the directory for other content, with the name, date and attributes of an entry."""
    old = entry.line
    head = pack("<4s2B3H4s", b"PK\x01\x02", 20, old[5], 20, entry.flags & UTF8_NAME, method, old[12:16])
    numbers = pack("<3I2s2x2s2x6sI", crc, packed, size, old[28:30], old[32:34], old[36:42], offset)
    names, extras = lengths_of(old)
    rest = CENTRAL.size + names
    return head + numbers + old[CENTRAL.size : rest] + old[rest + extras :]


def _local_header(line: bytes) -> bytes:
    """What stands before an entry that has a line in the directory and no extra field."""
    names, _ = lengths_of(line)
    return b"PK\x03\x04" + line[6:30] + b"\0\0" + line[CENTRAL.size : CENTRAL.size + names]


def _deflate(size: int) -> zlib._Compress:
    """A compressor for so many bytes: for small parts a small one, which is made faster than they are packed; a tight
    one, which takes twice the time to save a sixth, where that is more than a few thousand bytes."""
    if size <= _SMALL:
        return zlib.compressobj(_FAST, zlib.DEFLATED, -12, 4)
    return zlib.compressobj(_TIGHT if size > _MIDDLING else _FAST, zlib.DEFLATED, -15)
