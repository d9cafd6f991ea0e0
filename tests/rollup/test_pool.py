from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from perfxl.rollup import worker
from perfxl.rollup.pool import Limits, Pool
from perfxl.rollup.record import Record, pack, unpack
from perfxl.rollup.task import Task
from tests.rollup.filings import filing

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a file that never ends is a named pipe")


@pytest.fixture
def tasks(tmp_path: Path) -> list[Task]:
    """Four filings, and second among them one that can be read for ever."""
    made = []
    for number in range(5):
        path = tmp_path / f"{number}.xlsx"
        if number == 1:
            os.mkfifo(path)
        else:
            path.write_bytes(filing(f"单位{number}", number + 1))
        made.append(Task(number, str(path), ".xlsx"))
    return made


def results(pool: Pool, tasks: list[Task]) -> dict[int, tuple[Record, bool]]:
    with pool:
        return {task.number: (unpack(done.record), lasting) for task, done, lasting in pool.run(iter(tasks))}


@needs_pipes
class DescribeThePool:
    def it_gives_up_a_file_that_hangs_and_no_other(self, tasks: list[Task]):
        got = results(Pool(1, None, Limits(seconds=6)), tasks)
        assert sorted(got) == [0, 1, 2, 3, 4]
        assert got[1][0].failed == "读取超过 6 秒，已跳过。"
        assert [number for number, (record, _) in got.items() if record.failed] == [1]

    def it_gives_up_a_file_that_kills_its_worker_twice_and_no_other(self, tasks: list[Task]):
        pool, over = Pool(1, None, Limits(seconds=60)), threading.Event()

        def kill() -> None:
            while not over.wait(0.2):
                for each in list(pool.workers):
                    if each.tasks and each.tasks[0].number == 1:
                        time.sleep(1)
                        each.process.kill()

        thread = threading.Thread(target=kill)
        thread.start()
        got = results(pool, tasks)
        over.set()
        thread.join()
        assert "崩溃两次" in got[1][0].failed
        assert not got[1][1]
        assert [number for number, (record, _) in got.items() if record.failed] == [1]


class DescribeAWorker:
    def it_says_when_a_file_needs_too_much_memory(self, monkeypatch: pytest.MonkeyPatch):
        def greedy(*_: object) -> None:
            raise MemoryError

        monkeypatch.setattr(worker, "perform", greedy)
        assert "内存" in unpack(worker.answer(Task(1, "x", ".xlsx"), None).record).failed


class DescribeARecord:
    def it_is_the_same_after_packing(self, tmp_path: Path):
        from perfxl.rollup.task import perform

        path = tmp_path / "a.xlsx"
        path.write_bytes(filing("甲", 3, "goal-blank"))
        packed = perform(Task(1, str(path), ".xlsx"), None).record
        record = unpack(packed)
        assert pack(record) == packed
        assert (record.unit, record.year, record.summed) == ("甲", 2020, "99.6")
        assert [(line.check, line.cell) for line in record.findings] == [("goal-blank", "B10")]

    def it_opens_only_the_lists_that_are_asked_for(self, tmp_path: Path):
        path = tmp_path / "a.xlsx"
        path.write_bytes(filing("甲"))
        from perfxl.rollup.task import perform

        record = unpack(perform(Task(1, str(path), ".xlsx"), None).record, ("sums",))
        assert record.sums
        assert not record.indicators
