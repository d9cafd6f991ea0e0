from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import perfxl
from perfxl.errors import UnreadableFile, UnwritableTarget, WrongForm
from perfxl.rollup.record import Record
from perfxl.rollup.run import RollUp, roll_up
from perfxl.rollup.sheets.summary import status_of
from tests.rollup.filings import BASE, NAMES, PLANTS, ROOT, SELF, filing, mail, with_cell, zipped

ROSTER = "单位名称,编码,简称,上级\n甲馆,1,,\n乙馆,2,,甲馆\n丙文化馆,3,,甲馆\n丁馆,4,,\n"


def rows(book: Path, sheet: str, mark: str) -> list[dict[str, object]]:
    """The rows of a sheet below the header, which is the row with that word."""
    found: list[dict[str, object]] = []
    header: list[object] | None = None
    for row in openpyxl.load_workbook(book, data_only=True)[sheet].iter_rows(values_only=True):
        if mark in row:
            header = list(row)
        elif header is not None:
            found.append(dict(zip(header, row, strict=True)))
    return found


class Case:
    """A roll-up of one batch with everything asked for."""

    def __init__(self, home: Path) -> None:
        self.home = home
        batch = home / "收件"
        batch.mkdir()
        old = filing("乙馆", 3, "goal-blank")
        files = {
            "甲馆.xlsx": filing("甲馆", 5),
            "甲馆（副本）.xlsx": filing("甲馆", 5),
            "1.eml": mail({"乙馆.xlsx": old}),
            "2.eml": mail({"乙馆改.xlsx": filing("乙馆", 3)}, date="Thu, 1 Apr 2021 08:00:00 +0800"),
            "包.zip": zipped({"../坏.xlsx": b"PK", "丙.xlsx": filing("文化馆", 2, "adjustment-budget")}),
            "报告.docx": b"PK",
            "图.png": b"x",
        }
        for name, data in files.items():
            (batch / name).write_bytes(data)
        (home / "名册.csv").write_text(ROSTER, encoding="utf-8")
        self.out = home / "汇总.xlsx"
        self.done = self.run()

    def run(self, **more: object) -> RollUp:
        return roll_up(
            self.home / "收件", self.out, jobs=2, out_dir=self.home / "副本", roster=self.home / "名册.csv",
            tables=self.home / "表", **{"deadline": "2021-03-20", "notices": self.home / "通知", **more},
        )  # fmt: skip


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return Case(tmp_path_factory.mktemp("rollup"))


