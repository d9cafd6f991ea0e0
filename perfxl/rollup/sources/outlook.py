"""Attachments of a mail that Outlook saved as .msg ([MS-OXMSG]); mails attached to it are looked into as well."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from struct import unpack_from
from typing import TYPE_CHECKING

from perfxl.rollup.sources.limits import DEPTH
from perfxl.rollup.sources.model import Member, Submission, Unopened
from perfxl.rollup.sources.names import shown
from perfxl.rollup.sources.times import at

if TYPE_CHECKING:
    from olefile import OleFileIO

_DATA, _INNER = "__substg1.0_37010102", "__substg1.0_3701000D"
_NAMES = ("__substg1.0_3707001F", "__substg1.0_3707001E", "__substg1.0_3704001F", "__substg1.0_3704001E")
_PROPERTIES = "__properties_version1.0"
_RECEIVED, _SENT = 0x0E060040, 0x00390040
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_CHUNK = 1 << 16


def msg_members(path: Path) -> Iterator[Member]:
    """The attachments of one mail; raises Unopened."""
    try:
        import olefile
    except ImportError:
        raise Unopened("读取 .msg 邮件需要 olefile：pip install 'perfxl[rollup]'。") from None
    try:
        with olefile.OleFileIO(str(path)) as ole:
            yield from _attached(ole, [], _when(ole, [], 32), 0)
    except (OSError, ValueError, IndexError, TypeError, AttributeError) as problem:
        raise Unopened("邮件文件已损坏，无法读取。") from problem


def _attached(ole: OleFileIO, home: list[str], submission: Submission | None, depth: int) -> Iterator[Member]:
    inside = sorted({entry[len(home)] for entry in ole.listdir(storages=True) if entry[: len(home)] == home != entry})
    for storage in inside:
        if not storage.lower().startswith("__attach_version1.0_"):
            continue
        place = [*home, storage]
        if ole.exists([*place, _DATA]):
            yield Member(_name(ole, place), lambda place=place: _chunks(ole, [*place, _DATA]), submission)  # type: ignore[misc]
        elif ole.exists([*place, _INNER]) and depth < DEPTH:
            yield from _attached(ole, [*place, _INNER], submission, depth + 1)


def _chunks(ole: OleFileIO, place: list[str]) -> Iterator[bytes]:
    try:
        with ole.openstream(place) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except OSError as problem:
        raise Unopened("附件已损坏，无法读取。") from problem


def _name(ole: OleFileIO, place: list[str]) -> str:
    for name in _NAMES:
        if ole.exists([*place, name]):
            raw: bytes = ole.openstream([*place, name]).read(4096)
            return shown(raw.decode("utf-16-le" if name.endswith("F") else "gb18030", "replace"))
    return "（无名）"


def _when(ole: OleFileIO, home: list[str], head: int) -> Submission | None:
    """When the mail was delivered, else when it was sent, from its list of fixed properties."""
    if not ole.exists([*home, _PROPERTIES]):
        return None
    data: bytes = ole.openstream([*home, _PROPERTIES]).read(1 << 16)
    times = {}
    for offset in range(head, len(data) - 15, 16):
        tag, _, ticks = unpack_from("<IIQ", data, offset)
        if tag in (_RECEIVED, _SENT) and 0 < ticks < 1 << 62:
            times[tag] = ticks
    ticks = times.get(_RECEIVED) or times.get(_SENT)
    try:
        return at(_EPOCH + timedelta(microseconds=ticks // 10)) if ticks else None
    except OverflowError:
        return None
