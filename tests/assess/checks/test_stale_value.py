from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from perfxl.assess.engine import assess
from perfxl.assess.recompute import _parsed
from perfxl.filing.model import FormulaCell
from perfxl.filing.read import read
from perfxl.standard.loader import load
from tests.assess.closed import filled
from tests.assess.forms import Form, Value, only, outcome
from tests.assess.samples import SAMPLES

CHECK = "stale-value"


def with_formula(name: str, formula: str, **changes: Value) -> Form:
    """The closed form with its three public expenses as numbers, and a formula behind what stands at `name`."""
    form = filled(公务用车_决算=3.42, 因公出国_决算=0.08, 公务接待_决算=0.9, 三公经费_决算=4.4)
    for other, value in changes.items():
        form[other] = value
    form.formulas[form.places[name]] = formula
    return form


class DescribeStaleValue:
    def it_is_not_applicable_without_formulas(self):
        assert outcome(filled(), CHECK) == "not_applicable"

    def it_passes_a_result_that_is_up_to_date(self):
        for formula in ("SUM(D9,D12,D13)", "D9+D12+D13", "SUM(公务用车_决算,因公出国_决算,公务接待_决算)"):
            assert outcome(with_formula("三公经费_决算", formula), CHECK) == "pass"

    def it_marks_a_result_that_was_left_behind(self):
        found = only(with_formula("三公经费_决算", "SUM(D9,D12,D13)", 公务接待_决算=1.9).assess(), CHECK)
        assert (found.cell, found.reported, found.expected) == ("D8", "4.4", "5.4")

    def it_reads_numbers_written_as_text_as_excel_does(self):
        assert outcome(with_formula("三公经费_决算", "SUM(D9,D12,D13)", 公务接待_决算="1.9"), CHECK) == "fail"
        form = with_formula("三公经费_决算", "SUM(D9,D12,D13)", 公务接待_决算="0.9", 三公经费_决算=3.5)
        assert outcome(form, CHECK) == "pass"

    def it_forgives_the_noise_of_binary_arithmetic(self):
        form = with_formula("自评_财政拨款_执行率", "F5/E5", 自评_财政拨款_预算=3, 自评_财政拨款_执行=2)
        form["自评_财政拨款_执行率"] = 0.6666666666666666
        assert outcome(form, CHECK) == "pass"

    def it_is_not_run_where_it_cannot_tell(self):
        for formula in ("VLOOKUP(1,A1:B2,2)", "SUM(Sheet9!A1)", "NOW()", "[1]Sheet1!A1", "D8:D9"):
            assert outcome(with_formula("三公经费_决算", formula), CHECK) == "not_run", formula

    def it_is_not_run_where_a_name_is_broken_or_its_field_is_not_there(self):
        read = with_formula("三公经费_决算", "SUM(公务用车_决算,因公出国_决算,公务接待_决算)").read()
        for text in ("#REF!", "'附件1 基础数据表'!$A$1"):
            names = replace(read, workbook=replace(read.workbook, names={"公务接待_决算": text}))
            assert outcome(names, CHECK) == "not_run"
        form = with_formula("厉行节约保障措施", 'IF(金额单位="","",金额单位)', 金额单位=None)
        assert outcome(form, CHECK) == "not_run"

    def it_is_not_run_where_formulas_are_not_known_or_never_calculated(self):
        read = filled().read()
        unknown = replace(read, workbook=replace(read.workbook, formulas_known=False))
        assert outcome(unknown, CHECK) == "not_run"
        never = FormulaCell("附件1 基础数据表", "D8", "=SUM(D9,D12,D13)", None)
        assert outcome(replace(read, workbook=replace(read.workbook, formulas=(never,))), CHECK) == "not_run"

    def it_compares_texts_errors_and_truths(self):
        read = filled().read()
        for formula, cached, expected in (
            ('=IF(B5=12,"齐","缺")', "齐", "pass"),
            ('=IF(B5=12,"齐","缺")', "缺", "fail"),
            ("=B5/B6", "#DIV/0!", "pass"),
            ("=B5/B6", Decimal(3), "fail"),
            ("=B5=12", True, "pass"),
            ("=B5=12", False, "fail"),
            ("=B5+0", "", "fail"),
            ('=IFERROR(B5/B6,"")', "", "pass"),
            ("=B5+0", "2020-01-12", "not_run"),
        ):
            cell = FormulaCell("附件1 基础数据表", "F9", formula, cached)
            filing = replace(read, workbook=replace(read.workbook, formulas=(cell,)))
            assert outcome(filing, CHECK) == expected, (formula, cached)


class DescribeFormulasOfTheTemplate:
    @pytest.mark.parametrize("standard", ["hubei", "hunan-2021", "hunan-rates", "mof-project-2020", "sichuan-2023"])
    def it_knows_them_without_the_parser(self, standard: str):
        """The parser is slow to import, and every filing of a template has the same formulas."""
        known = load(standard)
        _parsed.cache_clear()
        findings = assess(read(SAMPLES / f"closed-{standard}.xlsx", known), known).findings
        assert not [finding for finding in findings if finding.check == "stale-value"]
        assert _parsed.cache_info().currsize == 0
