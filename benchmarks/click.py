"""From click to result: `python benchmarks/click.py [FILE] [--rounds N]`, beside LibreOffice's own loading of the file.

A LibreOffice is started, with the add-in installed for a home folder of its own. The button 评分 is pressed in copy
mode, the workbook being open; then the same file is loaded by that LibreOffice. The ratio is the figure to quote, for
machines are noisy; the goal is two seconds from click to result.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from perfxl.excel.install import install  # noqa: E402
from perfxl.excel.places import places  # noqa: E402
from tests.excel.office import Office, available  # noqa: E402


def seconds(work: Callable[[], object]) -> float:
    """Wall seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def load(office: Office, path: Path) -> None:
    """Load the file and close it again."""
    office.open(path).close(True)


def main() -> None:
    """Measure the button, and LibreOffice's loading."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=ROOT / "samples" / "liuyang-2020.xlsx")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    if not available():
        raise SystemExit("no LibreOffice with python3-uno for this Python")
    office = Office()
    try:
        there = places("linux", office.home, {})
        install(there, "copy", "linux")
        addin = office.open(there.addin)
        clicks, loads = [], []
        for number in range(options.rounds + 1):
            path = Path(shutil.copy(options.file, office.folder / f"{number}.xlsx"))
            document = office.open(path)
            clicks.append(seconds(lambda d=document: office.press(addin, "PerfxlActions.Perfxl_Score", d)))  # type: ignore[misc]
            document.close(True)
            loads.append(seconds(lambda p=path: load(office, p)))  # type: ignore[misc]
    finally:
        office.close()
    ratio = statistics.median(a / b for a, b in zip(clicks[1:], loads[1:], strict=True))
    print(f"click to result, copy mode   {statistics.median(clicks[1:]) * 1000:8.0f} ms")
    print(f"LibreOffice loads the file   {statistics.median(loads[1:]) * 1000:8.0f} ms   ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
