"""The members of a zip, inflated within bounds. Names from Chinese Windows are GBK where the zip says nothing."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from perfxl.rollup.sources.model import Member, Unopened

_CHUNK = 1 << 16
_MOST = 200_000
_UTF8_NAME, _ENCRYPTED = 0x800, 0x1


def zip_members(path: Path) -> Iterator[Member]:
    """What a zip holds; raises Unopened."""
    try:
        with ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > _MOST:
                raise Unopened(f"压缩包目录有 {len(entries)} 项，多得不正常，未打开。")
            for entry in sorted(entries, key=lambda entry: (_name(entry), entry.header_offset)):
                if not entry.is_dir():
                    yield _member(archive, entry)
    except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as problem:
        raise Unopened("压缩包已损坏或不完整，请重新取得一份。") from problem


def _member(archive: ZipFile, entry: ZipInfo) -> Member:
    if entry.flag_bits & _ENCRYPTED:
        return Member(_name(entry), None, problem="压缩包带有密码，请先解压。")
    return Member(_name(entry), lambda: _chunks(archive, entry))


def _chunks(archive: ZipFile, entry: ZipInfo) -> Iterator[bytes]:
    try:
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError, zlib.error) as problem:
        raise Unopened("压缩包里的这个文件已损坏，请重新取得一份。") from problem


def _name(entry: ZipInfo) -> str:
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    try:
        raw = entry.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename
