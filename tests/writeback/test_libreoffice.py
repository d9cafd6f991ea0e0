"""LibreOffice opens what we have marked, and sees in every sheet of the user's what it saw before."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfxl.writeback import annotate
from tests.libreoffice import needs_libreoffice, sheets_as_csv
from tests.opc.packages import streamed, zipped
from tests.writeback.generated import FEATURES, NAMES, by_openpyxl, by_xlsxwriter
from tests.writeback.test_oddities import CELLS, NOTES, ODDITIES, SHEETS, book, sheet

OURS = {"差异清单.csv", "差异清单 (2).csv"}


def originals(folder: Path) -> list[Path]:
    """Every oddity, and workbooks of openpyxl and XlsxWriter with each feature alone and all together."""
    found = [zipped(parts, folder / f"odd{number}.xlsx") for number, parts in enumerate(ODDITIES.values())]
    found.append(streamed(book(sheet(CELLS)), folder / "streamed.xlsx"))
    found.append(zipped(book(sheet(CELLS)), folder / "stored.xlsx", stored=True))
    for wanted in (*({feature} for feature in FEATURES), set(FEATURES)):
        for make in (by_openpyxl, by_xlsxwriter):
            found.append(make(folder / f"made{len(found)}.xlsx", wanted))
    return found


def values(csv: bytes) -> list[bytes]:
    """The lines of a sheet without the empty cells that follow the last filled one: a note there makes it wider."""
    return b"\n".join(line.rstrip(b",") for line in csv.splitlines()).rstrip().splitlines()


@pytest.mark.libreoffice
@needs_libreoffice
class DescribeLibreOffice:
    def it_sees_in_every_sheet_of_the_users_what_it_saw_before(self, tmp_path: Path):
        before = originals(tmp_path)
        after = [path.with_stem(f"{path.stem}marked") for path in before]
        notes = [*NOTES, *((name, place, "warning", "请说明") for name in NAMES for place in ("A1", "B2", "H1"))]
        for path, target in zip(before, after, strict=True):
            annotate(path, target, notes, SHEETS)
        seen = sheets_as_csv([*before, *after], tmp_path / "csv")

        opened = [(path, target) for path, target in zip(before, after, strict=True) if path in seen]
        assert len(opened) >= 60
        for path, target in opened:
            new = seen[target].keys() - seen[path].keys()
            assert len(new) == 1 and new <= OURS, path.name
            for name, csv in seen[path].items():
                assert values(seen[target][name]) == values(csv), (path.name, name)
