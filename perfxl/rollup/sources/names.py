"""Names that strangers gave: shown without harm, and turned into file names that every system takes."""

from __future__ import annotations

import hashlib
import re
import unicodedata

LONGEST = 80
"""Characters of one part of a path that is written."""

LONGEST_SHOWN = 400
_END = 60

_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]+"
)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\..*)?$")


def visible(text: str) -> str:
    """A text on one line: control characters and those that turn the writing around become one blank each."""
    return _UNSEEN.sub(" ", text).strip()


def shown(name: str) -> str:
    """A name on one line; of one too long to be read the beginning and the end, which tells what it is."""
    line = visible(name)
    return line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - _END - 1]}…{line[-_END:]}"


def last_part(name: str) -> str:
    """The last part of a path in a zip or a mail, whichever way its slashes lean; empty for a folder."""
    return shown(name.replace("\\", "/").rsplit("/", 1)[-1])


def member_path(name: str) -> str:
    """The path of a zip's member for people: no drive, no root, no steps upward."""
    parts = [part for part in shown(name.replace("\\", "/")).split("/") if part not in ("", ".", "..")]
    return "/".join(part for part in parts if not re.fullmatch("[A-Za-z]:", part))


def suffix(name: str) -> str:
    """The ending of a name in lower case, with its dot; empty where it has none. A name that has lost all before the
    dot on its way has one."""
    _, dot, end = last_part(name).rpartition(".")
    return f".{end.strip().lower()}" if dot and len(end) <= 8 else ""


def file_part(name: str) -> str:
    """One part of a path as a file name that Windows, macOS and Linux take; a name that had to be cut or changed
    keeps a mark of what it was."""
    clean = _FORBIDDEN.sub("_", _UNSEEN.sub("_", unicodedata.normalize("NFC", name))).strip(" .")
    if _RESERVED.match(clean) or not clean:
        clean = f"_{clean}"
    if len(clean) > LONGEST or len(clean.encode()) > 2 * LONGEST:
        mark = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        kept = clean[: LONGEST - 9].encode()[: 2 * LONGEST - 9].decode("utf-8", "ignore")
        clean = f"{kept.rstrip(' .')}~{mark}"
    return clean
