"""Whether LibreOffice reads the same in a marked workbook as in the original: `python benchmarks/libreoffice.py FOLDER
[--sample N] [--seed S]`.

A random sample of the folder's workbooks gets a new sheet, and notes and fills on the first, middle and last filled
cell of every sheet (a mark on an empty cell beyond the last filled one would make the CSV wider). LibreOffice opens
originals and results and writes each sheet as CSV; every sheet of the user's must be the same, byte for byte. Each
original is opened twice: a sheet that differs from itself (the time, a random number) proves nothing.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

BLOCK = 10


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=60, help="how many workbooks that LibreOffice opens")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    files = sorted(p for p in options.folder.iterdir() if p.suffix.lower() in (".xlsx", ".xlsm"))
    random.Random(options.seed).shuffle(files)
    counts, told = Counter[str](), list[str]()
    while files and counts["workbooks opened by LibreOffice"] < options.sample:
        room = min(BLOCK, options.sample - counts["workbooks opened by LibreOffice"])
        block, files = files[:room], files[room:]
        with tempfile.TemporaryDirectory() as folder:
            for name, kind in judged(block, Path(folder)):
                counts[kind] += 1
                if kind.endswith("!"):
                    told.append(f"{name}: {kind}")
    for kind, count in counts.items():
        print(f"{count:5}  {kind}")
    print("\n".join(told))
    return 1 if told else 0


def judged(block: Iterable[Path], folder: Path) -> Iterator[tuple[str, str]]:
    """What is to be said of each workbook and each of its sheets; what ends in "!" should not be."""
    from perfxl.errors import PerfxlError
    from tests.libreoffice import sheets_as_csv

    trios: dict[Path, tuple[Path, Path, Path]] = {}
    for number, path in enumerate(block):
        before, again, after = (folder / f"{number}{letter}{path.suffix}" for letter in "abc")
        shutil.copy(path, before)
        shutil.copy(path, again)
        try:
            yield from [(path.name, "notes")] * marked(before, after)
        except PerfxlError as problem:
            yield path.name, f"workbooks not marked: {problem.en}"
        else:
            trios[path] = before, again, after
    seen = sheets_as_csv([file for trio in trios.values() for file in trio], folder / "csv")
    for path, (before, again, after) in trios.items():
        if before not in seen:
            yield path.name, "workbooks that LibreOffice does not open"
            continue
        yield path.name, "workbooks opened by LibreOffice"
        yield from ((path.name, kind) for kind in compared(seen[before], seen.get(again, {}), seen.get(after)))


def marked(source: Path, target: Path) -> int:
    """Mark a workbook; returns how many notes it got."""
    from perfxl.sml.sheet import Cell, NewSheet
    from perfxl.sml.workbook import open_workbook
    from perfxl.writeback import annotate

    with open_workbook(source) as book:
        names = [sheet.name for sheet in book.sheets if sheet.kind == "worksheet"]
    notes = [(name, place, "error", "填写 93，应为 96。") for name in names for place in filled(source, name)]
    annotate(source, target, notes, [NewSheet("差异清单", {(1, 1): Cell("标题")})])
    return len(notes)


def filled(path: Path, sheet: str) -> list[str]:
    """The first, the middle and the last cell of a sheet that holds something, as far as calamine can tell."""
    import python_calamine

    from perfxl.sml.a1 import cell

    try:
        rows = python_calamine.load_workbook(path).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except Exception:
        return []
    found = [cell(r, c) for r, row in enumerate(rows, 1) for c, value in enumerate(row, 1) if value != ""]
    return list(dict.fromkeys(found[at] for at in (0, len(found) // 2, -1))) if found else []


def compared(before: dict[str, bytes], again: dict[str, bytes], after: dict[str, bytes] | None) -> Iterator[str]:
    """What is to be said of a workbook's sheets; `after` is None where the result does not open."""
    if after is None:
        yield "results that LibreOffice does not open!"
        return
    for name, csv in before.items():
        if after.get(name) == csv:
            yield "sheets the same"
        elif again.get(name) != csv:
            yield "sheets that differ from themselves when opened twice"
        else:
            yield f"sheets that differ ({name})!"


if __name__ == "__main__":
    sys.exit(main())
