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


def versions(standard_id: str) -> tuple[str, ...]:
    """The earlier versions of a bundled standard that can still be loaded, oldest first."""
    found = (path.stem.rpartition("@") for path in (COMPILED / "earlier").glob("*@*.json"))
    return tuple(sorted((version for name, _, version in found if name == standard_id), key=_in_order))


def _in_order(version: str) -> list[int]:
    return [int(part) if part.isdigit() else 0 for part in version.split(".")]


def load(id_or_path: str | Path) -> Standard:
    """The bundled standard of that id, or of that id and earlier version (hunan-2020@1.0), else the one in the TOML
    file at that path.

    A bundled one comes from its compiled form, with its formulas parsed already. A file is read and checked throughout:
    StandardError names the file, the line and the reason.
    """
    name = str(id_or_path)
    if name in catalogue():
        return _bundled(name)
    standard_id, mark, version = name.partition("@")
    if mark and version in versions(standard_id):
        return _bundled(f"earlier/{name}")
    if mark and standard_id in catalogue() and _bundled(standard_id).version == version:
        return _bundled(standard_id)
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
