"""Loads a Standard: a bundled one by its id, or anybody's from a TOML file."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from perfxl.errors import StandardError
from perfxl.standard.model import Standard
from perfxl.standard.plain import standard_from_plain

CATALOGUE = Path(__file__).parent / "catalogue"
COMPILED = CATALOGUE / "compiled"


def catalogue() -> tuple[str, ...]:
    """The ids of the bundled standards."""
    return tuple(sorted(path.stem for path in COMPILED.glob("*.json")))


def load(id_or_path: str | Path) -> Standard:
    """The bundled standard of that id, else the one in the TOML file at that path.

    A bundled one comes from its compiled form, with its formulas parsed already. A file is read and checked throughout:
    StandardError names the file, the line and the reason.
    """
    if str(id_or_path) in catalogue():
        return _bundled(str(id_or_path))
    path = Path(id_or_path)
    if not path.exists():
        known = "、".join(catalogue())
        raise StandardError(
            f"没有名为“{id_or_path}”的评价标准，也没有这个文件；自带的有：{known}",
            f"no standard or file is named “{id_or_path}”; bundled: {known}",
        )
    from perfxl.standard.build import build  # TOML and the parser of formulas are slow to import

    return build(path)


@cache
def _bundled(standard_id: str) -> Standard:
    compiled = (COMPILED / f"{standard_id}.json").read_text("utf-8")
    return standard_from_plain(json.loads(compiled))
