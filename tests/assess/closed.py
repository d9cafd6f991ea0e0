"""An invented unit whose figures all close, to be changed by tests: `filled(三公经费_决算="9")`."""

from __future__ import annotations

from tests.assess.forms import Content, Form, Value, lay_out, table

_BASE = """
三公经费 | 4.8 | 4.6  | 4.4
公务用车 | 3.6 | 3.5  | 3.42
公车购置 |     |      |
公车运行 | 3.6 | 3.5  | 3.42
因公出国 | 0.2 | 0.1  | 0.08
公务接待 | 1   | 1    | 0.9
项目支出 | 90  | 100  | 97.5
公用经费 | 20  | 21   | 19.75
政府采购 | ——  | 40   | 39.2
预算调整 | ——  | 260  | 256.3
"""
_SELF = """
财政拨款 | 250 | 247 | 98.8%
其他资金 | 10  | 9.3 | 93%
基本支出 | 160 | 158.8 | 99.25%
项目支出 | 100 | 97.5 | 97.5%
"""
_ROWS = """
管理指标 | 30 | 预算编制管理（10） |              |          |            | 10 |
         |    | 预算执行管理（20） |              |          |            | 18 | 年末集中支付
产出指标 | 40 | 数量指标（20）     | 培训人数     | 340      | 340        | 7  |
         |    |                    | 服务场次     | 120场    | 126场      | 7  |
         |    |                    | 救助户数     | 280      | 286        | 6  |
         |    | 质量指标（10）     | 合格率（5）  | ≥90%     | 92%        | 5  |
         |    |                    | 覆盖率（5）  | 95%      | 98%        | 5  |
         |    | 时效指标（10）     | 完成时间     | 10月底   | 10月25日   | 10 |
效益指标 | 30 | 社会效益指标（20） | 能力提高     | 有所提高 | 达成年度指标 | 20 |
         |    | 满意度指标（10）   | 群众满意度   | 90%      | 92%        | 10 |
"""
WORDS: dict[str, Value] = {
    "填报单位": "测试市档案馆",
    "单位名称": "测试市档案馆",
    "编制数": 12,
    "在职人数": 11,
    "在职人员控制率": "91.7%",
    "厉行节约保障措施": "已建立制度并执行",
    "年初设定目标": "完成年度培训任务",
    "全年完成情况": "培训任务已完成",
}


def figures(text: str, prefix: str, columns: tuple[str, ...]) -> dict[str, Value]:
    """The fields of a text table: a row a line, cells parted by |."""
    found: dict[str, Value] = {}
    for line in text.strip().splitlines():
        key, *cells = (part.strip() for part in line.split("|"))
        found |= {f"{prefix}{key}_{column}": cell or None for column, cell in zip(columns, cells, strict=True)}
    return found


CLOSED = Content(
    fields=WORDS
    | figures(_BASE, "", ("上年决算", "预算", "决算"))
    | figures(_SELF, "自评_", ("预算", "执行", "执行率")),
    projects=(("1、业务工作专项", ("60", "70", "68.1")), ("2、运行维护专项", ("30", "30", "29.4"))),
    operating=(("其中：办公经费", ("9", "9.5", "8.8")), ("会议费、培训费", ("4", "4", "3.3"))),
    rows=table(_ROWS),
    total=(100, 98),
)


def filled(**changes: Value) -> Form:
    """The closed form with some cells written anew."""
    form = lay_out(CLOSED)
    for name, value in changes.items():
        form[name.replace("__", "/")] = value
    return form
