"""A writer of compound files, [MS-CFB] version 3: storages and streams in sectors of 512 bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from struct import pack
from typing import TypeAlias

SECTOR, MINI_SECTOR, MINI_LIMIT = 512, 64, 4096
FREE, END, FAT, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_HEADER_FATS = 109
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_RED, _BLACK = 0, 1

Tree: TypeAlias = Mapping[str, "bytes | Tree"]


@dataclass(slots=True)
class _Entry:
    """A directory entry; left, right and child are numbers of other entries."""

    name: str
    kind: int
    data: bytes = b""
    color: int = _BLACK
    left: int = NONE
    right: int = NONE
    child: int = NONE
    start: int = 0
    size: int = 0

    def packed(self) -> bytes:
        name = self.name.encode("utf-16-le") + b"\0\0" if self.name else b""
        head = name.ljust(64, b"\0") + pack("<HBB", len(name), self.kind, self.color)
        return head + pack("<III", self.left, self.right, self.child) + bytes(36) + pack("<IQ", self.start, self.size)


def compound_file(tree: Tree) -> bytes:
    """The container of a tree of storages (mappings) and streams (bytes); equal trees give equal bytes."""
    entries = [_Entry("Root Entry", _ROOT)]
    entries[0].child = _listed(tree, entries)
    sectors, mini = _Sectors(), _Sectors(MINI_SECTOR)
    for entry in entries[1:]:
        if entry.kind == _STREAM:
            entry.size = len(entry.data)
            entry.start = (sectors if entry.size >= MINI_LIMIT else mini).chain(entry.data)
    entries[0].size = len(mini.data)
    entries[0].start = sectors.chain(bytes(mini.data))
    mini_fat = sectors.chain(mini.table())
    mini_fat_count = -(-len(mini.table()) // SECTOR)
    while len(entries) % 4:
        entries.append(_Entry("", 0, color=0))
    directory = sectors.chain(b"".join(entry.packed() for entry in entries))
    fats = sectors.add_fat()
    head = _header(fats, directory, mini_fat, mini_fat_count)
    return head + bytes(sectors.data) + sectors.table()


def _listed(tree: Tree, entries: list[_Entry]) -> int:
    """Add the members of a storage to the list of entries; the result is the root of their search tree."""
    members = []
    for name, value in tree.items():
        stream = isinstance(value, bytes)
        entry = _Entry(name, _STREAM if stream else _STORAGE, value if isinstance(value, bytes) else b"")
        entries.append(entry)
        members.append(len(entries) - 1)
        if not isinstance(value, bytes):
            entry.child = _listed(value, entries)
    members.sort(key=lambda number: (len(entries[number].name), entries[number].name.upper()))
    return _balanced(members, entries, 0, len(members).bit_length() - 1)


def _balanced(members: list[int], entries: list[_Entry], level: int, deepest: int) -> int:
    """A balanced tree of the sorted members; its last, incomplete level is red, so that it is a red-black tree."""
    if not members:
        return NONE
    middle = len(members) // 2
    entry = entries[members[middle]]
    entry.left = _balanced(members[:middle], entries, level + 1, deepest)
    entry.right = _balanced(members[middle + 1 :], entries, level + 1, deepest)
    entry.color = _RED if level == deepest and level else _BLACK
    return members[middle]


class _Sectors:
    """Sectors one after the other, with the table that chains them."""

    def __init__(self, size: int = SECTOR) -> None:
        self.size = size
        self.data = bytearray()
        self.next: list[int] = []

    def chain(self, data: bytes) -> int:
        """Put data into new sectors; the result is the first one's number."""
        if not data:
            return END
        start, count = len(self.next), -(-len(data) // self.size)
        self.data += data.ljust(count * self.size, b"\0")
        self.next += [*range(start + 1, start + count), END]
        return start

    def table(self) -> bytes:
        """The table, filled up to whole sectors of the file."""
        packed = b"".join(pack("<I", number) for number in self.next)
        return packed + pack("<I", FREE) * (-len(self.next) % (SECTOR // 4))

    def add_fat(self) -> list[int]:
        """Make room in the table for the sectors that the table itself takes; the result is their numbers."""
        count, per_sector, used = 1, SECTOR // 4, len(self.next)
        while count * per_sector < used + count:
            count += 1
        if count > _HEADER_FATS:
            raise ValueError("the project is too large for a table without a DIFAT chain (7 MB)")
        self.next += [FAT] * count
        return list(range(used, used + count))


def _header(fats: list[int], directory: int, mini_fat: int, mini_fat_count: int) -> bytes:
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += pack("<IIIII", 0, len(fats), directory, 0, MINI_LIMIT) + pack("<IIII", mini_fat, mini_fat_count, END, 0)
    return head + b"".join(pack("<I", number) for number in fats + [FREE] * (_HEADER_FATS - len(fats)))
