"""A file that appears whole or not at all: written without a name or beside the target, flushed, then put in place."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

from perfxl.errors import UnwritableTarget

try:
    import fcntl
except ImportError:  # Windows, where a file that is open cannot be removed
    fcntl = None  # type: ignore[assignment]

_HANDLES_HAVE_NAMES = os.path.isdir("/proc/self/fd")
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
    What a killed write of the same target may have left beside it is taken away first.
    """
    place = os.path.realpath(target) if os.path.islink(target) else os.path.abspath(target)
    if os.path.isdir(place):
        raise UnwritableTarget(*_SENTENCES[errno.EISDIR])
    try:
        _sweep(_usual_name(place))
        with _nameless(place) or _beside(place) as file:
            yield file.stream
            file.stream.flush()
            replaces = _keep_mode(file.stream.fileno(), place)
            os.fsync(file.stream.fileno())
            file.put_in_place(replaces=replaces)
    except OSError as problem:
        raise unwritable(problem) from problem
    _flush_folder(os.path.dirname(place))


class _File:
    """A file being written; it disappears unless it is put in place. It is locked while its writer lives."""

    def __init__(self, stream: BinaryIO, path: str | None, target: str) -> None:
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
                os.unlink(self.path)

    def put_in_place(self, *, replaces: bool) -> None:
        """Give the file the target's name, in one call where no such file is yet; where one is, under a name beside
        it first: between the two calls a kill leaves that name, and the next write of this target sweeps it."""
        if self.path is None:
            if not replaces and self._link(self.target):
                return
            self._name_it()
        if os.name == "nt":
            self.stream.close()
        os.replace(self.path or "", self.target)  # the one call that is atomic on every system
        self.path = None

    def _name_it(self) -> None:
        """Give the nameless file a name beside the target; where the file system cannot, copy it there."""
        for path in _names_beside(self.target):
            self.path = path
            if self._link(path):
                return
            self.path = None
        copy = _beside(self.target)
        self.stream.seek(0)
        shutil.copyfileobj(self.stream, copy.stream)
        copy.stream.flush()
        _keep_mode(copy.stream.fileno(), self.target)
        os.fsync(copy.stream.fileno())
        self.stream.close()
        self.stream, self.path = copy.stream, copy.path

    def _link(self, path: str) -> bool:
        """Link the nameless file to a path; False where there is a file already, or links are not to be had."""
        handle = self.stream.fileno()
        try:
            os.link(f"/proc/self/fd/{handle}", path, src_dir_fd=handle, follow_symlinks=True)
        except OSError:
            return False
        return True


def _nameless(target: str) -> _File | None:
    """On Linux a file without a name, which even a kill cannot leave behind."""
    flag = getattr(os, "O_TMPFILE", None)
    if flag is None or not _HANDLES_HAVE_NAMES:
        return None
    try:
        handle = os.open(os.path.dirname(target), flag | os.O_RDWR | os.O_CLOEXEC, 0o666)
    except OSError:
        return None
    _lock(handle)
    return _File(os.fdopen(handle, "w+b"), None, target)


def _beside(target: str) -> _File:
    """A file with a name of its own, where there can be none without."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    for path in _names_beside(target):
        with suppress(FileExistsError):
            handle = os.open(path, flags, 0o666)
            if _lock(handle) and not _is_still(path, handle):  # taken for an abandoned one just before it was locked
                os.close(handle)
                continue
            return _File(os.fdopen(handle, "w+b"), path, target)
    raise FileExistsError(errno.EACCES, "in use", target)


def _names_beside(target: str) -> Iterator[str]:
    """Names to try: the usual one, again when it has been swept, and one that nobody has."""
    usual = _usual_name(target)
    yield usual
    _sweep(usual)
    yield usual
    yield usual + os.urandom(6).hex()


def _usual_name(target: str) -> str:
    folder, name = os.path.split(target)
    return os.path.join(folder, f".{name[:60]}.{crc32(name.encode(errors='replace')):08x}.perfxl-part")


def _sweep(path: str) -> None:
    """Take away a file that a killed write left; one that a living writer holds stays."""
    if fcntl is None:
        with suppress(OSError):
            os.unlink(path)  # Windows refuses while the writer has it open
        return
    try:
        handle = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return
    with suppress(OSError):
        if _lock(handle) and _is_still(path, handle):
            os.unlink(path)
    os.close(handle)


def _lock(handle: int) -> bool:
    """Lock an open file for as long as it is open; False where another has, or the file system knows no locks."""
    if fcntl is None:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _is_still(path: str, handle: int) -> bool:
    """Whether a path is still the name of an open file."""
    try:
        return os.path.samestat(os.lstat(path), os.fstat(handle))
    except OSError:
        return False


def _keep_mode(handle: int, target: str) -> bool:
    """Give a file the permissions of the one it is to replace; returns whether there is one."""
    try:
        old = os.stat(target)
    except OSError:
        return False
    with suppress(OSError):
        if hasattr(os, "fchmod"):
            os.fchmod(handle, old.st_mode & 0o7777)
        if hasattr(os, "fchown"):
            os.fchown(handle, old.st_uid, old.st_gid)
    return True


def _flush_folder(folder: str) -> None:
    """Make the new name lasting, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
