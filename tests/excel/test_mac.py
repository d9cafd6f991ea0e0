"""The buttons of a Mac: the macros of its add-in run by a VBA interpreter, with AppleScript and the file system played
by Python."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import openpyxl
import pytest
from pyopenvba.apps.excel import Application, ExcelApplication
from pyopenvba.interpreter._objects import MemberSpec, VBAObject, method
from pyopenvba.interpreter._values import error

from perfxl.excel.carrier import bgr, marks
from perfxl.excel.install import install
from perfxl.excel.macros import sources
from perfxl.excel.places import Places, places
from perfxl.excel.template import with_macros
from perfxl.excel.texts import TEXTS
from perfxl.excel.worker import main
from perfxl.report import build
from perfxl.workflow import check, score
from tests.excel.conditions import teach
from tests.excel.desk import OWN, values

FILES = """
Private Function Machine() As Object
    Set Machine = CreateObject("perfxl.machine")
End Function
Public Function PerfxlExists(ByVal path As String) As Boolean
    PerfxlExists = Machine().Exists(path)
End Function
Public Sub PerfxlRemove(ByVal path As String)
    Machine().Remove path
End Sub
Public Function PerfxlCopyFile(ByVal source As String, ByVal target As String) As Boolean
    PerfxlCopyFile = Machine().CopyFile(source, target)
End Function
Public Sub PerfxlMakeFolder(ByVal path As String)
    Machine().MakeFolder path
End Sub
Public Function PerfxlLine(ByVal path As String, ByVal number As Long) As String
    PerfxlLine = Machine().Line(path, number)
End Function
Public Sub PerfxlWriteLine(ByVal path As String, ByVal text As String)
    Machine().WriteLine path, text
End Sub
"""
MAC = """
Public Function Environ(ByVal name As String) As String
    Environ = CreateObject("perfxl.machine").Environment(name)
End Function
Public Function Shown(ByVal sheet As String, ByVal cell As String) As Variant
    Shown = ActiveWorkbook.Worksheets(sheet).Range(cell).Value
End Function
Public Function AppleScriptTask(ByVal script As String, ByVal handler As String, ByVal argument As String) As String
    AppleScriptTask = CreateObject("perfxl.machine").Task(script, handler, argument)
End Function
Public Function GrantAccessToMultipleFiles(ByVal paths As Variant) As Boolean
    GrantAccessToMultipleFiles = CreateObject("perfxl.machine").Grant(paths(0))
End Function
"""


class Mac(VBAObject):
    """A Mac as far as the macros see it: its files, the sandbox' HOME, and the scripts that Excel may ask for."""

    vba_type_name = "Mac"

    def __init__(self, there: Places, home: Path) -> None:
        self.there, self.home = there, home
        self.asked: list[tuple[str, str]] = []
        self.leave = True

    @staticmethod
    def at(path: object) -> Path:
        return Path(str(path).replace("\\", "/"))

    @method
    def Environment(self, name: object) -> str:
        return str(self.home / "Library/Containers/com.microsoft.Excel/Data") if str(name) == "HOME" else ""

    @method
    def Exists(self, path: object) -> bool:
        return self.at(path).is_file()

    @method
    def Remove(self, path: object) -> None:
        self.at(path).unlink(missing_ok=True)

    @method
    def CopyFile(self, source: object, target: object) -> bool:
        if self.leave or self.there.work in self.at(target).parents:
            shutil.copy(self.at(source), self.at(target))
            return True
        return False

    @method
    def MakeFolder(self, path: object) -> None:
        self.at(path).mkdir(parents=True, exist_ok=True)

    @method
    def Line(self, path: object, number: object) -> str:
        file = self.at(path)
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        return [*lines, "", ""][int(str(number)) - 1]

    @method
    def WriteLine(self, path: object, text: object) -> None:
        self.at(path).write_text(f"{text}\r\n", encoding="ascii")

    @method
    def Grant(self, path: object) -> bool:
        self.asked.append(("grant", str(path)))
        return self.leave

    @method
    def Task(self, script: object, handler: object, argument: object) -> str:
        """Runs the installed script as far as it goes: the words that it knows, by the worker itself."""
        self.asked.append((str(handler), str(argument)))
        assert self.there.script is not None
        assert self.there.script.name == str(script)
        if not self.there.script.exists():
            raise error(5)  # as VBA says it
        source = self.there.script.read_text(encoding="ascii")
        assert f"on {handler}(" in source
        if f'"{argument}"' not in re.findall(r"is not in \{(.*)\} then", source)[0].split(", "):
            return "refused"
        main(str(argument).split(), self.there)
        without_charts(self.there.work / "result.xlsx")
        return "done"