class DescribeTheWorkbook:
    def it_has_a_row_for_each_unit_in_the_order_of_the_roster(self, case: Case):
        units = rows(case.out, "汇总", "SHA-256")
        assert [unit["单位"] for unit in units] == ["甲馆", "乙馆", "丙文化馆", "合计（筛选后为所选单位合计）"]
        first = units[0]
        assert (first["资金结构预算合计"], first["各行合计"], first["状态"]) == (2952.5, 99.6, "通过")
        assert len(str(first["SHA-256"])) == 64
        assert units[2]["状态"] == "退回修改"

    def it_sums_to_the_cent(self, case: Case):
        units = rows(case.out, "汇总", "SHA-256")
        exact = sum(Decimal(str(unit["资金结构预算合计"])) for unit in units[:3])
        assert Decimal(str(units[3]["资金结构预算合计"])) == exact == Decimal("590.5") * 10
        assert case.done.proven
        assert {row["结论"] for row in rows(case.out, "勾稽", "结论")} <= {"一致", "供核对"}

    def it_lists_each_finding_with_its_file_sheet_and_cell(self, case: Case):
        (finding,) = rows(case.out, "差异", "标识")
        assert (finding["单位"], finding["工作表"], finding["单元格"]) == ("丙文化馆", BASE, "C23")
        assert str(finding["文件"]).endswith("收件/包.zip/丙.xlsx")

    def it_links_a_finding_to_its_cell_in_the_annotated_copy(self, case: Case):
        cell = openpyxl.load_workbook(case.out)["差异"]["H4"]
        assert cell.hyperlink.location == f"'{BASE}'!C23"
        assert (case.home / cell.hyperlink.target).exists()

    def it_has_a_row_for_each_indicator(self, case: Case):
        assert len(rows(case.out, "指标", "SHA-256")) == 3 * 20

    def it_says_of_every_number_where_it_comes_from(self, case: Case):
        lines = rows(case.out, "来源", "SHA-256")
        total = next(line for line in lines if line["项目"] == "资金结构预算合计")
        assert (total["口径"], total["数值"], total["工作表"], total["单元格"]) == ("填报", 2952.5, SELF, "D7+D8")
        assert {line["口径"] for line in lines} == {"填报", "重算"}
        assert [line["项目"] for line in lines if not line["单元格"] or line["数值"] is None] == []
        rate = next(line for line in lines if line["项目"] == "“三公经费”控制率")
        assert (rate["工作表"], rate["单元格"]) == (BASE, "D8、C8")

    def it_says_what_was_not_taken_and_why(self, case: Case):
        issues = {(row["类别"], row["单位"]) for row in rows(case.out, "未处理", "类别")}
        assert issues == {
            ("无法读取", None),
            ("名册单位未报", "丁馆"),
            ("名称待确认", "文化馆"),
            ("已被后一次报送替代", "乙馆"),
            ("重复报送", "甲馆"),
            ("不是工作簿", None),
        }

    def it_counts_the_later_submission(self, case: Case):
        second = rows(case.out, "汇总", "SHA-256")[1]
        assert str(second["文件"]).endswith("2.eml/乙馆改.xlsx")
        assert "2021-04-01 08:00:00" in str(second["报送时间"])

    def it_names_a_unit_whose_first_submission_was_late(self, case: Case):
        case.run(deadline="2021-03-01")
        late = [row["单位"] for row in rows(case.out, "未处理", "类别") if row["类别"] == "逾期报送"]
        case.run()
        assert late == ["乙馆"]

    def it_calls_nobody_late_who_may_have_come_in_time(self, tmp_path: Path):
        """One of the two says when it came, the other does not."""
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "a.xlsx").write_bytes(filing("甲", 2))
        (tmp_path / "in" / "b 20210402.xlsx").write_bytes(filing("甲", 2, "goal-blank"))
        (tmp_path / "in" / "c 20210402.xlsx").write_bytes(filing("乙", 3))
        roll_up(tmp_path / "in", tmp_path / "o.xlsx", jobs=1, deadline="2021-03-31")
        issues = rows(tmp_path / "o.xlsx", "未处理", "类别")
        assert [row["单位"] for row in issues if row["类别"] == "逾期报送"] == ["乙"]

    def it_is_in_time_until_the_end_of_the_last_day(self, tmp_path: Path):
        (tmp_path / "in").mkdir()
        for day in (20, 21):
            late = mail({"a.xlsx": filing(f"单位{day}", day)}, date=f"{day} Mar 2021 23:50:00 +0800")
            (tmp_path / "in" / f"{day}.eml").write_bytes(late)
        roll_up(tmp_path / "in", tmp_path / "o.xlsx", jobs=1, deadline="2021-03-20")
        assert [row["单位"] for row in rows(tmp_path / "o.xlsx", "未处理", "类别")] == ["单位21"]

    @pytest.mark.parametrize(
        ("one", "other", "kinds"),
        [("20210401", "20210402", []), ("20210402", "20210402", ["先后不明"]), ("甲", "20210402", ["先后不明"])],
    )
    def it_says_where_it_cannot_tell_which_came_last(self, tmp_path: Path, one: str, other: str, kinds: list[str]):
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / f"a {one}.xlsx").write_bytes(filing("甲", 2))
        (tmp_path / "in" / f"b {other}.xlsx").write_bytes(filing("甲", 2, "goal-blank"))
        roll_up(tmp_path / "in", tmp_path / "o.xlsx", jobs=1)
        found = [row["类别"] for row in rows(tmp_path / "o.xlsx", "未处理", "类别")]
        assert found == [*kinds, "已被后一次报送替代"]

    def it_says_at_once_where_it_cannot_be_put(self, case: Case):
        with pytest.raises(UnwritableTarget, match="文件夹不存在"):
            roll_up(case.home / "收件", case.home / "没有" / "汇总.xlsx")

    def it_has_four_native_charts(self, case: Case):
        assert len(openpyxl.load_workbook(case.out)["排名与分布"]._charts) == 4

    def it_compares_a_parent_with_the_units_below_it(self, case: Case):
        line = next(row for row in rows(case.out, "勾稽", "结论") if "上级与下级" in str(row["事项"]))
        assert (line["甲数"], line["乙数"], line["结论"]) == (590.5 * 5, 590.5 * 5, "一致")

    def it_writes_an_annotated_copy_of_each(self, case: Case):
        copies = sorted(path.name for path in (case.home / "副本").rglob("*.xlsx"))
        assert copies == ["丙.scored.xlsx", "乙馆.scored.xlsx", "乙馆改.scored.xlsx", "甲馆.scored.xlsx"]
        assert "差异清单" in openpyxl.load_workbook(next((case.home / "副本").rglob("丙.scored.xlsx"))).sheetnames


