"""Addresses that lead from the 汇总 to files, as a workbook's relationships want them. Names come from strangers: what
could mean anything but a file beside or below us is escaped."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path

_ESCAPED = re.compile(r'[\x00-\x20"#%<>?\[\]\\^`{|}\x7f]')
_LONGEST = 2000


def address(link: str, out: Path) -> str:
    """The address of a file of this machine, relative to the folder of the 汇总; empty where none can be given."""
    if "://" in link or not link:
        return ""
    folder, name = os.path.split(link)
    written = f"{_folder(folder, str(out.parent), str(Path.cwd()))}{_escape(name)}"
    if re.match("[A-Za-z][A-Za-z0-9+.-]*:(?!///)", written):
        written = f"./{written}"
    return written if len(written) <= _LONGEST else ""


@lru_cache(maxsize=1024)
def _folder(folder: str, home: str, _cwd: str) -> str:
    """The address of a folder, seen from another, up to its last slash. Both may depend on where we are."""
    real = os.path.realpath(folder)
    try:
        path = os.path.relpath(real, os.path.realpath(home)).replace(os.sep, "/")
    except ValueError:
        return f"{Path(real).as_uri()}/"
    return "" if path == "." else f"{_escape(path)}/"


def _escape(path: str) -> str:
    return _ESCAPED.sub(lambda match: f"%{ord(match.group()):02X}", path)


def place(sheet: str | None, cell: str | None) -> str:
    """A place inside a workbook: '附件1'!D8."""
    if not sheet or not cell or not re.fullmatch(r"[A-Z]{1,3}\d{1,7}", cell):
        return ""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{cell}"
