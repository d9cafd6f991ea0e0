"""Files at an fsspec address (s3://…, sftp://…, memory://…): workbooks are read where they lie, by whoever works on
them; containers are fetched and opened here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from perfxl.rollup.sources.container import Opening, opened
from perfxl.rollup.sources.kinds import aside
from perfxl.rollup.sources.limits import MAIL_BYTES
from perfxl.rollup.sources.model import CONTAINERS, WORKBOOKS, Aside, Found
from perfxl.rollup.sources.names import shown as on_one_line
from perfxl.rollup.sources.names import suffix
from perfxl.rollup.sources.spool import Budget, Spool, TooMuch
from perfxl.rollup.sources.times import from_name

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_CHUNK = 1 << 20


def remote(address: str, spool: Spool) -> Iterator[Found | Aside]:
    """All that an address holds: a file, a folder or a glob."""
    try:
        import fsspec
    except ImportError:
        yield Aside(
            on_one_line(address), address, "unreadable", "读取网络地址需要 fsspec：pip install 'perfxl[rollup]'。"
        )
        return
    try:
        system, path = fsspec.core.url_to_fs(address)
        names = sorted(system.glob(path) if set("*?[") & set(path) else system.find(path))
    except Exception as problem:
        yield Aside(on_one_line(address), address, "unreadable", f"地址打不开（{type(problem).__name__}）。")
        return
    if not names:
        yield Aside(on_one_line(address), address, "unreadable", "没有这个文件或文件夹。")
    for name in names:
        yield from _one(system, str(system.unstrip_protocol(name)), spool)


def _one(system: AbstractFileSystem, url: str, spool: Spool) -> Iterator[Found | Aside]:
    shown, kind = on_one_line(url), suffix(url)
    if kind in WORKBOOKS:
        yield Found(shown, url, url, kind, from_name(shown))
    elif kind not in CONTAINERS:
        yield aside(shown, url, kind)
    else:
        try:
            path, _ = spool.put(_chunks(system, url), kind, Budget(MAIL_BYTES * 16))
        except (OSError, TooMuch) as problem:
            yield Aside(shown, url, "unreadable", str(problem) or "取不到这个文件。")
            return
        yield from opened(Opening(path, shown, url, from_name(shown), 1, Budget()), spool)


def _chunks(system: AbstractFileSystem, url: str) -> Iterator[bytes]:
    with system.open(url, "rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
