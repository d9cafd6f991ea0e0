"""Where files taken out of containers lie while they are worked on: named by content, never by what they call
themselves, so that the same attachment a thousand times lies there once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from perfxl.rollup.sources.limits import MEMBER_BYTES, TREE_BYTES, TREE_MEMBERS


class TooMuch(Exception):
    """More came out of a container than is taken; the sentence says of what."""


class Budget:
    """What one top-level container may still give."""

    def __init__(self, size: int = TREE_BYTES, members: int = TREE_MEMBERS) -> None:
        self.size = size
        self.members = members

    def enter(self) -> None:
        """Count one member."""
        self.members -= 1
        if self.members < 0:
            raise TooMuch(f"其中的文件超过 {TREE_MEMBERS} 个，其余未读。")

    def take(self, size: int) -> None:
        """Count bytes that came out."""
        self.size -= size
        if self.size < 0:
            raise TooMuch(f"展开后超过 {TREE_BYTES // 1024**3} GB，其余未读。")


class Spool:
    """A folder of files named by their SHA-256 and a suffix from our own list."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, chunks: Iterable[bytes], suffix: str, budget: Budget) -> tuple[Path, str]:
        """Store what the chunks bring; returns the file and its SHA-256. Raises TooMuch."""
        total, digest = 0, hashlib.sha256()
        partial = self.folder / "incoming"
        with partial.open("wb") as file:
            for chunk in chunks:
                total += len(chunk)
                budget.take(len(chunk))
                if total > MEMBER_BYTES:
                    raise TooMuch(f"文件超过 {MEMBER_BYTES // 1024**2} MB，不像是填报表，未读。")
                digest.update(chunk)
                file.write(chunk)
        sha256 = digest.hexdigest()
        home = self.folder / sha256[:2] / f"{sha256}{suffix}"
        if not home.exists():
            home.parent.mkdir(exist_ok=True)
            partial.replace(home)
        return home, sha256
