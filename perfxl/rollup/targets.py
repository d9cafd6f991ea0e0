"""Where the annotated copies go: below one folder, in the folders they came in, under names every system takes."""

from __future__ import annotations

import hashlib
import os

from perfxl.rollup.sources.names import file_part, member_path

EDITABLE = (".xlsx", ".xlsm", ".xltx", ".xltm")
_LONGEST = 180
"""Characters of a path below the folder; Windows takes 260 in all."""


def common_folder(first: str, last: str) -> str:
    """The folder that all paths between the first and the last of an ordered list have in common."""
    one, other = first.split("/")[:-1], last.split("/")[:-1]
    shared = []
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared.append(a)
    return "/".join(shared) + "/" if shared else ""


def target(shown: str, common: str, suffix: str) -> str:
    """The path of a file's annotated copy, below the output folder."""
    inside = member_path(shown.removeprefix(common))
    *folders, name = [file_part(part) for part in inside.split("/")] or ["_"]
    stem = name[: -len(suffix)] if name.lower().endswith(suffix) else name
    path = "/".join([*folders, f"{stem or '_'}.scored{suffix if suffix in EDITABLE else '.xlsx'}"])
    return path if len(path) <= _LONGEST else marked(f"{file_part(stem)[:40]}{path[-12:]}", shown)


def marked(path: str, shown: str) -> str:
    """The same path with a mark of what it stands for, where another has taken it."""
    mark = hashlib.sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    stem, end = os.path.splitext(path)  # noqa: PTH122 - the path is one of the output, not of this system
    return f"{stem.removesuffix('.scored')}~{mark}.scored{end}"
