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
_OFFICE = "Library/Group Containers/UBF8T346G9.Office"
"""The folder that all Office programs of a Mac may use."""
_SCRIPT = "Library/Application Scripts/com.microsoft.Excel/perfxl.applescript"
"""Among the scripts that Excel of a Mac may ask for; it cannot write there."""
_OTHER = ".local/share/perfxl"


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one user on one system. `own` is the folder of what the add-in needs, where it is not beside it;
    `script` is the script that starts programs, where macros may not."""

    start: Path
    own: Path | None = None
    script: Path | None = None

    @property
    def addin(self) -> Path:
        """The add-in."""
        return self.start / NAME

    @property
    def folder(self) -> Path:
        """What the add-in needs: nothing may lie beside it, for Excel opens every file there."""
        return self.own or self.start / "perfxl"

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
        start = home / _OFFICE / "User Content.localized/Startup.localized/Excel"
        return Places(start, home / _OFFICE / "perfxl", home / _SCRIPT)
    return Places(home / _OTHER)