class DescribeTheTables:
    def it_writes_them_as_parquet_with_exact_decimals_and_as_csv(self, case: Case):
        import pandas
        import pyarrow.parquet as pq

        units = pq.read_table(case.home / "表" / "units.parquet").to_pylist()
        assert [unit["unit"] for unit in units] == ["甲馆", "乙馆", "丙文化馆"]
        assert units[0]["summed"] == Decimal("99.6")
        assert (units[0]["budget"], units[0]["status"], units[0]["error"]) == (Decimal("2952.5"), "通过", 0)
        assert (units[2]["status"], units[2]["error"]) == ("退回修改", 1)
        assert (case.home / "表" / "units.csv").read_bytes().startswith(b"\xef\xbb\xbf")
        assert len(pandas.read_csv(case.home / "表" / "indicators.csv")) == 60


class DescribeTheSecondRun:
    def it_computes_nothing_again_and_gives_the_same_bytes(self, case: Case):
        before = case.out.read_bytes()
        done = case.run()
        assert done.computed == 0
        assert case.out.read_bytes() == before

    def it_computes_only_what_changed(self, case: Case):
        path = case.home / "收件" / "2.eml"
        before = path.read_bytes()
        path.write_bytes(mail({"乙馆改.xlsx": filing("乙馆", 4)}))
        try:
            assert case.run().computed == 1
        finally:
            path.write_bytes(before)

    def it_writes_a_copy_again_that_somebody_changed(self, case: Case):
        case.run()
        copy = next((case.home / "副本").rglob("丙.scored.xlsx"))
        whole = copy.read_bytes()
        copy.write_bytes(whole[:-1])
        assert case.run().computed == 1
        assert copy.read_bytes() == whole


class DescribeItsOwnResults:
    def it_takes_none_of_them_for_a_filing(self, tmp_path: Path):
        """An earlier 汇总 and notices that lie among the filings hold every word of the form."""
        (tmp_path / "a.xlsx").write_bytes(filing("甲", 2, "goal-blank"))
        notices = {"notices": tmp_path / "通知", "notices_format": "xlsx"}
        roll_up(tmp_path, tmp_path / "1.xlsx", jobs=1, **notices)
        (letter,) = (tmp_path / "通知").iterdir()
        for path in (tmp_path / "1.xlsx", letter):
            with pytest.raises(WrongForm, match="不是填报表"):
                perfxl.check(path)
        done = roll_up(tmp_path, tmp_path / "2.xlsx", jobs=1)
        assert (done.filings, done.unreadable) == (1, 2)


class DescribeTheStatus:
    @pytest.mark.parametrize(
        ("outcomes", "status"),
        [({"pass": 400, "not_run": 3}, "通过"), ({"pass": 8, "not_run": 183}, "未能核对"), ({}, "通过")],
    )
    def it_is_no_pass_where_little_could_be_checked(self, outcomes: dict[str, int], status: str):
        assert status_of(Record(outcomes=outcomes)) == status


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[tuple[object, object], object]]:
    home = tmp_path_factory.mktemp("second")
    bad = with_cell(filing("甲", 2, "goal-blank"), BASE, "B24", None)
    rounds = {
        "1": {"a": bad, "b": filing("乙", 3, "goal-blank"), "c": filing("丙", 4)},
        "2": {
            "a": with_cell(filing("甲", 2, "goal-blank"), SELF, "H14", None),
            "b": filing("乙", 3, "goal-blank"),
            "c": filing("丙", 4),
        },
    }
    for number, files in rounds.items():
        (home / number).mkdir()
        for name, data in files.items():
            (home / number / f"{name}.xlsx").write_bytes(data)
    roll_up(home / "1", home / "1.xlsx", jobs=1)
    roll_up(home / "2", home / "2.xlsx", jobs=1, previous=home / "1.xlsx")
    yield {(row["单位"], row["检查项"]): row["状态"] for row in rows(home / "2.xlsx", "复查", "状态")}


