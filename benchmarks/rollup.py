"""How long a roll-up takes beside what a user would write: `python benchmarks/rollup.py N [--copies] [--jobs J]`.

N filings are generated (benchmarks/filings.py): a share with one planted error each, one in a hundred damaged. In one
run: the plain loop (openpyxl load, the same cells, one pandas frame, to_excel) on some of them, the roll-up of all, the
loop on as many others, and LibreOffice recalculating a few. It says the throughput, the most memory that the process
with the result and its largest worker held, and whether every planted error and nothing else is in 差异, every damaged
file in 未处理, and every sum is right to the cent. The loop's imports are not counted, the start of the roll-up and of
its workers is. Machines are noisy: the ratio is the figure to quote.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from filings import DAMAGED, PLANNED, Plant, generate, times

ROLL_UP = """
import json, resource, sys, time, perfxl
folder, out, options = sys.argv[1:]
perfxl.roll_up(folder, out, resume=False, **json.loads(options))
parent, workers = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
cpu = parent.ru_utime + parent.ru_stime + workers.ru_utime + workers.ru_stime
print(json.dumps([cpu, parent.ru_maxrss // 1024, workers.ru_maxrss // 1024]))
"""
"""Prints seconds of CPU and the MB that the process with the result, and its largest worker, held at most (Linux)."""

LOOP = """
import sys, time, openpyxl, pandas
start, busy, rows = time.perf_counter(), time.process_time(), []
for name in sys.argv[2:]:
    try:
        book = openpyxl.load_workbook(name, data_only=True)
    except Exception:
        continue
    rows.append({f"{sheet}!{cell.coordinate}": cell.value for sheet in ("附件1 基础数据表", "附件2 自评表")
                 for line in book[sheet].iter_rows() for cell in line if cell.value is not None})
pandas.DataFrame(rows).to_excel(sys.argv[1])
print([time.perf_counter() - start, time.process_time() - busy])
"""
"""Prints seconds, and seconds of CPU."""


def said(script: str, *arguments: object) -> list[float]:
    """The numbers that a script in a process of its own prints last."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    numbers: list[float] = json.loads(done.stdout.splitlines()[-1])
    return numbers


def libreoffice(files: list[Path], out: Path) -> float | None:
    """Seconds of LibreOffice opening, recalculating and saving them; None where there is none."""
    program = shutil.which("soffice")
    if program is None or not files:
        return None
    profile = f"-env:UserInstallation={(out / 'profile').as_uri()}"
    start = time.perf_counter()
    command = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), *map(str, files)]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, timeout=1800)
    return time.perf_counter() - start


def rows(book: Path, sheet: str) -> Iterator[dict[str, Any]]:
    """The rows of a sheet of the 汇总 below its header."""
    from python_calamine import CalamineWorkbook

    header: list[object] | None = None
    for row in CalamineWorkbook.from_path(book).get_sheet_by_name(sheet).iter_rows():
        if header is not None:
            yield dict(zip(header, row, strict=False))
        elif "文件" in row or "结论" in row:
            header = list(row)


def verdict(book: Path, folder: Path, count: int, planted: dict[str, Plant]) -> dict[str, object]:
    """Whether 汇总, 差异, 未处理 and 勾稽 are what they must be."""

    def file(row: dict[str, Any]) -> str:
        return Path(row["文件"]).relative_to(folder).as_posix()

    found = {
        (file(row), row["标识"].split(":")[0], row["工作表"], row["单元格"])
        for row in rows(book, "差异")
        if row["标识"]
    }
    wanted = {(name, *plant[:3]) for name, plant in planted.items() if plant is not DAMAGED}
    unread = {file(row) for row in rows(book, "未处理") if row.get("类别") == "无法读取"}
    damaged = {name for name, plant in planted.items() if plant is DAMAGED}
    sums = [Decimal(str(row["资金结构预算合计"])) for row in rows(book, "汇总")]
    factors = (times(n) for n in range(1, count + 1) if f"{n // 100:04}/{n:06}.xlsx" not in damaged)
    return {
        "planted": len(wanted),
        "missed": sorted(wanted - found)[:5],
        "false": sorted(found - wanted)[:5],
        "damaged": len(damaged),
        "damaged_not_named": sorted(damaged ^ unread)[:5],
        "proofs_hold": all(row["结论"] == "一致" for row in rows(book, "勾稽")),
        "sum_is_right_to_the_cent": sums[-1] == sum(sums[:-1]) == PLANNED * sum(factors),
    }


def measured(options: argparse.Namespace, folder: Path, out: Path) -> dict[str, object]:
    """The figures of one run over filings that are there."""
    files = sorted(folder.rglob("*.xlsx"))
    half = min(options.loop, len(files)) // 2
    settings = {"jobs": options.jobs, "progress": options.progress}
    settings |= {"out_dir": str(out / "copies")} if options.copies else {}
    before = said(LOOP, out / "loop.xlsx", *files[:half])
    start = time.perf_counter()
    busy, parent, worker = said(ROLL_UP, folder, out / "汇总.xlsx", json.dumps(settings))
    seconds = (time.perf_counter() - start) / len(files)
    after = said(LOOP, out / "loop.xlsx", *files[-half:])
    loop, loop_busy = ((one + other) / (2 * half) for one, other in zip(before, after, strict=True))
    office = libreoffice(files[: options.office], out)
    return {
        "files": len(files),
        "seconds": round(seconds * len(files), 1),
        "files_a_second": round(1 / seconds, 1),
        "peak_mb": {"parent": parent, "largest_worker": worker},
        "workbook_mb": round((out / "汇总.xlsx").stat().st_size / 1024**2, 1),
        "openpyxl_loop_files_a_second": round(1 / loop, 2),
        "times_the_loop": round(loop / seconds, 1),
        "cpu_ms_a_file": {"rollup": round(busy / len(files) * 1000, 1), "loop": round(loop_busy * 1000, 1)},
        "libreoffice_files_a_second": round(options.office / office, 2) if office else None,
        "times_libreoffice": round(office / options.office / seconds, 1) if office else None,
    }


def main() -> None:
    """Measure, and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=1000)
    parser.add_argument("--share", type=float, default=0.1, help="of the filings with a planted error")
    parser.add_argument("--copies", action="store_true", help="with an annotated copy of each")
    parser.add_argument("--jobs", type=int, default=0)
    parser.add_argument("--loop", type=int, default=100, help="files for the plain loop")
    parser.add_argument("--office", type=int, default=50, help="files for LibreOffice, 0: none")
    parser.add_argument("--progress", choices=("quiet", "zh", "en"), default="quiet")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name) / "in", Path(name) / "out"
        folder.mkdir(), out.mkdir()
        planted = generate(folder, options.count, options.share)
        result = measured(options, folder, out) | verdict(out / "汇总.xlsx", folder, options.count, planted)
        print(json.dumps(result, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
