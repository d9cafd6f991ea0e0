"""退回修改通知, as a person reads it and as Word lays it out."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest
from docx.document import Document

from perfxl.rollup.run import roll_up
from tests.rollup.filings import BASE, ROOT, filing, with_cell, zipped

PROJECT = "faulty-sichuan-2023.xlsx"


class Letters:
    """The letters about two filings, in both formats: one of a unit as a whole, one of a project."""

    def __init__(self, home: Path) -> None:
        self.home = home
        (home / "in").mkdir()
        (home / "in" / "包.zip").write_bytes(zipped({"内/丙.xlsx": filing("丙文化馆", 2, "adjustment-budget")}))
        (home / "in" / PROJECT).write_bytes((ROOT / "samples" / PROJECT).read_bytes())
        (home / "in" / "好.xlsx").write_bytes(filing("甲馆", 3))
        self.written = self.write("docx").notices

    def write(self, kind, folder: str = "n"):
        return roll_up(self.home / "in", self.home / "o.xlsx", jobs=1, notices=self.home / folder, notices_format=kind)

    def path(self, mark: str, folder: str = "n", kind: str = "docx") -> Path:
        (found,) = (self.home / folder).glob(f"*{mark}*.{kind}")
        return found

    def document(self, mark: str) -> Document:
        return docx.Document(str(self.path(mark)))


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Letters:
    return Letters(tmp_path_factory.mktemp("letters"))


class DescribeALetter:
    def it_goes_to_those_alone_who_have_something_to_correct(self, letters: Letters):
        assert letters.written == len(list((letters.home / "n").iterdir())) == 2

    def it_says_in_what_place_what_is_written_what_should_be_and_why(self, letters: Letters):
        document = letters.document("丙")
        assert document.paragraphs[1].text == "丙文化馆："
        header, first = ([cell.text for cell in row.cells] for row in document.tables[0].rows[:2])
        assert header == ["序号", "填报项", "单元格", "填报", "应为", "依据和说明", "要求"]
        assert first[2:5] == [f"{BASE}!C23", "1182", "1181"]
        assert "规则：" in first[5]
        assert first[6] == "改正"

    def it_calls_the_form_by_its_own_title(self, letters: Letters):
        assert "《2020年部门整体支出绩效自评表》收悉" in letters.document("丙").paragraphs[2].text
        assert "“偏差及原因分析”栏" in letters.document("丙").paragraphs[2].text

    def it_names_the_project_and_goes_to_the_unit(self, letters: Letters):
        document = letters.document("2023")
        assert document.paragraphs[1].text == "青禾县文化馆："
        assert "《2023年部门预算项目支出绩效自评表》（项目：公共文化馆免费开放补助）" in document.paragraphs[2].text

    def it_does_not_tell_the_unit_where_the_bureau_keeps_its_files(self, letters: Letters):
        said = "\n".join(paragraph.text for paragraph in letters.document("丙").paragraphs)
        assert "所核对的文件：丙.xlsx" in said
        assert str(letters.home) not in said

    def it_is_as_wide_as_the_page_and_repeats_its_header(self, letters: Letters):
        document = letters.document("2023")
        section, table = document.sections[0], document.tables[0]
        assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21, 29.7)
        room = section.page_width - section.left_margin - section.right_margin
        widths = [column.width for column in table.columns]
        assert 0.99 * room < sum(widths) <= 1.001 * room
        assert max(widths) == widths[5]
        assert all([cell.width for cell in row.cells] == widths for row in table.rows)
        assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
        assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)

    def it_is_the_same_bytes_again(self, letters: Letters):
        letters.write("docx", "again")
        assert letters.path("丙", "again").read_bytes() == letters.path("丙").read_bytes()

    def it_is_written_as_a_workbook_where_that_is_wanted(self, letters: Letters):
        letters.write("xlsx", "x")
        sheet = openpyxl.load_workbook(letters.path("丙", "x", "xlsx")).active
        texts = [row[0] for row in sheet.iter_rows(values_only=True) if row[0]]
        assert texts[1] == "丙文化馆："
        assert texts[2].lstrip("　").startswith("你单位报送的《2020年部门整体支出绩效自评表》收悉")
        assert texts[3:5] == ["序号", "1"]
        assert sheet.print_title_rows == "$5:$5"


class DescribeALetterAboutAHostileFiling:
    def it_holds_texts_as_texts(self, tmp_path: Path):
        """Markup, control characters and those that turn the writing around."""
        data = with_cell(filing("甲", 2), BASE, "C22", "&lt;w:p/&gt;\u202e1&amp;")
        (tmp_path / "a.xlsx").write_bytes(data)
        roll_up(tmp_path / "a.xlsx", tmp_path / "o.xlsx", jobs=1, notices=tmp_path / "n")
        (path,) = (tmp_path / "n").iterdir()
        cells = [cell.text for row in docx.Document(str(path)).tables[0].rows for cell in row.cells]
        assert "<w:p/> 1&" in cells
        assert not any("\u202e" in text for text in cells)
