"""Every button pressed in a real spreadsheet program (LibreOffice, headless), and the workbook compared with what
`perfxl score` makes of the same figures."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from perfxl.excel.actions import ACTIONS
from perfxl.excel.install import Mode, install
from perfxl.excel.macros import sources
from perfxl.excel.places import Places, places
from perfxl.excel.seal import state
from perfxl.excel.template import with_macros
from perfxl.excel.texts import TEXTS
from perfxl.rollup.run import roll_up
from perfxl.workflow import check, score
from perfxl.writeback.identity import PREFIX
from tests.excel.conftest import SAMPLES
from tests.excel.desk import OWN, Desk, fills, first_finding, notes, the_person_s_own, values
from tests.excel.office import Office, needs_office

pytestmark = [needs_office, pytest.mark.libreoffice]


class DescribeTheMacrosInLibreOffice:
    def it_finds_every_canary_alive(self, office: Office, sit: Any, seed: Path):
        desk = sit(seed, "copy")
        for module in sources():
            assert office.call(desk.addin, f"{module.name}.{module.name}_Canary") == "ok"

    def it_finds_every_sentence(self, office: Office, sit: Any, seed: Path):
        desk = sit(seed, "copy")
        assert {key: office.call(desk.addin, "PerfxlTexts.PerfxlText", key) for key in TEXTS} == TEXTS

    def it_finds_a_macro_behind_every_button_of_a_template(self, sit: Any, seed: Path):
        book = seed.with_suffix(".xlsm")
        book.write_bytes(with_macros(seed))
        page = sit(book, None).document.Sheets.getByName("操作").DrawPage
        scripts = []
        for index in range(page.Count):
            event = page.getByIndex(index).getEvents().getByName("OnClick")
            scripts.append(next(value.Value for value in event if value.Name == "Script"))
        wanted = [f"VBAProject.PerfxlActions.{action.macro}?language=Basic" for action in ACTIONS]
        assert [script.partition(":")[2].partition("&")[0] for script in scripts] == wanted


class DescribeTheAddinInCopyMode:
    def it_makes_of_the_open_workbook_what_perfxl_score_makes_of_the_file(self, sit: Any, filled: Path, tmp_path: Path):
        desk = sit(filled, "copy")
        assert f"差异 {len(check(filled).failures)} 条" in desk.press("score")
        score(filled, tmp_path / "scored.xlsx")
        saved = desk.save()
        assert notes(saved) == notes(tmp_path / "scored.xlsx")
        assert fills(saved) == fills(tmp_path / "scored.xlsx")
        assert values(saved, OWN) == values(tmp_path / "scored.xlsx", OWN)
        assert the_person_s_own(saved) == the_person_s_own(filled)
        assert desk.sheets()[-2:] == OWN
        assert OWN[0] not in desk.addin.Sheets.ElementNames

    def it_scores_twice_as_once_and_takes_everything_out_again(self, sit: Any, seed: Path):
        desk, figures = sit(seed, "copy"), the_person_s_own(seed)
        sheets = desk.sheets()
        desk.press("score")
        once = notes(desk.save())
        desk.document.store()
        desk.press("score")
        assert notes(desk.save()) == once
        assert desk.press("clean") == TEXTS["cleaned"]
        saved = desk.save()
        assert (notes(saved), fills(saved), desk.sheets()) == ({}, {}, sheets)
        assert the_person_s_own(saved) == figures

    def it_checks_without_writing_and_goes_to_the_most_material_cell(self, sit: Any, seed: Path):
        desk = sit(seed, "copy")
        assert f"差异 {len(check(seed).failures)} 条" in desk.press("check")
        assert desk.place() == first_finding(seed)
        assert notes(desk.save()) == {}
        assert not set(OWN) & set(desk.sheets())

    def it_sees_figures_that_are_not_saved(self, sit: Any, closed: Path):
        desk = sit(closed, "copy")
        assert "差异 0 条" in desk.press("check")
        desk.write("附件2 自评表", "G13", 99.0)
        assert "差异 0 条" not in desk.press("check")

    def it_scores_figures_that_are_not_saved_as_if_they_were(self, sit: Any, closed: Path, tmp_path: Path):
        """Formulas too: a rate typed over its formula is found, which a copy in the old format would not show."""
        desk = sit(closed, "copy")
        desk.write("附件2 自评表", "G13", 99.0)
        desk.write("附件1 基础数据表", "D5", 0.5)
        saved = desk.save()
        desk.press("score")
        score(saved, tmp_path / "scored.xlsx")
        assert any(finding.check == "formula-overwritten" for finding in check(saved).failures)
        marked = desk.save()
        assert notes(marked) == notes(tmp_path / "scored.xlsx")
        assert fills(marked) == fills(tmp_path / "scored.xlsx")

    def it_scores_first_where_there_is_no_summary_and_then_shows_it(self, sit: Any, seed: Path):
        desk = sit(seed, "copy")
        desk.press("summary")
        assert desk.place()[0] == "评分汇总"
        desk.document.CurrentController.setActiveSheet(desk.document.Sheets.getByIndex(0))
        desk.press("summary")
        assert desk.document.CurrentController.ActiveSheet.Name == "评分汇总"

    def it_shows_the_instructions_or_says_that_there_are_none(self, sit: Any, seed: Path, tmp_path: Path):
        desk = sit(seed, "copy")
        desk.press("help")
        assert desk.place()[0] == "填报说明"

    def it_exports_beside_the_workbook(self, sit: Any, closed: Path):
        desk = sit(closed, "copy")
        message = desk.press("export")
        sent = closed.with_name(f"{check(closed).unit}-2020-部门整体支出绩效自评表.xlsx")
        assert message.splitlines()[-1] == str(sent)
        assert state(sent) == "same"

    def it_exports_nothing_while_errors_are_open(self, sit: Any, seed: Path):
        desk = sit(seed, "copy")
        before = set(seed.parent.iterdir())
        assert "不能上报" in desk.press("export")
        assert desk.place() == first_finding(seed)
        assert {path for path in seed.parent.iterdir() if not path.name.startswith(".~lock")} <= before

    def it_keeps_the_accountant_s_own_note(self, sit: Any, seed: Path, tmp_path: Path):
        book = openpyxl.load_workbook(seed)
        book["附件2 自评表"]["G33"].comment = openpyxl.comments.Comment("我自己的批注", "会计")
        own = tmp_path / "own.xlsx"
        book.save(own)
        desk = sit(own, "copy")
        desk.press("score")
        text = notes(desk.save())["附件2 自评表", "G33"]
        assert text.startswith("我自己的批注\n")
        assert PREFIX in text
        desk.press("clean")
        assert notes(desk.save()) == {("附件2 自评表", "G33"): "我自己的批注"}

    def it_keeps_a_sheet_s_protection_and_its_permissions(self, sit: Any, seed: Path):
        desk = sit(seed, "copy")
        desk.press("score")
        after = openpyxl.load_workbook(desk.save())["附件2 自评表"].protection
        before = openpyxl.load_workbook(seed)["附件2 自评表"].protection
        assert (after.sheet, after.insertRows, after.formatColumns) == (
            before.sheet,
            before.insertRows,
            before.formatColumns,
        )

    def it_has_a_sentence_for_a_foreign_workbook(self, sit: Any, tmp_path: Path):
        openpyxl.Workbook().save(tmp_path / "foreign.xlsx")
        desk = sit(tmp_path / "foreign.xlsx", "copy")
        for action in ("check", "score", "export"):
            assert "没有找到" in desk.press(action)
        assert desk.press("help") == TEXTS["no_help"]
        assert desk.press("clean") == TEXTS["cleaned"]
        assert desk.sheets() == ("Sheet",)

    def it_has_a_sentence_where_no_workbook_is_open(self, office: Office, installed: Places):
        install(installed, "copy", "linux")
        addin = office.open(installed.addin)
        try:
            for action in ACTIONS:
                said = "" if action.id == "summary" else TEXTS["no_workbook"]  # it asks for a folder: none is chosen
                assert office.press(addin, f"PerfxlActions.{action.macro}") == said
        finally:
            addin.close(True)


class DescribeTheAddinInLiveMode:
    def it_makes_of_the_open_workbook_what_perfxl_score_makes_of_the_file(self, sit: Any, filled: Path, tmp_path: Path):
        desk = sit(filled, "live")
        assert f"差异 {len(check(filled).failures)} 条" in desk.press("score")
        score(filled, tmp_path / "scored.xlsx")
        saved = desk.save()
        assert notes(saved) == notes(tmp_path / "scored.xlsx")
        assert fills(saved) == fills(tmp_path / "scored.xlsx")
        assert values(saved, OWN) == values(tmp_path / "scored.xlsx", OWN)
        assert the_person_s_own(saved) == the_person_s_own(filled)

    def it_scores_twice_as_once_and_leaves_no_mark_after_cleaning(self, sit: Any, seed: Path):
        desk = sit(seed, "live")
        said = desk.press("score")
        assert said.startswith("差异")
        once = notes(desk.save())
        assert desk.press("score") == said
        assert notes(desk.save()) == once
        assert desk.press("clean") == TEXTS["cleaned"]
        assert (notes(desk.save()), fills(desk.save())) == ({}, {})
        assert not set(OWN) & set(desk.sheets())

    def it_sees_figures_that_are_not_saved(self, sit: Any, closed: Path):
        desk = sit(closed, "live")
        assert "差异 0 条" in desk.press("check")
        desk.write("附件2 自评表", "G13", 99.0)
        assert "差异 0 条" not in desk.press("check")

    def it_has_a_sentence_for_a_foreign_workbook(self, sit: Any, tmp_path: Path):
        openpyxl.Workbook().save(tmp_path / "foreign.xlsx")
        assert "没有找到" in sit(tmp_path / "foreign.xlsx", "live").press("score")


@pytest.mark.parametrize("mode", ["copy", "live"])
class DescribeUndo:
    """Ctrl+Z, which presses Undo of the list that LibreOffice keeps for a workbook."""

    def it_takes_out_marks_sheets_and_fills_in_one_step(self, sit: Any, seed: Path, mode: Mode):
        desk = sit(seed, mode)
        sheets, before = desk.sheets(), desk.document.UndoManager.getAllUndoActionTitles()
        desk.press("score")
        assert len(desk.document.UndoManager.getAllUndoActionTitles()) == len(before) + 1
        desk.document.UndoManager.undo()
        saved = desk.save()
        assert (notes(saved), fills(saved), desk.sheets()) == ({}, {}, sheets)

    def it_offers_nothing_after_a_second_scoring_as_in_excel(self, sit: Any, seed: Path, mode: Mode):
        desk = sit(seed, mode)
        desk.press("score")
        desk.press("score")
        assert not desk.document.UndoManager.isUndoPossible()
        desk.press("clean")
        assert fills(desk.save()) == {}


class DescribeRollingUp:
    """汇总 where no filing is open."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        """Filings in a folder whose name no code page and no command line holds well."""
        folder = tmp_path / 'back "; touch ran; $(touch ran) 二〇二〇年（自评）𠮷'
        folder.mkdir()
        for name in ("liuyang-2020", "closed-2020"):
            shutil.copy(SAMPLES / f"{name}.xlsx", folder)
        return folder

    @pytest.fixture
    def foreign(self, tmp_path: Path) -> Path:
        openpyxl.Workbook().save(tmp_path / "foreign.xlsx")
        return tmp_path / "foreign.xlsx"

    def press(self, desk: Desk, folder: Path | str) -> str:
        desk.office.call(desk.addin, "PerfxlTexts.PerfxlWillChoose", str(folder))
        return desk.press("summary")

    @pytest.mark.parametrize("mode", ["copy", "live"])
    def it_makes_one_workbook_of_the_folder_beside_it_and_opens_it(
        self, office: Office, sit: Any, foreign: Path, folder: Path, mode: Mode
    ):
        said = self.press(sit(foreign, mode), folder)
        (made,) = folder.parent.glob("*汇总*.xlsx")
        assert said.startswith("收到文件 2 个，有效填报件 2 份，必须改 17 条；勾稽全部一致。")
        assert str(made) in said
        opened = office.find(made)
        assert opened.Sheets.ElementNames[0] == "汇总"
        opened.close(True)
        assert {path.name for path in folder.iterdir()} == {"liuyang-2020.xlsx", "closed-2020.xlsx"}
        assert not [path for path in (*folder.parent.rglob("ran*"), Path.cwd() / "ran") if path.exists()]

    def it_does_so_from_an_earlier_result(self, office: Office, sit: Any, folder: Path, tmp_path: Path):
        roll_up(folder, tmp_path / "earlier.xlsx")
        self.press(sit(tmp_path / "earlier.xlsx", "copy"), folder)
        (made,) = folder.parent.glob("*汇总*.xlsx")
        office.find(made).close(True)

    def it_does_nothing_where_no_folder_is_chosen(self, sit: Any, foreign: Path):
        assert self.press(sit(foreign, "copy"), "") == ""

    def it_has_a_sentence_for_a_folder_that_is_gone(self, sit: Any, foreign: Path, folder: Path):
        assert "没有这个文件夹" in self.press(sit(foreign, "copy"), folder / "gone")


class DescribeAHostileWorkbook:
    @pytest.fixture
    def trap(self, seed: Path, tmp_path: Path) -> Path:
        """A workbook that tries all it can: its name, its folder, a sheet of settings and defined names."""
        folder = tmp_path / "mailed"
        (folder / "perfxl").mkdir(parents=True)
        run = f'/usr/bin/touch "{tmp_path}/ran"'
        for name in ("command.txt", "perfxl/command.txt", "xlwings.conf", "perfxl.py", "sitecustomize.py"):
            (folder / name).write_text(f"copy\n{run}\n")
        book = openpyxl.load_workbook(seed)
        for title in ("xlwings.conf", "perfxl"):
            book.create_sheet(title).append(["INTERPRETER_WIN", run])
        book.defined_names["perfxl_command"] = openpyxl.workbook.defined_name.DefinedName(
            "perfxl_command", attr_text=f'"{tmp_path}/ran"'
        )
        path = folder / f'a"; touch {tmp_path.name}-ran; "$(touch ran)`touch ran`.xlsx'
        book.save(path)
        return path

    @pytest.mark.parametrize("mode", ["copy", "live"])
    def it_cannot_choose_what_runs(self, sit: Any, trap: Path, installed: Places, tmp_path: Path, mode: Mode):
        desk = sit(trap, mode)
        written = installed.command.read_bytes()
        for action in ACTIONS:
            desk.press(action.id)
        assert installed.command.read_bytes() == written
        assert not [path for path in tmp_path.rglob("*") if path.name.endswith("ran")]
        assert not (Path.cwd() / "ran").exists()
        assert not (installed.start.parent / "ran").exists()


class DescribeATemplateWithoutPython:
    @pytest.fixture
    def template(self, closed: Path) -> Path:
        book = closed.with_suffix(".xlsm")
        book.write_bytes(with_macros(closed))
        return book

    def it_finds_nothing_where_everything_closes(self, sit: Any, template: Path):
        desk = sit(template, None)
        assert desk.press("check") == TEXTS["offline_ok"]
        assert desk.press("score") == TEXTS["offline_ok"]

    @pytest.mark.parametrize(
        ("sheet", "cell", "factor"),
        [
            ("附件1 基础数据表", "C5", 3.0),
            ("附件1 基础数据表", "D18", 0.01),
            ("附件1 基础数据表", "D22", 9.0),
            ("附件2 自评表", "D5", 2.0),
            ("附件2 自评表", "E7", 50.0),
        ],
    )
    def it_goes_where_python_finds_the_first_thing_to_put_right(
        self, sit: Any, template: Path, tmp_path: Path, sheet: str, cell: str, factor: float
    ):
        desk = sit(template, None)
        target = desk.document.Sheets.getByName(sheet).getCellRangeByName(cell)
        desk.write(sheet, cell, target.Value * factor + 1)
        message = desk.press("check")
        found = check(desk.save())
        places = {
            (f.sheet, f.cell) for f in found.failures if f.severity == ("error" if found.has_errors else f.severity)
        }
        assert message.startswith(TEXTS["offline_bad"])
        assert int(message.removeprefix(TEXTS["offline_bad"])) > 0
        assert desk.place() in places

    def it_says_that_a_foreign_workbook_cannot_be_checked(self, office: Office, sit: Any, tmp_path: Path, closed: Path):
        openpyxl.Workbook().save(tmp_path / "foreign.xlsx")
        desk = sit(tmp_path / "foreign.xlsx", "copy")
        places("linux", office.home, {}).command.unlink()
        assert desk.press("check") == TEXTS["offline_form"]

    def it_runs_python_from_its_own_buttons_where_perfxl_is_installed(
        self, office: Office, sit: Any, installed: Places, seed: Path
    ):
        install(installed, "copy", "linux", office.pipe)
        book = seed.with_suffix(".xlsm")
        book.write_bytes(with_macros(seed))
        desk = sit(book, None)
        assert f"差异 {len(check(seed).failures)} 条" in desk.press("score")
        assert desk.sheets()[-2:] == OWN
