"""What a mark costs on a large sheet: `python benchmarks/large.py [--rows N]`.

perfxl and openpyxl each put one note into the same workbook of one sheet with eleven columns, each in a process of its
own; the time and the largest memory of each are printed.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from roundtrip import Worker


def make(path: Path, rows: int) -> None:
    """A ledger: dates as text, words, amounts, one formula a row."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("明细账")
        for row in range(rows):
            sheet.write_row(row, 0, [row, f"2020-{row % 12 + 1:02}-01", f"项目{row % 97}", f"凭证{row}"])
            sheet.write_row(row, 4, [row * 1.25, row % 1000, row / 7, 0.5, row, row + 1])
            sheet.write_formula(row, 10, f"=E{row + 1}+F{row + 1}", None, row * 1.25 + row % 1000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        source, taken = Path(name) / "large.xlsx", {}
        make(source, options.rows)
        print(f"{options.rows} rows, {source.stat().st_size / 1e6:.1f} MB")
        for tool in ("perfxl", "openpyxl"):
            worker = Worker(tool, Path(name))
            said = worker.run(str(source), str(Path(name) / f"{tool}.xlsx"), "明细账", False)
            worker.stop()
            taken[tool] = float(said["cpu"])
            print(f"{tool:10} {said['seconds']:7.2f} s  {said['cpu']:7.2f} s of processor  {said['megabytes']:5} MB")
    print(f"perfxl takes 1/{taken['openpyxl'] / taken['perfxl']:.1f} of openpyxl's processor time")


if __name__ == "__main__":
    main()
