"""A form of a single sheet whose indicators have rules of their own, and a filing of it in which all closes.

`filed` reads the filing after some texts of it were replaced by others: filed("98%" , "97%").
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from perfxl.assess.case import Case
from perfxl.assess.engine import assess, tell
from perfxl.assess.model import Assessment, Finding
from perfxl.filing.model import Filing
from perfxl.filing.read import from_grids
from perfxl.standard.loader import load
from perfxl.standard.model import Standard
from tests.filing.table import grid

STANDARD = """
id = "ruled"
name = "带评分规则的表"
version = "1"
region = "测试"
year = 2023
unit = "万元"
sources = [{ text = "测试", verified = true }]

[sheets.form]
name = "自评表"
annex = "自评表"
title = "部门绩效自评表"
aliases = ["自评表"]

[[block]]
id = "单位"
sheet = "form"
layout = "label"
rows = [{ key = "单位名称", label = "单位名称", kind = "text", required = true }]

[[block]]
id = "资金"
sheet = "form"
layout = "grid"
label = "资金（万元）"
columns = [
  { key = "预算", header = "全年预算数", kind = "amount" },
  { key = "执行", header = "全年执行数", kind = "amount" },
  { key = "分值", header = "分值", kind = "count", only = ["总额"], preset = 10 },
  { key = "执行率", header = "执行率", kind = "rate" },
  { key = "得分", header = "得分", kind = "count", only = ["总额"] },
]
rows = [
  { key = "总额", label = "年度资金总额", required = true },
  { key = "财政", label = "其中：财政拨款", indent = 1 },
  { key = "其他", label = "其他资金", indent = 1 },
]

[[block]]
id = "说明"
sheet = "form"
layout = "label"
rows = [{ key = "低执行率原因", label = "执行率偏低原因", kind = "text" }]

[[rule]]
name = "按比例"
kind = "proportional"

[[rule]]
name = "不适用不计"
kind = "proportional"
na = "exclude"

[[rule]]
name = "执行率得分"
kind = "ratio_x_weight"

[table]
sheet = "form"
label = "绩效指标"
rule = "按比例"
columns = [
  { key = "一级指标", header = "一级指标", kind = "level1" },
  { key = "一级分值", header = "一级分值", kind = "weight1" },
  { key = "二级指标", header = "二级指标", kind = "level2" },
  { key = "三级指标", header = "三级指标", kind = "level3" },
  { key = "性质", header = "指标性质", kind = "operator" },
  { key = "指标值", header = "指标值", kind = "target" },
  { key = "单位", header = "计量单位", kind = "unit" },
  { key = "完成值", header = "完成值", kind = "actual" },
  { key = "三级分值", header = "分值", kind = "weight3" },
  { key = "自评得分", header = "得分", kind = "score" },
  { key = "原因", header = "原因", kind = "reason" },
]

[[table.beside]]
level1 = "预算执行"
level2 = "执行率"
weight = "总额_分值"
target = "100%"
actual = "总额_执行率"
score = "总额_得分"
rule = "执行率得分"

[table.total]
label = "总分"
weight = 100
score = '=ROUND(MIN(100,SUM([自评得分])*总分_分值/(总分_分值-SUMIF([自评得分],"——",[三级分值]))),2)'

[table.derived]
"二级分值" = '=IFERROR(VALUE(MID([二级指标],FIND("（",[二级指标])+1,2)),0)'

[[indicator]]
level1 = "投入"
weight = 20
groups = [
  { level2 = "控制", items = [
    { level3 = "财政拨款占比", weight = 20, target = "≥80%", actual = "=财政_执行/总额_执行" },
  ] },
]

[[indicator]]
level1 = "产出"
weight = 50
groups = [
  { level2 = "数量指标", items = [
    { level3 = "培训人数", weight = 20 },
    { level3 = "覆盖率", weight = 20, rule = "不适用不计" },
  ] },
  { level2 = "结转", weight = 10, choose = true, items = [
    { level3 = "结转率", weight = 10 },
    { level3 = "结转变动率", weight = 10 },
  ] },
]

[[indicator]]
level1 = "满意度"
weight = 20
groups = [{ level2 = "满意度指标", items = [{ level3 = "群众满意度", weight = 20 }] }]

