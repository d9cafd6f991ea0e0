"""On a real Dask scheduler with worker processes of their own, one of which dies in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from perfxl.errors import PerfxlError
from perfxl.rollup import cluster, run
from perfxl.rollup.gather import keep
from perfxl.rollup.run import roll_up
from tests.rollup.filings import filing

pytest.importorskip("distributed")
ROOT = Path(__file__).parents[2]


class Cluster:
    """A scheduler and two workers, each a process."""

    def __init__(self, home: Path) -> None:
        self.file = home / "scheduler.json"
        self.log = (home / "log").open("w")
        self.env = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
        self.scheduler = self.start("scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(self.file))
        common = ("--nthreads", "1", "--no-dashboard", "--no-nanny", "--scheduler-file", str(self.file))
        self.workers = [self.start("worker", *common, "--local-directory", str(home)) for _ in range(2)]
        self.address = self.connect()

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        full = [sys.executable, "-m", "dask", *command]
        return subprocess.Popen(full, env=self.env, stdout=self.log, stderr=self.log)

    def connect(self) -> str:
        from distributed import Client

        while not self.file.exists():
            time.sleep(0.1)
        with Client(scheduler_file=str(self.file), timeout=30, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
            address: str = client.scheduler.address
            return address

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()
        self.log.close()


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    running = Cluster(tmp_path_factory.mktemp("dask"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("batch")
    (home / "in").mkdir()
    for number in range(8):
        plant = "goal-blank" if number % 4 == 0 else None
        (home / "in" / f"{number}.xlsx").write_bytes(filing(f"单位{number}", number + 1, plant))
    (home / "in" / "bad.xlsx").write_bytes(b"PK")
    return home


class DescribeTheCluster:
    def it_gives_the_same_bytes_as_this_machine_though_a_worker_dies_in_the_middle(
        self, dask: Cluster, batch: Path, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(cluster, "BATCH", 1)
        here, there = batch / "here.xlsx", batch / "there.xlsx"
        roll_up(batch / "in", here, jobs=2)
        victim = dask.workers[0]

        kept: list[object] = []

        def keep_and_kill(*arguments: Any, lasting: bool) -> None:
            keep(*arguments, lasting=lasting)
            kept.append(arguments)
            if len(kept) == 2:
                victim.send_signal(signal.SIGKILL)

        monkeypatch.setattr(run, "keep", keep_and_kill)
        done = roll_up(batch / "in", there, scheduler=dask.address, out_dir=batch / "copies")
        assert victim.wait() == -signal.SIGKILL
        assert (done.filings, done.unreadable, done.computed) == (8, 1, 9)
        assert len(list((batch / "copies").rglob("*.xlsx"))) == 8
        roll_up(batch / "in", there, jobs=1)
        assert there.read_bytes() == here.read_bytes()

    def it_reads_files_from_any_address(self, dask: Cluster, batch: Path):
        done = roll_up(f"file://{batch}/in/1.xlsx", batch / "remote.xlsx", scheduler=dask.address)
        assert (done.filings, done.errors) == (1, 0)

    def it_refuses_a_cluster_with_another_perfxl(self, dask: Cluster, batch: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(cluster, "code_version", lambda: "another")
        with pytest.raises(PerfxlError, match="不是同一版本"):
            roll_up(batch / "in", batch / "x.xlsx", scheduler=dask.address)

    def it_says_that_no_scheduler_answers(self, batch: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(cluster, "PATIENCE", 1)
        with pytest.raises(PerfxlError, match="连不上调度器"):
            roll_up(batch / "in", batch / "y.xlsx", scheduler="tcp://127.0.0.1:9")
