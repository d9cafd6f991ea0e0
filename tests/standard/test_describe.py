"""A standard in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfxl.standard.check_ids import CHECKS
from perfxl.standard.describe import UNVERIFIED, describe
from perfxl.standard.loader import load
from perfxl.standard.model import Standard
from perfxl.standard.wording import plain_label
from tests.standard.small import changed

WITH_A_RULE = (
    (
        '{ level2 = "数量", weight = 40 }',
        '{ level2 = "数量", weight = 40, items = [{ level3 = "控制率", weight = 40, operator = "≤", target = "100%",'
        ' actual = "=车_决算/车_预算", rule = "控制率" }] }',
    ),
    (
        '[[indicator]]\nlevel1 = "产出"',
        '[[rule]]\nname = "控制率"\nkind = "step_deduct"\nfull_at = "100%"\nside = "over"\nstep = "1%"\npoints = 1\n'
        'na = "full"\nsource = "某县指标表"\n\n[[indicator]]\nlevel1 = "产出"',
    ),
)


def section(standard: Standard, start: str) -> str:
    """The lines of the sections whose heading starts so."""
    return "\n".join(line for heading, lines in describe(standard) for line in lines if heading.startswith(start))


class DescribeAStandardInWords:
    def it_says_whose_it_is(self, tmp_path: Path):
        words = section(changed(tmp_path), "评价标准")
        assert words == "小表，标识 small-2020，版本 1\n地区：某县；年度：2020；金额单位：万元"

    def it_says_what_to_fill_in_and_what_is_computed(self, tmp_path: Path):
        assert section(changed(tmp_path), "填写：附件1").split("\n") == [
            "单位（文字，必填）",
            "【支出情况】",
            "合计：预算数、决算数（金额，2 位小数，必填，模板自动计算 =车_预算+会_预算 等）；"
            "执行率（百分比，模板自动计算 =合计_决算/合计_预算）",
            "车：预算数、决算数（金额，2 位小数）；执行率（百分比，模板自动计算 =车_决算/车_预算）",
            "会：预算数、决算数（金额，2 位小数）；执行率（百分比，模板自动计算 =会_决算/会_预算）",
            "　其下各行按实际填写，可以插行，例如：",
        ]

    def it_shows_the_forms_own_note(self):
        assert load("hunan-2020").sheets["base"].note in section(load("hunan-2020"), "填写：附件1")

    def it_says_the_weights(self, tmp_path: Path):
        assert "产出 60 分：数量（40）、质量（20）" in section(changed(tmp_path), "指标和分值")

    def it_says_each_item_with_its_weight_its_actual_value_and_its_rule(self, tmp_path: Path):
        words = section(changed(tmp_path, *WITH_A_RULE), "指标和分值")
        assert "　数量：控制率（40），指标值 ≤100%，完成值 =车_决算/车_预算，按“控制率”评分" in words.split("\n")

    def it_says_each_rule_in_words_with_its_source_and_whether_that_was_seen(self, tmp_path: Path):
        assert section(changed(tmp_path, *WITH_A_RULE), "评分规则").split("\n")[0] == (
            "控制率：不超过100%得满分，每超过1个百分点扣1分，扣完为止（不满一步不扣）；不适用的得满分。"
            "来源：某县指标表（未核实）"
        )

    def it_says_the_most_and_the_least_of_a_rule_that_leaves_a_span(self, tmp_path: Path):
        manual = (
            *WITH_A_RULE[:1],
            (WITH_A_RULE[1][0], '[[rule]]\nname = "控制率"\nkind = "manual"\n\n[[indicator]]\nlevel1 = "产出"'),
        )
        words = section(changed(tmp_path, *manual), "评分规则")
        assert "　最多 =IF(" in words and "　最少 =IF(" in words

    def it_says_each_rate_with_formula_basis_and_steps(self):
        words = section(load("hunan-2020"), "比率")
        assert "政府采购执行率 =政府采购_决算/政府采购_预算（实际采购金额÷采购预算）" in words
        assert "满分6分，100%得满分，每偏离5个百分点扣2分，扣完为止" in words
        assert "满分5分，不超过100%得满分，每超过1个百分点扣0.5分，扣完为止" in words

    def it_says_every_check_once(self):
        words = section(load("hunan-2020"), "审核") + section(load("hunan-2020"), "本标准不查")
        for check_id in CHECKS:
            assert words.count(f"（{check_id}）") == 1

    def it_says_a_check_with_severity_limits_and_formula(self):
        assert (
            "〔须说明〕政府采购执行率：政府采购决算数÷预算数在95%至105%之间，否则须说明。"
            "公式 =AND(政府采购_决算/政府采购_预算>=95%,政府采购_决算/政府采购_预算<=105%)。（procurement-execution）"
        ) in section(load("hunan-2020"), "审核：基础数据")

    def it_says_a_severity_that_the_standard_sets(self, tmp_path: Path):
        standard = changed(tmp_path, ("[check.total-sum]\n", '[check.total-sum]\nseverity = "hint"\n'))
        assert "〔提示〕总分：" in section(standard, "审核")

    def it_says_how_many_places_a_check_has(self, tmp_path: Path):
        assert "公式 =合计_预算=车_预算+会_预算，共 2 处。" in section(changed(tmp_path), "审核")

    def it_says_what_is_not_checked(self, tmp_path: Path):
        standard = changed(tmp_path, ("[check.total-sum]\n", "[check.total-sum]\noff = true\n"))
        assert "总分（total-sum）" in section(standard, "本标准不查").split("\n")
        assert "total-sum" not in section(standard, "审核")

    def it_says_the_grades(self, tmp_path: Path):
        assert section(changed(tmp_path), "等级") == "好：60 分（含）至 100 分（含）\n差：0 分（含）至 60 分（不含）"

    def it_marks_a_source_that_was_not_seen(self, tmp_path: Path):
        assert section(changed(tmp_path), "依据") == "自拟"
        unseen = changed(tmp_path, ("verified = true", "verified = false"))
        assert section(unseen, "依据") == "自拟" + UNVERIFIED


class DescribeAPlainLabel:
    @pytest.mark.parametrize(
        ("label", "plain"),
        [
            ("三公经费", "三公经费"),
            ("1、公务用车购置和维护经费", "公务用车购置和维护经费"),
            ("其中：公车购置", "公车购置"),
            ("项目支出：", "项目支出"),
            ("资金来源：（1）财政拨款", "财政拨款"),
            ("部门（单位）名称", "部门（单位）名称"),
            ("水费、电费、差旅费", "水费、电费、差旅费"),
            ("", ""),
        ],
    )
    def it_is_the_label_without_number_and_introduction(self, label: str, plain: str):
        assert plain_label(label) == plain
