"""Formulas over the indicator table, put as cells of a workbook."""

from __future__ import annotations

from dataclasses import replace

import pytest

from perfxl.standard.formula import Column
from perfxl.standard.in_table import RowCells, figure_in, in_row, over_all_rows, sign_of
from perfxl.standard.loader import load
from perfxl.standard.model import Beside, Rule
from perfxl.standard.parse import parse

HUNAN = load("hunan-2020")
RULE = Rule("执行率得分", "ratio_x_weight", parse("=1"), None, "ask", "", "", False)
BESIDE = Beside("预算执行率", "", "执行_分值", "100%", "执行_执行率", "执行_得分", "", RULE)
FUNDED = replace(HUNAN, table=replace(HUNAN.table, beside=(BESIDE,)))
CELLS = {"执行_分值": "$F$6", "执行_执行率": "$G$6", "执行_得分": "$H$6"}


def ranges(column: Column) -> str:
    return {"自评得分": "G13:G32", "三级分值": "F13:F32"}[column.name]


class DescribeAFormulaOverAllRows:
    @pytest.mark.parametrize(
        ("formula", "written"),
        [
            ("=SUM([自评得分])", "=SUM(G13:G32,$H$6)"),
            (
                '=100-SUMIF([自评得分],"——",[三级分值])/2',
                '=100-(SUMIF(G13:G32,"——",F13:F32)+SUMIF($H$6,"——",$F$6))/2',
            ),
            ('=-COUNTIF([自评得分],"——")', '=-(COUNTIF(G13:G32,"——")+COUNTIF($H$6,"——"))'),
            ("=ROUND(SUM([自评得分])*总分_分值,2)", "=ROUND(SUM(G13:G32,$H$6)*总分_分值,2)"),
        ],
    )
    def it_takes_in_the_rows_beside_the_table(self, formula, written):
        assert over_all_rows(FUNDED, parse(formula), ranges, CELLS.__getitem__) == written

    def it_is_the_column_alone_where_no_row_stands_beside(self):
        assert over_all_rows(HUNAN, HUNAN.table.total.score, ranges, str) == "=SUM(G13:G32)"

    def it_writes_out_the_weight_of_the_whole_where_no_column_states_it(self):
        columns = tuple(column for column in HUNAN.table.columns if column.kind != "weight1")
        without = replace(HUNAN, table=replace(HUNAN.table, columns=columns))
        assert over_all_rows(without, parse("=总分_分值-1"), ranges, str) == "=100-1"


ROW = RowCells({"二级指标": "C14"}, "F14", "E14", "D14", "≥")


class DescribeAFormulaInARow:
    @pytest.mark.parametrize(
        ("formula", "row", "written"),
        [
            ("=ROUND([@分值]*MIN(1,[@完成度]),2)", ROW, '=IFERROR(ROUND(F14*MIN(1,(E14/D14)),2),"")'),
            ("=[@分值]*[@完成度]", replace(ROW, sign="≤"), '=IFERROR(F14*(D14/E14),"")'),
            ('=IFERROR([@完成数]-[@目标数]&[@二级指标],"")', ROW, '=IFERROR(E14-D14&C14,"")'),
        ],
    )
    def it_names_the_cells_of_the_row(self, formula, row, written):
        assert in_row(parse(formula), row) == written

    @pytest.mark.parametrize("lost", [{"target": ""}, {"sign": "="}, {"weight": ""}, {"actual": ""}])
    def but_there_is_none_where_something_is_not_in_the_row(self, lost):
        assert in_row(parse("=[@分值]*[@完成度]"), replace(ROW, **lost)) is None


class DescribeAFigureInATarget:
    @pytest.mark.parametrize(
        ("text", "figure", "sign"),
        [
            ("", "D14", ""),
            ("100%", "D14", ""),
            ("≥95%", 'VALUE(SUBSTITUTE(D14,"≥",""))', "≥"),
            ("≤ 30万元", 'VALUE(SUBSTITUTE(SUBSTITUTE(D14,"≤",""),"万元",""))', "≤"),
            ("有所提高", "", ""),
        ],
    )
    def it_is_found_beside_its_sign_and_its_unit(self, text, figure, sign):
        assert (figure_in("D14", text), sign_of("", text)) == (figure, sign)

    def it_takes_the_sign_from_its_own_column_first(self):
        assert sign_of("≤", "≥95") == "≤"
