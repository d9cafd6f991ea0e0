"""The same tasks on an existing Dask cluster. Its workers read the files themselves, at addresses that all of them
reach, and run the same perfxl; a worker that dies has its tasks done by the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from perfxl.errors import PerfxlError
from perfxl.rollup.task import Done, Task, failed, file_sha256
from perfxl.rollup.version import code_version
from perfxl.rollup.worker import answer

if TYPE_CHECKING:
    from distributed import Client, Future

    from perfxl.standard.model import Standard

BATCH = 16
"""Files in one task of the cluster: enough that its scheduler, which needs about a millisecond for each task, does not
become the narrow place."""

PATIENCE = 20
"""Seconds to wait for the scheduler."""

_AHEAD = 3
_RETRIES = 3


def answers(tasks: Sequence[Task], standard: Standard | None) -> list[Done]:
    """What a worker of the cluster does."""
    return [answer(task, standard) for task in tasks]


def code_there() -> str:
    """The code that a worker of the cluster runs."""
    from perfxl.rollup.version import code_version

    return code_version()


def digests(locations: Sequence[str]) -> list[str | None]:
    """The SHA-256 of each file, None where it cannot be read."""
    found: list[str | None] = []
    for location in locations:
        try:
            found.append(file_sha256(location))
        except Exception:
            found.append(None)
    return found


class Cluster:
    """A connection to a scheduler; use it in a `with`. Raises PerfxlError where there is none, or another perfxl."""

    def __init__(self, address: str, standard: Standard | None) -> None:
        try:
            from distributed import Client
        except ImportError:
            raise PerfxlError(
                "使用 --scheduler 需要 Dask：pip install 'perfxl[rollup]'。",
                "--scheduler needs Dask: pip install 'perfxl[rollup]'.",
            ) from None
        try:
            self.client: Client = Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as problem:
            raise PerfxlError(f"连不上调度器 {address}。", f"No scheduler answers at {address}.") from problem
        self.standard = standard
        self._hold_to_same_code()

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def run(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, Done, bool]]:
        """Each task with what came of it, as `Pool.run` gives it."""
        from distributed import as_completed

        batches = iter(lambda: tuple(islice(tasks, BATCH)), ())
        waiting: dict[Future, tuple[Task, ...]] = {}
        flow = as_completed(loop=self.client.loop)
        for batch in islice(batches, self._room()):
            self._submit(batch, waiting, flow)
        for future in flow:
            batch = waiting.pop(future)
            if future.status == "error" and len(batch) > 1:
                for task in batch:
                    self._submit((task,), waiting, flow)
            else:
                yield from _unpacked(batch, future)
            for later in islice(batches, 1):
                self._submit(later, waiting, flow)

    def digests(self, locations: Iterator[str]) -> Iterator[tuple[str, str | None]]:
        """The SHA-256 of each file, computed where it is read."""
        batches = iter(lambda: tuple(islice(locations, BATCH * 8)), ())
        while batch := tuple(islice(batches, self._room())):
            futures = [self.client.submit(digests, names, pure=False, retries=_RETRIES) for names in batch]
            for names, found in zip(batch, self.client.gather(futures), strict=True):
                yield from zip(names, found, strict=True)

    def _room(self) -> int:
        threads: int = sum(self.client.nthreads().values())
        return max(1, threads) * _AHEAD

    def _submit(self, batch: tuple[Task, ...], waiting: dict[Future, tuple[Task, ...]], flow: Iterator[Future]) -> None:
        future = self.client.submit(answers, batch, self.standard, pure=False, retries=_RETRIES)
        waiting[future] = batch
        flow.add(future)  # type: ignore[attr-defined]

    def _hold_to_same_code(self) -> None:
        others = {address for address, theirs in self.client.run(code_there).items() if theirs != code_version()}
        if others:
            listed = "、".join(sorted(others)[:3])
            raise PerfxlError(
                f"集群上的 perfxl 与本机不是同一版本（{listed}），结果会不一致；请先统一版本。",
                f"The cluster runs another perfxl than this machine ({listed}); install the same one first.",
            )


def _unpacked(batch: tuple[Task, ...], future: Future) -> Iterator[tuple[Task, Done, bool]]:
    if future.status == "finished":
        yield from ((task, done, True) for task, done in zip(batch, future.result(), strict=True))
        return
    reason = "读取时集群上的程序多次崩溃，已跳过；文件可能已损坏。"
    yield from ((task, failed(reason), False) for task in batch)
