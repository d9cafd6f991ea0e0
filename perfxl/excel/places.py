"""Where the add-in belongs: the folder whose files Excel opens when it starts, in the user's own profile.

No administrator is needed, nothing is written to the registry, and user's own start folder is trusted by default. Excel
opens every file in it, so nothing lies there but the add-in; what the add-in needs is in the folder `perfxl` beside it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

NAME = "perfxl.xlam"
"""The add-in's file."""

_WINDOWS = "Microsoft/Excel/XLSTART"
_MAC = "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"
_OTHER = ".local/share/perfxl"


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one user on one system; `can_start` says whether macros there may start a program at all."""

    start: Path
    can_start: bool = True

    @property
    def addin(self) -> Path:
        """The add-in."""
        return self.start / NAME

    @property
    def folder(self) -> Path:
        """The folder beside the add-in."""
        return self.start / "perfxl"

    @property
    def command(self) -> Path:
        """What the buttons run: line 1 how Python reaches the workbook, line 2 the command."""
        return self.folder / "command.txt"

    @property
    def work(self) -> Path:
        """The folder through which workbooks and results pass."""
        return self.folder / "work"


def places(
    system: str = sys.platform, home: Path | None = None, environment: Mapping[str, str] | None = None
) -> Places:
    """The places on this system (`sys.platform`) for this user; macros know them by the same rules."""
    home = Path.home() if home is None else home
    environment = os.environ if environment is None else environment
    if system == "win32":
        return Places(Path(environment.get("APPDATA") or home / "AppData" / "Roaming") / _WINDOWS)
    if system == "darwin":
        return Places(home / _MAC, can_start=False)
    return Places(home / _OTHER)
