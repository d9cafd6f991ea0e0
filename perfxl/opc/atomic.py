"""A file that appears whole or not at all: written without a name or beside the target, flushed, then put in place."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from perfxl.errors import UnwritableTarget

_SENTENCES = {
    errno.ENOSPC: (
        "磁盘空间不足，结果没有写出，原文件未动。",
        "The disk is full; nothing was written and the original is as it was.",
    ),
    errno.EFBIG: (
        "结果超过允许的文件大小，没有写出。",
        "The result is too large for this disk; nothing was written.",
    ),
    errno.EDQUOT: ("磁盘配额已用完，结果没有写出。", "The disk quota is used up; nothing was written."),
    errno.EROFS: ("目标文件夹是只读的，结果没有写出。", "The folder is read-only; nothing was written."),
    errno.EACCES: (
        "没有写入目标文件夹的权限，或文件正被占用。",
        "The target may not be written here, or it is in use.",
    ),
    errno.EPERM: ("没有写入权限，或文件正被占用。", "The target may not be written, or it is in use."),
    errno.ENOENT: ("目标文件夹不存在。", "The target's folder does not exist."),
    errno.ENOTDIR: ("目标文件夹不存在。", "The target's folder does not exist."),
    errno.EISDIR: ("目标是一个文件夹。", "The target is a folder."),
    errno.ENAMETOOLONG: ("目标文件名太长。", "The target's name is too long."),
}


def unwritable(problem: OSError) -> UnwritableTarget:
    """The sentence for a failure to write."""
    fallback = (f"结果写不出来：{problem.strerror}。", f"The result cannot be written: {problem.strerror}.")
    return UnwritableTarget(*_SENTENCES.get(problem.errno or 0, fallback))


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """A stream whose content becomes the target when the block ends without an exception.

    The target keeps its permissions; a link is followed. Whatever happens, the target is either as it was or whole.
    """
    target = Path(os.path.realpath(target))
    if target.is_dir():
        raise UnwritableTarget(*_SENTENCES[errno.EISDIR])
    try:
        with _nameless(target) or _beside(target) as file:
            yield file.stream
            file.stream.flush()
            _keep_mode(file.stream.fileno(), target)
            os.fsync(file.stream.fileno())
            file.put_in_place()
    except OSError as problem:
        raise unwritable(problem) from problem
    _flush_folder(target.parent)


class _File:
    """A file being written; it disappears unless it is put in place."""

    def __init__(self, stream: BinaryIO, path: Path | None, target: Path) -> None:
        self.stream = stream
        self.path = path
        self.target = target

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self.stream.close()
        if self.path is not None:
            with suppress(OSError):
                self.path.unlink()

    def put_in_place(self) -> None:
        """Give the file its name; the only moment at which the target changes."""
        if self.path is None:
            self.path = _name_beside(self.target)
            self._name_it(self.path)
        self.stream.close()
        os.replace(self.path, self.target)  # noqa: PTH105 - the one call that is atomic on every system
        self.path = None

    def _name_it(self, path: Path) -> None:
        """Link the nameless file to a path; where the file system cannot, copy it there."""
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.link(f"/proc/self/fd/{self.stream.fileno()}", path.name, dst_dir_fd=folder, follow_symlinks=True)
        except OSError:
            self.stream.seek(0)
            with path.open("xb") as copy:
                shutil.copyfileobj(self.stream, copy)
                copy.flush()
                _keep_mode(copy.fileno(), self.target)
                os.fsync(copy.fileno())
        finally:
            os.close(folder)


def _nameless(target: Path) -> _File | None:
    """On Linux a file without a name, which even a kill cannot leave behind."""
    flag = getattr(os, "O_TMPFILE", None)
    if flag is None or not os.path.isdir("/proc/self/fd"):  # noqa: PTH112 - a tenth of the time, on every write
        return None
    try:
        handle = os.open(target.parent, flag | os.O_RDWR | os.O_CLOEXEC, 0o666)
    except OSError:
        return None
    return _File(os.fdopen(handle, "w+b"), None, target)


def _beside(target: Path) -> _File:
    path = _name_beside(target)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    return _File(os.fdopen(handle, "w+b"), path, target)


def _name_beside(target: Path) -> Path:
    return target.with_name(f".{target.name[:80]}.{os.urandom(6).hex()}.part")


def _keep_mode(handle: int, target: Path) -> None:
    with suppress(OSError):
        old = target.stat()
        if hasattr(os, "fchmod"):
            os.fchmod(handle, old.st_mode & 0o7777)
        if hasattr(os, "fchown"):
            os.fchown(handle, old.st_uid, old.st_gid)


def _flush_folder(folder: Path) -> None:
    """Make the new name lasting, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
