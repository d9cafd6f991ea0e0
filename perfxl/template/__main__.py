"""Builds the blank template of every bundled standard: `python -m perfxl.template [FOLDER]`."""

from __future__ import annotations

import sys
from pathlib import Path

from perfxl.standard.loader import catalogue, load
from perfxl.template.builder import build

FOLDER = Path("workbook_templates")


def main(folder: Path = FOLDER) -> None:
    """Writes one workbook a standard into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for standard in catalogue():
        build(load(standard), folder / f"{standard}.xlsx")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
