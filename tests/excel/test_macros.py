"""The macro sources: held to ASCII, to one another, and run by a VBA interpreter that is not LibreOffice's."""

from __future__ import annotations

import re
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
from perfxl.writeback.identity import FORMULA, PREFIX

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

    def it_takes_no_command_from_a_workbook(self):
        """Nothing that a workbook can choose stands in the module that starts programs."""
        tool = next(module.source for module in sources() if module.name == "PerfxlTool")
        code = "\n".join(line.partition("'")[0] for line in tool.splitlines())
        assert not re.search(r"ActiveWorkbook|ThisWorkbook|Workbooks|FullName|\.Path\b|\.Name\b|CurDir", code)
        started = re.findall(r"(?:launcher\.Run|Shell) (.*)", code)
        assert all(line.startswith('PerfxlCommand() & " " & words') for line in started)
        assert len(started) == 2

    def it_puts_only_its_own_words_behind_the_command(self):
        calls = re.findall(r"PerfxlStart\((.*)\) Then", ALL)
        assert calls == ['IIf(live, "live ", "copy ") & action']
        given = set(re.findall(r'PerfxlRun wb, ("\w+"|action)', ALL)) | set(re.findall(r'PerfxlDo ("\w+"|[\w.]+)', ALL))
        assert given - {"action", "control.Tag"} == {f'"{action.id}"' for action in ACTIONS}


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

    def it_cleans_a_workbook_without_marks(self, excel: ExcelApplication):
        excel.run("PerfxlBeQuiet")
        excel.run("Perfxl_Clean")
        assert str(excel.run("PerfxlSaid")) == TEXTS["cleaned"]


class DescribeThePackages:
    def it_passes_an_independent_check_of_the_whole_file(self, tmp_path: Path, closed: Path):
        (tmp_path / "perfxl.xlam").write_bytes(addin())
        (tmp_path / "template.xlsm").write_bytes(with_macros(closed))
        for name in ("perfxl.xlam", "template.xlsm"):
            report = check_file(tmp_path / name)
            assert (report.errors, report.warnings) == ((), ())
