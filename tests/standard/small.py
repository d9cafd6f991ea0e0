"""A standard of one page for tests, and ways to change it."""

from __future__ import annotations

from pathlib import Path

from perfxl.standard.build import build
from perfxl.standard.model import Standard

SMALL = """\
id = "small-2020"
name = "小表"
version = "1"
region = "某县"
year = 2020
unit = "万元"
sources = [{ text = "自拟", verified = true }]

[sheets.base]
name = "附件1"
annex = "附件1"
title = "基础数据表"

[sheets.self]
name = "附件2"
annex = "附件2"
title = "{年}年自评表"

[[block]]
id = "表头"
sheet = "base"
layout = "label"
rows = [
  { key = "单位", label = "单位：", kind = "text", required = true },
]

[[block]]
id = "支出"
sheet = "base"
layout = "grid"
label = "支出情况"
columns = [
  { key = "预算", header = "{年}年预算数", kind = "amount" },
  { key = "决算", header = "{年}年决算数", kind = "amount" },
  { key = "执行率", header = "执行率", kind = "rate", formula = "={行}_决算/{行}_预算" },
]
rows = [
  { key = "合计", label = "合计", required = true, formula = "=车_{列}+会_{列}" },
  { key = "车", label = "1、车", group = "各项" },
  { key = "会", label = "2、会", group = "各项", details = "会明细" },
]

[table]
sheet = "self"
label = "指标"
columns = [
  { key = "一级", header = "一级指标", kind = "level1" },
  { key = "二级", header = "二级指标", kind = "level2" },
  { key = "目标", header = "指标值", kind = "target" },
  { key = "得分", header = "自评得分", kind = "score" },
]
total = { label = "总分", weight = 100, score = "=SUM([得分])" }

[table.derived]
"二级分值" = '=IFERROR(VALUE([二级]),0)'

[[indicator]]
level1 = "产出"
weight = 60
groups = [{ level2 = "数量", weight = 40 }, { level2 = "质量", weight = 20 }]

[[indicator]]
level1 = "效益"
weight = 40
groups = [
  { level2 = "社会", weight = 40 },
]

[[rate]]
id = "car"
label = "车辆执行率"
formula = "=车_决算/车_预算"
basis = "决算÷预算"
reported = "车_执行率"

[check.vehicles-sum]
at = "合计_{列}"
each = ["预算", "决算"]
holds = "=合计_{列}=车_{列}+会_{列}"
expected = "=车_{列}+会_{列}"

[check.procurement-execution]
at = "车_决算"
holds = "=AND(车_决算/车_预算>={下限},车_决算/车_预算<={上限})"
limits = { "下限" = "95%", "上限" = 1.05 }

[check.total-sum]
holds = "=总分_自评得分=SUM([得分])"

[[grade]]
name = "好"
from = 60
to = 100

[[grade]]
name = "差"
from = 0
below = 60
"""


def write(tmp_path: Path, text: str) -> Path:
    """The text as a file of the name small.toml."""
    path = tmp_path / "small.toml"
    path.write_text(text, encoding="utf-8")
    return path


def changed(tmp_path: Path, *changes: tuple[str, str]) -> Standard:
    """The small standard with each first text replaced by the second."""
    text = SMALL
    for old, new in changes:
        assert text.count(old) == 1, f"not once in the small standard: {old}"
        text = text.replace(old, new)
    return build(write(tmp_path, text))
