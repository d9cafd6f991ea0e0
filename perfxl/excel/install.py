"""Putting the add-in in its place, taking it away, and saying how things stand."""

from __future__ import annotations

import importlib.util
import locale
import shutil
import site
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from perfxl.errors import PerfxlError, UnwritableTarget
from perfxl.excel.addin import addin
from perfxl.excel.applescript import script
from perfxl.excel.places import Places

Mode = Literal["live", "copy"]
_WORKER = "perfxl.excel.worker"


def install(places: Places, mode: Mode | None = None, system: str = sys.platform, pipe: str | None = None) -> None:
    """Write the add-in and the command its buttons run; on a Mac also the script that runs it. `pipe` is the pipe at
    which LibreOffice listens, where it is not the usual one. Raises UnwritableTarget where writing is not allowed."""
    line = command(Path(sys.executable), system) + (f" --pipe {pipe}" if pipe else "")
    written = {
        places.addin: addin(system),
        places.command: _encoded(f"{mode or best_mode(system)}\n{line}\n", system),
    }
    if places.script is not None:
        written[places.script] = script(Path(sys.executable), _options()).encode()
    with _writing():
        places.work.mkdir(parents=True, exist_ok=True)
        for path, data in written.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def uninstall(places: Places) -> bool:
    """Take away all that `install` wrote; False where there was nothing."""
    there = places.addin.exists() or places.folder.exists()
    with _writing():
        places.addin.unlink(missing_ok=True)
        if places.script is not None:
            places.script.unlink(missing_ok=True)
        if places.folder.exists():
            shutil.rmtree(places.folder)
    return there


def command(python: Path, system: str = sys.platform) -> str:
    """What a button runs: this very Python, deaf to the environment and to the folder it is started in (-I). That also
    shuts out packages installed for the user alone; where perfxl is one of them, -E and -P shut out the rest."""
    quiet = python.with_name("pythonw.exe")
    chosen = quiet if system == "win32" and quiet.exists() else python
    return f'"{chosen}" {_options()}'


def _options() -> str:
    return f"{'-E -P' if _is_in_user_site() else '-I'} -m {_WORKER}"


def best_mode(system: str = sys.platform) -> Mode:
    """Live where xlwings can reach the spreadsheet program, else through copies; on a Mac always through copies."""
    if system == "darwin" or importlib.util.find_spec("xlwings") is None:
        return "copy"
    if system == "win32":
        return "live"
    from perfxl.excel.libreoffice.bridge import NoLibreOffice, load_uno

    try:
        load_uno()
    except NoLibreOffice:
        return "copy"
    return "live"


def status(places: Places, system: str = sys.platform) -> list[tuple[str, str]]:
    """How things stand, a sentence a line, in Chinese and in English."""
    if not places.addin.exists():
        return [(f"没有安装。安装后在：{places.addin}", f"Not installed. It would be at {places.addin}")]
    lines = [(f"已安装：{places.addin}", f"Installed at {places.addin}")]
    if not is_current(places, system):
        lines.append(
            ("与当前的 perfxl 不是同一版本，请重新安装。", "It is of another version of perfxl; install it again.")
        )
    return [*lines, *_command_status(places)]


def _command_status(places: Places) -> Iterator[tuple[str, str]]:
    if not places.command.exists() or (places.script is not None and not places.script.exists()):
        yield ("缺少启动命令，请重新安装。", "The command is missing; install again.")
        return
    mode, line, *_ = [*places.command.read_bytes().decode(errors="replace").splitlines(), "", ""]
    python = Path(line.split('"')[1]) if line.count('"') >= 2 else Path()
    words = {"live": ("直接读写打开的工作簿", "in the open workbook"), "copy": ("经由副本", "through a copy")}
    zh, en = words.get(mode, ("不明，请重新安装", "unknown; install again"))
    yield (f"方式：{zh}。命令：{line}", f"Mode: {en}. Command: {line}")
    if not python.is_file():
        yield (f"找不到 {python}，请重新安装。", f"{python} is not there; install again.")


def is_current(places: Places, system: str = sys.platform) -> bool:
    """Whether the add-in is there and is this perfxl's own."""
    return places.addin.exists() and places.addin.read_bytes() == addin(system)


def _encoded(text: str, system: str) -> bytes:
    """The text as VBA reads files: in the code page of the system, which on Windows is not UTF-8."""
    encoding = locale.getencoding() if system == "win32" and sys.platform == "win32" else "utf-8"
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        raise PerfxlError(
            "Python 所在的路径含有本机代码页以外的字，宏读不出来；请把 Python 装到只含英文的路径。",
            "The path of Python has characters outside this system's code page; install Python elsewhere.",
        ) from None


def _is_in_user_site() -> bool:
    user = site.getusersitepackages() if hasattr(site, "getusersitepackages") else ""
    return bool(user) and Path(__file__).is_relative_to(user)


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise UnwritableTarget(
            f"写不进 {problem.filename}：Excel 或 WPS 正开着（请先退出），或本单位的安全策略不允许（请找信息科）。",
            f"{problem.filename} cannot be written: a spreadsheet program is running, or a policy forbids it.",
        ) from problem