[[indicator]]
level1 = "加减分"
weight = 5
bonus = true
groups = [{ level2 = "加减分项", items = [{ level3 = "表彰与通报", weight = 5 }] }]

[check.funds-sum]
at = "总额_{列}"
each = ["预算", "执行"]
holds = "=总额_{列}=财政_{列}+其他_{列}"
expected = "=财政_{列}+其他_{列}"

[check.execution-rate]
at = "总额_执行率"
holds = "=总额_执行率=总额_执行/总额_预算"
expected = "=总额_执行/总额_预算"

[check.execution-reason]
at = "低执行率原因"
holds = "=OR(总额_执行/总额_预算>={下限},LEN(低执行率原因)>0)"
limits = { "下限" = "90%" }

[check.level1-weights]
holds = "=SUM([一级分值])=总分_分值"

[check.level2-weights]
holds = "=SUM([二级分值])=[@一级分值]"

[check.level3-weights]
holds = "=SUM([三级分值])=[@二级分值]"

[check.score-over-weight]
holds = "=AND([@自评得分]>=0,[@自评得分]<=[@分值])"

[check.group-over-weight]
holds = "=SUM([自评得分])<=[@二级分值]"

[check.total-sum]
holds = '=总分_自评得分=ROUND(MIN(100,SUM([自评得分])*总分_分值/(总分_分值-SUMIF([自评得分],"——",[三级分值]))),2)'

[check.over-fulfilled]
holds = "=[@完成度]<={上限}"
limits = { "上限" = "1.3" }

[[grade]]
name = "优"
from = 90
to = 105
[[grade]]
name = "其他"
from = 0
below = 90
"""

SHEET = """
部门绩效自评表
单位名称 | 测试市档案馆
资金（万元） |            | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
            | 年度资金总额 | 100       | 98        | 10   | 98%   | 9.8
            | 其中：财政拨款 | 90        | 89        | ——   | 98.9% | ——
            | 其他资金     | 10        | 9         | ——   | 90%   | ——
执行率偏低原因 |
一级指标 | 一级分值 | 二级指标 | 三级指标   | 指标性质 | 指标值 | 计量单位 | 完成值 | 分值 | 得分 | 原因
投入     | 20      | 控制    | 财政拨款占比 | ≥      | 80    | %      | 90.8% | 20  | 20  |
产出     | 50      | 数量指标 | 培训人数   | ≥      | 120   | 人      | 126   | 20  | 20  |
         |         |         | 覆盖率     | ≥      | 90    | %      | 92    | 20  | 20  |
         |         | 结转     | 结转率     | ≤      | 10    | %      | 8     | 10  | 10  |
         |         |         | 结转变动率 | ≤      | 0     | %      |       | 10  |     |
满意度   | 20      | 满意度指标 | 群众满意度 | ≥      | 90    | %      | 95    | 20  | 20  |
加减分   | 5       | 加减分项 | 表彰与通报 |        |       |        |       | 5   |     |
总分     | 100     |         |           |        |       |        |       |     | 99.8 |
"""


@cache
def standard() -> Standard:
    """The standard of the form."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "ruled.toml")
        path.write_text(STANDARD, encoding="utf-8")
        return load(path)


def filed(*changes: str) -> Filing:
    """The filing with texts replaced, each followed by the one that stands in its stead; each must be there once,
    however many spaces stand round its bars."""
    text = _tight(SHEET)
    for old, new in zip(map(_tight, changes[::2]), map(_tight, changes[1::2]), strict=True):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return from_grids("ruled.xlsx", [grid("自评表", text)], standard())


def assessed(*changes: str) -> Assessment:
    """The assessment of that filing."""
    return assess(filed(*changes), standard())


def found(*changes: str) -> list[Finding]:
    """Its open findings."""
    return list(assessed(*changes).failures)


def only(check: str, *changes: str) -> Finding:
    """Its one open finding of a check."""
    (finding,) = (finding for finding in found(*changes) if finding.check == check)
    return finding


def outcomes(check: str, *changes: str) -> dict[str, str]:
    """What became of a check at each of its places, by their keys."""
    told = tell(Case(filed(*changes), standard()))
    return {one.key.partition(":")[2]: one.outcome for one in told if one.check.id == check}


def _tight(text: str) -> str:
    return re.sub(" *[|] *", "|", text)
