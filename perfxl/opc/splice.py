"""Edits of bytes as splices: what stands from `start` to `end` is replaced. A list of splices has an exact inverse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple


class Splice(NamedTuple):
    """From `start`, `length` bytes give way to `new`; either may be nothing."""

    start: int
    length: int
    new: bytes

    @property
    def end(self) -> int:
        """The offset behind the replaced bytes."""
        return self.start + self.length


def in_order(splices: Iterable[Splice]) -> tuple[Splice, ...]:
    """Splices by their place: at one place insertions first, in the order given; ValueError where two overlap."""
    ordered = tuple(sorted(splices, key=lambda splice: (splice.start, splice.length > 0)))
    for before, after in pairwise(ordered):
        if after.start < before.end:
            raise ValueError("splices overlap")
    return ordered


def inverse(splices: Sequence[Splice], replaced: Sequence[bytes]) -> tuple[Splice, ...]:
    """The splices that take these, in order, out of the result again; `replaced` is what each of them replaced."""
    moved, undo = 0, []
    for splice, old in zip(splices, replaced, strict=True):
        undo.append(Splice(splice.start + moved, len(splice.new), old))
        moved += len(splice.new) - splice.length
    return tuple(undo)


def spliced(chunks: Iterable[bytes], splices: Sequence[Splice]) -> Iterator[bytes]:
    """The stream of bytes with the splices, which are in order, applied; raises ValueError if it is too short."""
    ahead, buffer, base = list(reversed(splices)), b"", 0
    for chunk in chunks:
        buffer = buffer + chunk if buffer else chunk
        while ahead and ahead[-1].end <= base + len(buffer):
            splice = ahead.pop()
            yield buffer[: splice.start - base]
            yield splice.new
            buffer, base = buffer[splice.end - base :], splice.end
        ready = min(len(buffer), ahead[-1].start - base) if ahead else len(buffer)
        if ready:
            yield buffer[:ready]
            buffer, base = buffer[ready:], base + ready
    if ahead:
        raise ValueError("the part is shorter than the splices were made for")
