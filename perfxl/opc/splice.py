"""Edits of bytes as splices: what stands from `start` to `end` is replaced. A list of splices has an exact inverse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Splice:
    """The bytes `old`, which begin at `start`, give way to `new`; either may be empty."""

    start: int
    old: bytes
    new: bytes

    @property
    def end(self) -> int:
        """The offset behind the replaced bytes."""
        return self.start + len(self.old)


def in_order(splices: Iterable[Splice]) -> tuple[Splice, ...]:
    """Splices by their place, those of one place in the order given; raises ValueError where two overlap."""
    ordered = tuple(sorted(splices, key=lambda splice: splice.start))
    for before, after in pairwise(ordered):
        if after.start < before.end:
            raise ValueError("splices overlap")
    return ordered


def inverse(splices: Sequence[Splice]) -> tuple[Splice, ...]:
    """The splices that take these, in order, out of the result again."""
    moved, undo = 0, []
    for splice in splices:
        undo.append(Splice(splice.start + moved, splice.new, splice.old))
        moved += len(splice.new) - len(splice.old)
    return tuple(undo)


def spliced(chunks: Iterable[bytes], splices: Sequence[Splice]) -> Iterator[bytes]:
    """The stream of bytes with the splices, in order, applied; raises ValueError if the old bytes are not there."""
    ahead, buffer, base = list(reversed(splices)), b"", 0
    for chunk in chunks:
        buffer += chunk
        while ahead and ahead[-1].end <= base + len(buffer):
            splice = ahead.pop()
            at = splice.start - base
            if buffer[at : at + len(splice.old)] != splice.old:
                raise ValueError("the part is not what the splices were made for")
            yield buffer[:at]
            yield splice.new
            buffer, base = buffer[at + len(splice.old) :], splice.end
        ready = min(len(buffer), ahead[-1].start - base) if ahead else len(buffer)
        if ready > 0:
            yield buffer[:ready]
            buffer, base = buffer[ready:], base + ready
    if ahead or buffer:
        raise ValueError("the part is shorter than the splices were made for")