class DescribeTheSecondRound:
    def it_says_what_is_fixed_open_and_new(self, states: dict[tuple[object, object], object]):
        assert sorted(str(state) for (unit, _), state in states.items() if unit == "甲") == ["已改", "新增", "未改"]

    def it_names_a_file_that_came_back_unchanged(self, states: dict[tuple[object, object], object]):
        assert "原样重报" in [state for (unit, _), state in states.items() if unit == "乙"]

    def it_does_not_blame_a_unit_that_had_nothing_to_correct(self, states: dict[tuple[object, object], object]):
        assert [state for (unit, _), state in states.items() if unit == "丙"] == []

    def it_takes_a_reason_in_the_returned_copy_for_an_explanation(self, tmp_path: Path):
        first, second = tmp_path / "一", tmp_path / "二"
        for folder in (first, second):
            folder.mkdir()
        (first / "a.xlsx").write_bytes(filing("甲", 2, "adjustment-budget"))
        roll_up(first, tmp_path / "1.xlsx", jobs=1, out_dir=tmp_path / "c")
        book = openpyxl.load_workbook(tmp_path / "c" / "a.scored.xlsx")
        cells = [cell for row in book["差异清单"].iter_rows() for cell in row]
        header = next(cell for cell in cells if cell.value == "处理意见")
        book["差异清单"].cell(header.row + 1, header.column, "年中追加，已批复。")
        book.save(second / "a.xlsx")
        roll_up(second, tmp_path / "2.xlsx", jobs=1, previous=tmp_path / "1.xlsx")
        states = {(row["检查项"], row["状态"]) for row in rows(tmp_path / "2.xlsx", "复查", "状态")}
        assert ("预算调整的预算数", "已说明原因") in states
        unit = rows(tmp_path / "2.xlsx", "汇总", "SHA-256")[0]
        assert (unit["上次差异"], unit["已改"], unit["已说明原因"]) == (1, 0, 1)

    def it_takes_nothing_for_fixed_that_could_not_be_checked(self, tmp_path: Path):
        """Of a workbook whose formulas were never calculated, and of one that has lost a sheet."""
        for folder in ("一", "二"):
            (tmp_path / folder).mkdir()
        for name in "甲乙":
            data = (ROOT / "samples" / "liuyang-2020.xlsx").read_bytes()
            for sheet, cell in NAMES.items():
                data = with_cell(data, sheet, cell, name)
            (tmp_path / "一" / f"{name}.xlsx").write_bytes(data)
            book = openpyxl.load_workbook(tmp_path / "一" / f"{name}.xlsx")
            if name == "乙":
                del book[SELF]
            book.save(tmp_path / "二" / f"{name}.xlsx")
        roll_up(tmp_path / "一", tmp_path / "1.xlsx", jobs=1)
        roll_up(tmp_path / "二", tmp_path / "2.xlsx", jobs=1, previous=tmp_path / "1.xlsx")
        states = {(row["单位"], row["检查项"]): row["状态"] for row in rows(tmp_path / "2.xlsx", "复查", "状态")}
        assert states["甲", "三公经费增长"] == "未能核对"
        assert {states["乙", title] for title in ("总分", "得分超分值", "二级指标分值", "执行率")} == {"未能核对"}
        assert states["乙", "公用经费超预算"] == "未改"
        assert "已改" not in states.values()
        units = {row["单位"]: row for row in rows(tmp_path / "2.xlsx", "汇总", "SHA-256") if row["序号"]}
        for unit in units.values():
            assert unit["上次差异"] == unit["已改"] + unit["未改"] + unit["未能核对"] + unit["已说明原因"]
            assert unit["未核对"] > 0

    def it_names_who_was_to_correct_something_and_sent_nothing(self, tmp_path: Path):
        for folder, names in (("一", "甲乙丙"), ("二", "丁")):
            (tmp_path / folder).mkdir()
            for times, name in enumerate(names, 2):
                data = filing(name, times, "goal-blank" if name == "乙" else None)
                (tmp_path / folder / f"{name}.xlsx").write_bytes(data)
        roll_up(tmp_path / "一", tmp_path / "1.xlsx", jobs=1)
        roll_up(tmp_path / "二", tmp_path / "2.xlsx", jobs=1, previous=tmp_path / "1.xlsx")
        found = [(row["单位"], row["状态"], row["说明"]) for row in rows(tmp_path / "2.xlsx", "复查", "状态")]
        assert found == [("乙", "未重报", "上次的结果是“退回修改”，这次没有收到该单位的填报件。")]

    def it_knows_a_unit_by_the_name_it_gave_itself_where_only_one_round_had_a_roster(self, tmp_path: Path):
        (tmp_path / "名册.csv").write_text("单位名称,编码,别名,上级\n某县文化馆,1,甲馆,\n", "utf-8")
        for folder in ("一", "二"):
            (tmp_path / folder).mkdir()
            (tmp_path / folder / "a.xlsx").write_bytes(filing("甲馆", 2, "goal-blank"))
        roll_up(tmp_path / "一", tmp_path / "1.xlsx", jobs=1)
        roll_up(
            tmp_path / "二", tmp_path / "2.xlsx", jobs=1, previous=tmp_path / "1.xlsx", roster=tmp_path / "名册.csv"
        )
        found = [(row["单位"], row["状态"]) for row in rows(tmp_path / "2.xlsx", "复查", "状态")]
        assert found == [("某县文化馆", "原样重报"), ("某县文化馆", "未改")]

    def it_refuses_another_workbook_as_the_earlier_result(self, tmp_path: Path):
        (tmp_path / "x.xlsx").write_bytes(filing("甲"))
        with pytest.raises(UnreadableFile, match="不是 perfxl 的汇总"):
            roll_up(tmp_path, tmp_path / "o.xlsx", previous=tmp_path / "x.xlsx", jobs=1)


