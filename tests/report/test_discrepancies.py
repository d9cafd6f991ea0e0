"""差异清单: a row a finding, linked to its cell, with numbers that Excel can reckon with and room for a reason."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from perfxl.report.discrepancies import COLUMNS, HEADER_ROW, discrepancies
from perfxl.sml.a1 import parse
from perfxl.sml.sheet import Cell, NewSheet
from perfxl.standard.check_ids import CHECKS
from tests.report.filed import FINDINGS, assessment, finding
from tests.sml.package import save

TOTAL, RATE = finding(FINDINGS[0]), finding(FINDINGS[6])


def row(sheet: NewSheet, number: int) -> dict[str, Cell]:
    """The cells of the finding of that number, by header."""
    return {header: sheet.cells[HEADER_ROW + number, at] for at, (header, _) in enumerate(COLUMNS, start=1)}


def only(**changed: object) -> dict[str, Cell]:
    """The row of one finding."""
    return row(discrepancies(assessment((replace(TOTAL, **changed),))), 1)


class DescribeARow:
    def it_holds_what_was_written_what_should_be_and_the_difference_as_numbers(self) -> None:
        cells = only()

        assert [cells[name].value for name in ("填报数", "应为", "差额")] == [D(96), D(93), D(3)]
        assert cells["核对项目"].value == "总分"
        assert cells["严重程度"].value == "必须改"
        assert cells["影响"].value == "总分-3"
        assert str(cells["说明"].value).splitlines()[0] == "总分填写96，各行得分之和为93，多3。"

    @pytest.mark.parametrize(
        ("value", "percent", "shown"),
        [
            (D(96), False, "0"),
            (D("2.2"), False, "0.00"),
            (D("2001.74"), False, "0.00"),
            (D("0.004"), False, "0.000"),
            (D(1) / 3, False, "0.000000"),
            (D("5.8886"), True, "0.00%"),
        ],
    )
    def it_shows_a_number_whole(self, value: D, percent: bool, shown: str) -> None:
        assert only(reported=value, percent=percent)["填报数"].style.number_format == f"{shown}_0"

    def it_keeps_a_figure_that_is_text_as_text(self) -> None:
        assert only(reported="=1+1")["填报数"] == replace(only()["影响"], value="=1+1")

    def it_leaves_blank_what_is_blank(self) -> None:
        assert row(discrepancies(assessment((RATE,))), 1)["填报数"].value is None

    def it_leads_to_the_very_cell(self) -> None:
        cell = only(sheet="附件2 张三's", cell="G33")["位置"]

        assert (cell.value, cell.link) == ("附件2 张三's!G33", "'附件2 张三''s'!G33")

    def it_leads_nowhere_without_a_cell(self) -> None:
        cell = only(sheet=None, cell=None)["位置"]

        assert (cell.value, cell.link) == ("整个工作簿", None)

    def it_says_when_the_grade_would_change(self) -> None:
        assert only(grade_effect=True)["影响"].value == "改变等级；总分-3"
        assert only(score_effect=None)["影响"].value == "—"

    def it_gives_the_accountant_room_to_write(self) -> None:
        opinion = only()["处理意见"]

        assert opinion.value is None
        assert not opinion.style.locked
        assert opinion.style.fill is not None

    def it_keeps_the_reason_and_the_key_of_an_explained_finding(self) -> None:
        cells = only(outcome="waived", reason="已核实", key="total-sum|总分")

        assert (cells["严重程度"].value, cells["处理意见"].value, cells["标识"].value) == (
            "已说明",
            "已核实",
            "total-sum|总分",
        )

    def it_is_high_enough_for_its_longest_cell(self) -> None:
        short = discrepancies(assessment((TOTAL,))).heights[HEADER_ROW + 1]
        long = discrepancies(assessment((replace(TOTAL, advice="核" * 260),))).heights[HEADER_ROW + 1]

        assert long - short > 9 * 14

    def it_makes_room_for_its_longest_number(self) -> None:
        assert discrepancies(assessment((replace(TOTAL, reported=D("-123456789012.34")),))).widths[5] >= 18
        assert discrepancies(assessment((TOTAL,))).widths[5] == 11

    def it_is_never_higher_than_excel_allows(self) -> None:
        assert discrepancies(assessment((replace(TOTAL, advice="核" * 9000),))).heights[HEADER_ROW + 1] == 409


class DescribeTheList:
    def it_numbers_the_open_findings_first_and_then_the_explained(self) -> None:
        sheet = discrepancies(assessment())

        severities = [row(sheet, number)["严重程度"].value for number in range(1, 26)]
        assert severities == ["必须改"] * 14 + ["须说明"] * 9 + ["提示"] + ["已说明"]
        assert [row(sheet, number)["序号"].value for number in range(1, 26)] == [D(number) for number in range(1, 26)]

    def it_counts_and_proves_above_the_table(self) -> None:
        sheet = discrepancies(assessment())

        assert [sheet.cells[at, 1].value for at in (2, 3, 4)] == [
            "填报单位：残联　　评价年度：2020年度　　评价标准：湖南省部门整体支出绩效自评（2020年度表样）",
            "差异 24 条：必须改 14 条，须说明 9 条，提示 1 条；已说明 1 条。",
            "共核对 108 处：通过 71、不符 24、已说明 1、不适用 9、无法判定 1、未能核对 2，合计 108。",
        ]

    def it_filters_and_repeats_its_header_and_keeps_it_in_view(self) -> None:
        sheet = discrepancies(assessment())

        assert sheet.autofilter == "A6:K31"
        assert sheet.freeze == "A7"
        assert (sheet.page.repeat_rows, sheet.page.landscape) == ("6:6", True)

    def it_lists_below_what_could_not_be_decided_with_why(self) -> None:
        sheet = discrepancies(assessment())
        below = [[sheet.cells[at, column].value for column in (2, 3, 4, 5)] for at in (35, 37)]

        assert sheet.cells[33, 1].value == "没有结果的核对（无法判定、未能核对）"
        assert below == [
            [
                "未能核对",
                "项目支出合计",
                "附件1 基础数据表!B14",
                "项目支出（上年决算）：各项目都没有填上年决算数，无法与合计2351.7核对。",
            ],
            ["无法判定", "缺表", "整个工作簿", "三级指标：填报的精度不足以判断。"],
        ]

    def it_says_once_why_several_checks_came_to_no_answer(self) -> None:
        unanswered = replace(TOTAL, outcome="not_run", message="没有找到指标表。")
        found = (unanswered, replace(unanswered, check="grade", label="等级"), replace(unanswered, check="negative"))
        sheet = discrepancies(assessment(found))
        last = max(at for at, _ in sheet.cells)

        assert [sheet.cells[last, column].value for column in (1, 3, 5)] == [
            D(1),
            f"总分、{CHECKS['grade'].title}、负数",
            "没有找到指标表。",
        ]

    def it_says_when_there_is_nothing_to_say(self) -> None:
        sheet = discrepancies(assessment(()))

        assert sheet.cells[7, 1].value == "没有发现差异。"
        assert sheet.autofilter is None

    def it_merges_no_cell_twice(self) -> None:
        covered = set()
        for merge in discrepancies(assessment()).merges:
            (top, left), (bottom, right) = (parse(corner) for corner in merge.split(":"))
            cells = {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
            assert not covered & cells
            covered |= cells


class DescribeReadersOfTheList:
    def it_is_read_by_calamine_with_its_numbers_as_numbers(self, tmp_path: Path) -> None:
        path = save(tmp_path / "a.xlsx", discrepancies(assessment()))
        rows = CalamineWorkbook.from_path(path).get_sheet_by_name("差异清单").to_python()

        assert rows[5] == [header for header, _ in COLUMNS]
        assert rows[6][4:7] == [96.0, 93.0, 3.0]
