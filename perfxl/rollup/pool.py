"""Worker processes that may die: a file that kills or hangs its worker costs that file alone.

Each worker has its own pipe and a few tasks under way. When one dies, the task at its head is to blame: it is tried
once more, alone in a fresh worker, for a worker can also be killed from outside; the tasks behind it go back to the
queue. When the head takes too long, its worker is killed and the file is named. Processes are spawned, never forked, so
that it is the same on Windows and in a program with threads.
"""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import TYPE_CHECKING

from perfxl.rollup.task import Done, Task, failed
from perfxl.rollup.worker import OUT_OF_MEMORY, serve

if TYPE_CHECKING:
    from perfxl.standard.model import Standard

UNDER_WAY = 3
"""Tasks a worker is given ahead, so that it need not wait for the next."""

_STARTING = 120.0
"""Seconds a fresh worker may take on top for its start."""

_TICK = 0.5


@dataclass(frozen=True, slots=True)
class Limits:
    """How long one file may take, in seconds, and how much memory its worker may hold, in bytes."""

    seconds: float = 60.0
    memory: int = 2 * 1024**3


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    pipe: Connection
    alone: bool = False
    tasks: deque[Task] = field(default_factory=deque)
    deadline: float = 0.0

    def end(self) -> None:
        with suppress(OSError, ValueError):
            self.pipe.close()
        self.process.kill()
        self.process.join()
        self.process.close()


class Pool:
    """Runs tasks on `jobs` workers; use it in a `with`."""

    def __init__(self, jobs: int, standard: Standard | None, limits: Limits) -> None:
        self.jobs = jobs
        self.standard = standard
        self.limits = limits
        self.workers: list[_Worker] = []
        self.again: deque[Task] = deque()
        self.suspects: deque[Task] = deque()
        self.tried: set[int] = set()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            worker.end()
        self.workers.clear()

    def run(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, Done, bool]]:
        """Each task with what came of it, in whatever order, and whether that holds for the file for good: a worker's
        death or a lapse of time is not kept."""
        while self._fill(tasks):
            yield from self._collect()

    def _fill(self, tasks: Iterator[Task]) -> bool:
        """Give every worker enough to do, start workers while there is more, suspects in one of their own; returns
        whether anything is under way."""
        for worker in self.workers:
            while not worker.alone and len(worker.tasks) < UNDER_WAY and (task := self._next(tasks)) is not None:
                self._give(worker, task)
        self._dismiss_idle()
        while len(self.workers) < self.jobs:
            fresh = self.suspects.popleft() if self.suspects else self._next(tasks)
            if fresh is None:
                break
            self._give(self._start(alone=fresh.number in self.tried), fresh)
        return bool(self.workers)

    def _next(self, tasks: Iterator[Task]) -> Task | None:
        return self.again.popleft() if self.again else next(tasks, None)

    def _dismiss_idle(self) -> None:
        for worker in [worker for worker in self.workers if not worker.tasks]:
            self.workers.remove(worker)
            worker.end()

    def _start(self, *, alone: bool) -> _Worker:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, self.standard, self.limits.memory), daemon=True)
        with _without_main():
            process.start()
        theirs.close()
        worker = _Worker(process, ours, alone, deadline=time.monotonic() + _STARTING)
        self.workers.append(worker)
        return worker

    def _give(self, worker: _Worker, task: Task) -> None:
        if not worker.tasks:
            worker.deadline = max(worker.deadline, time.monotonic() + self.limits.seconds)
        worker.tasks.append(task)
        with suppress(OSError):
            worker.pipe.send(task)

    def _collect(self) -> Iterator[tuple[Task, Done, bool]]:
        ready = wait([worker.pipe for worker in self.workers], _TICK)
        for worker in list(self.workers):
            if worker.pipe in ready:
                yield from self._heard(worker)
            elif worker.tasks and time.monotonic() > worker.deadline:
                reason = f"读取超过 {self.limits.seconds:g} 秒，已跳过。"
                yield self._lost(worker, reason), failed(reason), False
            elif _holds_too_much(worker, self.limits.memory):
                yield self._lost(worker, OUT_OF_MEMORY), failed(OUT_OF_MEMORY), False

    def _heard(self, worker: _Worker) -> Iterator[tuple[Task, Done, bool]]:
        try:
            done: Done = worker.pipe.recv()
        except (EOFError, OSError):
            yield from self._died(worker)
            return
        task = worker.tasks.popleft()
        worker.deadline = time.monotonic() + self.limits.seconds
        if worker.alone:
            self.workers.remove(worker)
            worker.end()
        yield task, done, True

    def _died(self, worker: _Worker) -> Iterator[tuple[Task, Done, bool]]:
        if worker.tasks and worker.tasks[0].number not in self.tried:
            self.tried.add(worker.tasks[0].number)
            self.suspects.append(self._lost(worker, ""))
            return
        reason = "读取时程序崩溃两次，已跳过；文件可能已损坏。"
        yield self._lost(worker, reason), failed(reason), False

    def _lost(self, worker: _Worker, reason: str) -> Task:
        """Take the worker out of service; returns the task it failed at, the others go back to the queue."""
        self.workers.remove(worker)
        worker.end()
        task, *others = worker.tasks
        self.again.extendleft(reversed(others))
        return task


def _holds_too_much(worker: _Worker, memory: int) -> bool:
    """Where the system sets no limit itself (Windows), what the worker holds is looked at from outside."""
    if sys.platform != "win32":
        return False
    return held(worker.process.pid) > memory


def held(pid: int | None) -> int:
    """The bytes a process holds; 0 where that cannot be told."""
    try:
        import psutil
    except ImportError:
        return 0
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0


@contextmanager
def _without_main() -> Iterator[None]:
    """Keep the new process from running the caller's main module again: a worker needs nothing of it, and a script
    without the `if __name__` guard would start over in every worker."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
