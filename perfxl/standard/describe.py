"""A standard in words, written from the standard itself: what to fill in, what is computed, checked and graded."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from perfxl.standard.check_ids import CHECKS, PARTS, SEVERITIES, Part
from perfxl.standard.describe_marking import marking, rules
from perfxl.standard.formula import Formula
from perfxl.standard.model import Block, CheckRule, Field, Grade, Kind, Rate, Sheet, Standard
from perfxl.standard.wording import UNVERIFIED, plain_header, plain_label, plain_number

Section = tuple[str, list[str]]
"""A heading and the lines below it."""

KINDS: dict[Kind, str] = {
    "amount": "金额",
    "count": "个数",
    "rate": "百分比",
    "text": "文字",
    "long_text": "文字说明",
    "unit": "金额单位",
}


def describe(standard: Standard) -> list[Section]:
    """The sections of the description, in the order in which a form is filled in. All text is Chinese."""
    return [
        ("评价标准", _head(standard)),
        *((f"填写：{sheet.name}", _filling(standard, sheet)) for sheet in standard.sheets.values()),
        ("指标和分值", list(marking(standard))),
        ("评分规则", list(rules(standard))),
        ("比率", [line for rate in standard.rates for line in _rate(rate)]),
        *((f"审核：{title}", _checks(standard, part)) for part, title in PARTS.items()),
        *_switched_off(standard),
        ("等级", [_grade(grade) for grade in standard.grades]),
        ("依据", [source.text + ("" if source.verified else UNVERIFIED) for source in standard.sources]),
    ]


def _head(standard: Standard) -> list[str]:
    return [
        f"{standard.name}，标识 {standard.id}，版本 {standard.version}",
        f"地区：{standard.region}；年度：{standard.year}；金额单位：{standard.unit}",
    ]


def _filling(standard: Standard, sheet: Sheet) -> list[str]:
    blocks = [block for block in standard.blocks if block.sheet == sheet.key]
    lines = [line for block in blocks for line in _block(standard, block)]
    return [*lines, sheet.note] if sheet.note else lines


def _block(standard: Standard, block: Block) -> Iterator[str]:
    if block.layout == "grid":
        yield f"【{block.label}】"
    for row in block.rows:
        own = [field for field in standard.fields.values() if field.block == block.id and field.row == row.key]
        parts = "；".join(_alike(block, list(fields)) for _, fields in groupby(own, _demand))
        yield f"{plain_label(row.label)}：{parts}" if row.label and block.columns else parts
        if row.details is not None:
            yield f"　其下各行按实际填写，可以插行，例如：{'；'.join(row.detail_labels)}"


def _demand(field: Field) -> tuple[str, bool]:
    """What is asked of a field, and whether the template computes it."""
    words = [KINDS[field.kind]]
    if field.kind == "amount" and field.decimals is not None:
        words.append(f"{field.decimals} 位小数")
    if field.required:
        words.append("必填")
    return "，".join(words), field.formula is not None


def _alike(block: Block, fields: list[Field]) -> str:
    headers = {column.key: plain_header(column.header) for column in block.columns}
    demand, _ = _demand(fields[0])
    formulas = [field.formula for field in fields if field.formula is not None]
    computed = f"，模板自动计算 {_first(formulas)}" if formulas else ""
    return f"{'、'.join(headers.get(field.column, field.label) for field in fields)}（{demand}{computed}）"


def _first(formulas: list[Formula]) -> str:
    return formulas[0].text + (" 等" if len(formulas) > 1 else "")


def _rate(rate: Rate) -> Iterator[str]:
    yield f"{rate.label} {rate.formula.text}（{rate.basis}）" + (f"，填在“{rate.reported}”" if rate.reported else "")
    if rate.steps is not None:
        yield f"　参考扣分：{rate.steps.words}（{rate.steps.source}）"


def _checks(standard: Standard, part: Part) -> list[str]:
    return [_check(rule) for rule in standard.checks.values() if CHECKS[rule.id].part == part and not rule.off]


def _check(rule: CheckRule) -> str:
    known = CHECKS[rule.id]
    severity = SEVERITIES[rule.severity or known.severity]
    words = f"〔{severity}〕{known.title}：{rule.rule}"
    if rule.places:
        count = f"，共 {len(rule.places)} 处" if len(rule.places) > 1 else ""
        words += f"公式 {rule.places[0].holds.text}{count}。"
    if rule.basis:
        words += f"{rule.basis}。"
    return f"{words}（{rule.id}）"


def _switched_off(standard: Standard) -> Iterator[Section]:
    off = [f"{CHECKS[rule.id].title}（{rule.id}）" for rule in standard.checks.values() if rule.off]
    if off:
        yield "本标准不查", off


def _grade(grade: Grade) -> str:
    end = "不含" if grade.upper_open else "含"
    return f"{grade.name}：{plain_number(grade.lower)} 分（含）至 {plain_number(grade.upper)} 分（{end}）"
