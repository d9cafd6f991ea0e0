"""Writes the bundled standards with their formulas parsed: `python -m perfxl.standard.compile`."""

from __future__ import annotations

import json
from pathlib import Path

from perfxl.standard.build import build
from perfxl.standard.loader import CATALOGUE, COMPILED
from perfxl.standard.plain import standard_to_plain


def compiled(path: Path) -> str:
    """The standard in the TOML file at `path`, as JSON text."""
    return json.dumps(standard_to_plain(build(path)), ensure_ascii=False, separators=(",", ":")) + "\n"


def main() -> None:
    """Compiles every standard of the catalogue, and the earlier versions of them."""
    for folder in (".", "earlier"):
        (COMPILED / folder).mkdir(parents=True, exist_ok=True)
        for path in sorted((CATALOGUE / folder).glob("*.toml")):
            (COMPILED / folder / f"{path.stem}.json").write_text(compiled(path), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
