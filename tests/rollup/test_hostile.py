"""Mailboxes and filings that mean harm, or look as if they did: bounded, reported, survived."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from perfxl.excel.vba.compound import compound_file
from perfxl.rollup.run import RollUp, roll_up
from tests.rollup.filings import SELF, filing, mail, with_cell, zipped
from tests.rollup.test_rollup import rows

MANY = 10_000
_MORE = {
    "xl/workbook.xml": (
        "</sheets>",
        '<sheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" name="多{0}"'
        ' sheetId="{1}" r:id="more{0}"/>',
    ),
    "xl/_rels/workbook.xml.rels": (
        "</Relationships>",
        '<Relationship Id="more{0}" Target="worksheets/more{0}.xml"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>',
    ),
    "[Content_Types].xml": (
        "</Types>",
        '<Override PartName="/xl/worksheets/more{0}.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>',
    ),
}
_BLANK = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'


def with_sheets(data: bytes, count: int) -> bytes:
    """The workbook with so many more sheets, all blank."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename in _MORE:
                end, element = _MORE[info.filename]
                more = "".join(element.format(number, number + 1000) for number in range(count))
                content = content.decode().replace(end, more + end).encode()
            new.writestr(info, content)
        for number in range(count):
            new.writestr(f"xl/worksheets/more{number}.xml", _BLANK)
    return out.getvalue()


def outlook(name: str, data: bytes) -> bytes:
    """A .msg with one attachment."""
    attached = {"__substg1.0_3707001F": name.encode("utf-16-le"), "__substg1.0_37010102": data}
    return compound_file({"__properties_version1.0": bytes(32), "__attach_version1.0_#00000000": attached})


class Mailbox:
    """What came in, and the 汇总 of it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        box = home / "收件"
        box.mkdir()
        one = mail({"自评.xlsx": filing("丙", 4)}).replace(b"\r\n", b"\n")
        for name, data in {
            "一千个.zip": zipped({f"{number}/自评.xlsx": filing("甲", 2) for number in range(1000)}),
            "套.zip": zipped({"内.zip": zipped({"里\n=1+1.xlsx": filing("乙", 3, "goal-blank")})}),
            "邮箱.mbox": b"".join(b"From a Mon Mar 15 09:30:00 2021\n" + one + b"\n\n" for _ in range(100)),
            "信.msg": outlook("../../=cmd|' /C calc'!A0.xlsx", filing("丁", 5)),
            "信.eml": mail({"包.zip": zipped({"C:\\x.xlsx": filing("戊", 6)})}),
            "一万张.xlsx": with_sheets(filing("己", 7), MANY),
            "炸弹.zip": zipped({"b.xlsx": bytes(80 * 1024**2)}),
        }.items():
            (box / name).write_bytes(data)
        self.done: RollUp = roll_up(box, home / "汇总.xlsx", jobs=2)


@pytest.fixture(scope="module")
def mailbox(tmp_path_factory: pytest.TempPathFactory) -> Mailbox:
    return Mailbox(tmp_path_factory.mktemp("mailbox"))


class DescribeAHostileMailbox:
    def it_counts_every_unit_once(self, mailbox: Mailbox):
        units = [row["单位"] for row in rows(mailbox.done.out, "汇总", "SHA-256")][:-1]
        assert sorted(map(str, units)) == ["丁", "丙", "乙", "己", "戊", "甲"]
        assert mailbox.done.proven

    def it_accounts_for_every_attachment_that_came(self, mailbox: Mailbox):
        issues = [(row["类别"], row["单位"]) for row in rows(mailbox.done.out, "未处理", "类别")]
        assert mailbox.done.files == 1000 + 1 + 100 + 1 + 1 + 1 + 1
        assert issues.count(("重复报送", "甲")) == 999
        assert issues.count(("重复报送", "丙")) == 99
        assert issues.count(("无法读取", None)) == 1

    def it_works_on_a_content_once_however_often_it_came(self, mailbox: Mailbox):
        assert mailbox.done.computed == 6

    def it_writes_nothing_beside_the_result(self, mailbox: Mailbox):
        assert sorted(path.name for path in mailbox.home.iterdir()) == ["收件", "汇总.perfxl-cache", "汇总.xlsx"]

    def it_shows_names_without_what_they_could_do(self, mailbox: Mailbox):
        sheet = openpyxl.load_workbook(mailbox.done.out)["汇总"]
        texts = [cell for row in sheet.iter_rows(max_row=10) for cell in row if ".xlsx" in str(cell.value)]
        assert len(texts) == 6
        assert {cell.data_type for cell in texts} == {"s"}
        assert not any("\n" in str(cell.value) or "/../" in str(cell.value) for cell in texts)


class DescribeAHostileFiling:
    def it_cannot_turn_the_writing_around_by_its_unit_or_be_called_by_a_page(self, tmp_path: Path):
        (tmp_path / "in").mkdir()
        for number, name in enumerate(("丙\u202e丁", "甲\n乙", "长" * 5000), 2):
            (tmp_path / "in" / f"{number}.xlsx").write_bytes(filing(name, number))
        roll_up(tmp_path / "in", tmp_path / "o.xlsx", jobs=1)
        units = [str(row["单位"]) for row in rows(tmp_path / "o.xlsx", "汇总", "SHA-256")][:-1]
        assert units[:2] == ["丙 丁", "甲 乙"]
        assert len(units[2]) <= 400

    def it_cannot_put_a_formula_anywhere(self, tmp_path: Path):
        """Neither into the workbook, nor into a CSV, nor into the name of a file."""
        (tmp_path / "in").mkdir()
        name = "=HYPERLINK(1)|calc"
        data = with_cell(filing(name, 2, "goal-blank"), SELF, "F29", "=1+1")
        (tmp_path / "in" / "=1+1.xlsx").write_bytes(data)
        (tmp_path / "in" / "b.zip").write_bytes(zipped({"=cmd|' /C calc'!A0\n.xlsx": filing("-2+3", 3, "goal-blank")}))
        out, notices = tmp_path / "o.xlsx", tmp_path / "n"
        roll_up(tmp_path / "in", out, jobs=1, out_dir=tmp_path / "c", tables=tmp_path / "t", notices=notices)
        with zipfile.ZipFile(out) as archive:
            sheets = [archive.read(part).decode() for part in archive.namelist() if "worksheets/sheet" in part]
        formulas = [text for sheet in sheets for text in re.findall("<f>(.*?)</f>", sheet)]
        assert formulas
        assert not any("calc" in text or "HYPERLINK" in text or "1+1" in text for text in formulas)
        units = (tmp_path / "t" / "units.csv").read_text(encoding="utf-8-sig").splitlines()
        assert sorted(line[:2] for line in units[1:]) == ["'-", "'="]
        assert all(path.parent == notices for path in notices.rglob("*.docx"))
