"""What a result depends on beside the file: the code that made it, and the standard."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perfxl.standard.model import Standard

_PACKAGE = Path(__file__).parents[1]
_ROOMS = ("opc", "sml", "standard", "filing", "assess", "report", "writeback")
_OWN = (
    "errors.py", "workflow.py", "rollup/record.py", "rollup/condense.py", "rollup/columns.py", "rollup/task.py",
    "rollup/links.py", "rollup/book/cells.py", "rollup/book/layout.py", "rollup/book/stylesheet.py",
    "rollup/sheets/look.py", "rollup/sheets/indicators.py", "rollup/sheets/lineage.py",
)  # fmt: skip


@cache
def code_version() -> str:
    """A digest of all code and data of perfxl that a record or an annotated copy comes from: an installation that
    computes differently has another one."""
    digest = hashlib.sha256()
    files = [_PACKAGE / name for name in _OWN]
    files += sorted(path for room in _ROOMS for path in (_PACKAGE / room).rglob("*") if _counts(path))
    for path in files:
        digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:32]


def standard_version(standard: Standard | None) -> str:
    """A digest of a given standard; of the bundled ones, chosen file by file, the code's own covers them."""
    return "auto" if standard is None else hashlib.sha256(repr(standard).encode()).hexdigest()[:32]


def _counts(path: Path) -> bool:
    return path.suffix in (".py", ".toml", ".json") and "compiled" not in path.parts
