"""A standard given as a workbook."""

from __future__ import annotations

from pathlib import Path

from perfxl.authoring.load import document
from perfxl.errors import UnwritableTarget
from perfxl.standard.build import standard_of


def export(id_or_path: str | Path, out: Path) -> None:
    """Writes the standard of that id, or in that file, to the workbook at `out`. Raises StandardError where it is
    faulty or not there, UnwritableTarget where it cannot be put."""
    root = document(Path(id_or_path))
    standard_of(root)
    from perfxl.authoring.book import save

    try:
        save(root.values, out)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnwritableTarget(f"写不了 {out}：{reason}", f"cannot write {out}: {reason}") from error
