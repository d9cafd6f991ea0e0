"""A standard's file becomes a Standard; a bundled one is there without parsing anything."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from perfxl.standard import compile as compile_command
from perfxl.standard.build import build
from perfxl.standard.compile import compiled
from perfxl.standard.loader import CATALOGUE, COMPILED, catalogue, load
from perfxl.standard.model import EXACT
from tests.standard.small import SMALL, changed, write

TOML = {path.stem: path for path in CATALOGUE.glob("*.toml")}


class DescribeTheCatalogue:
    def it_has_the_hunan_form(self):
        assert "hunan-2020" in catalogue()

    def it_has_a_compiled_form_of_each_standard_and_no_other(self):
        assert set(catalogue()) == set(TOML)

    @pytest.mark.parametrize("name", TOML)
    def it_holds_each_standard_as_compiled_from_its_file_now(self, name: str):
        assert (COMPILED / f"{name}.json").read_text("utf-8") == compiled(TOML[name])

    @pytest.mark.parametrize("name", TOML)
    def it_gives_the_very_standard_of_the_file(self, name: str):
        assert load(name) == build(TOML[name])

    @pytest.mark.parametrize("name", TOML)
    def it_calls_each_standard_by_the_name_of_its_file(self, name: str):
        assert load(name).id == name


class DescribeCompiling:
    def it_writes_each_standard_of_the_catalogue(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        write(tmp_path, SMALL)
        monkeypatch.setattr(compile_command, "CATALOGUE", tmp_path)
        monkeypatch.setattr(compile_command, "COMPILED", tmp_path / "compiled")
        compile_command.main()
        assert (tmp_path / "compiled" / "small.json").read_text("utf-8") == compiled(tmp_path / "small.toml")


class DescribeLoadingABundledStandard:
    def it_imports_neither_the_parser_nor_toml(self):
        program = (
            "import sys; from perfxl.standard.loader import load; load('hunan-2020');"
            "print(*{name.partition('.')[0] for name in sys.modules})"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        assert not {"formulas", "numpy", "tomllib", "openpyxl"} & set(done.stdout.split())


class DescribeLoadingAFile:
    @pytest.mark.parametrize("kind", [str, Path])
    def it_takes_a_path(self, kind: type, tmp_path: Path):
        assert load(kind(write(tmp_path, SMALL))).name == "小表"

    def it_takes_a_file_that_notepad_has_saved(self, tmp_path: Path):
        path = tmp_path / "small.toml"
        path.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
        assert load(path) == build(write(tmp_path, SMALL))


class DescribeTheFieldsOfABlock:
    def it_names_them_by_row_and_column(self, tmp_path: Path):
        assert [*changed(tmp_path).fields][:5] == ["单位", "合计_预算", "合计_决算", "合计_执行率", "车_预算"]

    def it_puts_a_prefix_before_them(self, tmp_path: Path):
        standard = changed(
            tmp_path,
            ('label = "支出情况"', 'label = "支出情况"\nprefix = "甲"'),
            ('"=车_{列}+会_{列}" }', '"=甲_车_{列}+甲_会_{列}" }'),
            ('formula = "=车_决算/车_预算"', 'formula = "=甲_车_决算/甲_车_预算"'),
            ('reported = "车_执行率"', 'reported = "甲_车_执行率"'),
            SMALL_CHECKS_OUT,
        )
        assert "甲_车_预算" in standard.fields
        assert standard.fields["甲_车_执行率"].formula is not None
        assert standard.fields["甲_车_执行率"].formula.text == "=甲_车_决算/甲_车_预算"

    def it_labels_them_in_the_words_of_the_form(self, tmp_path: Path):
        fields = changed(tmp_path).fields
        assert fields["车_决算"].label == "车决算数"
        assert fields["单位"].label == "单位"

    def it_writes_a_rows_formula_in_its_amounts_and_a_columns_formula_in_every_row(self, tmp_path: Path):
        fields = changed(tmp_path).fields
        formulas = {name: field.formula.text for name, field in fields.items() if field.formula is not None}
        assert formulas == {
            "合计_预算": "=车_预算+会_预算",
            "合计_决算": "=车_决算+会_决算",
            "合计_执行率": "=合计_决算/合计_预算",
            "车_执行率": "=车_决算/车_预算",
            "会_执行率": "=会_决算/会_预算",
        }

    def it_demands_the_amounts_of_a_required_row_and_not_its_rate(self, tmp_path: Path):
        fields = changed(tmp_path).fields
        assert [name for name, field in fields.items() if field.required] == ["单位", "合计_预算", "合计_决算"]

    def it_demands_only_the_columns_that_a_row_lists(self, tmp_path: Path):
        fields = changed(tmp_path, ('"合计", required = true', '"合计", required = ["决算"]')).fields
        assert [name for name, field in fields.items() if field.required] == ["单位", "合计_决算"]

    def it_demands_a_required_column_in_every_row(self, tmp_path: Path):
        fields = changed(tmp_path, ('"执行率", kind = "rate"', '"执行率", kind = "rate", required = true')).fields
        assert fields["会_执行率"].required
        assert not fields["会_决算"].required

    def it_names_the_free_rows_and_the_groups_column_by_column(self, tmp_path: Path):
        assert changed(tmp_path).ranges == {
            "各项_预算": ("支出", "各项", "预算"),
            "各项_决算": ("支出", "各项", "决算"),
            "会明细_预算": ("支出", "会明细", "预算"),
            "会明细_决算": ("支出", "会明细", "决算"),
        }


class DescribeTheDecimalsOfAField:
    def it_is_two_for_amounts_and_rates_and_none_for_text(self, tmp_path: Path):
        fields = changed(tmp_path).fields
        found = fields["车_决算"].decimals, fields["车_执行率"].decimals, fields["单位"].decimals
        assert found == (2, 2, EXACT)

    def it_is_exact_for_heads(self):
        assert load("hunan-2020").fields["编制数"].decimals is EXACT

    def it_can_be_set_for_all_amounts(self, tmp_path: Path):
        fields = changed(tmp_path, ('version = "1"', 'version = "1"\ndecimals = 4')).fields
        assert (fields["车_决算"].decimals, fields["车_执行率"].decimals) == (4, 2)

    def it_can_be_set_for_a_column(self, tmp_path: Path):
        fields = changed(
            tmp_path, ('"{年}年决算数", kind = "amount"', '"{年}年决算数", kind = "amount", decimals = 6')
        ).fields
        assert (fields["车_决算"].decimals, fields["车_预算"].decimals) == (6, 2)

    def it_can_be_set_for_the_amounts_of_a_row(self, tmp_path: Path):
        fields = changed(tmp_path, ('label = "1、车"', 'label = "1、车", decimals = "exact"')).fields
        found = fields["车_决算"].decimals, fields["车_执行率"].decimals, fields["会_决算"].decimals
        assert found == (EXACT, 2, 2)


class DescribeWhatAStandardMayLeaveOut:
    def it_may_have_no_rates(self, tmp_path: Path):
        rate = SMALL[SMALL.index("[[rate]]") : SMALL.index("[check.vehicles-sum]")]
        assert changed(tmp_path, (rate, "")).rates == ()

    def it_may_have_no_derived_columns(self, tmp_path: Path):
        derived = SMALL[SMALL.index("[table.derived]") : SMALL.index('[[indicator]]\nlevel1 = "产出"')]
        assert changed(tmp_path, (derived, "")).table.derived == {}

    def it_may_have_a_rule_for_points(self, tmp_path: Path):
        rule = '[[rule]]\nname = "按完成比例"\nkind = "proportional"\n\n[[indicator]]\nlevel1 = "产出"'
        named = ('label = "指标"\n', 'label = "指标"\nrule = "按完成比例"\n')
        standard = changed(tmp_path, ('[[indicator]]\nlevel1 = "产出"', rule), named)
        assert standard.table.rule is not None
        assert "[@分值]*MIN(1,[@完成度])" in standard.table.rule.points.text


SMALL_CHECKS_OUT = (
    SMALL[SMALL.index("[check.vehicles-sum]") : SMALL.index("[check.total-sum]")],
    "",
)
"""The change that takes the checks over fields out of the small standard."""


class DescribeTheRulesOfAStandard:
    def it_has_one_for_every_check(self, tmp_path: Path):
        assert [*changed(tmp_path).checks] == [*load("hunan-2020").checks]

    def it_switches_a_check_off_that_it_does_not_write(self, tmp_path: Path):
        assert changed(tmp_path).checks["three-public-sum"].off

    def it_keeps_the_checks_written_in_code(self, tmp_path: Path):
        assert not changed(tmp_path).checks["required-blank"].off

    def it_spreads_a_check_over_its_columns(self, tmp_path: Path):
        places = changed(tmp_path).checks["vehicles-sum"].places
        assert [(place.at, place.holds.text) for place in places] == [
            ("合计_预算", "=合计_预算=车_预算+会_预算"),
            ("合计_决算", "=合计_决算=车_决算+会_决算"),
        ]
        assert [place.expected and place.expected.text for place in places] == ["=车_预算+会_预算", "=车_决算+会_决算"]

    def it_spreads_a_check_over_rows_and_pairs(self):
        checks = load("hunan-2020").checks
        assert [place.at for place in checks["three-public-part-over-budget"].places] == [
            "公务用车_决算",
            "因公出国_决算",
            "公务接待_决算",
        ]
        assert checks["projects-match"].places[1].holds.text == "=项目支出_决算=自评_项目支出_执行"


class DescribeALimitOfAStandard:
    def it_stands_in_formula_and_sentence_as_it_was_written(self, tmp_path: Path):
        rule = changed(tmp_path).checks["procurement-execution"]
        assert rule.limits == {"下限": Decimal("0.95"), "上限": Decimal("1.05")}
        assert rule.places[0].holds.text == "=AND(车_决算/车_预算>=95%,车_决算/车_预算<=1.05)"
        assert rule.rule == "政府采购决算数÷预算数在95%至1.05之间，否则须说明。"

    def it_can_be_changed(self, tmp_path: Path):
        rule = changed(tmp_path, ('"95%"', '"90%"')).checks["procurement-execution"]
        assert rule.limits is not None
        assert rule.limits["下限"] == Decimal("0.90")
        assert ">=90%" in rule.places[0].holds.text
        assert "在90%至" in rule.rule

    def it_keeps_a_minus_apart_from_what_stands_before_it(self, tmp_path: Path):
        changes = (">={下限}", ">=1-{下限}"), ('"95%"', '"-5%"')
        holds = changed(tmp_path, *changes).checks["procurement-execution"].places[0].holds
        assert ">=1-(-5%)" in holds.text


class DescribeAStandardsWordOnACheck:
    def it_can_set_another_severity(self, tmp_path: Path):
        standard = changed(tmp_path, ("[check.total-sum]\n", '[check.total-sum]\nseverity = "warning"\n'))
        assert standard.checks["total-sum"].severity == "warning"

    def it_leaves_the_severity_known_by_everybody(self, tmp_path: Path):
        assert changed(tmp_path).checks["total-sum"].severity == "error"

    def it_can_switch_a_check_off_and_keep_its_condition(self, tmp_path: Path):
        rule = changed(tmp_path, ("[check.total-sum]\n", "[check.total-sum]\noff = true\n")).checks["total-sum"]
        assert rule.off
        assert rule.places

    def it_can_switch_a_check_in_code_off(self, tmp_path: Path):
        standard = changed(tmp_path, ("[check.total-sum]", "[check.grade]\noff = true\n\n[check.total-sum]"))
        assert standard.checks["grade"].off

    def it_can_name_a_basis(self, tmp_path: Path):
        standard = changed(tmp_path, ("[check.total-sum]\n", '[check.total-sum]\nbasis = "按县里口径"\n'))
        assert standard.checks["total-sum"].basis == "按县里口径"

    def it_can_put_the_rule_in_words_of_its_own(self, tmp_path: Path):
        standard = changed(tmp_path, ('at = "车_决算"', 'at = "车_决算"\nrule = "车辆在{下限}以上。"'))
        assert standard.checks["procurement-execution"].rule == "车辆在95%以上。"


class DescribeTheGradesOfAStandard:
    @pytest.mark.parametrize(
        ("score", "grade"), [("100", "好"), ("60", "好"), ("59.99", "差"), ("0", "差"), ("101", None)]
    )
    def it_gives_each_score_its_band(self, score: str, grade: str | None, tmp_path: Path):
        assert changed(tmp_path).grade(Decimal(score)) == grade
