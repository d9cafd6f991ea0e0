"""The same tables for programs: one Parquet and one CSV file each, written piece by piece from pandas frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from perfxl.errors import PerfxlError
from perfxl.rollup.hints import Hint, hints
from perfxl.rollup.record import FindingLine, IndicatorLine, Record, budget
from perfxl.rollup.scene import Arrival, Scene
from perfxl.rollup.sheets.lineage import numbers
from perfxl.rollup.sheets.summary import status_of

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_DIGITS = 30
PIECE = 20_000
"""Rows of one frame."""

Row = Mapping[str, object]
_SOURCE = ("unit", "code", "year", "standard", "file", "sha256")
_COUNTS = ("error", "warning", "hint", "waived", "unchecked", "places")
_UNITS = (
    *_SOURCE, "parent", "submitted", "budget", "executed", "declared", "summed", "capped", "grade_stated",
    "grade_declared", "grade_summed", "status", *_COUNTS,
)  # fmt: skip
_HINTS = ("kind", "unit", "year", "item", "here", "there", "arithmetic", "sheet", "cell")
_NUMERIC = frozenset(
    (
        "weight",
        "score",
        "recomputed",
        "difference",
        "score_effect",
        "declared",
        "summed",
        "capped",
        "value",
        "budget",
        "executed",
    )
)


def write_tables(scene: Scene, folder: Path) -> None:
    """Write units, findings, indicators, numbers, hints and issues. Raises PerfxlError where pandas is missing."""
    try:
        import pandas
        import pyarrow.parquet  # noqa: F401 - said here, before anything is written
    except ImportError:
        raise PerfxlError(
            "输出 --tables 需要 pandas 和 pyarrow：pip install 'perfxl[rollup]'。",
            "--tables needs pandas and pyarrow: pip install 'perfxl[rollup]'.",
        ) from None
    folder.mkdir(parents=True, exist_ok=True)
    for name, columns, rows in _tables(scene):
        with _Files(folder, name, columns) as files:
            while piece := list(islice(rows, PIECE)):
                files.add(pandas.DataFrame.from_records(piece, columns=list(columns)))


def safe(value: object) -> object:
    """A text as a CSV may hold it: one that a spreadsheet would take for a formula gets an apostrophe before it."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return value


def _tables(scene: Scene) -> Iterator[tuple[str, Sequence[str], Iterator[Row]]]:
    yield "units", _UNITS, _units(scene)
    yield "findings", (*_SOURCE, *FindingLine._fields), _findings(scene)
    yield "indicators", (*_SOURCE, *IndicatorLine._fields), _indicators(scene)
    yield "numbers", (*_SOURCE, "item", "basis", "value", "sheet", "cells", "computation"), _numbers(scene)
    yield "hints", _HINTS, map(_hint, hints(scene))
    yield "issues", ("kind", "file", "unit", "note", "sha256"), _issues(scene)


def _units(scene: Scene) -> Iterator[Row]:
    for source, arrival, record in _sources(scene, "sums", "findings"):
        more = {name: getattr(record, name) for name in _UNITS if name not in source and hasattr(record, name)}
        more |= {name: record.open(name) for name in ("error", "warning", "hint")}
        planned, spent = budget(record)
        more |= {"budget": planned, "executed": spent, "status": status_of(record)}
        yield {**more, **source, "parent": arrival.parent, "submitted": arrival.time}


def _findings(scene: Scene) -> Iterator[Row]:
    for source, _, record in _sources(scene, "findings"):
        yield from ({**line._asdict(), **source} for line in record.findings)


def _indicators(scene: Scene) -> Iterator[Row]:
    for source, _, record in _sources(scene, "indicators"):
        yield from ({**line._asdict(), **source} for line in record.indicators)


def _numbers(scene: Scene) -> Iterator[Row]:
    names = ("item", "basis", "value", "sheet", "cells", "computation")
    for source, _, record in _sources(scene, "sums", "rates"):
        for number in numbers(record):
            yield dict(zip(names, number, strict=False)) | source


def _hint(hint: Hint) -> Row:
    plain = asdict(hint)
    return {**plain, "unit": hint.name, "sheet": hint.place[0], "cell": hint.place[1]}


def _issues(scene: Scene) -> Iterator[Row]:
    from perfxl.rollup.standing import ISSUES

    for rank, shown, unit, note, sha256 in scene.store.stable(
        "select rank, shown, unit, note, sha256 from issue order by rank, shown, unit, note"
    ):
        yield {"kind": ISSUES[rank], "file": shown, "unit": unit, "note": note, "sha256": sha256}


def _sources(scene: Scene, *lists: str) -> Iterator[tuple[dict[str, object], Arrival, Record]]:
    for arrival, record in scene.counted(*lists):
        source = (arrival.name, arrival.code, record.year, record.standard, arrival.shown, arrival.sha256)
        yield dict(zip(_SOURCE, source, strict=True)), arrival, record


class _Files:
    """The two files of a table; each frame goes to both."""

    def __init__(self, folder: Path, name: str, columns: Sequence[str]) -> None:
        import pyarrow.parquet as pq

        self.schema = _schema(columns)
        self.parquet = pq.ParquetWriter(folder / f"{name}.parquet", self.schema, compression="zstd")
        self.csv = (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="")
        self.csv.write(",".join(columns) + "\n")

    def __enter__(self) -> _Files:
        return self

    def __exit__(self, *_: object) -> None:
        self.parquet.close()
        self.csv.close()

    def add(self, frame: pd.DataFrame) -> None:
        """One more piece."""
        import pyarrow as pa

        for name in _NUMERIC & set(frame.columns):
            frame[name] = frame[name].map(_decimal).astype(object)
        self.parquet.write_table(pa.Table.from_pandas(frame, schema=self.schema, preserve_index=False))
        texts = [name for name in frame.columns if name not in _NUMERIC]
        frame[texts] = frame[texts].map(safe)
        frame.to_csv(self.csv, header=False, index=False, lineterminator="\n")


def _decimal(value: object) -> Decimal | None:
    """A number as it is stored; None for one with more digits than any table holds."""
    if not isinstance(value, str) or len(value) > _DIGITS:
        return None
    return Decimal(value).quantize(Decimal("0.000001"))


def _schema(columns: Sequence[str]) -> pa.Schema:
    import pyarrow as pa

    kinds = {
        "year": pa.int32(),
        **dict.fromkeys(_COUNTS, pa.int32()),
        "percent": pa.bool_(),
        "grade_effect": pa.bool_(),
    }
    number = pa.decimal128(38, 6)
    return pa.schema([(name, number if name in _NUMERIC else kinds.get(name, pa.string())) for name in columns])
