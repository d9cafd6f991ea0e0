"""The script that starts perfxl on a Mac, where Excel itself may start nothing.

Excel's macros reach it by AppleScriptTask. It lies in a folder that no sandboxed program can write to, holds the
command, and takes only the words that it knows; what is not among them is not run.
"""

from __future__ import annotations

import shlex
from pathlib import Path

from perfxl.errors import PerfxlError
from perfxl.excel.worker import MODES


def script(python: Path, options: str) -> str:
    """The source; `options` are the words between the Python and the action. Raises PerfxlError where the path of the
    Python is not ASCII: systems differ in how they read a script's other characters."""
    command = f"{shlex.quote(str(python))} {options}"
    if not command.isascii():
        raise PerfxlError(
            "Python 所在的路径含有英文以外的字，苹果系统的脚本不一定读得出来；请把 Python 装到只含英文的路径。",
            "The path of Python has characters other than ASCII; install Python elsewhere.",
        )
    words = ", ".join(f'"copy {action}"' for action in MODES["copy"])
    return (
        "on perfxl(request)\n"
        f'\tif request is not in {{{words}}} then return "refused"\n'
        f'\tdo shell script {_text(command)} & " " & request & " > /dev/null 2>&1; true"\n'
        '\treturn "done"\n'
        "end perfxl\n\n"
        "on folder(question)\n"
        "\treturn POSIX path of (choose folder with prompt question)\n"
        "end folder\n"
    )


def _text(value: str) -> str:
    """A text as AppleScript writes it."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
