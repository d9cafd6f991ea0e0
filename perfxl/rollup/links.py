"""Addresses that lead from the 汇总 to files, as a workbook's relationships want them. Names come from strangers: what
could mean anything but a file beside or below us is escaped."""

from __future__ import annotations

import os
import re
from pathlib import Path

_ESCAPED = re.compile(r'[\x00-\x20"#%<>?\[\]\\^`{|}\x7f]')
_LONGEST = 2000


def address(link: str, out: Path) -> str:
    """The address of a file of this machine, relative to the folder of the 汇总; empty where none can be given."""
    if "://" in link or not link:
        return ""
    try:
        path = os.path.relpath(os.path.realpath(link), os.path.realpath(out.parent))
    except ValueError:
        return Path(os.path.realpath(link)).as_uri()
    posix = path.replace(os.sep, "/")
    if re.match("[A-Za-z][A-Za-z0-9+.-]*:", posix):
        posix = f"./{posix}"
    written = _ESCAPED.sub(lambda match: f"%{ord(match.group()):02X}", posix)
    return written if len(written) <= _LONGEST else ""


def place(sheet: str | None, cell: str | None) -> str:
    """A place inside a workbook: '附件1'!D8."""
    if not sheet or not cell or not re.fullmatch(r"[A-Z]{1,3}\d{1,7}", cell):
        return ""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{cell}"
