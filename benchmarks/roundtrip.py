"""What write-back costs a workbook, tool by tool: `python benchmarks/roundtrip.py FOLDER [--limit N] [--tools A,B]`.

Each tool puts one note, with --sheet also a new sheet, into every workbook of the folder. Then what the workbook held
before is looked for (census.py). perfxl marks, verifies its receipt, and cleans: each part must be the original's
again.

paper-xlsx is installed under the import name of openpyxl, so it and excelize go into throw-away folders (`pip install
--target`) and run as processes of their own; a tool that does not install is left out.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

NOTE, CELL, SHEET = "Round trip: expected 96, found 93.", "AZ99", "RoundTrip"
BLOCK, LONG = 25, 0.1
PACKAGES = {"paper-xlsx": "paper-xlsx", "excelize": "excelize"}
MEMORY_DISK = Path("/dev/shm")
TOOLS = ("perfxl", "openpyxl", "paper-xlsx", "excelize")


def by_perfxl(source: Path, target: Path, first: str, with_sheet: bool) -> None:
    from perfxl.sml.sheet import Cell, NewSheet
    from perfxl.writeback import annotate

    sheets = [NewSheet(SHEET, {(1, 1): Cell(NOTE)})] if with_sheet else []
    annotate(source, target, [(first, CELL, "error", NOTE)], sheets)


def by_openpyxl(source: Path, target: Path, first: str, with_sheet: bool) -> None:
    import openpyxl
    from openpyxl.comments import Comment

    with zipfile.ZipFile(source) as archive:
        macros = any(name.lower().endswith("vbaproject.bin") for name in archive.namelist())
    book = openpyxl.load_workbook(source, keep_vba=macros, rich_text=True)
    (book[first] if first in book.sheetnames else book.worksheets[0])[CELL].comment = Comment(NOTE, "x")
    if with_sheet:
        book.create_sheet(SHEET)["A1"] = NOTE
    book.save(target)


def by_excelize(source: Path, target: Path, first: str, with_sheet: bool) -> None:
    import excelize

    file = excelize.open_file(str(source))
    file.add_comment(first, excelize.Comment(cell=CELL, author="x", text=NOTE))
    if with_sheet:
        file.new_sheet(SHEET)
        file.set_cell_value(SHEET, "A1", NOTE)
    file.save_as(str(target))
    file.close()


ACTS = {"perfxl": by_perfxl, "openpyxl": by_openpyxl, "paper-xlsx": by_openpyxl, "excelize": by_excelize}


def work(tool: str) -> None:
    """The loop of a tool's own process: a line of JSON in, a line of JSON out."""
    warnings.simplefilter("ignore")
    for line in sys.stdin:
        try:
            said: dict[str, float | str] = timed(tool, *json.loads(line))
        except BaseException as problem:
            said = {"refused": f"{type(problem).__name__}: {getattr(problem, 'en', problem)}"[:160]}
        print(json.dumps(said), flush=True)


def timed(tool: str, source: str, target: str, first: str, with_sheet: bool) -> dict[str, float | str]:
    """The quickest of three times, of one when it is long."""
    best = (float("inf"), float("inf"))
    for _ in range(3):
        start, cpu = time.perf_counter(), time.process_time()
        ACTS[tool](Path(source), Path(target), first, with_sheet)
        best = min(best, (time.perf_counter() - start, time.process_time() - cpu))
        if best[0] > LONG:
            break
    return {"seconds": best[0], "cpu": best[1], "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


class Worker:
    """A tool in its own process, started anew when it dies."""

    def __init__(self, tool: str, folder: Path) -> None:
        self.tool = tool
        self.path = install(tool, folder)
        self.process: subprocess.Popen[str] | None = None

    def run(self, *asked: object) -> dict[str, float | str]:
        """One file: source, target, name of the first worksheet, whether to add a sheet."""
        if self.process is None or self.process.poll() is not None:
            places = [str(self.path)] if self.path else []
            environment = os.environ | {"PYTHONPATH": os.pathsep.join([*places, str(Path(__file__).parents[1])])}
            alone = ["-S"] if self.path else []  # paper-xlsx will not run where openpyxl is installed
            command = [sys.executable, *alone, __file__, "--work", self.tool]
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                env=environment,
            )
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        return json.loads(line) if line else {"refused": "the process died"}

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait()


