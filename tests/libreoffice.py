"""A headless LibreOffice with a private profile: recalculates a workbook, prints it to PDF, writes its sheets as CSV.

A profile lives as long as the process, so only the first call pays for setting it up. Formulas are recalculated on
every load, whatever results the file holds, unless it says otherwise.
"""

from __future__ import annotations

import atexit
import functools
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>{mode}</value></prop>
<prop oor:name="ODFRecalcMode" oor:op="fuse"><value>{mode}</value></prop>
</item>
</oor:items>
"""
_EVERY_SHEET_AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"


def available() -> bool:
    """Whether this machine has a LibreOffice."""
    return shutil.which("soffice") is not None


needs_libreoffice = pytest.mark.skipif(not available(), reason="there is no LibreOffice (soffice) on this machine")


def recalculate(path_in: Path, path_out: Path) -> Path:
    """`path_in` with every formula calculated afresh by LibreOffice, as an .xlsx at `path_out`."""
    with tempfile.TemporaryDirectory(prefix="perfxl-recalculated-") as folder:
        made = _convert(path_in, Path(folder), "xlsx:Calc MS Excel 2007 XML", f"{path_in.stem}.xlsx")
        shutil.move(made[0], path_out)
    return path_out


def recalculate_all(paths: Sequence[Path], outdir: Path) -> list[Path]:
    """Many workbooks with every formula calculated afresh, under their own names in `outdir`, made by one process."""
    outdir.mkdir(parents=True, exist_ok=True)
    said = _run("xlsx:Calc MS Excel 2007 XML", outdir, paths, _profile(recalculating=True), 60 + 20 * len(paths))
    made = [outdir / path.name for path in paths]
    if missing := [path.name for path in made if not path.exists()]:
        raise RuntimeError(f"LibreOffice made no {missing}: {said}")
    return made


def to_csv(path: Path, outdir: Path) -> list[Path]:
    """The values of each sheet, one file a sheet, named `STEM-SHEET.csv`, in `outdir`."""
    return _convert(path, outdir, _EVERY_SHEET_AS_CSV, f"{path.stem}-*.csv")


def sheets_as_csv(paths: Sequence[Path], outdir: Path) -> dict[Path, dict[str, bytes]]:
    """The values of every sheet of many workbooks, by workbook and sheet, made by one process; their stems must differ.
    A workbook that LibreOffice cannot open is missing. Formulas show the results that the files hold."""
    outdir.mkdir(parents=True, exist_ok=True)
    _run(_EVERY_SHEET_AS_CSV, outdir, paths, _profile(recalculating=False), 60 + 20 * len(paths))
    found = {path: {file.name[len(path.stem) + 1 :]: file.read_bytes() for file in outdir.glob(f"{path.stem}-*.csv")}
             for path in paths}  # fmt: skip
    return {path: sheets for path, sheets in found.items() if sheets}


def to_pdf(path: Path, outdir: Path) -> Path:
    """The workbook as it prints, in `outdir`."""
    return _convert(path, outdir, "pdf", f"{path.stem}.pdf")[0]


def to_format(path: Path, outdir: Path, suffix: str) -> Path:
    """The workbook in another format (xls, ods), in `outdir`."""
    return _convert(path, outdir, suffix, f"{path.stem}.{suffix}")[0]


def _convert(path: Path, outdir: Path, target: str, made: str) -> list[Path]:
    outdir.mkdir(parents=True, exist_ok=True)
    said = _run(target, outdir, [path], _profile(recalculating=True), 180)
    files = sorted(outdir.glob(made))
    if not files:
        raise RuntimeError(f"LibreOffice made no {made} of {path.name}: {said}")
    return files


def _run(target: str, outdir: Path, paths: Sequence[Path], profile: Path, seconds: float) -> str:
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", target, "--outdir", str(outdir.resolve()), *(str(path.resolve()) for path in paths)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    return done.stdout + done.stderr


@functools.cache
def _profile(*, recalculating: bool) -> Path:
    home = Path(tempfile.mkdtemp(prefix="perfxl-libreoffice-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    (home / "user").mkdir()
    settings = _SETTINGS.format(mode=0 if recalculating else 1)
    (home / "user" / "registrymodifications.xcu").write_text(settings, encoding="utf-8")
    return home
