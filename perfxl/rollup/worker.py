"""A worker process: it takes tasks from its pipe one by one and answers each. It trusts no file, nobody trusts it."""

from __future__ import annotations

import gc
import os
import signal
import threading
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING

from perfxl.rollup.task import Done, Task, failed, perform

if TYPE_CHECKING:
    from perfxl.standard.model import Standard

_COLLECTED_AFTER = 20_000
"""New objects after which garbage is looked for: those of some seven filings."""

OUT_OF_MEMORY = "读取时内存超过上限，已跳过；这个文件大得不正常。"


def serve(pipe: Connection, standard: Standard | None, memory: int) -> None:
    """Answer tasks until the pipe is closed. `memory` is the most bytes this process may hold."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit(memory)
    _die_with_parent()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        pipe.send(answer(pipe.recv(), standard))
        _collect_less()
        while True:
            pipe.send(answer(pipe.recv(), standard))


def answer(task: Task, standard: Standard | None) -> Done:
    """The task done; running out of memory is a fault of the file."""
    try:
        return perform(task, standard)
    except MemoryError:
        return failed(OUT_OF_MEMORY)


def _collect_less() -> None:
    """Leave what the first file brought in, code and standards, out of every later search for garbage: it stays."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECTED_AFTER)


def _limit(memory: int) -> None:
    try:
        import resource
    except ImportError:
        return
    with suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (memory, hard))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _die_with_parent() -> None:
    """End when the parent is gone, even in the middle of a task."""
    parent = parent_process()
    if parent is None:
        return

    def watch(sentinel: int) -> None:
        wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, args=(parent.sentinel,), daemon=True).start()
