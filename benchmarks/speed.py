"""How long perfxl takes beside openpyxl, both in the same run: `python benchmarks/speed.py [FILE] [--rounds N]`.

Each line is a pair of commands, run in turn (A B A B …) as whole cold processes, with the median of each and the median
of the ratios pair by pair. Machines are noisy: the ratio is the figure to quote.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "liuyang-2020.xlsx"

LOAD = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1])"
LOAD_SAVE = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])"
LOAD_SAVE_EACH = """
import sys, openpyxl
for name in sys.argv[1:]:
    openpyxl.load_workbook(name).save(name + ".openpyxl.xlsx")
"""


def seconds(command: list[str]) -> float:
    """Wall seconds of one whole process."""
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    elapsed = time.perf_counter() - start
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command} failed: {done.stderr.decode()}")
    return elapsed


def pair(label: str, ours: list[str], theirs: list[str], rounds: int) -> None:
    """Print both medians and the median ratio of `rounds` pairs, after one warm-up of each."""
    seconds(ours), seconds(theirs)
    runs = [(seconds(ours), seconds(theirs)) for _ in range(rounds)]
    a, b = (statistics.median(run[k] for run in runs) for k in (0, 1))
    ratio = statistics.median(x / y for x, y in runs)
    print(f"{label:<58}{a * 1000:8.0f} ms {b * 1000:8.0f} ms {ratio:7.2f}")


def main() -> None:
    """Measure check, score and fifty workbooks against openpyxl."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    python, rounds = sys.executable, options.rounds
    perfxl = [python, "-m", "perfxl"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copies = [str(shutil.copy(options.file, folder / f"{k:02}{options.file.suffix}")) for k in range(50)]
        first, out, many = copies[0], str(folder / "out.xlsx"), str(folder / "many")
        print(f"{'perfxl / openpyxl':<58}{'perfxl':>11} {'openpyxl':>11} {'ratio':>7}")
        pair("check / load_workbook, cold", [*perfxl, "check", first], [python, "-c", LOAD, first], rounds)
        pair(
            "score / load and save, cold",
            [*perfxl, "score", first, "-o", out],
            [python, "-c", LOAD_SAVE, first, out],
            rounds,
        )
        theirs = [python, "-c", LOAD_SAVE_EACH, *copies]
        pair(
            "check of 50 / 50 × load and save, one process each",
            [*perfxl, "check", *copies],
            theirs,
            rounds // 3 or 1,
        )
        scoring = [*perfxl, "score", *copies, "--out-dir", many]
        pair("score of 50 / 50 × load and save, one process each", scoring, theirs, rounds // 3 or 1)


if __name__ == "__main__":
    main()
