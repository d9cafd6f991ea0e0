"""Formula text read into trees, and trees written out again."""

from __future__ import annotations

import json
import subprocess
import sys
import time

import pytest

from perfxl.errors import FormulaError
from perfxl.standard.formula import Column, Formula, Reference, from_plain, to_plain
from perfxl.standard.parse import parse
from perfxl.standard.render import to_excel
from tests.standard.cases import generated, written

SAME = [
    ("三公经费_决算/三公经费_预算", "=三公经费_决算/三公经费_预算"),
    (" = A1 + B2 ", "=A1+B2"),
    ("＝ＩＦ（A1＞＝90％，“优”，”良”）　", '=IF(A1>=90%,"优","良")'),
    ("=ＳＵＭ（Ａ１：Ａ３，２０）", "=SUM(A1:A3,20)"),
    ("=在职人数×２÷编制数−１", "=在职人数*2/编制数-1"),
    ("=A1≤B1", "=A1<=B1"),
    ("=A1≠B1", "=A1<>B1"),
    ("=2020年!A1+附件2!b3", "='2020年'!A1+'附件2'!B3"),
    ("=附件2（自评表）!A1", "='附件2（自评表）'!A1"),
    ("=‘附件2 自评表’！A1", "='附件2 自评表'!A1"),
    ("='it''s'!A1", "='it''s'!A1"),
    ("=$D$6:$D$9", "=D6:D9"),
    ("=D9:B6", "=B6:D9"),
    ("=SUM (A1)", "=SUM(A1)"),
    ("=1E5+5.+.5", "=100000+5.0+0.5"),
    ('="a""b（，）"', '="a""b（，）"'),
    ('="a\nb"', '="a\nb"'),
    ("=A1\n+B1", "=A1+B1"),
    ("=[@[自评 得分]]", "=[@自评 得分]"),
    ("=【@分值】", "=[@分值]"),
    ("=IF(A1,,2)", "=IF(A1,,2)"),
    ("=(((A1)))", "=A1"),
    ("=(1-2)-(3-4)", "=1-2-(3-4)"),
    ("=2^(3^2)", "=2^(3^2)"),
    ("=-(1+2)%", "=-(1+2)%"),
    ("=--(A1>0)", "=--(A1>0)"),
    ("=1<>-2", "=1<>-2"),
    ("=LOOKUP(A1,{0,60;80,-90})", "=LOOKUP(A1,{0,60;80,-90})"),
    ("=#REF!+#n/a", "=#REF!+#N/A"),
    ("=if(true,1,False)", "=IF(TRUE,1,FALSE)"),
]

REFUSED = [
    ("=VLOOKUP(A1,B1:C9,2)", 1, "VLOOKUP"),
    ("=1+ INDIRECT(A1)", 4, "INDIRECT"),
    ("=LET(a,1,a)", 1, "LET"),
    ("=合计(A1)", 1, "合计"),
    ("=_xlfn.IFS(A1,1)", 1, "_XLFN.IFS"),
    ("=A1+ROUND(1)", 4, "ROUND"),
    ("=SUM()", 1, "SUM"),
    ("=SUM(1,", 6, "not a formula"),
    ("=1+", 2, "not a formula"),
    ("=)", 1, "not a formula"),
    ('="你好', 1, "out of place"),
    ("=2020年决算+1", 1, "out of place"),
    ("=表1[决算]", 3, "joined"),
    ("=[1]Sheet1!A1", 1, "joined"),
    ("='[1]Sheet1'!A1", 1, "refer"),
    ("=附件1!决算", 1, "refer"),
    ("=A1048577", 1, "refer"),
    ("=XFE1", 1, "refer"),
    ("=R1C1", 1, "refer"),
    ("=A1#", 1, "refer"),
    ("=A1 B2", 3, "operator"),
    ("=(A1,B2)", 7, "operator"),
    ("=A1:B2:C3", 6, "operator"),
    ("=@A1", 1, "operator"),
    ("={1,A1}", 1, "constants"),
    ("={=SUM(A1)}", 10, "not a formula"),
    ("", 0, "empty"),
    ("=  ", 0, "empty"),
]

