"""The words that stand in a workbook for the fixed values of a standard."""

from __future__ import annotations

from collections.abc import Mapping

from perfxl.standard.check_ids import SEVERITIES
from perfxl.standard.describe import KINDS as CONTENTS
from perfxl.standard.kinds import KINDS as RULE_KINDS

Words = Mapping[str, str]
"""A value of the standard, and the word for it."""

CONTENT: Words = dict[str, str](CONTENTS.items())
LAYOUT: Words = {"grid": "表格", "label": "标签"}
LEVEL: Words = {
    "level1": "一级指标", "weight1": "一级分值", "level2": "二级指标", "weight2": "二级分值", "level3": "三级指标",
    "weight3": "三级分值", "operator": "指标性质", "target": "指标值", "unit": "计量单位", "criterion": "评分标准",
    "actual": "完成值", "score": "得分", "reason": "偏差原因",
}  # fmt: skip
RULE: Words = {kind.name: kind.title for kind in RULE_KINDS.values()}
NA: Words = {"full": "得满分", "exclude": "不计入总分", "zero": "不得分", "ask": "人工评定"}
OF: Words = {"actual": "完成值", "completion": "完成度"}
DIRECTION: Words = {"auto": "看指标值的符号", "higher": "越高越好", "lower": "越低越好", "equal": "等于为好"}
SIDE: Words = {"over": "高于", "under": "低于", "both": "两边", "bonus": "只加", "penalty": "只减"}
STEPS: Words = {"full": "不扣", "started": "按一步扣", "prorata": "按比例扣"}
WHEN: Words = {
    "zero": "为0", "less": "小于对照", "at_most": "不超过对照", "equal": "等于对照", "at_least": "不小于对照",
    "more": "大于对照",
}  # fmt: skip
SEVERITY: Words = dict[str, str](SEVERITIES.items())
OPERATOR: Words = {sign: sign for sign in ("≥", "≤", ">", "<", "=", "定性")}
UNIT: Words = {"万元": "万元", "元": "元"}

YES, NO = "是", "否"
EXACT = "不舍入"
EMPTY = "（空）"
"""Stands for a text that is given and empty; a blank cell is one that is not given."""
