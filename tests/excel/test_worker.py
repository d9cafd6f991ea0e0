"""What a button starts, in copy mode and without a spreadsheet program."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

from perfxl.excel.carrier import Answer, Mark, bgr, carry, marks
from perfxl.excel.places import Places
from perfxl.excel.template import with_macros
from perfxl.excel.worker import main, received
from perfxl.report import build
from perfxl.report.markup import MarkUp, Note
from perfxl.workflow import check
from tests.excel.conftest import SAMPLES
from tests.libreoffice import needs_libreoffice


@pytest.fixture
def there(tmp_path: Path) -> Places:
    found = Places(tmp_path / "start")
    found.work.mkdir(parents=True)
    return found


def run(there: Places, action: str, workbook: Path | None) -> openpyxl.Workbook:
    if workbook is not None:
        shutil.copy(workbook, there.work / "input.xlsx")
    assert main(["copy", action], there) == 0
    assert (there.work / "done.txt").exists()
    return openpyxl.load_workbook(there.work / "result.xlsx")


def said(result: openpyxl.Workbook) -> dict[str, object]:
    return {row[0].value: row[1].value for row in result["_perfxl"].iter_rows(max_row=8)}


class DescribeTheWorker:
    def it_checks_and_brings_back_a_sentence_and_the_place_but_no_mark(self, there: Places, filled: Path):
        result = run(there, "check", filled)
        assessment = check(filled)
        found = said(result)
        assert result.sheetnames == ["_perfxl"]
        assert (found["marks"], found["scored"]) == (0, "")
        assert f"差异 {len(assessment.failures)} 条" in str(found["message"])
        assert "申报 96（优），按行相加 93（优），按分值封顶 91（优）" in str(found["message"])
        assert found["cell"] == "G33"

    def it_scores_and_brings_back_the_marks_and_sheets_of_perfxl_score(self, there: Places, filled: Path):
        result = run(there, "score", filled)
        markup = build(check(filled))
        rows = result["_perfxl"].iter_rows(min_row=11, values_only=True)
        assert {(r[0], r[1], r[2], r[3]) for r in rows} == {
            (mark.sheet, mark.cell, bgr(mark.color), mark.text) for mark in marks(markup.notes)
        }
        assert result.sheetnames[1:] == [sheet.name for sheet in markup.sheets]

    def it_brings_charts_that_look_at_their_own_sheet_alone(self, there: Places, seed: Path):
        """So they go along when the sheet is copied into another workbook, and ask for no links."""
        run(there, "score", seed)
        with zipfile.ZipFile(there.work / "result.xlsx") as result:
            charts = [result.read(name).decode() for name in result.namelist() if name.startswith("xl/charts/chart")]
        places = [place for chart in charts for place in re.findall(r"<(?:c:)?f>([^<]*)</(?:c:)?f>", chart)]
        assert charts
        assert places
        assert {place.partition("!")[0].strip("'") for place in places} == {"评分汇总"}

    def it_keeps_the_links_to_the_accountant_s_own_cells(self, there: Places, seed: Path):
        cells = [cell for row in run(there, "score", seed)["差异清单"].iter_rows() for cell in row]
        assert any(cell.hyperlink and "G33" in (cell.hyperlink.location or "") for cell in cells)

    @pytest.mark.parametrize("words", [[], ["copy"], ["copy", "run"], ["x", "score"], ["copy", "score", "file.xlsx"]])
    def it_takes_no_other_words_than_its_own(self, there: Places, words: list[str]):
        assert main(words, there) == 2
        assert [path.name for path in there.work.iterdir()] == ["done.txt"]  # so that nobody waits

    def it_leaves_no_copy_of_the_workbook_behind(self, there: Places, seed: Path):
        run(there, "check", seed)
        assert {path.name for path in there.work.iterdir()} == {"done.txt", "result.xlsx"}

    def it_takes_the_person_to_the_summary(self, there: Places, seed: Path):
        found = said(run(there, "summary", seed))
        assert (found["sheet"], found["cell"], found["scored"]) == ("评分汇总", "A1", "yes")

    def it_asks_for_a_folder_where_the_summary_of_a_foreign_workbook_is_wanted(self, there: Places, tmp_path: Path):
        openpyxl.Workbook().save(tmp_path / "foreign.xlsx")
        assert said(run(there, "summary", tmp_path / "foreign.xlsx"))["next"] == "folder"
        assert said(run(there, "score", tmp_path / "foreign.xlsx"))["next"] == ""

    def it_answers_a_foreign_workbook_with_a_sentence(self, there: Places, tmp_path: Path):
        openpyxl.Workbook().save(tmp_path / "foreign.xlsx")
        assert "没有找到" in str(said(run(there, "score", tmp_path / "foreign.xlsx"))["message"])

    def it_answers_a_missing_workbook_with_a_sentence(self, there: Places):
        assert "文件不存在" in str(said(run(there, "check", None))["message"])

    def it_answers_its_own_failure_too(self, there: Places, seed: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr("perfxl.workflow.check", lambda _: 1 / 0)
        assert "没有料到" in str(said(run(there, "check", seed))["message"])
        assert "ZeroDivisionError" in (there.work / "error.txt").read_text(encoding="utf-8")


class DescribeTheReceivedWorkbook:
    """Programs save copies in a format of their own choosing, whatever the name."""

    def it_is_named_for_what_it_is(self, there: Places, closed: Path):
        (there.work / "input.xlsx").write_bytes(with_macros(closed))
        assert received(there.work).name == "input.xlsm"
        shutil.copy(closed, there.work / "input.xlsx")
        assert received(there.work).name == "input.xlsx"

    @needs_libreoffice
    def it_reads_the_old_format_that_libreoffice_writes(self, there: Places, closed: Path, tmp_path: Path):
        subprocess.run(
            ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "xls",
             "--outdir", str(tmp_path), str(closed)], check=True, capture_output=True,
        )  # fmt: skip
        result = run(there, "check", closed.with_suffix(".xls"))
        assert "差异 0 条" in str(said(result)["message"])


class DescribeMarks:
    def it_gives_a_cell_with_several_notes_one_text_and_the_worst_colour(self):
        notes = [
            Note("B", "C3", "hint", "[perfxl] 一"),
            Note("A", "D4", "warning", "二"),
            Note("B", "C3", "error", "[perfxl] 三"),
            Note("B", "C3", "hint", "[perfxl] 一"),
        ]
        assert marks(notes) == [Mark("A", "D4", "FFEB9C", "[perfxl] 二"), Mark("B", "C3", "FFC7CE", "[perfxl] 一\n三")]

    def it_counts_colours_as_vba_does(self):
        assert bgr("FF8001") == 0x0180FF

    def it_carries_a_sentence_alone(self, tmp_path: Path):
        carry(Answer("一句话"), tmp_path / "result.xlsx")
        assert said(openpyxl.load_workbook(tmp_path / "result.xlsx"))["message"] == "一句话"

    def it_leaves_no_mark_for_what_is_no_cell(self):
        assert marks([Note("A", "整行", "error", "x")]) == []
        assert MarkUp().notes == ()


def test_the_samples_are_there():
    assert (SAMPLES / "liuyang-2020.xlsx").exists()
