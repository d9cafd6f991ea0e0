"""What survives a run: a SQLite file beside the result with the record of every file that was worked on, under a key of
its content, the standard and the code. It also holds the lists of the run under way, so that memory does not grow with
the number of files. It is a cache: thrown away, it costs time and nothing else."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from perfxl.errors import PerfxlError, UnwritableTarget

LAYOUT = 3
_KEEP = """
create table if not exists record (
    key text primary key, version text, sha256 text, failed text, unit text, year integer, standard text, project text,
    body blob, indicators blob, numbers blob
);
create table if not exists copy (key text, target text, digest text, problem text, primary key (key, target));
"""
_RUN = """
drop table if exists arrival;
drop table if exists aside;
drop table if exists finding;
drop table if exists former;
drop table if exists issue;
drop table if exists unit;
drop table if exists rate;
create table arrival (
    id integer primary key, shown text, location text, link text, suffix text, sha256 text, time text, basis text,
    key text, target text, code text, name text, parent text, year integer, form text, place integer,
    standing text default 'counted', note text default ''
);
create table issue (rank integer, shown text, link text, unit text, note text, sha256 text);
create table aside (shown text, link text, why text, reason text);
create table finding (
    unit integer, number integer, kind text, severity text, outcome text, rank integer, effect real, body text
);
create table unit (
    id integer primary key, line integer, name text, code text, parent text, year integer, standard text, budget text,
    executed text, declared text, summed text, capped text, grade_declared text, grade_summed text, error integer,
    warning integer, hint integer, waived integer, places integer, print text
);
create table rate (unit integer, peers text, id text, label text, value text, sheet text, cells text);
create table former (
    name text, year integer, sha256 text, key text, title text, label text, severity text, place text,
    primary key (name, year, key)
) without rowid;
"""
_EVERY, _SECONDS = 256, 1.0
"""Changes, or seconds, after which all is made lasting."""


class Store:
    """The SQLite file of one result."""

    def __init__(self, path: Path, version: str, *, resume: bool = True) -> None:
        self.path = path
        self.version = version
        self._unsaved = self._lists = 0
        self._saved = time.monotonic()
        try:
            self.db = self._opened(resume)
        except sqlite3.OperationalError as problem:
            raise _refusal(path, problem) from problem

    def _opened(self, resume: bool) -> sqlite3.Connection:
        try:
            db = _connected(self.path)
            if db.execute("pragma user_version").fetchone()[0] not in (0, LAYOUT):
                raise sqlite3.DatabaseError("another layout")
            _prepare(db)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            with suppress(UnboundLocalError):
                db.close()
            self.path.unlink(missing_ok=True)
            db = _connected(self.path)
            _prepare(db)
        if not resume:
            db.execute("delete from record")
            db.execute("delete from copy")
        db.execute("delete from record where version <> ?", (self.version,))
        db.execute("delete from copy where key not in (select key from record)")
        db.commit()
        return db

    def close(self) -> None:
        """Keep all and let go of the file."""
        self.db.commit()
        self.db.close()
        self.path.with_name(f"{self.path.name}-journal").unlink(missing_ok=True)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def all(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, one by one."""
        yield from self.db.execute(query, values)

    def stable(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """The rows of a query as they are now, whatever is changed while they are gone through."""
        self._lists += 1
        name = f"temp.list{self._lists}"
        self.db.execute(f"create table {name} as {query}", values)
        last = 0
        while rows := self.db.execute(f"select rowid, * from {name} where rowid > ? limit 500", (last,)).fetchall():
            last = rows[-1][0]
            yield from (row[1:] for row in rows)
        self.db.execute(f"drop table {name}")

    def one(self, query: str, *values: object) -> tuple[Any, ...] | None:
        """The first row of a query."""
        row: tuple[Any, ...] | None = self.db.execute(query, values).fetchone()
        return row

    def count(self, query: str, *values: object) -> int:
        """The number a query gives."""
        row = self.one(query, *values)
        return int(row[0]) if row and row[0] is not None else 0

    def run(self, statement: str, *values: object) -> None:
        """One change; every few of them are made lasting together."""
        self.db.execute(statement, values)
        self._unsaved += 1
        if self._unsaved >= _EVERY or time.monotonic() - self._saved > _SECONDS:
            self.save()

    def index(self, table: str, *columns: str) -> None:
        """Let a list of the run be looked up by those columns; made when it is filled, for that is quicker."""
        self.db.execute(f"create index if not exists {table}_{'_'.join(columns)} on {table} ({', '.join(columns)})")

    def many(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        """The same change for many rows."""
        self.db.executemany(statement, rows)

    def teach(self, name: str, function: Callable[[str], str]) -> None:
        """Let queries use a function of one text."""
        self.db.create_function(name, 1, function, deterministic=True)

    def save(self) -> None:
        """Make all changes lasting."""
        self.db.commit()
        self._unsaved = 0
        self._saved = time.monotonic()


def _connected(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=2)
    for pragma in ("locking_mode=exclusive", "journal_mode=truncate", "synchronous=off", "temp_store=file"):
        db.execute(f"pragma {pragma}")
    db.execute("pragma cache_size=-8000")
    return db


def _prepare(db: sqlite3.Connection) -> None:
    db.executescript(_KEEP + _RUN + f"pragma user_version={LAYOUT};")


def _refusal(path: Path, problem: sqlite3.OperationalError) -> PerfxlError:
    if "locked" in str(problem):
        return UnwritableTarget(
            f"另一个汇总正在使用 {path.name}，请等它结束，或用 --cache 另指一个文件。",
            f"Another roll-up is using {path.name}; wait for it, or name another file with --cache.",
        )
    return UnwritableTarget(f"缓存文件 {path} 写不出来。", f"The cache {path} cannot be written.")
