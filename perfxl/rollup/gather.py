"""The files of a run: found, told apart by content, and given their tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from perfxl.rollup.sources.model import Aside, Found
from perfxl.rollup.store import Store
from perfxl.rollup.targets import common_folder, marked, target
from perfxl.rollup.task import Done, Task, file_sha256

Digests = Callable[[Iterator[str]], Iterator[tuple[str, str | None]]]


def gather(found: Iterable[Found | Aside], store: Store) -> None:
    """List what was found; several ways to the same file each count."""
    for each in found:
        if isinstance(each, Aside):
            store.run("insert into aside values (?, ?, ?, ?)", each.shown, each.link, each.why, each.reason)
            continue
        time, basis = (each.submission.time, each.submission.basis) if each.submission else ("", "")
        store.run(
            "insert into arrival (shown, location, link, suffix, sha256, time, basis) values (?, ?, ?, ?, ?, ?, ?)",
            each.shown, each.location, each.link, each.suffix, each.sha256, time, basis,
        )  # fmt: skip
    store.save()


def digests_here(locations: Iterator[str]) -> Iterator[tuple[str, str | None]]:
    """The SHA-256 of each file, None where it cannot be read."""
    for location in locations:
        try:
            yield location, file_sha256(location)
        except Exception:
            yield location, None


def tell_apart(store: Store, digests: Digests, standard: str) -> None:
    """Give every file its SHA-256 and the key of its result; one that cannot be read is put aside."""
    store.index("arrival", "location")
    unknown = store.stable("select location from arrival where sha256 = '' order by shown")
    for location, sha256 in digests(str(row[0]) for row in unknown):
        if sha256 is None:
            store.run(
                "insert into aside select shown, link, 'unreadable', '文件打不开，可能没有权限。' from arrival"
                " where location = ?",
                location,
            )
            store.run("delete from arrival where location = ?", location)
        else:
            store.run("update arrival set sha256 = ? where location = ?", sha256, location)
    store.run("update arrival set key = sha256 || suffix || ':' || ?", standard)
    store.index("arrival", "key")
    store.save()


def assign_targets(store: Store) -> None:
    """Make the first file of each content its bearer: it has the path of the annotated copy, no two the same."""
    bounds = store.one("select min(shown), max(shown) from arrival")
    if bounds is None or bounds[0] is None:
        return
    common, taken = common_folder(*bounds), set[int]()
    bearers = "select min(shown || char(9) || id) as first, suffix from arrival group by key order by first"
    for packed, suffix in store.stable(bearers):
        shown, _, number = str(packed).rpartition("\t")
        path = target(shown, common, suffix)
        if hash(path.casefold()) in taken:
            path = marked(path, shown)
        taken.add(hash(path.casefold()))
        store.run("update arrival set target = ? where id = ?", path, int(number))
    store.save()


def pending(store: Store, out_dir: Path | None) -> Iterator[Task]:
    """A task for each content whose result, or copy, is not there yet."""
    query = (
        "select arrival.id, location, suffix, target, record.key, digest from arrival left join record using (key)"
        " left join copy using (key, target) where target is not null and arrival.id > ? order by arrival.id limit 500"
    )
    last = 0
    while rows := list(store.all(query, last)):
        for last, location, suffix, path, known, digest in rows:
            wanted = out_dir / path if out_dir is not None else None
            there = wanted is None or _is(wanted, digest)
            if known is None or not there:
                yield Task(last, location, suffix, None if wanted is None else str(wanted))


def keep(store: Store, task: Task, done: Done, *, lasting: bool) -> None:
    """Store what came of a task; what does not hold for good is forgotten at the next run."""
    head = done.head
    (key, path, sha256) = store.one("select key, target, sha256 from arrival where id = ?", task.number) or ("", "", "")
    store.run(
        "insert or replace into record values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        key, store.version if lasting else "", sha256, head.failed, head.unit, head.year, head.standard,
        head.project, done.record, done.indicators, done.numbers,
    )  # fmt: skip
    if task.target is not None:
        store.run("insert or replace into copy values (?, ?, ?, ?)", key, path, done.copy, done.no_copy)


def _is(path: Path, digest: str | None) -> bool:
    """Whether the copy that was written still stands there unchanged."""
    if digest is None:
        return False
    try:
        return digest == "" or file_sha256(str(path)) == digest
    except OSError:
        return False
