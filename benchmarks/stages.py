"""Where the time of a roll-up goes: `python benchmarks/stages.py [N] [--jobs J]`.

The same N filings go through J processes several times, each time one stage further: their values alone, as
python-calamine reads them; opened (package, names, formulas, values); the form found in them; checked; made ready for
the 汇总. Each stage is told as a multiple of the plain loop of benchmarks/rollup.py, which runs before and after it in
a process of its own.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

from filings import BASE, SELF, generate
from rollup import LOOP, said

WARM = 40
"""Files that a process has worked on before the time is taken."""


def read_values(file: str) -> None:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(file)
    for sheet in (BASE, SELF):
        book.get_sheet_by_name(sheet).to_python()


def opened(file: str) -> None:
    from perfxl.filing.book import read_book

    read_book(Path(file))


def found(file: str) -> None:
    from perfxl.filing.detect import detect
    from perfxl.filing.read import read

    its = detect(file)
    read(file, its.standard, book=its.book)


def checked(file: str) -> None:
    import perfxl

    perfxl.check(file)


def ready(file: str) -> None:
    from perfxl.rollup.task import Task, perform

    perform(Task(1, file, ".xlsx"), None)


STAGES: tuple[Callable[[str], None], ...] = (read_values, opened, found, checked, ready)


def main() -> None:
    """Measure, and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=600)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--loop", type=int, default=50, help="files for the plain loop, each time")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name) / "in", Path(name) / "loop.xlsx"
        folder.mkdir()
        damaged = generate(folder, options.count, 0)
        everything = sorted(folder.rglob("*.xlsx"))
        files = [str(file) for file in everything if file.relative_to(folder).as_posix() not in damaged]
        some = files[: options.loop]
        loops = [said(LOOP, out, *some)[0] / len(some)]
        times: dict[str, tuple[float, float]] = {}
        for stage in STAGES:
            with get_context("spawn").Pool(options.jobs) as pool:
                pool.map(stage, files[:WARM], chunksize=WARM // options.jobs)
                start = time.perf_counter()
                pool.map(stage, files[WARM:], chunksize=10)
                seconds = (time.perf_counter() - start) / len(files[WARM:])
            loops.append(said(LOOP, out, *some)[0] / len(some))
            times[stage.__name__] = (seconds, (loops[-1] + loops[-2]) / 2)
    told = {
        name: {"ms": round(took * 1000, 2), "times_the_loop": round(loop / took, 1)}
        for name, (took, loop) in times.items()
    }
    print(json.dumps({"files": len(files), "jobs": options.jobs, "stages": told}, indent=1))


if __name__ == "__main__":
    main()
