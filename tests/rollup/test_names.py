from __future__ import annotations

import pytest

from perfxl.rollup.links import address, place
from perfxl.rollup.sources.names import LONGEST_SHOWN, file_part, shown, suffix
from perfxl.rollup.sources.times import from_mail, from_name
from perfxl.rollup.targets import target


class DescribeNames:
    def it_shows_a_name_on_one_line_in_one_direction(self):
        assert shown("a\nb\u202excod.exe") == "a b xcod.exe"

    @pytest.mark.parametrize("name", ["CON", "aux.xlsx", "a:b", "..", "", "x" * 500, "残" * 300, "a\0b", " . "])
    def it_makes_a_name_that_every_system_takes(self, name: str):
        part = file_part(name)
        assert part
        assert len(part.encode()) <= 160
        assert not set(part) & set('<>:"/\\|?*\0\n')
        assert part.split(".")[0].upper() not in ("CON", "AUX")
        assert part not in (".", "..")

    def it_keeps_names_apart_that_had_to_be_cut(self):
        assert file_part("残" * 300 + "甲") != file_part("残" * 300 + "乙")

    def it_takes_the_suffix_whatever_the_case(self):
        assert (suffix("A.XLSX"), suffix("a"), suffix("a.b/c")) == (".xlsx", "", "")

    def it_takes_the_suffix_of_a_name_without_end_and_of_one_that_lost_its_beginning(self):
        assert suffix("长" * 3000 + ".xlsx") == suffix(".xlsx") == ".xlsx"
        assert len(shown("长" * 3000 + ".xlsx")) == LONGEST_SHOWN
        assert shown("长" * 3000 + ".xlsx").endswith(".xlsx")

    def it_puts_copies_below_the_folder_only(self):
        assert target("../../x/../残联.xls", "", ".xls") == "x/残联.scored.xlsx"


class DescribeLinks:
    def it_escapes_what_could_mean_anything_else(self, tmp_path):
        assert address(str(tmp_path / "a#b%c.xlsx"), tmp_path / "汇总.xlsx") == "a%23b%25c.xlsx"
        assert address(str(tmp_path / "javascript:x"), tmp_path / "汇总.xlsx") == "./javascript:x"

    def it_leads_nowhere_but_to_files(self, tmp_path):
        assert address("https://example.cn/a.xlsx", tmp_path / "汇总.xlsx") == ""

    def it_writes_places_with_quotes_doubled_and_refuses_what_is_no_cell(self):
        assert place("it's", "D8") == "'it''s'!D8"
        assert place("x", "D8+1") == ""


class DescribeTimes:
    @pytest.mark.parametrize(
        ("name", "day"),
        [("20210315/残联.xlsx", "2021-03-15"), ("残联2021年3月5日.xlsx", "2021-03-05"), ("2021-3-5/a", "2021-03-05")],
    )
    def it_reads_a_date_from_a_name(self, name: str, day: str):
        assert from_name(name).time == day

    @pytest.mark.parametrize("name", ["残联2020年度.xlsx", "20211345.xlsx", "430181202103151234"])
    def it_reads_none_where_there_is_none(self, name: str):
        assert from_name(name) is None

    @pytest.mark.parametrize("date", ["", "yesterday", "Mon, 99 Foo 2021", "Mon, 15 Mar 99999 09:30:00 +0800"])
    def it_survives_dates_of_strangers(self, date: str):
        assert from_mail([], date) is None
