"""Every check there is: its id, severity, title and its rule in one sentence. Ids are an interface: they never change.

`{上限}` and the like in a rule stand for the limits that a standard sets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from perfxl.standard.model import Severity

Part = Literal["base", "money", "indicators", "workbook"]
Written = Literal["fields", "table", "program"]
"""Where a check's condition is written: as formulas over fields, as a formula over the indicator table, or in code."""

PARTS: dict[Part, str] = {
    "base": "基础数据",
    "money": "资金和目标",
    "indicators": "指标",
    "workbook": "工作簿",
}
SEVERITIES: dict[Severity, str] = {"error": "必须改", "warning": "须说明", "hint": "提示"}


@dataclass(frozen=True, slots=True)
class CheckId:
    """A check as it is known by everybody; a standard may set its limits, its severity, or switch it off."""

    id: str
    severity: Severity
    part: Part
    written: Written
    title: str
    rule: str


def _checks(part: Part, *rows: tuple[str, Severity, Written, str, str]) -> tuple[CheckId, ...]:
    return tuple(CheckId(id, severity, part, written, title, rule) for id, severity, written, title, rule in rows)


_BASE = _checks(
    "base",
    ("staffing-ratio", "error", "fields", "在职人员控制率", "在职人员控制率等于在职人数÷编制数。"),
    ("staffing-over-posts", "warning", "fields", "在职人数超编", "在职人数不超过编制数，超过的须说明。"),
    ("three-public-sum", "error", "fields", "三公经费合计", "三公经费等于公务用车、出国、公务接待三项之和。"),
    ("vehicles-sum", "error", "fields", "公务用车合计", "公务用车经费等于公车购置与公车运行维护之和。"),
    ("three-public-over-budget", "warning", "fields", "三公经费超预算", "三公经费决算数不超过预算数，超过的须说明。"),
    (
        "three-public-part-over-budget",
        "warning",
        "fields",
        "三公经费分项超预算",
        "公务用车、出国、公务接待各项的决算数不超过预算数，超过的须说明。",
    ),
    ("three-public-growth", "warning", "fields", "三公经费增长", "三公经费决算数不超过上年决算数，超过的须说明。"),
    ("projects-sum", "error", "fields", "项目支出合计", "项目支出等于其下各项目之和；各项目未填的不核。"),
    ("projects-over-budget", "warning", "fields", "项目支出超预算", "项目支出决算数不超过预算数，超过的须说明。"),
    (
        "operating-sum",
        "error",
        "fields",
        "公用经费合计",
        "公用经费与其下各明细之和相符：明细列全的应相等，未列全的不小于明细之和。",
    ),
    ("operating-over-budget", "warning", "fields", "公用经费超预算", "公用经费决算数不超过预算数，超过的须说明。"),
    (
        "procurement-execution",
        "warning",
        "fields",
        "政府采购执行率",
        "政府采购决算数÷预算数在{下限}至{上限}之间，否则须说明。",
    ),
    (
        "adjustment-budget",
        "error",
        "fields",
        "预算调整的预算数",
        "部门整体支出预算调整的预算数等于自评表基本支出与项目支出预算数之和。",
    ),
    ("adjustment-final", "error", "fields", "预算调整的决算数", "部门整体支出预算调整的决算数等于自评表的支出合计。"),
    (
        "adjustment-rate",
        "warning",
        "fields",
        "预算调整幅度",
        "部门整体支出预算调整的（决算数－预算数）÷预算数不超过{上限}，超过的须说明。",
    ),
    ("projects-match", "error", "fields", "项目支出两表一致", "基础数据表的项目支出与自评表的项目支出一致。"),
    ("operating-within-basic", "error", "fields", "公用经费与基本支出", "基础数据表的公用经费不大于自评表的基本支出。"),
    ("required-blank", "error", "program", "必填未填", "必填的格子不能空着；确实没有的填 0 或“——”。"),
    ("not-a-number", "error", "program", "不是数字", "应填数字的格子只填数字、留空或填“——”。"),
    ("negative", "error", "program", "负数", "金额和人数不能是负数。"),
    ("currency-unit", "warning", "program", "金额单位", "表上要写明金额单位（万元或元）。"),
    ("unit-name", "hint", "program", "填报单位", "每一处都要填写单位名称，并且一致。"),
    ("year-header", "error", "program", "表头年度", "表头的年度依次是上年、本年、本年。"),
)