def install(tool: str, folder: Path) -> Path | None:
    """The folder that holds the tool's package; None for those installed here."""
    if tool not in PACKAGES:
        return None
    place = folder / tool
    command = [sys.executable, "-m", "pip", "install", "-q", "--target", str(place), PACKAGES[tool]]
    subprocess.run(command, check=True, capture_output=True)
    return place


@dataclass
class Score:
    """How one tool did."""

    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    harmed: dict[str, list[str]] = field(default_factory=dict)
    lost: Counter[str] = field(default_factory=Counter)
    saved: int = 0

    def note(self, name: str, said: dict[str, float | str]) -> None:
        """Take down what a worker said of one file."""
        if "refused" in said:
            self.refused[name] = str(said["refused"])
            return
        self.saved += 1
        self.seconds.append(float(said["seconds"]))
        self.cpu.append(float(said["cpu"]))


def openers(paths: list[Path], folder: Path) -> dict[str, list[str]]:
    """By file, which of openpyxl and LibreOffice opens it; a file that neither opens is a workbook for nobody."""
    import openpyxl

    from tests.libreoffice import available, sheets_as_csv

    warnings.simplefilter("ignore")
    found: dict[str, list[str]] = {path.name: [] for path in paths}
    for path in paths:
        try:
            openpyxl.load_workbook(path)
            found[path.name].append("openpyxl")
        except Exception:
            continue
    for path in sheets_as_csv(paths, folder / "opened") if available() and paths else ():
        found[path.name].append("LibreOffice")
    return found


def first_sheet(path: Path) -> str:
    """The name of the first worksheet, for which no tool is charged."""
    from perfxl.errors import PerfxlError
    from perfxl.sml.workbook import open_workbook

    try:
        with open_workbook(path) as book:
            return next((sheet.name for sheet in book.sheets if sheet.kind == "worksheet"), "")
    except PerfxlError:
        return ""


def judge(score: Score, source: Path, target: Path) -> None:
    """Note what the source held and the target no longer does."""
    from census import census

    try:
        gone = census(source) - census(target)
    except Exception as problem:
        score.harmed[source.name] = [f"unreadable result: {problem}"[:100]]
        score.lost["the whole file"] += 1
        return
    kinds = sorted({kind if kind in COARSE else f"{kind}: {what}" for kind, what in gone})
    if kinds:
        score.harmed[source.name] = kinds
        score.lost.update(kinds)


COARSE = {
    "values", "formulas", "results of formulas", "chart", "drawing", "image", "printerSettings", "vmlDrawing",
    "customXml", "chartUserShapes", "theme", "control", "ctrlProp", "vbaProject", "pivotTable", "table",
    "pivotCacheDefinition", "customXmlProps", "sharedStrings", "styles", "metadata", "activeXControlBinary",
    "oleObject", "package",
}  # fmt: skip


