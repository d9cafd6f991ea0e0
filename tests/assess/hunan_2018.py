"""A Hunan unit's 2018 form as it was published, under the rules of that form: eight points for each of the first rates.

The published page shows the rates of 预算配置 and 预算执行; the rows behind them are filled up here so that all closes.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from perfxl.standard.loader import CATALOGUE, load
from perfxl.standard.model import Standard

_WEIGHTS = (
    ('level1 = "投入"\nweight = 10', 'level1 = "投入"\nweight = 16'),
    ('{ level2 = "预算配置", weight = 10,', '{ level2 = "预算配置", weight = 16,'),
    ('{ level3 = "在职人员控制率", weight = 5,', '{ level3 = "在职人员控制率", weight = 8,'),
    ('aliases = ["三公经费变动率"], weight = 5,', 'aliases = ["三公经费变动率"], weight = 8,'),
    ('level1 = "过程"\nweight = 60', 'level1 = "过程"\nweight = 56'),
    ('{ level2 = "预算执行", weight = 20,', '{ level2 = "预算执行", weight = 16,'),
    ('{ level3 = "预算完成率", weight = 5,', '{ level3 = "预算完成率", weight = 8,'),
    ('{ level3 = "预算控制率", weight = 5,', '{ level3 = "预算控制率", weight = 8,'),
    ('level1 = "效果"\nweight = 22', 'level1 = "效果"\nweight = 20'),
    ('{ level2 = "履职效益", weight = 22,', '{ level2 = "履职效益", weight = 20,'),
    ('aliases = ["经济效益", "社会效益"], weight = 10,', 'aliases = ["经济效益", "社会效益"], weight = 8,'),
)
_RULES = (
    ('name = "增长扣分"\nkind = "step_deduct"\nfull_at = "0%"\nside = "over"\nstep = "1%"\npoints = 0.5',
     'name = "增长扣分"\nkind = "step_deduct"\nfull_at = "0%"\nside = "over"\nstep = "1%"\npoints = 0.8'),
    ('{ to = "0%", points = 5 }', '{ to = "0%", points = 8 }'),
    ('to = "10%", points = 4', 'to = "10%", points = 6'),
    ('to = "20%", points = 3', 'to = "20%", points = 4'),
)  # fmt: skip
_BUILDINGS = '    { level3 = "新建楼堂馆所'

BASE = """
附件1
部门整体支出绩效自评基础数据表
填报单位：某县某局 |  |  | 单位：万元
财政供养人员情况 | 编制数 | 2018年实际在职人数 | 控制率
                | 143   | 136              | 95.10%
经费控制情况     | 2017年决算数 | 2018年预算数 | 2018年决算数
三公经费        | 29.08 | 63.46 | 44.29
␣␣1、公务用车购置和维护经费 | 11.86 | 41.46 | 39.30
␣␣␣其中：公车购置 |      | 29.46 | 29.46
␣␣␣公车运行维护  | 11.86 | 12    | 9.84
␣␣2、出国经费    |       |       |
␣␣3、公务接待    | 17.22 | 22    | 4.99
项目支出：       | 938.8 | 320   | 689.16
␣1、业务工作专项 | 938.8 | 320   | 689.16
公用经费        | 32.36 | 18.3  | 26.04
␣其中：办公经费   | 14.44 | 10    | 0.68
␣水费、电费、差旅费 | 17.92 | 7.50. | 25.36
␣会议费、培训费   | 0     | 0.8   | 0
政府采购金额     | 16.14 | 30.66 | 30.66
部门整体支出预算调整 |     | 1922.76 | 2690.62
厉行节约保障措施 | 制度健全，执行严格
"""

SELF = """
附件2
2018年部门整体支出绩效自评表
部门（单位）名称 | 某县某局
计算得分所需数据（万元） | 上年结转 | 年初预算数 | 本年追加预算 | 年末结转结余 | 2017年“三公经费”预算数
                     | 19.8    | 1922.76  | 767.86     | 19.8       | 32
一级指标 | 分值 | 二级指标 | 分值 | 三级指标 | 分值 | 评分标准 | 指标值 | 自评得分 | 扣分原因
投入 | 16 | 预算配置 | 16 | 在职人员控制率 | 8 |  | 95.10% | 8 |
    |    |         |    | “三公经费”变动率 | 8 |  | 98.31% | 0 | 公车更新
过程 | 56 | 预算执行 | 16 | 预算完成率 | 8 |  | 99.27% | 8 |
    |    |         |    | 预算控制率 | 8 |  | 39.94% | 0 | 追加专项
    |    | 预算管理 | 40 | 公用经费控制率 | 8 |  | 142.30% | 0 | 物价上涨
    |    |         |    | “三公经费”控制率 | 7 |  | 69.79% | 7 |
    |    |         |    | 政府采购执行率 | 6 |  | 100% | 6 |
    |    |         |    | 管理制度健全性 | 8 |  | 全部 | 8 |
    |    |         |    | 资金使用合规性 | 6 |  | 0 | 6 |
    |    |         |    | 预决算信息公开性 | 5 |  | 全部 | 5 |
产出 | 8  | 职责履行 | 8  | 重点工作实际完成率 | 8 |  | 95 | 7.6 | 一项工作延期
效果 | 20 | 履职效益 | 20 | 经济效益、社会效益 | 8 |  | 较好 | 8 |
    |    |         |    | 行政效能 | 6 |  | 好 | 6 |
    |    |         |    | 社会公众或服务对象满意度 | 6 |  | 93% | 6 |
总分 | 100 |        |    |          |   |  |  | 75.6 |
"""


@cache
def standard() -> Standard:
    """hunan-rates with the weights of the 2018 form."""
    text = next(CATALOGUE.rglob("hunan-rates.toml")).read_text(encoding="utf-8")
    for old, new in (*_WEIGHTS, *_RULES):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    lines = [line for line in text.splitlines() if not line.startswith(_BUILDINGS)]
    with TemporaryDirectory() as folder:
        path = Path(folder, "hunan-2018.toml")
        path.write_text("\n".join(lines).replace('id = "hunan-rates"', 'id = "hunan-2018"', 1), encoding="utf-8")
        return load(path)
