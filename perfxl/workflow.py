"""The main job end to end: a filled workbook is read, assessed, marked up and written back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

from perfxl.assess.model import Assessment

if TYPE_CHECKING:
    from perfxl.filing.detect import Detection
    from perfxl.migration.model import Migration
    from perfxl.standard.model import Standard
    from perfxl.writeback import Receipt

EDITABLE = {".xlsx", ".xlsm", ".xltx", ".xltm"}
"""Formats whose package can be edited part by part; the result of scoring any other is a new .xlsx."""

StrPath = str | PathLike[str]


@dataclass(frozen=True, slots=True)
class Scored:
    """A scored workbook: its assessment, where it was written, and what the writing touched."""

    assessment: Assessment
    target: Path
    receipt: Receipt


def check(path: StrPath, standard: StrPath | Standard | None = None, *, password: str | None = None) -> Assessment:
    """Read and assess the filled workbook at `path`, writing nothing.

    `standard` is a catalogue id, a standard's file or a Standard; None lets the workbook tell. `password` opens an
    encrypted workbook. Raises UnreadableFile and WrongForm for what cannot be assessed, StandardError for a faulty
    standard."""
    from perfxl.assess.engine import assess
    from perfxl.filing.read import read

    found = _detection(standard, Path(path), password)
    filing = read(Path(path), found.standard, password=password, book=found.book)
    return replace(assess(filing, found.standard), detected=found.detected.beside(filing.alike))


def score(
    path: StrPath,
    out: StrPath | None = None,
    standard: StrPath | Standard | None = None,
    *,
    password: str | None = None,
    allow_break_signature: bool = False,
    receipt: StrPath | None = None,
) -> Assessment:
    """Assess the filled workbook at `path` and write it with notes, 差异清单 and 评分汇总 to `out`.

    `out` is `scored_path(path)` when not given; it may be `path` itself. The figures filled in are never changed. What
    the writing touched is written to the file `receipt`, when given. Raises what `check` raises, and UnwritableTarget
    where the result cannot be put."""
    return score_file(
        Path(path),
        Path(out) if out is not None else None,
        standard,
        password=password,
        allow_break_signature=allow_break_signature,
        receipt=Path(receipt) if receipt is not None else None,
    ).assessment


def score_file(
    source: Path,
    target: Path | None,
    standard: StrPath | Standard | None = None,
    *,
    password: str | None = None,
    allow_break_signature: bool = False,
    receipt: Path | None = None,
) -> Scored:
    """What `score` does, with the receipt of the writing. A workbook that cannot be edited part by part (.xls, .xlsb,
    .ods) gives a new .xlsx that holds the findings alone; the receipt's warnings say so."""
    from perfxl.report import build

    target = target or scored_path(source)
    assessment = check(source, standard, password=password)
    if source.suffix.lower() in EDITABLE:
        from perfxl.writeback import write

        written = write(
            source,
            target,
            build(assessment),
            password=password,
            allow_break_signature=allow_break_signature,
            receipt=receipt,
        )
    else:
        from perfxl.writeback.carrier import write_carrier

        written = write_carrier(source, target, build(assessment), receipt=receipt)
    return Scored(assessment, target, written)


def clean(path: StrPath, out: StrPath, *, password: str | None = None, allow_break_signature: bool = False) -> Receipt:
    """Write the workbook at `path` to `out` without anything perfxl ever put into it. Raises UnreadableFile,
    UnsupportedFile and UnwritableTarget."""
    from perfxl.writeback import clean as clean_package

    return clean_package(Path(path), Path(out), password=password, allow_break_signature=allow_break_signature)


def new(
    path: StrPath, standard: StrPath | Standard = "hunan-2020", unit: str | None = None, year: int | None = None
) -> None:
    """Write a blank template of `standard` to `path`, for `unit` and the evaluated `year` (the year before this one
    when not given)."""
    from perfxl.template.builder import build

    build(_load(standard), Path(path), unit=unit, year=year if year is not None else date.today().year - 1)


def migrate(
    path: StrPath, out: StrPath, standard: StrPath | Standard | None = None, *, password: str | None = None
) -> Migration:
    """Carry the filled workbook at `path` into a new one at `out`: the template of `standard`, when not given of the
    current version of the filing's own. The result says which cells found no home there, and which are still to be
    filled; nothing is dropped in silence. Raises what `check` raises, and UnwritableTarget where `out` is there."""
    from perfxl.migration.run import migrate as carry

    return carry(Path(path), Path(out), _load(standard) if standard is not None else None, password=password)


def scored_path(path: Path) -> Path:
    """Where `score` writes when not told: NAME.scored.xlsx beside the file (.xlsm stays .xlsm)."""
    suffix = path.suffix if path.suffix.lower() in EDITABLE else ".xlsx"
    return path.with_name(f"{path.stem}.scored{suffix}")


def _detection(standard: StrPath | Standard | None, path: Path, password: str | None) -> Detection:
    from perfxl.filing.detect import Detection, detect
    from perfxl.filing.model import Detected

    if standard is None:
        return detect(path, password=password)
    given = _load(standard)
    return Detection(given, Detected("given", given.id, given.version))


def _load(standard: StrPath | Standard) -> Standard:
    from perfxl.authoring.load import load
    from perfxl.standard.model import Standard

    return standard if isinstance(standard, Standard) else load(fspath(standard))