HOSTILE = [
    "(" * 100_000,
    "(" * 4000 + "1" + ")" * 4000,
    "-" * 8000 + "(" * 65,
    "1+" * 4000 + "1",
    "1^" * 4000 + "1",
    "IF(1," * 1500,
    "{" * 8000,
    '"' * 8191,
    "'" * 8191,
    "[" * 8191,
    "“" * 8000 + "=",
    "A1 " * 2700,
    "A1:" * 2700 + "A1",
    "SUM(" + "A1," * 2700 + "1)",
    "%" * 8000,
    "a!" * 4000,
    "$" * 8000,
    "1," * 4000,
    "1A" * 4000,
    "R[1]C[1]" * 1000,
    "'" + "a" * 8000,
    "LET(" * 2000,
]


class DescribeParse:
    @pytest.mark.parametrize(("text", "excel"), SAME)
    def it_reads_what_people_type(self, text: str, excel: str):
        assert to_excel(parse(text)) == excel

    @pytest.mark.parametrize(("text", "position", "why"), REFUSED)
    def but_it_refuses_what_the_language_does_not_have(self, text: str, position: int, why: str):
        with pytest.raises(FormulaError) as refused:
            parse(text)
        assert refused.value.position == position
        assert why in refused.value.en
        assert refused.value.zh

    @pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
    def it_refuses_excess_at_once(self, text: str):
        start = time.process_time()
        with pytest.raises(FormulaError):
            parse(text)
        assert time.process_time() - start < 10

    def it_lists_what_is_in_a_formula_once_and_in_order(self):
        formula = parse("=SUM([分值])+乙*甲+甲*[@分值]+D6+'附件2'!A1:B2+D6")
        assert formula.names == ("乙", "甲")
        assert formula.columns == (Column("分值", this_row=False), Column("分值", this_row=True))
        assert formula.references == (Reference(None, 6, 4, 6, 4), Reference("附件2", 1, 1, 2, 2))

    def it_keeps_the_text_as_it_was_written(self):
        assert parse(" 三公经费_决算 / 三公经费_预算 ").text == "=三公经费_决算 / 三公经费_预算"

    def it_takes_whole_columns_and_rows_for_all_their_cells(self):
        assert [reference.shape for reference in parse("=SUM(B:C)+SUM($2:$3)").references] == [(1048576, 2), (2, 16384)]

    def it_does_not_mistake_a_name_for_a_column_of_ours(self):
        assert parse("=_column0+[分值]").names == ("_column0",)


class DescribeToExcel:
    @pytest.mark.parametrize("text", [formula for formula, _ in written()] + generated(150, seed=7))
    def it_writes_what_reads_the_same(self, text: str):
        formula = parse(text)
        assert parse(to_excel(formula)).tree == formula.tree

    def it_puts_cells_for_columns_and_names(self):
        formula = parse("=ROUND([@分值]*SUM([自评得分])/总分,2)")
        cells = {"分值": "F22", "自评得分": "$G$14:$G$32"}
        excel = to_excel(formula, lambda column: cells[column.name], lambda name: f"'附件2'!{name}")
        assert excel == "=ROUND(F22*SUM($G$14:$G$32)/'附件2'!总分,2)"


class DescribeThePlainForm:
    @pytest.mark.parametrize("text", [text for text, _ in SAME] + [formula for formula, _ in written()])
    def it_holds_the_whole_formula(self, text: str):
        formula = parse(text)
        assert from_plain(json.loads(json.dumps(to_plain(formula)))) == formula

    def it_is_refused_where_it_is_none(self):
        with pytest.raises(ValueError, match="to_plain"):
            from_plain({"text": "=1", "tree": []})


class DescribeTheStartOfACommand:
    def it_evaluates_without_loading_the_grammar(self):
        heavy = "{'formulas', 'numpy', 'scipy', 'regex', 'openpyxl'}"
        rooms = "evaluate, consistency, fill_in, render"
        code = f"import sys; from perfxl.standard import {rooms}; print({heavy} & set(sys.modules))"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "set()"


def test_a_formula_is_a_value():
    assert parse("=A1+1") == parse("=A1+1")
    assert len({parse("=A1+1"), parse("=A1+1"), parse("=A1+2")}) == 2
    assert isinstance(parse("=1"), Formula)
