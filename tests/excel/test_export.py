"""导出上报 and the seal."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from perfxl.cli import main
from perfxl.errors import UnsupportedFile
from perfxl.excel.export import export, file_name
from perfxl.excel.seal import PROPERTY, seal, sealed, sentence, state
from perfxl.excel.template import with_macros
from perfxl.standard.loader import load
from perfxl.workflow import check, score
from tests.libreoffice import needs_libreoffice, recalculate


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERFXL_LANG", "en")


@pytest.fixture
def sent(closed: Path, tmp_path: Path) -> Path:
    export(closed, tmp_path / "sent.xlsx")
    return tmp_path / "sent.xlsx"


def changed(source: Path, target: Path, old: bytes, new: bytes) -> Path:
    """The package with bytes of its first sheet replaced; everything else, results of formulas too, as it was."""
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as out:
        for name in archive.namelist():
            data = archive.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert data.count(old) == 1
                data = data.replace(old, new)
            out.writestr(name, data)
    return target


class DescribeExporting:
    def it_refuses_while_errors_are_open_and_says_how_many_and_where(self, seed: Path, tmp_path: Path):
        answer = export(seed, tmp_path / "sent.xlsx")
        errors = [f for f in check(seed).failures if f.severity == "error"]
        assert f"还有 {len(errors)} 条必须改的" in answer.message
        assert (answer.sheet, answer.cell, answer.export) == (errors[0].sheet, errors[0].cell, "")
        assert not (tmp_path / "sent.xlsx").exists()

    def it_names_the_file_by_unit_year_and_form(self, closed: Path, tmp_path: Path):
        assessment = check(closed)
        name = export(closed, tmp_path / "sent.xlsx").export
        assert name == f"{assessment.unit}-2020-部门整体支出绩效自评表.xlsx"

    def it_takes_the_marks_out(self, closed: Path, tmp_path: Path):
        score(closed, tmp_path / "scored.xlsx")
        export(tmp_path / "scored.xlsx", tmp_path / "sent.xlsx")
        book = openpyxl.load_workbook(tmp_path / "sent.xlsx")
        assert book.sheetnames == openpyxl.load_workbook(closed).sheetnames
        assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment]

    def it_sends_a_workbook_without_macros_ribbon_and_buttons(self, closed: Path, tmp_path: Path):
        (tmp_path / "filled.xlsm").write_bytes(with_macros(closed))
        export(tmp_path / "filled.xlsm", tmp_path / "sent.xlsx")
        names = zipfile.ZipFile(tmp_path / "sent.xlsx").namelist()
        assert not [name for name in names if "vba" in name or "customUI" in name or "drawing" in name]
        assert openpyxl.load_workbook(tmp_path / "sent.xlsx").sheetnames == openpyxl.load_workbook(closed).sheetnames
        assert state(tmp_path / "sent.xlsx") == "same"

    def it_lets_explained_errors_pass_and_sends_the_reasons_along(self, seed: Path, tmp_path: Path):
        scored, explained = tmp_path / "scored.xlsx", tmp_path / "explained.xlsx"
        score(seed, scored)
        recalculated = openpyxl.load_workbook(scored, data_only=True)
        sheet = recalculated["差异清单"]
        header = next(row for row in sheet.iter_rows() if any(cell.value == "处理意见" for cell in row))
        column = next(cell.column for cell in header if cell.value == "处理意见")
        for row in range(header[0].row + 1, sheet.max_row + 1):
            if sheet.cell(row, column + 1).value:
                sheet.cell(row, column).value = "已与财政局核对"
        recalculated.save(explained)
        answer = export(explained, tmp_path / "sent.xlsx")
        assert answer.export
        sent = check(tmp_path / "sent.xlsx")
        assert not sent.has_errors
        assert any(f.outcome == "waived" and f.reason == "已与财政局核对" for f in sent.findings)

    def it_asks_for_an_xlsx_first_where_the_format_is_another(self, tmp_path: Path):
        with pytest.raises(UnsupportedFile, match="请先把工作簿存成"):
            export(tmp_path / "filled.xls", tmp_path / "sent.xlsx")

    @pytest.mark.parametrize("unit", ["../../etc/某局", "..\\某局", 'a"b|c', "某\n局", "CON. ", "局" * 300])
    def it_lets_no_unit_choose_where_the_file_goes(self, closed: Path, unit: str):
        name = file_name(replace(check(closed), unit=unit), load("hunan-2020"))
        assert not set(name.removesuffix(".xlsx")) & set('/\\:*?"<>|\n.')
        assert len(name) < 120


class DescribeTheSeal:
    def it_holds_for_what_was_exported(self, sent: Path):
        assert state(sent) == "same"

    def it_is_absent_from_what_was_not(self, closed: Path):
        assert (sealed(closed), state(closed)) == (None, "unsealed")

    def it_is_told_by_perfxl_check(self, sent: Path, closed: Path, capsys: pytest.CaptureFixture[str]):
        assert main(["check", str(sent)]) == 0
        assert "still what was exported" in capsys.readouterr().err
        main(["check", str(closed)])
        assert "exported" not in capsys.readouterr().err

    @needs_libreoffice
    def it_survives_another_program_s_saving(self, sent: Path, tmp_path: Path):
        assert state(recalculate(sent, tmp_path / "saved.xlsx")) == "same"

    def it_breaks_when_a_figure_changes(self, sent: Path, tmp_path: Path):
        with zipfile.ZipFile(sent) as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml")
        start = sheet.index(b'<c r="B5"')
        cell = sheet[start : sheet.index(b"</c>", start)]
        value = cell.rpartition(b"<v>")[2].partition(b"</v>")[0]
        other = cell.replace(b"<v>" + value + b"</v>", b"<v>99</v>")
        changed(sent, tmp_path / "changed.xlsx", cell, other)
        assert state(tmp_path / "changed.xlsx") == "changed"
        assert "改过" in (sentence(tmp_path / "changed.xlsx") or ("",))[0]

    def it_is_renewed_not_repeated(self, sent: Path, tmp_path: Path):
        seal(sent, tmp_path / "again.xlsx", "1:x:y")
        assert sealed(tmp_path / "again.xlsx") == "1:x:y"
        with zipfile.ZipFile(tmp_path / "again.xlsx") as archive:
            assert archive.read("docProps/custom.xml").count(PROPERTY.encode()) == 1

    def it_is_a_property_that_openpyxl_reads_too(self, sent: Path):
        assert openpyxl.load_workbook(sent).custom_doc_props[PROPERTY].value == sealed(sent)
