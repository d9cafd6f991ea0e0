"""How long a roll-up takes beside what a user would write: `python benchmarks/rollup.py N [--copies] [--jobs J]`.

N filings are generated on the form of samples/closed-2020.xlsx: amounts multiplied by a number of their own, a share
with one planted error each, one in a hundred damaged. In one run: the roll-up (throughput, peak memory of its largest
process, whether every planted error and nothing else is in 差异, every damaged file in 未处理, and every Σ proof
holds), then on some of the same files the plain loop (openpyxl load, read the same cells, one pandas frame, to_excel),
and LibreOffice recalculating them. Machines are noisy: the ratio is the figure to quote.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "closed-2020.xlsx"
BASE, SELF = "附件1 基础数据表", "附件2 自评表"
PARTS = {BASE: "xl/worksheets/sheet1.xml", SELF: "xl/worksheets/sheet2.xml"}
PLANTS = (
    ("required-blank", BASE, "B24", None),
    ("goal-blank", SELF, "B10", None),
    ("deduction-unexplained", SELF, "H14", None),
    ("date-not-given", SELF, "F26", "完成"),
    ("qualitative-answer", SELF, "F29", "完成"),
    ("indicator-name", SELF, "C32", "满意度指标（10"),
    ("adjustment-budget", BASE, "C23", Decimal(1)),
    ("adjustment-final", BASE, "D23", Decimal(1)),
)
"""Check, sheet, cell, and what is put there: nothing, a text, or a number that is added."""

NAME_CELLS = {BASE: "B3", SELF: "D3"}
DAMAGED_EVERY = 100
_VALUE = r'"[^>]*>(?:<f>[^<]*</f>)?<v>)([-0-9.]+)(</v>)'
_AMOUNTS = {
    BASE: re.compile(r'(<c r="[BCD](?:[89]|1\d|2[0-3])' + _VALUE),
    SELF: re.compile(r'(<c r="[DE][5-8]' + _VALUE),
}


class Form:
    """The sample, taken apart so that many filings can be put together from it quickly."""

    def __init__(self) -> None:
        with ZipFile(SAMPLE) as archive:
            self.sheets = {sheet: archive.read(part).decode() for sheet, part in PARTS.items()}
            rest = io.BytesIO()
            with ZipFile(rest, "w", ZIP_DEFLATED) as out:
                for info in archive.infolist():
                    if info.filename not in PARTS.values():
                        out.writestr(info, archive.read(info))
        self.rest = rest.getvalue()

    def filing(self, name: str, times: int, plant: tuple[str, str, str, str | Decimal | None] | None) -> bytes:
        """A filing of that name, its amounts multiplied, with or without a planted error."""
        book = io.BytesIO(self.rest)
        book.seek(0, 2)
        with ZipFile(book, "a", ZIP_DEFLATED) as out:
            for sheet, xml in self.sheets.items():
                written = _AMOUNTS[sheet].sub(lambda match: f"{match[1]}{Decimal(match[2]) * times}{match[3]}", xml)
                written = put(written, NAME_CELLS[sheet], name)
                if plant and plant[1] == sheet:
                    written = put(written, plant[2], plant[3])
                out.writestr(PARTS[sheet], written)
        return book.getvalue()


def put(xml: str, cell: str, value: str | Decimal | None) -> str:
    """The sheet with another value in one cell; a number is added to the one that stands there."""
    pattern = re.compile(rf'(<c r="{cell}"[^>]*?)(?: t="\w+")?>(.*?)</c>', re.S)
    match = pattern.search(xml)
    assert match, cell
    if value is None:
        body = f"{match[1]}/>"
    elif isinstance(value, Decimal):
        number = re.search(r"<v>([-0-9.]+)</v>", match[2])
        assert number, cell
        body = f"{match[1]}><v>{Decimal(number[1]) + value}</v></c>"
    else:
        body = f'{match[1]} t="inlineStr"><is><t>{value}</t></is></c>'
    return xml[: match.start()] + body + xml[match.end() :]


def generate(folder: Path, count: int, share: float) -> dict[str, tuple[str, str, str]]:
    """Write the filings, a hundred in a folder; returns what was planted where: check, sheet, cell by file, or
    ("damaged", "", "")."""
    form, planted = Form(), {}
    every = round(1 / share) if share else 0
    for number in range(1, count + 1):
        path = folder / f"{number // 100:04}" / f"{number:06}.xlsx"
        path.parent.mkdir(exist_ok=True)
        plant = PLANTS[number // every % len(PLANTS)] if every and number % every == 1 else None
        data = form.filing(f"第{number:06}号文化馆", number, plant)
        if number % DAMAGED_EVERY == 50:
            data, plant = data[: len(data) // 2], ("damaged", "", "", None)
        path.write_bytes(data)
        if plant:
            planted[path.relative_to(folder).as_posix()] = plant[:3]
    return planted


def roll_up(folder: Path, out: Path, *options: str) -> tuple[float, float]:
    """Seconds, and the most MB that one process of it held."""
    command = [sys.executable, "-m", "perfxl", "rollup", str(folder), "-o", str(out), "--no-resume", *options]
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", MEASURE, *command], stdout=subprocess.PIPE, check=True, text=True)
    status, peak = map(int, done.stdout.split()[-2:])
    assert status in (0, 1, 2), status
    return time.perf_counter() - start, peak / 1024


MEASURE = """
import resource, subprocess, sys
status = subprocess.call(sys.argv[1:])
print(status, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""

LOOP = """
import sys, openpyxl, pandas
cells = {"附件1 基础数据表": [f"{c}{r}" for r in range(3, 25) for c in "BCD"],
         "附件2 自评表": [f"{c}{r}" for r in range(3, 34) for c in "ABCDEFGH"]}
rows = []
for name in sys.argv[2:]:
    try:
        book = openpyxl.load_workbook(name, data_only=True)
    except Exception:
        continue
    rows.append({f"{s}!{c}": book[s][c].value for s, list_ in cells.items() for c in list_})
pandas.DataFrame(rows).to_excel(sys.argv[1])
"""


def plain_loop(files: list[Path], out: Path) -> float:
    """Seconds of what a user would write."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", LOOP, str(out), *map(str, files)], check=True)
    return time.perf_counter() - start


def libreoffice(files: list[Path], out: Path) -> float | None:
    """Seconds of LibreOffice opening, recalculating and saving them; None where there is none."""
    program = shutil.which("soffice")
    if program is None:
        return None
    profile = f"-env:UserInstallation={(out / 'profile').as_uri()}"
    start = time.perf_counter()
    command = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), *map(str, files)]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, timeout=1800)
    return time.perf_counter() - start


def rows(book: Path, sheet: str) -> Iterator[dict[str, object]]:
    """The rows of a sheet of the 汇总 below its header."""
    from python_calamine import CalamineWorkbook

    header: list[object] | None = None
    for row in CalamineWorkbook.from_path(book).get_sheet_by_name(sheet).iter_rows():
        if header is not None:
            yield dict(zip(header, row, strict=False))
        elif "文件" in row or "结论" in row:
            header = list(row)


def verdict(book: Path, folder: Path, planted: dict[str, tuple[str, str, str]]) -> dict[str, object]:
    """Whether 差异, 未处理 and 勾稽 are what they must be."""

    def file(row: dict[str, object]) -> str:
        return Path(str(row["文件"])).relative_to(folder).as_posix()

    found = {
        (file(row), str(row["标识"]).split(":")[0], str(row["工作表"]), str(row["单元格"]))
        for row in rows(book, "差异")
        if row.get("标识")
    }
    wanted = {(name, *what) for name, what in planted.items() if what[0] != "damaged"}
    unread = {file(row) for row in rows(book, "未处理") if row.get("类别") == "无法读取"}
    damaged = {name for name, what in planted.items() if what[0] == "damaged"}
    return {
        "planted": len(wanted),
        "missed": sorted(wanted - found)[:5],
        "false": sorted(found - wanted)[:5],
        "damaged": len(damaged),
        "damaged_not_named": sorted(damaged - unread)[:5],
        "proofs_hold": all(row["结论"] == "一致" for row in rows(book, "勾稽")),
    }


def main() -> None:
    """Measure, and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=1000)
    parser.add_argument("--share", type=float, default=0.1, help="of the filings with a planted error")
    parser.add_argument("--copies", action="store_true", help="with an annotated copy of each")
    parser.add_argument("--jobs", default="0")
    parser.add_argument("--loop", type=int, default=100, help="files for the plain loop")
    parser.add_argument("--office", type=int, default=50, help="files for LibreOffice, 0: none")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name) / "in", Path(name) / "out"
        folder.mkdir(), out.mkdir()
        planted = generate(folder, options.count, options.share)
        files = sorted(folder.rglob("*.xlsx"))
        more = ["--jobs", options.jobs, *(["--out-dir", str(out / "copies")] if options.copies else [])]
        seconds, peak = roll_up(folder, out / "汇总.xlsx", *more)
        few = files[: options.loop]
        loop = plain_loop(few, out / "loop.xlsx") / len(few)
        office = libreoffice(files[: options.office], out) if options.office else None
        rate = len(files) / seconds
        result = {
            "files": len(files),
            "seconds": round(seconds, 1),
            "files_a_second": round(rate, 1),
            "peak_mb_of_one_process": round(peak),
            "workbook_mb": round((out / "汇总.xlsx").stat().st_size / 1024**2, 1),
            "openpyxl_loop_files_a_second": round(1 / loop, 1),
            "times_the_loop": round(rate * loop, 1),
            "libreoffice_files_a_second": round(options.office / office, 1) if office else None,
            "times_libreoffice": round(rate * office / options.office, 1) if office else None,
            **verdict(out / "汇总.xlsx", folder, planted),
        }
        print(json.dumps(result, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
