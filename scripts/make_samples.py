"""The filled samples: templates with the figures in scripts/data put in.

The same data give the same bytes. A file of data names its standard (`standard = "hunan-2020"` where it does not), or
the file it is `like` but for some fields and, under `change`, values of rows by their level-3 name.

    python scripts/make_samples.py [FOLDER]
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from perfxl.standard.loader import catalogue, load
from perfxl.template.builder import Draft
from perfxl.template.fill import fill

ROOT = Path(__file__).parents[1]
DATA = ROOT / "scripts" / "data"


def main(folder: Path = ROOT / "samples") -> None:
    """Writes the samples of every bundled standard into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for data in sorted(DATA.glob("*.toml")):
        if figures(data).get("standard", "hunan-2020") in catalogue():
            make(data, folder / f"{data.stem}.xlsx")


def make(data: Path, path: Path) -> None:
    """Writes the sample with the figures in the file `data` to `path`."""
    filled(figures(data)).save(path)


def figures(path: Path) -> dict[str, Any]:
    """The figures in a file of data, those of the file it is like among them."""
    data = tomllib.loads(path.read_text("utf-8"))
    if "like" not in data:
        return data
    whole = figures(path.with_name(f"{data.pop('like')}.toml"))
    changes = {change.pop("row"): change for change in data.pop("change", ())}
    rows = [row | changes.pop(row["三级指标"], {}) for row in whole["rows"]] + list(changes.values())
    return whole | data | {"fields": whole["fields"] | data.get("fields", {}), "rows": rows}


def filled(data: Mapping[str, Any]) -> Draft:
    """The template with the figures put in. Raises ValueError where one has no cell: the data are wrong."""
    done = fill(load(data.get("standard", "hunan-2020")), data)
    if done.left:
        raise ValueError(f"no cell for {done.left}")
    return done.form


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
