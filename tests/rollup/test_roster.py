from __future__ import annotations

from pathlib import Path

import pytest

from perfxl.errors import PerfxlError
from perfxl.rollup.matching import Matcher
from perfxl.rollup.roster import Unit, load_roster

ROSTER = """单位名称,单位编码,简称,上级
浏阳市残疾人联合会,301,市残联,
浏阳市文化馆,302,,浏阳市文旅局
浏阳市图书馆,303,,浏阳市文旅局
甲县教育局,401,,甲县
乙县教育局,402,,乙县
"""


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "名册.csv"
    path.write_text(ROSTER, encoding="utf-8-sig")
    return path


class DescribeTheRoster:
    def it_has_names_codes_aliases_and_parents(self, roster: Path):
        units = load_roster(roster)
        assert (units[0].name, units[0].code, units[0].aliases) == ("浏阳市残疾人联合会", "301", ("市残联",))
        assert units[1].parent == "浏阳市文旅局"

    def it_is_read_from_a_workbook_below_a_title(self, tmp_path: Path):
        import openpyxl

        book = openpyxl.Workbook()
        for row in (["2021年报送单位名册"], ["序号", "单位名称", "编码"], [1, "文化馆", 302], [2, "图书馆", 303]):
            book.active.append(row)
        book.save(tmp_path / "r.xlsx")
        assert [(unit.name, unit.code) for unit in load_roster(tmp_path / "r.xlsx")] == [
            ("文化馆", "302"),
            ("图书馆", "303"),
        ]

    def it_refuses_a_unit_twice(self, tmp_path: Path):
        (tmp_path / "r.csv").write_text("单位名称,编码\n甲,1\n乙,1\n", encoding="utf-8")
        with pytest.raises(PerfxlError, match="第 3 行与第 2 行"):
            load_roster(tmp_path / "r.csv")

    def it_refuses_a_file_without_names(self, tmp_path: Path):
        (tmp_path / "r.csv").write_text("a,b\n1,2\n", encoding="utf-8")
        with pytest.raises(PerfxlError, match="单位名称"):
            load_roster(tmp_path / "r.csv")


class DescribeMatching:
    @pytest.mark.parametrize("name", ["浏阳市残疾人联合会", "浏阳市 残疾人联合会", "（市残联）"])
    def it_is_sure_of_names_and_aliases(self, roster: Path, name: str):
        match = Matcher(load_roster(roster)).find(name, "x.xlsx")
        assert (match.unit.code, match.how, match.note) == ("301", "exact", "")

    def it_follows_a_short_name_that_fits_one_unit_and_says_so(self, roster: Path):
        match = Matcher(load_roster(roster)).find("残联", "x.xlsx")
        assert (match.unit.code, match.how) == ("301", "likely")
        assert "请确认" in match.note

    def it_follows_a_likeness_and_says_so(self, roster: Path):
        match = Matcher(load_roster(roster)).find("浏阳市残疾人联合委会", "x.xlsx")
        assert (match.unit.code, match.how) == ("301", "likely")

    @pytest.mark.parametrize("name", ["浏阳市馆", "教育局", "县教育局"])
    def it_never_chooses_between_two(self, roster: Path, name: str):
        match = Matcher(load_roster(roster)).find(name, "x.xlsx")
        assert match.unit is None
        assert match.note

    def it_knows_a_code_in_the_file_name(self):
        twins = [Unit("教育局", "43018101", (), "甲县", 2), Unit("教育局", "43018102", (), "乙县", 3)]
        assert Matcher(twins).find("教育局", "43018102教育局.xlsx").unit.code == "43018102"

    def it_tells_units_of_one_name_apart_by_the_folder_of_the_parent(self):
        twins = [Unit("教育局", "1", (), "甲县", 2), Unit("教育局", "2", (), "乙县", 3)]
        assert Matcher(twins).find("教育局", "乙县/教育局.xlsx").unit.code == "2"
        assert Matcher(twins).find("教育局", "丙县/教育局.xlsx").how == "ambiguous"