class DescribeHints:
    def it_names_outliers_twins_and_equal_totals_with_their_arithmetic(self, tmp_path: Path):
        (tmp_path / "in").mkdir()
        for number in range(1, 9):
            data = filing(f"单位{number}", number)
            if number == 8:
                data = with_cell(data, BASE, "D23", Decimal(2000))
            (tmp_path / "in" / f"{number}.xlsx").write_bytes(data)
        (tmp_path / "in" / "9.xlsx").write_bytes(filing("单位9", 1))
        roll_up(tmp_path / "in", tmp_path / "o.xlsx", jobs=2)
        hints = rows(tmp_path / "o.xlsx", "横向提示", "算式")
        kinds = {(row["类别"], row["单位"]) for row in hints}
        assert ("比率偏离同类单位", "单位8") in kinds
        assert ("数字与另一单位完全相同", "单位9") in kinds
        assert ("得分雷同", "（整批）") in kinds
        assert all(row["算式"] for row in hints)


class DescribeTheCommand:
    def it_ends_with_status_2_where_a_file_could_not_be_read(self, tmp_path: Path):
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "a.xlsx").write_bytes(b"PK")
        command = [sys.executable, "-m", "perfxl", "rollup", str(tmp_path / "in"), "-o", str(tmp_path / "o.xlsx")]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 2, done.stderr
        assert (tmp_path / "o.xlsx").exists()


class DescribeEveryPlantedError:
    def it_is_found_at_its_cell_and_nothing_else_is(self, tmp_path: Path):
        (tmp_path / "in").mkdir()
        for number, (check, *_) in enumerate(PLANTS, 2):
            (tmp_path / "in" / f"{number}.xlsx").write_bytes(filing(f"单位{number}", number, check))
        roll_up(tmp_path / "in", tmp_path / "o.xlsx", jobs=2)
        found = {
            (str(row["标识"]).split(":")[0], row["工作表"], row["单元格"])
            for row in rows(tmp_path / "o.xlsx", "差异", "标识")
        }
        assert found == {plant[:3] for plant in PLANTS}, json.dumps(sorted(map(str, found)), ensure_ascii=False)
