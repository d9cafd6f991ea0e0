"""The same bytes whatever the order, the number of workers, or what happened on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from perfxl.rollup.run import roll_up
from tests.rollup.filings import filing, zipped

COUNT = 12
HALFWAY = f"""
import os, signal, sys
from perfxl.cli import main
from perfxl.rollup import run

keep, kept = run.keep, []

def keep_and_stop(store, task, done, *, lasting):
    keep(store, task, done, lasting=lasting)
    kept.append(task)
    if len(kept) == {COUNT // 2}:
        {{stop}}

run.keep = keep_and_stop
{{start}}
"""
KILLED_HALFWAY = HALFWAY.format(
    stop="store.save(); os.kill(os.getpid(), signal.SIGKILL)", start="run.roll_up(sys.argv[1], sys.argv[2], jobs=1)"
)
INTERRUPTED_HALFWAY = HALFWAY.format(
    stop="os.kill(os.getpid(), signal.SIGINT)",
    start='sys.exit(main(["rollup", sys.argv[1], "-o", sys.argv[2], "--jobs", "2"]))',
)


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two folders and a zip of filings."""
    home = tmp_path_factory.mktemp("batch") / "in"
    for folder in ("甲", "乙"):
        (home / folder).mkdir(parents=True)
    for number in range(COUNT):
        data = filing(f"单位{number}", number + 1, "goal-blank" if number % 3 == 0 else None)
        (home / ("甲" if number % 2 else "乙") / f"{number}.xlsx").write_bytes(data)
    (home / "丙.zip").write_bytes(zipped({"a.xlsx": filing("单位甲", 90), "b.xlsx": b"PK"}))
    return home


@pytest.fixture(scope="module")
def whole(batch: Path) -> bytes:
    """The 汇总 of a run that nothing disturbed."""
    roll_up(batch, batch.parent / "o.xlsx", jobs=2)
    return (batch.parent / "o.xlsx").read_bytes()


class DescribeSameBytes:
    def it_does_not_matter_in_which_order_paths_come_and_how_many_workers_there_are(self, batch: Path, whole: bytes):
        out = batch.parent / "p.xlsx"
        roll_up([batch / "丙.zip", batch / "甲", batch / "乙"], out, jobs=1)
        assert out.read_bytes() == whole

    def it_does_not_matter_whether_a_run_was_killed_halfway(self, batch: Path, whole: bytes):
        out = batch.parent / "k.xlsx"
        killed = subprocess.run([sys.executable, "-c", KILLED_HALFWAY, str(batch), str(out)])
        assert killed.returncode == -signal.SIGKILL
        assert not out.exists()
        done = roll_up(batch, out, jobs=2)
        assert 0 < done.computed <= COUNT // 2 + 2
        assert out.read_bytes() == whole

    @pytest.mark.skipif(sys.platform == "win32", reason="has no SIGINT for one process")
    def it_does_not_matter_whether_somebody_pressed_ctrl_c(self, batch: Path, whole: bytes):
        out = batch.parent / "c.xlsx"
        stopped = subprocess.run(
            [sys.executable, "-c", INTERRUPTED_HALFWAY, str(batch), str(out)],
            stderr=subprocess.PIPE, env={**os.environ, "PERFXL_LANG": "zh_CN"}, timeout=60,
        )  # fmt: skip
        assert stopped.returncode == 130
        assert "已中断" in stopped.stderr.decode("utf-8", "replace")
        assert not out.exists()
        done = roll_up(batch, out, jobs=2)
        assert 0 < done.computed <= COUNT // 2 + 2
        assert out.read_bytes() == whole

    def it_does_not_matter_whether_the_cache_is_damaged(self, batch: Path, whole: bytes):
        out = batch.parent / "d.xlsx"
        out.with_name("d.perfxl-cache").write_bytes(b"SQLite format 3\0" + os.urandom(3000))
        roll_up(batch, out, jobs=2)
        assert out.read_bytes() == whole
