"""The macro sources: held to ASCII, to one another, and run by a VBA interpreter that is not LibreOffice's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyopenvba import check_file
from pyopenvba.apps.excel import ExcelApplication

from perfxl.excel.actions import ACTIONS
from perfxl.excel.addin import addin
from perfxl.excel.macros import sources
from perfxl.excel.ribbon import CALLBACK
from perfxl.excel.template import with_macros
from perfxl.excel.texts import TEXTS
from perfxl.excel.vba.module import Module
from perfxl.writeback.identity import FORMULA, PREFIX
from tests.excel.conditions import Rule, teach

ALL = "\n".join(module.source for module in sources())


def procedures() -> list[str]:
    return re.findall(r"^(?:Public|Private) (?:Sub|Function) (\w+)", ALL, re.MULTILINE)


@pytest.fixture(scope="module")
def excel(tmp_path_factory: pytest.TempPathFactory) -> ExcelApplication:
    folder = tmp_path_factory.mktemp("macros")
    (folder / "template.xlsm").write_bytes(with_macros(Path(__file__).parents[2] / "samples/closed-2020.xlsx"))
    return ExcelApplication.open(folder / "template.xlsm")


class DescribeTheSources:
    @pytest.mark.parametrize("module", sources(), ids=lambda module: module.name)
    def it_declares_every_variable(self, module):
        assert module.source.startswith("Option Explicit\n")

    @pytest.mark.parametrize("module", sources(), ids=lambda module: module.name)
    def it_has_a_canary_in_every_module(self, module):
        assert f"Public Function {module.name}_Canary() As String" in module.source

    def it_uses_nothing_that_only_one_program_knows(self):
        assert not re.findall(r"^\s*#If|^\s*(?:Private |Public )?Declare |As IRibbon", ALL, re.MULTILINE)

    def it_names_every_procedure_once(self):
        assert len(set(map(str.lower, procedures()))) == len(procedures())

    def it_has_a_macro_for_every_action_and_the_ribbon_s_callback(self):
        assert {action.macro for action in ACTIONS} | {CALLBACK} <= set(procedures())

    def it_says_only_sentences_that_there_are_and_needs_them_all(self):
        asked = set(re.findall(r'PerfxlText\("(\w+)"\)', ALL)) | set(re.findall(r'"(no_\w+)"', ALL))
        assert asked == set(TEXTS)

    def it_knows_marks_by_the_same_signs_as_the_file_writer(self):
        constants = dict(re.findall(r'Const (\w+) As String = "(.*)"$', ALL, re.MULTILINE))
        assert constants["PREFIX"] == PREFIX
        assert constants["ALWAYS"].replace('""', '"') == f"={FORMULA}"

    @pytest.mark.parametrize("system", ["", "darwin"])
    def it_takes_no_command_from_a_workbook(self, system: str):
        """Nothing that a workbook can choose stands in the modules that start programs; no other starts any."""
        found = {module.name: code(module.source) for module in sources(system)}
        starting = re.compile(r"\bShell\b|\.Run\b|AppleScriptTask|\bMacScript\b|CreateObject")
        assert [name for name, text in found.items() if starting.search(text)] == ["PerfxlSystem"]
        text = found["PerfxlTool"] + found["PerfxlSystem"]
        assert not re.search(r"ActiveWorkbook|ThisWorkbook|Workbooks|FullName|\.Path\b|\.Name\b|CurDir", text)
        started = re.findall(r"(?:launcher\.Run |^ *Shell |AppleScriptTask\()(.*)", text, re.MULTILINE)
        windows = ['PerfxlCommand() & " " & words, 0, True', 'PerfxlCommand() & " " & words, 0']
        mac = ['SCRIPT, "perfxl", words)', 'SCRIPT, "folder", prompt)']
        assert started == (mac if system else windows)

    def it_puts_only_its_own_words_behind_the_command(self):
        """Neither a workbook's name nor the folder to be rolled up."""
        calls = re.findall(r"PerfxlStart\((.*), \d+ \* MINUTES\) Then", ALL)
        assert calls == ['IIf(live, "live ", "copy ") & action', '"copy rollup"']
        given = set(re.findall(r'PerfxlRun wb, ("\w+"|action)', ALL)) | set(re.findall(r'PerfxlDo ("\w+"|[\w.]+)', ALL))
        assert given - {"action", "control.Tag"} == {f'"{action.id}"' for action in ACTIONS}

    def it_has_on_a_mac_the_same_procedures(self):
        assert public(sources("darwin")) == public(sources())

    def it_knows_marks_of_libreoffice_s_own_by_the_same_sign(self):
        rule = re.search(r'RULE As String = "(.*)"$', ALL, re.MULTILINE)
        assert rule is not None
        assert rule[1].replace('""', '"') == FORMULA


def public(modules: Iterable[Module]) -> set[tuple[str, str]]:
    """The procedures that other modules may call, with what they take."""
    text = "\n".join(module.source for module in modules)
    return set(re.findall(r"^Public \w+ (\w+)(\(.*?\).*)$", text, re.MULTILINE))


def code(source: str) -> str:
    """The source without its comments."""
    return "\n".join(line.partition("'")[0] for line in source.splitlines())


