"""The compression of VBA streams, [MS-OVBA] 2.4.1: chunks of 4096 bytes, literals and back references within each.

The published packer for this has two faults that Excel does not forgive (copies longer than a token can hold, and a
short last chunk stored raw), so this is our own; its tests hold it to an independent decompressor.
"""

from __future__ import annotations

from struct import pack

CHUNK = 4096
_SIGNATURE, _PACKED, _RAW = b"\x01", 0xB000, 0x3FFF
_SHORTEST = 3


def compress(data: bytes) -> bytes:
    """The compressed container of `data`; equal input gives equal output.

    Raises ValueError where the last, short chunk does not shrink: the format can store only whole chunks raw. No text
    that a person wrote is like that."""
    chunks = (data[at : at + CHUNK] for at in range(0, len(data), CHUNK))
    return _SIGNATURE + b"".join(map(_chunk, chunks))


def _chunk(data: bytes) -> bytes:
    packed = _packed(data)
    if len(packed) <= CHUNK:
        return pack("<H", _PACKED | (len(packed) - 1)) + packed
    if len(data) < CHUNK:
        raise ValueError("the last chunk does not compress, and the format cannot hold it raw")
    return pack("<H", _RAW) + data


def _packed(data: bytes) -> bytes:
    """The chunk as token sequences: a flag byte, then up to eight literals or copy tokens."""
    out, at, seen = bytearray(), 0, dict[bytes, list[int]]()
    while at < len(data):
        flag_at = len(out)
        out.append(0)
        for bit in range(8):
            if at == len(data):
                break
            offset, length = _longest(data, at, seen)
            if length:
                out[flag_at] |= 1 << bit
                out += pack("<H", _token(at, offset, length))
            else:
                out.append(data[at])
            for place in range(at, at + max(length, 1)):
                seen.setdefault(data[place : place + _SHORTEST], []).append(place)
            at += max(length, 1)
    return bytes(out)


def _offset_bits(at: int) -> int:
    """How many bits of a copy token at position `at` hold the offset: enough to reach back to the chunk's start."""
    return max(4, (at - 1).bit_length())


def _token(at: int, offset: int, length: int) -> int:
    return (offset - 1) << (16 - _offset_bits(at)) | (length - _SHORTEST)


def _longest(data: bytes, at: int, seen: dict[bytes, list[int]]) -> tuple[int, int]:
    """Offset and length of the longest earlier match, the nearest of equals; (0, 0) where there is none."""
    limit = min(len(data) - at, (0xFFFF >> _offset_bits(at)) + _SHORTEST)
    best, found = 0, 0
    for start in reversed(seen.get(data[at : at + _SHORTEST], ())):
        length = _match(data, start, at, limit)
        if length > best:
            best, found = length, at - start
            if best == limit:
                break
    return (found, best) if best >= _SHORTEST else (0, 0)


def _match(data: bytes, start: int, at: int, limit: int) -> int:
    length = 0
    while length < limit and data[start + length] == data[at + length]:
        length += 1
    return length
