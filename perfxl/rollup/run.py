"""The roll-up from end to end: find, work, settle, write."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from errno import ENOENT
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from perfxl.opc.atomic import unwritable
from perfxl.rollup.gather import assign_targets, digests_here, gather, keep, pending, tell_apart
from perfxl.rollup.pool import Limits, Pool
from perfxl.rollup.progress import Progress, writing
from perfxl.rollup.sources.spool import Spool
from perfxl.rollup.sources.walk import walk
from perfxl.rollup.standing import settle
from perfxl.rollup.store import Store
from perfxl.rollup.version import code_version, standard_version

if TYPE_CHECKING:
    from perfxl.rollup.cluster import Cluster
    from perfxl.standard.model import Standard

StrPath = str | PathLike[str]
Speech = Literal["quiet", "zh", "en"]
"""Whether progress is shown on standard error, and in which language."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a roll-up is made. Paths may be folders, globs, files, or fsspec addresses."""

    paths: tuple[str, ...]
    out: Path
    standard: Standard | None = None
    jobs: int = 0
    scheduler: str | None = None
    out_dir: Path | None = None
    roster: Path | None = None
    deadline: str | None = None
    previous: Path | None = None
    notices: Path | None = None
    notices_format: Literal["docx", "xlsx"] = "docx"
    tables: Path | None = None
    cache: Path | None = None
    resume: bool = True
    limits: Limits = field(default_factory=Limits)
    progress: Speech = "quiet"


@dataclass(frozen=True, slots=True)
class RollUp:
    """What a roll-up came to: files found, filings that count, findings of severity error that hold, files that could
    not be read, files recomputed in this run, notices written, and whether every Σ proof holds."""

    out: Path
    files: int
    filings: int
    errors: int
    unreadable: int
    computed: int
    notices: int
    proven: bool


def roll_up(
    paths: StrPath | Iterable[StrPath],
    out: StrPath,
    *,
    standard: StrPath | Standard | None = None,
    jobs: int = 0,
    scheduler: str | None = None,
    out_dir: StrPath | None = None,
    roster: StrPath | None = None,
    deadline: str | None = None,
    previous: StrPath | None = None,
    notices: StrPath | None = None,
    notices_format: Literal["docx", "xlsx"] = "docx",
    tables: StrPath | None = None,
    cache: StrPath | None = None,
    resume: bool = True,
    time_limit: float = 60.0,
    memory_limit: int = 2048,
    progress: Speech = "quiet",
) -> RollUp:
    """Turn many filled workbooks into one 汇总 at `out`.

    `paths` are folders, globs, workbooks, zips, saved mails or fsspec addresses. `jobs` worker processes (0: one a
    core) or the Dask cluster at `scheduler` do the work; `out_dir` gets an annotated copy of each file. `time_limit` is
    in seconds and `memory_limit` in MB, for one file. One bad file never stops the others; it stands in 未处理. Raises
    UnreadableFile for a roster or an earlier 汇总 that cannot be read, UnwritableTarget, and StandardError."""
    given = [paths] if isinstance(paths, str | PathLike) else list(paths)
    return run(
        Options(
            tuple(os.fspath(path) for path in given),
            Path(out),
            _standard(standard),
            jobs,
            scheduler,
            _path(out_dir),
            _path(roster),
            deadline,
            _path(previous),
            _path(notices),
            notices_format,
            _path(tables),
            _path(cache),
            resume,
            Limits(time_limit, memory_limit * 1024**2),
            progress,
        )
    )


def run(options: Options) -> RollUp:
    """Carry it out. What was worked on is kept whatever happens: the next run goes on from there."""
    from perfxl.rollup.matching import Matcher
    from perfxl.rollup.roster import load_roster

    matcher = Matcher(load_roster(options.roster)) if options.roster else None
    if not options.out.parent.is_dir():
        raise unwritable(FileNotFoundError(ENOENT, str(options.out.parent)))
    with ExitStack() as stack:
        store = stack.enter_context(Store(cache_path(options), code_version(), resume=options.resume))
        if options.previous:
            from perfxl.rollup.previous import load_previous

            load_previous(options.previous, store)
        spool = Spool(Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="perfxl-rollup-"))))
        computed = _work(options, store, spool)
        settle(store, matcher, options.deadline)
        return _results(options, store, computed)


def cache_path(options: Options) -> Path:
    """Where results are kept between runs: beside the 汇总, unless told otherwise."""
    return options.cache or options.out.with_name(f"{options.out.stem}.perfxl-cache")


def _work(options: Options, store: Store, spool: Spool) -> int:
    gather(walk(options.paths, spool, _ours(options)), store)
    with ExitStack() as stack:
        workers = _workers(options)
        stack.enter_context(workers)
        digests = digests_here if isinstance(workers, Pool) else workers.digests
        tell_apart(store, digests, standard_version(options.standard))
        assign_targets(store)
        bar = Progress(sum(1 for _ in pending(store, options.out_dir)), options.progress)
        stack.callback(bar.close)
        for task, done, lasting in workers.run(pending(store, options.out_dir)):
            keep(store, task, done, lasting=lasting)
            bar.step()
        return bar.done


def _workers(options: Options) -> Pool | Cluster:
    if options.scheduler:
        from perfxl.rollup.cluster import Cluster

        return Cluster(options.scheduler, options.standard)
    return Pool(options.jobs or os.cpu_count() or 1, options.standard, options.limits)


def _results(options: Options, store: Store, computed: int) -> RollUp:
    from perfxl.rollup.scene import Scene
    from perfxl.rollup.write import write_workbook

    writing(options.out.name, options.progress)
    scene = Scene(store, options.out, options.out_dir, _standards(options, store), options.previous is not None)
    proven = write_workbook(scene)
    if options.tables:
        from perfxl.rollup.tables import write_tables

        write_tables(scene, options.tables)
    letters = 0
    if options.notices:
        from perfxl.rollup.notices import write_notices

        letters = write_notices(scene, options.notices, options.notices_format)
    return RollUp(
        options.out,
        store.count("select count(*) from arrival") + store.count("select count(*) from aside where why <> 'ignored'"),
        store.count("select count(*) from unit"),
        store.count("select sum(error) from unit"),
        store.count("select count(*) from issue where rank = 0"),
        computed,
        letters,
        proven,
    )


def _standards(options: Options, store: Store) -> dict[str, Standard]:
    """The standards that occur, by id, in the order of their ids."""
    from perfxl.standard.loader import load

    query = "select distinct standard from record join arrival using (key) where standing = 'counted' order by 1"
    given = options.standard
    return {
        str(id): given if given is not None and given.id == id else load(str(id)) for (id,) in store.all(query) if id
    }


def _ours(options: Options) -> frozenset[str]:
    """The places that are our own output, which must not be read as filings."""
    ours = [options.out, options.out_dir, options.notices, options.tables, options.roster, options.previous]
    ours.append(cache_path(options))
    return frozenset(os.path.realpath(path) for path in ours if path is not None)


def _standard(standard: StrPath | Standard | None) -> Standard | None:
    from perfxl.authoring.load import load
    from perfxl.standard.model import Standard

    return (
        standard
        if standard is None or isinstance(standard, Standard)
        else load(Path(standard) if isinstance(standard, PathLike) else standard)
    )


def _path(path: StrPath | None) -> Path | None:
    return None if path is None else Path(path)