def cleaned_exactly(source: Path, marked: Path, folder: Path) -> bool:
    """Whether `clean` gives each part of the source back, byte for byte, and the receipts hold."""
    from census import package

    from perfxl.writeback import clean, verify

    target = folder / "cleaned.xlsx"
    receipt = clean(marked, target)
    with zipfile.ZipFile(package(source)) as a, zipfile.ZipFile(package(target)) as b:
        same = [(i.orig_filename, i.CRC, i.file_size) for i in a.infolist()] == [
            (i.orig_filename, i.CRC, i.file_size) for i in b.infolist()
        ] and all(a.read(i) == b.read(j) for i, j in zip(a.infolist(), b.infolist(), strict=True))
    return same and receipt.exact and verify(receipt, marked, target) == []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--limit", type=int, default=None, help="only so many files")
    parser.add_argument("--sheet", action="store_true", help="add a sheet as well as a note")
    parser.add_argument("--tools", default=",".join(TOOLS))
    parser.add_argument(
        "--scratch", type=Path, help="where results go; a disk in memory unless told, for perfxl flushes"
    )
    parser.add_argument("--work", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        return work(options.work)
    files = sorted(p for p in options.folder.iterdir() if p.suffix.lower() in (".xlsx", ".xlsm"))[: options.limit]
    print(f"{len(files)} files")
    scratch = options.scratch or (MEMORY_DISK if MEMORY_DISK.is_dir() else None)
    print(f"results go to {scratch or tempfile.gettempdir()}")
    with tempfile.TemporaryDirectory(dir=scratch) as name:
        run(files, options.tools.split(","), Path(name), options.sheet)
    return None


def run(files: list[Path], tools: list[str], folder: Path, with_sheet: bool) -> None:
    workers: dict[str, Worker] = {}
    for tool in tools:
        try:
            workers[tool] = Worker(tool, folder)
        except subprocess.CalledProcessError:
            print(f"{tool} does not install here and is left out")
    scores, exact = {tool: Score() for tool in workers}, 0
    for start in range(0, len(files), BLOCK):
        block = files[start : start + BLOCK]
        for tool, worker in workers.items():
            for path in block:
                said = worker.run(str(path), str(folder / f"{tool}-{path.name}"), first_sheet(path), with_sheet)
                scores[tool].note(path.name, said)
        for path in block:
            for tool in workers:
                target = folder / f"{tool}-{path.name}"
                if path.name not in scores[tool].refused:
                    judge(scores[tool], path, target)
                    exact += tool == "perfxl" and cleaned_exactly(path, target, folder)
                target.unlink(missing_ok=True)
        if sys.stderr.isatty():
            print(f"\r{start + len(block)}/{len(files)}", end="", file=sys.stderr)
    for worker in workers.values():
        worker.stop()
    refused = {name for score in scores.values() for name in score.refused}
    report(scores, openers([path for path in files if path.name in refused], folder), exact)


def report(scores: dict[str, Score], opened: dict[str, list[str]], exact: int) -> None:
    names = {name for name, by in opened.items() if by}
    print(f"\n{'':26}" + "".join(f"{tool:>14}" for tool in scores))
    rows = {
        "files marked": lambda s: f"{s.saved}",
        "usable files refused": lambda s: f"{sum(1 for n in s.refused if n in names)}",
        "nothing lost": lambda s: (
            f"{s.saved - len(s.harmed)} = {100 * (s.saved - len(s.harmed)) / max(s.saved, 1):.1f} %"
        ),
        "median time, ms": lambda s: f"{1000 * statistics.median(s.seconds or [0]):.1f}",
        "median processor time, ms": lambda s: f"{1000 * statistics.median(s.cpu or [0]):.1f}",
        "whole time, s": lambda s: f"{sum(s.seconds):.1f}",
    }
    for title, row in rows.items():
        print(f"{title:26}" + "".join(f"{row(score):>14}" for score in scores.values()))
    if "perfxl" in scores:
        told = f"{exact} of {scores['perfxl'].saved}"
        print(f"{'clean exact':26}{told:>14}")
        if "openpyxl" in scores:
            ratios = [
                statistics.median(getattr(scores["openpyxl"], clock))
                / statistics.median(getattr(scores["perfxl"], clock))
                for clock in ("seconds", "cpu")
            ]
            print("\nperfxl takes 1/{:.1f} of openpyxl's median time, 1/{:.1f} of its processor time".format(*ratios))
        refused = scores["perfxl"].refused
        count, usable = sum(1 for name in refused if name in names), scores["perfxl"].saved
        share = 100 * count / max(count + usable, 1)
        print(f"\nperfxl refused {count} of {count + usable} files that anything opens ({share:.1f} %):")
        for name, why in sorted(refused.items(), key=lambda item: not opened[item[0]]):
            print(f"  {name} (opened by {' and '.join(opened[name]) or 'neither openpyxl nor LibreOffice'}): {why}")
    print("\nlost, files by kind:")
    kinds = Counter[str]()
    for score in scores.values():
        kinds.update(score.lost)
    for kind, _ in kinds.most_common(40):
        print(f"  {kind[:44]:44}" + "".join(f"{score.lost[kind] or '':>12}" for score in scores.values()))


if __name__ == "__main__":
    main()
