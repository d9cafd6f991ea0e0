"""MarkUp into a package and out of it again, harming nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from perfxl.report.markup import MarkUp, Note, Severity
from perfxl.sml.sheet import NewSheet
from perfxl.writeback.engine import Order, carry_out
from perfxl.writeback.receipt import Receipt
from perfxl.writeback.verify import verify

__all__ = ["Receipt", "annotate", "clean", "verify", "write"]


def write(
    source: Path,
    target: Path,
    markup: MarkUp,
    *,
    password: str | None = None,
    allow_break_signature: bool = False,
    receipt: Path | None = None,
) -> Receipt:
    """Put the marks into a copy of the source, or into the source itself where the target is the same file.

    Marks of an earlier write are replaced. Raises UnreadableFile, UnsupportedFile or UnwritableTarget; then nothing
    has changed. With `receipt`, the receipt is written there too.
    """
    return carry_out(Order(Path(source), Path(target), markup, password, allow_break_signature, _path(receipt)))


def clean(
    source: Path,
    target: Path,
    *,
    password: str | None = None,
    allow_break_signature: bool = False,
    receipt: Path | None = None,
) -> Receipt:
    """Take out all that perfxl wrote. Each part is byte for byte the original's again, unless another program has
    saved the workbook since; then what perfxl wrote is found by what it is, and the receipt's `exact` is False."""
    order = Order(Path(source), Path(target), MarkUp(), password, allow_break_signature, _path(receipt), "clean")
    return carry_out(order)


def annotate(
    path: Path | str,
    out: Path | str,
    notes: Iterable[tuple[str, str, Severity, str]] = (),
    sheets: Iterable[NewSheet] = (),
    *,
    password: str | None = None,
    allow_break_signature: bool = False,
    receipt: Path | None = None,
) -> Receipt:
    """Put notes (sheet, cell, severity, text) and sheets into any workbook at all."""
    markup = MarkUp(tuple(Note(*note) for note in notes), tuple(sheets))
    return write(
        Path(path), Path(out), markup, password=password, allow_break_signature=allow_break_signature, receipt=receipt
    )


def _path(path: Path | None) -> Path | None:
    return None if path is None else Path(path)
