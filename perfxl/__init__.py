"""perfxl: read, recompute and score 部门整体支出绩效自评 workbooks, and write the discrepancies back into them.

The names in `__all__` are the public ones; they are loaded when first used, so that a command starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perfxl.assess.model import Assessment, Finding
    from perfxl.errors import (
        FormulaError,
        PerfxlError,
        StandardError,
        UnreadableFile,
        UnsupportedFile,
        UnwritableTarget,
        WrongForm,
    )
    from perfxl.migration.model import Migration
    from perfxl.rollup.run import roll_up
    from perfxl.standard.model import Standard
    from perfxl.workflow import check, clean, migrate, new, score
    from perfxl.writeback import Receipt, annotate, verify

__version__ = "0.1.0"

__all__ = [
    "annotate",
    "Assessment",
    "check",
    "clean",
    "Finding",
    "FormulaError",
    "migrate",
    "Migration",
    "new",
    "PerfxlError",
    "Receipt",
    "roll_up",
    "score",
    "Standard",
    "StandardError",
    "UnreadableFile",
    "UnsupportedFile",
    "UnwritableTarget",
    "verify",
    "WrongForm",
]

_HOMES = {
    "perfxl.assess.model": ("Assessment", "Finding"),
    "perfxl.errors": (
        "FormulaError",
        "PerfxlError",
        "StandardError",
        "UnreadableFile",
        "UnsupportedFile",
        "UnwritableTarget",
        "WrongForm",
    ),
    "perfxl.migration.model": ("Migration",),
    "perfxl.rollup.run": ("roll_up",),
    "perfxl.standard.model": ("Standard",),
    "perfxl.workflow": ("check", "clean", "migrate", "new", "score"),
    "perfxl.writeback": ("annotate", "Receipt", "verify"),
}


def __getattr__(name: str) -> object:
    home = next((module for module, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module 'perfxl' has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