class DescribeTheMacrosInAnotherInterpreter:
    @pytest.mark.parametrize("module", sources(), ids=lambda module: module.name)
    def it_finds_every_canary_alive(self, excel: ExcelApplication, module):
        assert excel.run(f"{module.name}_Canary") == "ok"

    def it_finds_every_sentence(self, excel: ExcelApplication):
        assert {key: str(excel.run("PerfxlText", key)) for key in TEXTS} == TEXTS

    def it_goes_to_the_instructions(self, excel: ExcelApplication):
        excel.run("PerfxlBeQuiet")
        excel.run("Perfxl_Help")
        assert str(excel.run("PerfxlSaid")) == ""


BENCH = """
Public Sub LayOut()
    Dim m As Worksheet
    Set m = ActiveWorkbook.Worksheets.Add(, ActiveWorkbook.Worksheets(ActiveWorkbook.Worksheets.Count))
    m.Name = "_perfxl"
    m.Cells(2, 2).Value = 2
    PutLine m, 11, 1, "D8", 13551615
    PutLine m, 12, 2, "G33", 10284031
End Sub
Private Sub PutLine(m As Worksheet, ByVal row As Long, ByVal sheet As Long, ByVal cell As String, ByVal colour As Long)
    m.Cells(row, 1).Value = ActiveWorkbook.Worksheets(sheet).Name
    m.Cells(row, 2).Value = cell
    m.Cells(row, 3).Value = colour
    m.Cells(row, 4).Value = "[perfxl] " & cell
End Sub
Public Function PutMarks() As Boolean
    PutMarks = PerfxlPutMarks(ActiveWorkbook, ActiveWorkbook.Worksheets("_perfxl"))
End Function
Public Sub TakeOut()
    PerfxlTakeOut ActiveWorkbook
End Sub
Public Function Told(ByVal cell As String, ByVal sheet As Long) As String
    If Not ActiveWorkbook.Worksheets(sheet).Range(cell).Comment Is Nothing Then
        Told = ActiveWorkbook.Worksheets(sheet).Range(cell).Comment.Text
    End If
End Function
Public Function Locks() As String
    Dim s As Worksheet
    For Each s In ActiveWorkbook.Worksheets
        Locks = Locks & s.ProtectContents & s.Protection.AllowInsertingRows & s.Protection.AllowFormattingColumns & " "
    Next
End Function
Public Sub LockWithPassword()
    ActiveWorkbook.Worksheets(2).Unprotect ""
    ActiveWorkbook.Worksheets(2).Protect "secret"
End Sub
"""


class DescribeMarksAsExcelWouldHaveThem:
    """Fills are conditional formats; the sheets of the template are protected, without a password."""

    @pytest.fixture
    def rules(self, monkeypatch: pytest.MonkeyPatch) -> list[Rule]:
        return teach(monkeypatch)

    @pytest.fixture
    def bench(self, closed: Path, rules: list[Rule]) -> ExcelApplication:
        book = closed.with_suffix(".xlsm")
        book.write_bytes(with_macros(closed))
        excel = ExcelApplication.open(book)
        excel.add_module(BENCH, name="Bench")
        excel.run("PerfxlBeQuiet")
        excel.run("LayOut")
        return excel

    def it_puts_a_note_and_a_fill_and_nothing_else(self, bench: ExcelApplication, rules: list[Rule]):
        locks = bench.run("Locks")
        assert bench.run("PutMarks") is True
        assert (bench.run("Told", "D8", 1), bench.run("Told", "G33", 2)) == ("[perfxl] D8", "[perfxl] G33")
        assert [(rule.address, rule.kind, rule.formula, rule.color) for rule in rules] == [
            ("$D$8", 2, f"={FORMULA}", 13551615),
            ("$G$33", 2, f"={FORMULA}", 10284031),
        ]
        assert bench.run("Locks") == locks
        assert "TrueTrue" in locks

    def it_takes_out_what_it_put_and_leaves_the_rules_of_others(self, bench: ExcelApplication, rules: list[Rule]):
        theirs = Rule(first_sheet(bench), "$D$8", 2, "=$A$1>0", 255)
        rules.append(theirs)
        bench.run("PutMarks")
        bench.run("TakeOut")
        assert rules == [theirs]
        assert (bench.run("Told", "D8", 1), bench.run("Told", "G33", 2)) == ("", "")

    def it_leaves_a_sheet_with_a_password_as_it_is_and_says_so(self, bench: ExcelApplication):
        bench.run("LockWithPassword")
        assert bench.run("PutMarks") is False
        assert (bench.run("Told", "D8", 1), bench.run("Told", "G33", 2)) == ("[perfxl] D8", "")


def first_sheet(excel: ExcelApplication) -> str:
    """The name of the first sheet."""
    return str(excel.sheet(1).name)


class DescribeThePackages:
    def it_passes_an_independent_check_of_the_whole_file(self, tmp_path: Path, closed: Path):
        (tmp_path / "perfxl.xlam").write_bytes(addin())
        (tmp_path / "template.xlsm").write_bytes(with_macros(closed))
        for name in ("perfxl.xlam", "template.xlsm"):
            report = check_file(tmp_path / name)
            assert (report.errors, report.warnings) == ((), ())
