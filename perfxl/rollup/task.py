"""The work on one file, wherever it is done: read, recompute, and, if asked for, write the annotated copy."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from perfxl.errors import PerfxlError
from perfxl.rollup.book.cells import Cells, pack_rows
from perfxl.rollup.book.layout import Column
from perfxl.rollup.record import Head, Record, pack
from perfxl.rollup.sheets import look

if TYPE_CHECKING:
    from perfxl.assess.model import Assessment
    from perfxl.standard.model import Standard

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Task:
    """One file to be worked on. `number` is its own in this run; `target` is where its annotated copy goes, if one is
    wanted."""

    number: int
    location: str
    suffix: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a task: the record's head and the packed record, the packed rows that it has in 指标 and in 来源; of
    the annotated copy its SHA-256, or why it could not be written."""

    head: Head
    record: bytes
    indicators: bytes = b""
    numbers: bytes = b""
    copy: str = ""
    no_copy: str = ""


def failed(reason: str) -> Done:
    """A task of which nothing came."""
    record = Record(failed=reason)
    return Done(record.head, pack(record))


def perform(task: Task, standard: Standard | None) -> Done:
    """Work on one file. What is wrong with the file is in the record; nothing is raised for it."""
    try:
        with _local(task) as path:
            return _assessed(task, path, standard)
    except PerfxlError as problem:
        return failed(problem.zh)
    except MemoryError:
        raise
    except Exception as problem:
        return failed(f"程序出错（{type(problem).__name__}），没有核对；请把文件发给维护者。")


def file_sha256(path: str) -> str:
    """The SHA-256 of a file here or at an fsspec address."""
    digest = hashlib.sha256()
    with _opened(path) as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _assessed(task: Task, path: Path, given: Standard | None) -> Done:
    from perfxl.assess.engine import assess
    from perfxl.filing.detect import Detection, detect
    from perfxl.filing.model import Detected
    from perfxl.filing.read import read
    from perfxl.rollup.beside import beside
    from perfxl.rollup.condense import condense

    found = detect(path) if given is None else Detection(given, Detected("given", given.id, given.version))
    standard, filing = found.standard, read(path, found.standard, book=found.book)
    assessment = assess(filing, standard)
    done = _done(condense(filing, assessment, standard, beside(filing, found.book)))
    if task.target is None:
        return done
    try:
        return replace(done, copy=_copy(path, Path(task.target), assessment))
    except PerfxlError as problem:
        return replace(done, no_copy=problem.zh)


def _done(record: Record) -> Done:
    from perfxl.rollup.sheets import indicators, lineage

    points, numbers = (
        pack_rows(sheet.rows(record, _cells(sheet.COLUMNS, sheet.PRINTED))) for sheet in (indicators, lineage)
    )
    return Done(record.head, pack(record), points, numbers)


@cache
def _cells(columns: tuple[Column, ...], printed: int) -> Cells:
    return Cells(columns, look.styles(), printed)


def _copy(path: Path, target: Path, assessment: Assessment) -> str:
    """Write the annotated copy; returns its SHA-256."""
    from perfxl.report import build
    from perfxl.workflow import EDITABLE
    from perfxl.writeback import write
    from perfxl.writeback.carrier import write_carrier

    target.parent.mkdir(parents=True, exist_ok=True)
    editable = path.suffix.lower() in EDITABLE
    receipt = (write if editable else write_carrier)(path, target, build(assessment))
    return receipt.target


@contextmanager
def _local(task: Task) -> Iterator[Path]:
    """The file on this machine, fetched where it lies elsewhere."""
    if "://" not in task.location:
        yield Path(task.location)
        return
    with tempfile.TemporaryDirectory(prefix="perfxl-") as folder:
        path = Path(folder) / f"filing{task.suffix}"
        with _opened(task.location) as source, path.open("wb") as out:
            while chunk := source.read(_CHUNK):
                out.write(chunk)
        yield path


@contextmanager
def _opened(location: str) -> Iterator[_Readable]:
    if "://" not in location:
        with Path(location).open("rb") as file:
            yield file
        return
    import fsspec

    with fsspec.open(location, "rb") as file:
        yield file


if TYPE_CHECKING:
    from typing import Protocol

    class _Readable(Protocol):
        def read(self, size: int, /) -> bytes:
            """The next bytes."""
