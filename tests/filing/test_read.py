import shutil
import struct
import time
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from perfxl.errors import PerfxlError, UnreadableFile, WrongForm
from perfxl.filing.read import read
from tests.filing.binary import xlsb
from tests.filing.table import BASE, SELF, grid
from tests.libreoffice import needs_libreoffice, to_format

HANDMADE = Path(__file__).parents[2] / "samples" / "liuyang-2020-handmade.xlsx"
PART = "xl/worksheets/sheet1.xml"


def saved(path: Path, *grids, names=None) -> Path:
    """The grids as an .xlsx by openpyxl."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for its in grids:
        sheet = workbook.create_sheet(its.name)
        sheet.sheet_state = "hidden" if its.hidden else "visible"
        for (row, column), value in its.cells.items():
            sheet.cell(row, column, value)
        for (row, column), formula in its.formulas.items():
            sheet.cell(row, column, f"={formula}")
        for area in its.merges:
            sheet.merge_cells(start_row=area.top, start_column=area.left, end_row=area.bottom, end_column=area.right)
    for name, text in (names or {}).items():
        workbook.defined_names[name] = openpyxl.workbook.defined_name.DefinedName(name, attr_text=text)
    workbook.save(path)
    return path


@pytest.fixture
def book(tmp_path):
    return saved(tmp_path / "县残联 2020 自评.xlsx", grid("附件1", BASE), grid("Sheet2", SELF))


def repacked(path: Path, change) -> Path:
    """The package with parts changed: change(name, data) gives the new data."""
    parts = {}
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            parts[name] = change(name, package.read(name))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


class DescribeAWorkbook:
    def it_is_read_from_its_file(self, book, standard):
        filing = read(book, standard)
        assert filing.file == str(book)
        assert filing.standard == "hunan-2020"
        assert filing.sheets == {"base": "附件1", "self": "Sheet2"}
        assert filing.facts["三公经费_决算"].value == Decimal("2.2")
        assert filing.total["自评得分"].value == 96
        assert filing.workbook.formulas_known

    def it_is_read_the_same_as_its_grids(self, book, standard, filing):
        from_file, from_text = read(book, standard), filing()
        assert {name: (fact.state, fact.value, fact.cell) for name, fact in from_file.facts.items()} == {
            name: (fact.state, fact.value, fact.cell) for name, fact in from_text.facts.items()
        }
        assert [(row.path, row.blank) for row in from_file.rows] == [(row.path, row.blank) for row in from_text.rows]

    def it_says_that_a_formula_was_never_calculated(self, tmp_path, standard):
        text = BASE.replace("三公经费 | 2.19 | 2.25 | 2.2", "三公经费 | 2.19 | 2.25 | =D9+D13⇒")
        fact = read(saved(tmp_path / "a.xlsx", grid("附件1", text)), standard).facts["三公经费_决算"]
        assert (fact.state, fact.formula, fact.value) == ("uncached", "=D9+D13", None)

    def it_reads_error_values_with_their_text(self, tmp_path, standard):
        path = saved(tmp_path / "a.xlsx", grid("附件1", BASE.replace("2.25 | 2.2", "2.25 | '#DIV/0!")))
        fact = read(path, standard).facts["三公经费_决算"]
        assert (fact.state, fact.text) == ("error", "#DIV/0!")

    def it_follows_the_workbook_s_names(self, tmp_path, standard):
        text = BASE.replace("政府采购金额", "采买情况")
        path = saved(tmp_path / "a.xlsx", grid("附件1", text), names={"政府采购_决算": "'附件1'!$D$22"})
        assert read(path, standard).facts["政府采购_决算"].cell == "D22"

    def it_sees_hidden_sheets_and_rows(self, tmp_path, standard):
        path = saved(tmp_path / "a.xlsx", grid("附件1", BASE), grid("附件2", SELF, hidden=True))
        workbook = openpyxl.load_workbook(path)
        workbook["附件1"].row_dimensions[9].hidden = True
        workbook["附件1"].column_dimensions["C"].hidden = True
        workbook.save(path)
        hidden = read(path, standard).workbook.hidden
        assert [(each.kind, each.sheet, each.cell) for each in hidden] == [
            ("row", "附件1", "A9"),
            ("column", "附件1", "C1"),
            ("sheet", "附件2", "A1"),
        ]


class DescribeOtherFormats:
    @needs_libreoffice
    @pytest.mark.libreoffice
    @pytest.mark.parametrize("suffix", ["xls", "ods"])
    def it_reads_the_same_facts(self, book, standard, tmp_path, suffix):
        filing = read(to_format(book, tmp_path / "made", suffix), standard)
        expected = read(book, standard)
        assert {name: (fact.state, fact.value) for name, fact in filing.facts.items()} == {
            name: (fact.state, fact.value) for name, fact in expected.facts.items()
        }
        assert [row.path for row in filing.rows] == [row.path for row in expected.rows]
        assert filing.name_faults[0].cell == "A13"
        assert not filing.workbook.formulas_known

    def it_reads_a_macro_workbook(self, book, standard):
        path = shutil.copy(book, book.with_suffix(".xlsm"))
        assert read(path, standard).total["自评得分"].value == 96

    def it_reads_a_binary_workbook(self, tmp_path, standard):
        path = tmp_path / "a.xlsb"
        path.write_bytes(xlsb({"附件1": grid("附件1", BASE)}))
        fact = read(path, standard).facts["三公经费_决算"]
        assert (fact.value, fact.cell) == (Decimal("2.2"), "D8")


class DescribeLargeWorkbooks:
    def it_reads_the_form_beside_a_ledger(self, book, standard):
        workbook = openpyxl.load_workbook(book)
        ledger = workbook.create_sheet("明细账", 0)
        for row in range(3000):
            ledger.append([f"凭证{row}", row, row * 1.5, "办公费", "摘要" * 5])
        workbook.save(book)
        assert read(book, standard).sheets == {"base": "附件1", "self": "Sheet2"}

    def it_takes_in_a_large_sheet_where_the_form_is_on_it(self, book, standard):
        filler = b'<row r="%d"><c r="A%d" s="0"/></row>'
        rows = b"".join(filler % (row, row) for row in range(100, 70_000))
        repacked(
            book, lambda name, data: data.replace(b"</sheetData>", rows + b"</sheetData>") if name == PART else data
        )
        assert read(book, standard).sheets["base"] == "附件1"

    def it_is_not_taken_in_by_a_declared_dimension(self, book, standard):
        declared = b'<dimension ref="A1:XFD1048576"'
        repacked(book, lambda name, data: data.replace(b'<dimension ref="A1:D25"', declared) if name == PART else data)
        assert read(book, standard).facts["三公经费_决算"].value == Decimal("2.2")

    def it_leaves_a_sheet_aside_that_reaches_to_the_end(self, book, standard):
        far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        repacked(book, lambda name, data: data.replace(b"</sheetData>", far) if name == PART else data)
        filing = read(book, standard)
        assert filing.sheets == {"base": None, "self": "Sheet2"}
        assert filing.workbook.unread == ("附件1",)

    def it_says_so_where_nothing_else_is_left(self, book, standard):
        far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        repacked(book, lambda name, data: data.replace(b"</sheetData>", far))
        with pytest.raises(UnreadableFile, match="大得不正常"):
            read(book, standard)


class DescribeBadInput:
    def fails(self, path, standard, error=UnreadableFile) -> PerfxlError:
        with pytest.raises(error) as caught:
            read(path, standard)
        assert caught.value.zh.count("。") == 1
        assert caught.value.en.rstrip().endswith(".")
        return caught.value

    def it_refuses_a_name_that_does_not_exist(self, tmp_path, standard):
        assert "不存在" in self.fails(tmp_path / "无.xlsx", standard).zh

    def it_refuses_a_folder(self, tmp_path, standard):
        assert "文件夹" in self.fails(tmp_path, standard).zh

    def it_refuses_an_empty_file(self, tmp_path, standard):
        (tmp_path / "a.xlsx").touch()
        assert "空" in self.fails(tmp_path / "a.xlsx", standard).zh

    @pytest.mark.parametrize(
        "data", [b"hello", b"\0" * 5000, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"PK\x03\x04"]
    )
    def it_refuses_what_is_no_workbook(self, tmp_path, standard, data):
        (tmp_path / "a.xlsx").write_bytes(data)
        self.fails(tmp_path / "a.xlsx", standard)

    @pytest.mark.parametrize("name", ["a.doc", "a.docx", "a.pdf", "a.csv", "a.et", "a.wps"])
    def it_asks_for_an_xlsx_where_the_name_is_of_another_kind(self, tmp_path, standard, name):
        (tmp_path / name).write_bytes(b"x")
        assert "另存为 .xlsx" in self.fails(tmp_path / name, standard).zh

    def it_asks_for_an_xlsx_where_a_web_page_is_named_xls(self, tmp_path, standard):
        (tmp_path / "a.xls").write_bytes(b"\xef\xbb\xbf<html><table><tr><td>1</td></tr></table></html>")
        assert "另存为 .xlsx" in self.fails(tmp_path / "a.xls", standard).zh

    def it_refuses_an_encrypted_workbook_and_says_what_to_do(self, tmp_path, standard, book):
        from msoffcrypto.format.ooxml import OOXMLFile

        target = tmp_path / "locked.xlsx"
        with book.open("rb") as plain, target.open("wb") as locked:
            OOXMLFile(plain).encrypt("123", locked)
        assert "打开密码" in self.fails(target, standard).zh

    def it_reads_it_with_its_password(self, tmp_path, standard, book):
        from perfxl.opc.compound import encrypt

        locked = tmp_path / "locked.xlsx"
        locked.write_bytes(encrypt(book.read_bytes(), "123"))
        assert read(locked, standard, password="123").total["自评得分"].value == 96
        with pytest.raises(UnreadableFile, match="密码不对"):
            read(locked, standard, password="456")

    def it_reads_without_asking_what_excel_encrypted_by_itself(self, tmp_path, standard, book):
        from perfxl.opc.compound import EXCELS_OWN, encrypt

        locked = tmp_path / "locked.xlsx"
        locked.write_bytes(encrypt(book.read_bytes(), EXCELS_OWN))
        assert read(locked, standard).total["自评得分"].value == 96

    @pytest.mark.parametrize("keep", [0.1, 0.5, 0.9, 0.999])
    def it_refuses_a_truncated_workbook(self, book, standard, keep):
        data = book.read_bytes()
        book.write_bytes(data[: int(len(data) * keep)])
        self.fails(book, standard)

    def it_refuses_a_zip_that_is_no_workbook(self, tmp_path, standard):
        with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as package:
            package.writestr("readme.txt", "hello")
        self.fails(tmp_path / "a.xlsx", standard)

    def it_refuses_a_word_document_named_xlsx(self, tmp_path, standard):
        with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as package:
            package.writestr(
                "[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
            )
            package.writestr("word/document.xml", "<document/>")
        self.fails(tmp_path / "a.xlsx", standard)

    def it_refuses_a_bomb_before_inflating_it(self, book, standard):
        repacked(book, lambda name, data: b"0" * 30_000_000 if name == PART else data)
        start = time.process_time()
        self.fails(book, standard)
        assert time.process_time() - start < 1

    def it_refuses_a_part_that_is_larger_than_it_says(self, book, standard):
        data = bytearray(book.read_bytes())
        at = data.rfind(PART.encode()) - 46
        assert data[at : at + 4] == b"PK\x01\x02"
        struct.pack_into("<I", data, at + 24, 10)
        book.write_bytes(data)
        self.fails(book, standard)

    def it_lists_the_sheets_of_a_workbook_that_is_not_the_form(self, tmp_path, standard):
        path = saved(tmp_path / "a.xlsx", grid("工资表", "姓名 | 金额"), grid("考勤", "1 | 2"))
        message = self.fails(path, standard, WrongForm).zh
        assert "“工资表”、“考勤”" in message

    def it_lists_nothing_where_there_is_nothing(self, tmp_path, standard):
        self.fails(saved(tmp_path / "a.xlsx", grid("Sheet1", "")), standard, WrongForm)


class DescribeTheHandMadeSample:
    @pytest.fixture
    def filing(self, standard):
        return read(HANDMADE, standard)

    def it_is_made_by_its_script(self, tmp_path):
        from scripts.make_handmade import main

        main(tmp_path / "made.xlsx")
        assert (tmp_path / "made.xlsx").read_bytes() == HANDMADE.read_bytes()

    @pytest.mark.parametrize(
        ("name", "value", "cell"),
        [
            ("在职人员控制率", "1", "D5"),
            ("三公经费_决算", "2.2", "D8"),
            ("公务接待_决算", "0.5", "D13"),
            ("自评_其他资金_执行", "779.67", "E6"),
        ],
    )
    def it_has_its_figures_at_the_cells_of_the_official_form(self, filing, name, value, cell):
        assert (filing.facts[name].value, filing.facts[name].cell) == (Decimal(value), cell)

    def it_has_its_scores_there_too(self, filing):
        training = next(row for row in filing.rows if row.level3 == "残疾人培训")
        assert training.facts["自评得分"].cell == "G22"
        assert filing.total["自评得分"].cell == "G33"

    def it_has_the_mess_of_the_published_filing(self, filing):
        faults = [(fault.kind, fault.cell) for fault in filing.name_faults]
        assert faults == [("nameless", "A13"), ("blank_row", "C13"), ("bracket", "C31")]
        assert filing.units["base"].state == "blank"
        assert filing.rows[1].facts["一级分值"].cell == "B12"
        assert sum(row.facts["自评得分"].value or 0 for row in filing.rows) == 93
