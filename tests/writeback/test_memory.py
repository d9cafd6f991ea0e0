"""A sheet of a hundred thousand rows is marked without being held."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from perfxl.writeback import clean
from tests.opc.packages import book, read, sheet, zipped

ROWS = 100_000
MARK = """
import re, sys
from perfxl.writeback import annotate
notes = [("表一", f"C{row}", "error", "填写 93，应为 96。") for row in range(1, 100_000, 2000)]
annotate(sys.argv[1], sys.argv[2], notes)
print(int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) // 1024)
"""


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="the memory a process has used, as Linux tells it")
def test_marking_a_large_sheet_takes_at_most_150_megabytes(tmp_path: Path):
    rows = "".join(
        f'<row r="{row}" ht="15" customHeight="1">'
        + "".join(f'<c r="{column}{row}" s="0"><v>{row}.25</v></c>' for column in "ABCDEFGHIJK")
        + "</row>"
        for row in range(1, ROWS + 1)
    )
    path, marked = zipped(book(sheet(f"<sheetData>{rows}</sheetData>")), tmp_path / "a.xlsx"), tmp_path / "b.xlsx"
    done = subprocess.run([sys.executable, "-c", MARK, path, marked], capture_output=True, text=True, check=True)
    assert 5 < int(done.stdout) <= 150

    assert clean(marked, tmp_path / "c.xlsx").exact
    assert read(tmp_path / "c.xlsx") == read(path)