_MONEY = _checks(
    "money",
    ("sources-structure", "error", "fields", "资金来源与结构", "资金来源各项之和等于资金结构各项之和。"),
    ("funds-sum", "error", "fields", "资金合计", "资金总额等于其下各行资金之和。"),
    ("execution-rate", "error", "fields", "执行率", "执行率要填写，并等于全年执行数÷全年预算数。"),
    ("execution-over-budget", "warning", "fields", "执行数超预算", "全年执行数不超过全年预算数，超过的须说明。"),
    (
        "execution-without-budget",
        "warning",
        "fields",
        "无预算有支出",
        "没有预算数（空或0）的，不应有执行数；有的须说明。",
    ),
    ("execution-reason", "warning", "fields", "执行率偏低", "执行率不低于{下限}，低于的须说明原因。"),
    ("goal-blank", "error", "program", "年度总体目标", "年初设定目标和全年完成情况都要填写。"),
)

_INDICATORS = _checks(
    "indicators",
    ("level1-weights", "error", "table", "一级指标分值", "一级指标分值之和等于总分的分值。"),
    ("level2-weights", "error", "table", "二级指标分值", "每个一级指标下，二级指标分值之和等于一级指标分值。"),
    (
        "level3-weights",
        "error",
        "table",
        "三级指标分值",
        "每个二级指标下，三级指标分值之和等于二级指标分值；没有三级分值的不核。",
    ),
    ("score-over-weight", "error", "table", "得分超分值", "每行得分不小于 0，不大于该行的分值。"),
    ("group-over-weight", "error", "table", "组得分超分值", "没有三级分值时，一组得分之和不大于该二级指标的分值。"),
    ("score-missing", "error", "program", "未填得分", "每一行指标都要有得分。"),
    ("score-not-earned", "error", "program", "得分高于应得", "能按规则算出的得分，填写数不高于应得数。"),
    ("one-chosen", "error", "program", "择一计分", "只选一行计分的指标，填且只填一行得分。"),
    ("total-sum", "error", "table", "总分", "总分等于各行得分之和。"),
    ("grade", "error", "program", "等级", "填写的等级与总分所在的分段一致。"),
    (
        "deduction-unexplained",
        "error",
        "program",
        "扣分未说明",
        "得分低于分值的（该行或该组），要填写偏差及原因分析。",
    ),
    ("met-but-deducted", "warning", "program", "完成却扣分", "目标全部完成的行或组应得满分，扣分的须说明。"),
    ("missed-but-full", "warning", "program", "未完成却满分", "目标没有完成的，不应得满分。"),
    (
        "answer-computed",
        "error",
        "program",
        "完成值重算",
        "由表内其他数算出的完成值，填写数等于算出的数。",
    ),
    ("over-fulfilled", "warning", "table", "超额完成", "完成值÷年度指标值不超过{上限}，超过的须说明。"),
    ("date-not-given", "warning", "program", "未写完成时间", "年度指标值是时间的，完成值要写明时间。"),
    (
        "qualitative-answer",
        "hint",
        "program",
        "定性指标的完成值",
        "年度指标值是定性的，完成值要写达成的程度或具体情况，不只写“完成”。",
    ),
    (
        "unit-mismatch",
        "error",
        "program",
        "计量单位不一致",
        "完成值与年度指标值的种类和计量单位一致（90%与0.9视为一致）。",
    ),
    (
        "indicator-name",
        "error",
        "program",
        "指标名称",
        "每一级指标都有名称，表中没有空行，名称里的括号成对。",
    ),
)

_WORKBOOK = _checks(
    "workbook",
    ("sheet-missing", "error", "program", "缺表", "评价标准规定的每一张表都在。"),
    ("formula-overwritten", "warning", "program", "公式被覆盖", "模板里用公式计算的格子仍然是公式。"),
    ("formula-changed", "error", "program", "公式被改动", "模板里的公式没有被改动；插行引起的变化不算。"),
    ("stale-value", "warning", "program", "公式结果过期", "公式格显示的结果就是公式现在的结果。"),
    ("error-value", "error", "program", "错误值", "表里没有 #DIV/0!、#REF! 之类的错误值。"),
    ("hidden-content", "hint", "program", "隐藏内容", "填报表里没有隐藏的行、列或工作表。"),
)

CHECKS: dict[str, CheckId] = {check.id: check for check in (*_BASE, *_MONEY, *_INDICATORS, *_WORKBOOK)}
"""All checks by id, in the order of the forms."""
