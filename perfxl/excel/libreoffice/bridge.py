"""The way to a running LibreOffice: its Python bridge (pyuno), found where the system keeps it, and a named pipe."""

from __future__ import annotations

import importlib.util
import os
import sys
import time
from pathlib import Path
from typing import Any, TypeAlias

from perfxl.errors import PerfxlError

Uno: TypeAlias = Any
"""Something of LibreOffice's; what it is, is known at run time only."""

PIPE = "perfxl"
"""The pipe a LibreOffice listens at when started with --accept=pipe,name=perfxl;urp; only its own user can reach it."""

_PLACES = (
    "/usr/lib/python3/dist-packages",
    "/usr/lib/libreoffice/program",
    "/opt/libreoffice/program",
    "/usr/lib64/libreoffice/program",
    "/Applications/LibreOffice.app/Contents/Resources",
    "C:/Program Files/LibreOffice/program",
)


def load_uno() -> Uno:
    """The module `uno`. Only it and its binary part are taken from the system's folder, no other module there."""
    if "uno" in sys.modules:
        return sys.modules["uno"]
    for place in map(Path, _PLACES):
        if (place / "uno.py").exists():
            return _from(place)
    raise NoLibreOffice


def _from(place: Path) -> Uno:
    binaries = [found for folder in (place, *map(Path, _PLACES)) for found in sorted(folder.glob("pyuno.*"))]
    try:
        for name, path in (("pyuno", binaries[0]), ("uno", place / "uno.py")):
            spec = importlib.util.spec_from_file_location(name, path)
            assert spec is not None and spec.loader is not None
            module = importlib.util.module_from_spec(spec)
            sys.modules[name] = module
            spec.loader.exec_module(module)
    except (ImportError, IndexError) as problem:
        sys.modules.pop("uno", None)
        sys.modules.pop("pyuno", None)
        raise NoLibreOffice from problem
    return sys.modules["uno"]


class NoLibreOffice(PerfxlError):
    """There is no LibreOffice to talk to, or its bridge is made for another Python."""

    def __init__(self) -> None:
        super().__init__(
            "连不上 LibreOffice：没有安装 python3-uno，或它与本机的 Python 版本不同，或 LibreOffice 没有打开管道。",
            "LibreOffice cannot be reached: python3-uno is missing or made for another Python, or no pipe is open.",
        )


def connect(pipe: str = PIPE, seconds: float = 5) -> Uno:
    """The desktop of the LibreOffice that listens at a pipe, which may take some seconds to start listening."""
    uno = load_uno()
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    end = time.monotonic() + seconds
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception as problem:  # pyuno's exceptions are classes made at run time
            if time.monotonic() > end:
                raise NoLibreOffice from problem
            time.sleep(0.05)


def properties(**values: object) -> tuple[Uno, ...]:
    """Named values as LibreOffice takes them."""
    uno = load_uno()
    made = []
    for name, value in values.items():
        one = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        one.Name, one.Value = name, value
        made.append(one)
    return tuple(made)


def url(path: str | os.PathLike[str]) -> str:
    """A file's address as LibreOffice writes it."""
    return str(load_uno().systemPathToFileUrl(str(Path(path).resolve())))
