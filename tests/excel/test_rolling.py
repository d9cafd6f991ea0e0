"""汇总 of a folder, as the button hands it to Python."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from perfxl.errors import UnreadableFile
from perfxl.excel.rolling import chosen, rolled_up, target
from tests.excel.conftest import SAMPLES

NOW = datetime(2026, 11, 22, 6, 41, 5)


def write(note: Path, folder: Path | str) -> Path:
    """As the macros write it: the numbers of the UTF-16 units."""
    data = str(folder).encode("utf-16-le")
    units = (int.from_bytes(data[at : at + 2], "little") for at in range(0, len(data), 2))
    note.write_text(" ".join(map(str, units)) + " \r\n", encoding="ascii")
    return note


class DescribeTheChosenFolder:
    @pytest.mark.parametrize("name", ["自评 2020", "𠮷林省", 'a"; rm -rf', "$(x)`y`&|<>^%PATH%"])
    def it_is_read_whatever_its_name(self, tmp_path: Path, name: str):
        (tmp_path / name).mkdir()
        assert chosen(write(tmp_path / "folder.txt", tmp_path / name)) == tmp_path / name

    @pytest.mark.parametrize("text", ["", "x y", "70000", "-1", "55296", "47 110 111"])
    def it_is_refused_where_it_names_no_folder(self, tmp_path: Path, text: str):
        (tmp_path / "folder.txt").write_text(text, encoding="ascii")
        with pytest.raises(UnreadableFile, match="没有这个文件夹"):
            chosen(tmp_path / "folder.txt")

    def it_is_refused_where_none_was_handed_over(self, tmp_path: Path):
        with pytest.raises(UnreadableFile):
            chosen(tmp_path / "folder.txt")


class DescribeWhereTheResultGoes:
    def it_lies_beside_the_folder_under_a_name_of_its_own(self, tmp_path: Path):
        assert target(tmp_path / "自评", NOW) == tmp_path / "自评-汇总-20261122-064105.xlsx"

    def it_lies_in_the_folder_where_there_is_nothing_beside_it(self):
        assert target(Path("/"), NOW) == Path("/自评表-汇总-20261122-064105.xlsx")


class DescribeRollingUp:
    @pytest.fixture
    def work(self, tmp_path: Path) -> Path:
        (tmp_path / "work").mkdir()
        return tmp_path / "work"

    def it_rolls_up_the_folder_and_leaves_nothing_else(self, work: Path, tmp_path: Path):
        folder = tmp_path / "收回"
        folder.mkdir()
        shutil.copy(SAMPLES / "closed-2020.xlsx", folder)
        (folder / "坏.xlsx").write_bytes(b"no workbook")
        write(work / "folder.txt", folder)
        answer = rolled_up(work, NOW)
        assert answer.message.startswith(
            "收到文件 2 个，有效填报件 1 份，必须改 0 条；1 个文件没有读成，见“未处理”；勾稽全部一致。"
        )
        assert answer.open == str(tmp_path / "收回-汇总-20261122-064105.xlsx")
        assert openpyxl.load_workbook(answer.open).sheetnames[0] == "汇总"
        assert [path.name for path in work.iterdir()] == ["folder.txt"]
        assert {path.name for path in tmp_path.iterdir()} == {"work", "收回", "收回-汇总-20261122-064105.xlsx"}
