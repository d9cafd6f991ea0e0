"""评分汇总: totals and grades, what became of the checks, points and rates; its formulas agree with their results."""

from __future__ import annotations

from decimal import Decimal as D
from pathlib import Path

import openpyxl
import pytest

from perfxl.assess.model import Grades, GroupResult, Three
from perfxl.report import build
from perfxl.report.rates import reading
from perfxl.report.summary import summary
from perfxl.sml.a1 import parse, parse_range
from perfxl.sml.sheet import Cell, NewSheet
from tests.libreoffice import needs_libreoffice, recalculate
from tests.report.filed import assessment, rate
from tests.sml.package import save


def line(sheet: NewSheet, label: str) -> list[Cell]:
    """The cells to the right of the one that says `label`."""
    row = next(row for (row, column), cell in sheet.cells.items() if column == 1 and cell.value == label)
    return [sheet.cells[row, column] for column in range(2, 9) if (row, column) in sheet.cells]


def values(sheet: NewSheet, label: str) -> list[object]:
    return [cell.value for cell in line(sheet, label) if cell.value is not None]


class DescribeTheTotals:
    def it_shows_three_readings_with_their_grades(self) -> None:
        sheet = summary(assessment(grade=Grades("优", "优", "优", "良")))

        assert values(sheet, "申报总分")[:2] == [D(96), "优"]
        assert values(sheet, "按行相加")[:2] == [D(93), "优"]
        assert values(sheet, "按分值封顶")[:2] == [D(91), "良"]
        assert values(sheet, "申报等级") == ["优"]

    def it_says_what_is_not_stated(self) -> None:
        sheet = summary(assessment(totals=Three(None, None, None), grade=Grades(None, None, None, None)))

        assert values(sheet, "申报总分")[0] == "—"
        assert values(sheet, "申报等级") == ["未填写"]


class DescribeTheChecks:
    def it_counts_open_and_explained_findings_by_severity(self) -> None:
        sheet = summary(assessment())

        assert values(sheet, "必须改") == [D(14), D(0)]
        assert values(sheet, "须说明") == [D(9), D(1)]

    def it_adds_the_outcomes_up_in_a_formula(self) -> None:
        total = line(summary(assessment()), "合计")[0]

        assert (total.value, total.formula) == (D(108), "=SUM(B18:B23)")


class DescribeThePoints:
    def it_shows_points_against_weights_and_their_share(self) -> None:
        cells = line(summary(assessment()), "财政监督管理")

        assert [cell.value for cell in cells[:3]] == [D(3), D(4), D(3)]
        assert cells[3].value == D(4) / 3
        assert cells[3].formula is not None

    def it_has_no_share_without_a_weight(self) -> None:
        groups = (GroupResult(1, "管理指标", None, D(5), D(5)),)

        assert values(summary(assessment(groups=groups)), "管理指标") == [D(5), D(5), "—"]

    def it_stands_without_any_indicator(self) -> None:
        assert len(summary(assessment(groups=())).charts) == 3


class DescribeTheRates:
    def it_shows_a_rate_with_its_computation_and_basis(self) -> None:
        assert values(summary(assessment()), "公用经费控制率")[1:4] == [
            D("1.498"),
            "14.98÷10=149.80%",
            "本年决算数÷本年预算数",
        ]

    def it_says_why_a_rate_cannot_be_computed(self) -> None:
        assert values(summary(assessment()), "其他资金执行率")[1:3] == ["无法计算", "没有预算数"]

    def it_reads_a_step_rule_in_three_ways(self) -> None:
        steps = rate("r | | 1.015 | | | 5 5 4.5 4.77 满分5分；每超过一个百分点扣0.5分").steps

        assert steps is not None
        assert reading(steps) == (
            "满分5分；每超过一个百分点扣0.5分。\n满一步才扣：得5分\n不满一步也扣：得4.5分\n按比例扣：得4.77分"
        )


class DescribeTheCharts:
    def it_caches_in_its_charts_what_stands_in_the_cells(self) -> None:
        sheet = summary(assessment())

        for chart in sheet.charts:
            for series in chart.series:
                assert column(sheet, series.categories) == list(series.cached_categories)
                numbers = [value if isinstance(value, D) else None for value in column(sheet, series.values)]
                assert numbers == list(series.cached_values)

    def it_lays_no_chart_over_a_table_or_another_chart(self) -> None:
        sheet = summary(assessment())
        taken = {place for place, cell in sheet.cells.items() if cell.value is not None}
        for chart in sheet.charts:
            (top, left), (bottom, right) = parse(chart.top_left), parse(chart.bottom_right)
            covered = {(row, at) for row in range(top, bottom) for at in range(left, right)}
            assert not covered & taken
            taken |= covered

    def it_cuts_bars_only_where_a_rate_is_beyond_its_axis(self) -> None:
        modest = (rate("控制率 | 1 | 1.1 | 11÷10=110.00% | 按填报数 |"),)

        assert summary(assessment()).charts[-1].axis_max == 2
        assert summary(assessment(rates=modest)).charts[-1].axis_max is None

    def it_draws_no_rates_where_none_could_be_computed(self) -> None:
        assert len(summary(assessment(rates=(rate("控制率 | | | 没有预算数 | 按填报数 |"),))).charts) == 3


class DescribeTheWholeMarkUp:
    def it_has_the_notes_and_both_sheets(self) -> None:
        markup = build(assessment())

        assert [sheet.name for sheet in markup.sheets] == ["差异清单", "评分汇总"]
        assert len(markup.notes) == 25

    def it_is_the_same_when_built_twice(self) -> None:
        assert build(assessment()) == build(assessment())

    def it_is_read_by_openpyxl_with_its_charts(self, tmp_path: Path) -> None:
        book = openpyxl.load_workbook(save(tmp_path / "a.xlsx", *build(assessment()).sheets))

        assert len(book["评分汇总"]._charts) == 4
        assert book["评分汇总"].page_setup.paperSize == 9

    @needs_libreoffice
    @pytest.mark.libreoffice
    def it_is_recalculated_by_libreoffice_to_what_it_says(self, tmp_path: Path) -> None:
        path = save(tmp_path / "a.xlsx", summary(assessment()))
        again = recalculate(path, tmp_path / "b.xlsx")

        said, found = (numbers(openpyxl.load_workbook(file, data_only=True)["评分汇总"]) for file in (path, again))
        assert found.keys() == said.keys()
        assert all(abs(found[cell] - said[cell]) < 1e-9 for cell in said)


def column(sheet: NewSheet, reference: str) -> list[object]:
    """The values in a column of cells."""
    top, left, bottom, _ = parse_range(reference)
    return [sheet.cells[row, left].value for row in range(top, bottom + 1)]


def numbers(sheet: object) -> dict[str, float]:
    """The numbers of a sheet by cell."""
    return {cell.coordinate: cell.value for row in sheet for cell in row if isinstance(cell.value, int | float)}
