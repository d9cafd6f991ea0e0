"""A LibreOffice of our own for the tests: headless, with a private profile, macros allowed, a pipe to reach it by."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

from perfxl.errors import PerfxlError
from perfxl.excel.libreoffice.bridge import connect, load_uno, properties, url

_SETTINGS = {
    "Common/Security/Scripting": {"MacroSecurityLevel": 0, "DisableMacrosExecution": "false"},
    "Calc/Filter/Import/VBA": {"Load": "true", "UseExport": "true", "Executable": "true", "Save": "true"},
}


def _registry() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, values in _SETTINGS.items()
        for name, value in values.items()
    )
    return f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'


@functools.cache
def available() -> bool:
    """Whether there is a LibreOffice with a bridge for this Python."""
    if shutil.which("soffice") is None:
        return False
    try:
        load_uno()
    except PerfxlError:
        return False
    return True


needs_office = pytest.mark.skipif(not available(), reason="no LibreOffice with python3-uno for this Python")


class Office:
    """A running LibreOffice. `home` is the HOME that its macros see: where the add-in counts as installed."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="perfxl-office-"))
        self.home = self.folder / "home"
        self.home.mkdir()
        (self.folder / "profile" / "user").mkdir(parents=True)
        (self.folder / "profile" / "user" / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
        self.pipe = self.folder.name
        command = [
            "soffice",
            f"-env:UserInstallation={(self.folder / 'profile').as_uri()}",
            "--headless",
            "--invisible",
        ]
        command += ["--norestore", "--nologo", "--nodefault", f"--accept=pipe,name={self.pipe};urp;"]
        self.process = subprocess.Popen(
            command,
            env={**os.environ, "HOME": str(self.home)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.desktop = connect(self.pipe, seconds=60)

    def open(self, path: Path, macros: bool = True) -> Any:
        """A workbook, opened. An add-in is opened as a workbook with macros: LibreOffice knows no other way."""
        how: dict[str, object] = {"MacroExecutionMode": 4 if macros else 0}
        if path.suffix == ".xlam":  # hidden, as add-ins are: so it is never the active workbook
            how |= {"FilterName": "Calc MS Excel 2007 VBA XML", "Hidden": True}
        document = self.desktop.loadComponentFromURL(url(path), "_blank", 0, properties(**how))
        assert document is not None, f"LibreOffice did not open {path}"
        return document

    def find(self, path: Path) -> Any:
        """The open workbook that lies at a place."""
        documents = self.desktop.Components.createEnumeration()
        while documents.hasMoreElements():
            document = documents.nextElement()
            if url(path) == document.URL:
                return document
        raise KeyError(path)

    def save(self, document: Any, path: Path) -> Path:
        """The workbook as an .xlsx; it goes on being the file it was."""
        document.storeToURL(url(path), properties(FilterName="Calc MS Excel 2007 XML"))
        return path

    @staticmethod
    def call(document: Any, macro: str, *arguments: object) -> Any:
        """A macro's result. LibreOffice gives None for a macro that does not compile or stops at an error."""
        name = f"vnd.sun.star.script:VBAProject.{macro}?language=Basic&location=document"
        return document.getScriptProvider().getScript(name).invoke(arguments, (), ())[0]

    def press(self, document: Any, macro: str, active: Any = None) -> str:
        """Press a button: run a macro of `document`, with no boxes, while the workbook `active` is in front; the result
        is what it said."""
        if active is not None:
            active.CurrentController.Frame.activate()
            active.CurrentController.Frame.ContainerWindow.setFocus()
        self.call(document, "PerfxlTexts.PerfxlBeQuiet")
        self.call(document, macro)
        return str(self.call(document, "PerfxlTexts.PerfxlSaid"))

    def close(self) -> None:
        """End the program."""
        try:
            self.desktop.terminate()
            self.process.wait(10)
        except Exception:  # the bridge breaks when the program ends
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