def without_charts(path: Path) -> None:
    """Takes the charts out of a result: the interpreter copies no sheet that has one."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        sheet._charts = []
    book.save(path)


@pytest.fixture
def mac(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mac:
    slash = MemberSpec("PathSeparator", "property", getter=lambda _: "/")
    undo = MemberSpec("OnUndo", "method", getter=lambda *_: None, parameters=("Text", "Procedure"))
    monkeypatch.setitem(Application._vba_members, "pathseparator", slash)
    monkeypatch.setitem(Application._vba_members, "onundo", undo)
    home = tmp_path / "home"
    there = places("darwin", home, {})
    install(there, system="darwin")
    return Mac(there, home)


def excel(book: Path, mac: Mac) -> ExcelApplication:
    """The workbook, with the macros as the Mac's add-in has them."""
    macros = book.with_suffix(".xlsm")
    macros.write_bytes(with_macros(book))
    running = ExcelApplication.open(macros, with_vba=False)
    running.interpreter.host.create = lambda name: mac
    for module in sources("darwin"):
        running.add_module(FILES if module.name == "PerfxlFiles" else module.source, name=module.name)
    running.add_module(MAC, name="Mac")
    running.run("PerfxlBeQuiet")
    return running


class DescribeTheButtonsOfAMac:
    def it_checks_by_the_installed_script(self, seed: Path, mac: Mac):
        running = excel(seed, mac)
        running.run("Perfxl_Check")
        assert str(running.run("PerfxlSaid")).startswith(f"差异 {len(check(seed).failures)} 条")
        assert mac.asked == [("perfxl", "copy check")]

    def it_puts_marks_and_takes_them_out_again(self, seed: Path, mac: Mac, monkeypatch: pytest.MonkeyPatch):
        rules = teach(monkeypatch)
        running = excel(seed, mac)
        sheets = [sheet.name for sheet in running.sheets()]
        running.run("Perfxl_Score")
        wanted = marks(build(check(seed)).notes)
        assert [(rule.sheet, rule.address.replace("$", ""), rule.color) for rule in rules] == [
            (mark.sheet, mark.cell, bgr(mark.color)) for mark in wanted
        ]
        assert [sheet.name for sheet in running.sheets()] == [*sheets, *OWN]
        running.run("Perfxl_Clean")
        assert (rules, str(running.run("PerfxlSaid"))) == ([], TEXTS["cleaned"])
        assert [sheet.name for sheet in running.sheets()] == sheets

    def it_brings_the_two_sheets_as_perfxl_score_writes_them(
        self, seed: Path, mac: Mac, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        teach(monkeypatch)
        running = excel(seed, mac)
        running.run("Perfxl_Score")
        score(seed, tmp_path / "scored.xlsx")
        wanted = values(tmp_path / "scored.xlsx", OWN)
        assert len(wanted) > 300
        shown = {at: running.run("Shown", *at) for at in wanted}
        assert {at: _plain(value) for at, value in shown.items()} == {at: str(value) for at, value in wanted.items()}

    def it_says_so_where_the_script_is_gone(self, seed: Path, mac: Mac):
        assert mac.there.script is not None
        mac.there.script.unlink()
        running = excel(seed, mac)
        running.run("Perfxl_Check")
        assert str(running.run("PerfxlSaid")) == TEXTS["no_answer"]

    def it_asks_for_leave_before_it_writes_beside_the_workbook(self, closed: Path, mac: Mac):
        running = excel(closed, mac)
        running.run("Perfxl_Export")
        said = str(running.run("PerfxlSaid"))
        assert said.startswith("已导出上报文件")
        assert [what for what, _ in mac.asked] == ["perfxl", "grant"]
        assert mac.at(said.splitlines()[-1]).is_file()

    def it_says_where_the_file_lies_where_leave_is_not_given(self, closed: Path, mac: Mac):
        mac.leave = False
        running = excel(closed, mac)
        running.run("Perfxl_Export")
        lies = mac.at(str(running.run("PerfxlSaid")).splitlines()[-1])
        assert lies.is_file()
        assert lies == mac.there.work / "export.xlsx"


def _plain(value: object) -> str:
    """A cell's value as Python would write it: 2, 0.5, 文字."""
    text = str(value)
    number = float(text) if text.replace(".", "", 1).lstrip("-").isdigit() else None
    return text if number is None else str(int(number) if number.is_integer() else round(number, 9))
