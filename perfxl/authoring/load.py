"""A standard in any of its forms: a bundled one by its id, a TOML file, or a workbook."""

from __future__ import annotations

from pathlib import Path

from perfxl.standard import loader
from perfxl.standard.document import Entry
from perfxl.standard.model import Standard

WORKBOOKS = frozenset((".xlsx", ".xlsm"))


def load(id_or_path: str | Path) -> Standard:
    """The bundled standard of that id, else the one in the TOML file or the workbook at that path. Raises StandardError
    with every fault, UnreadableFile for what is no workbook."""
    if not is_workbook(id_or_path):
        return loader.load(id_or_path)
    from perfxl.standard.build import standard_of

    return standard_of(document(Path(id_or_path)))


def document(path: Path) -> Entry:
    """The outermost entry of a standard's TOML file or workbook, or of a bundled one by its id. Raises StandardError
    and UnreadableFile for what cannot be read."""
    if is_workbook(path):
        from perfxl.authoring.take import read as read_workbook

        return read_workbook(path)
    from perfxl.standard.document import read

    return read(_file(path))


def _file(path: Path) -> Path:
    """The file of a bundled standard or of an earlier version, else the path itself."""
    bundled = (loader.CATALOGUE / f"{path}.toml", loader.CATALOGUE / "earlier" / f"{path}.toml")
    found = next((file for file in (*bundled, path) if file.exists()), None)
    if found is None:
        loader.load(path)
    return found or path


def is_workbook(id_or_path: str | Path) -> bool:
    """Whether this is the path of a workbook."""
    path = Path(id_or_path)
    return path.suffix.lower() in WORKBOOKS and path.exists()
