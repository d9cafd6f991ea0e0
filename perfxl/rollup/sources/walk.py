"""What people name on the command line: folders, globs, files and fsspec addresses, as the workbooks within."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from perfxl.rollup.sources.container import Opening, opened
from perfxl.rollup.sources.kinds import aside
from perfxl.rollup.sources.model import CONTAINERS, WORKBOOKS, Aside, Found
from perfxl.rollup.sources.names import shown as on_one_line
from perfxl.rollup.sources.names import suffix
from perfxl.rollup.sources.spool import Budget, Spool, TooMuch
from perfxl.rollup.sources.times import from_name

_GLOB = set("*?[")
_CHUNK = 1 << 20


def walk(paths: Sequence[str], spool: Spool, exclude: frozenset[str] = frozenset()) -> Iterator[Found | Aside]:
    """All that the paths hold, each file once. `exclude` are real paths of files and folders that are our own."""
    seen: set[bytes] = set()
    for path in paths:
        if "://" in path:
            from perfxl.rollup.sources.remote import remote

            yield from remote(path, spool)
            continue
        for file in _files(path):
            if file is None:
                yield Aside(_legible(path), _link(path), "unreadable", "没有这个文件或文件夹。")
                continue
            real = os.path.realpath(file)
            key = os.fsencode(real)
            if key not in seen and not _is_ours(real, exclude):
                seen.add(key)
                yield from local(file, spool)


def local(file: Path, spool: Spool) -> Iterator[Found | Aside]:
    """One file of this machine: a workbook, a container with some, or something else."""
    shown, link, kind = _legible(file.as_posix()), _link(str(file)), suffix(file.name)
    if not file.is_file():
        yield Aside(shown, link, "ignored", "不是普通文件。")
    elif file.name.startswith(("~$", ".~", "._")):
        yield Aside(shown, link, "ignored", "正在编辑的临时文件。")
    elif kind in CONTAINERS:
        yield from opened(Opening(file, shown, link, from_name(shown), 1, Budget()), spool)
    elif kind not in WORKBOOKS:
        yield aside(shown, link, kind)
    elif link:
        yield Found(shown, link, link, kind, from_name(shown))
    else:
        yield _taken(file, shown, kind, spool)


def _taken(file: Path, shown: str, kind: str, spool: Spool) -> Found | Aside:
    """A workbook with a name that cannot be written down, as a copy that has one."""
    try:
        with file.open("rb") as stream:
            path, sha256 = spool.put(iter(lambda: stream.read(_CHUNK), b""), kind, Budget())
    except TooMuch as problem:
        return Aside(shown, "", "limit", str(problem))
    except OSError:
        return Aside(shown, "", "unreadable", "文件打不开，可能没有权限。")
    return Found(shown, str(path), "", kind, from_name(shown), sha256)


def _legible(path: str) -> str:
    """A path for people; a part that is no UTF-8 is GBK, as Chinese Windows packs it."""
    parts = (part if _link(part) else os.fsencode(part).decode("gb18030", "replace") for part in path.split("/"))
    return on_one_line("/".join(parts))


def _link(path: str) -> str:
    """The path, empty where it is no Unicode: what nobody can write down nothing can lead to."""
    return "" if any("\ud800" <= char <= "\udfff" for char in path) else path


def _files(path: str) -> Iterator[Path | None]:
    """The files a path stands for, None where it stands for nothing."""
    start = Path(path)
    if start.is_dir():
        yield from _below(start)
    elif start.exists():
        yield start
    elif _GLOB & set(path):
        matches = sorted(_glob(start))
        if not matches:
            yield None
        for match in matches:
            yield from _below(match) if match.is_dir() else iter([match])
    else:
        yield None


def _glob(pattern: Path) -> Iterator[Path]:
    parts = pattern.parts
    first = next(number for number, part in enumerate(parts) if _GLOB & set(part))
    root = Path(*parts[:first]) if first else Path()
    return root.glob(str(Path(*parts[first:])))


def _below(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            yield Path(root) / name


def _is_ours(real: str, exclude: frozenset[str]) -> bool:
    return any(real == ours or real.startswith(ours + os.sep) for ours in exclude)
