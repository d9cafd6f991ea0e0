# ruff: noqa: E501  the columns are a table, a line each
"""The sheets of a standard's workbook: what records stand in each, under what column titles, as what keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from perfxl.authoring import vocabulary as words
from perfxl.authoring.vocabulary import Words

Content = Literal["text", "formula", "number", "whole", "flag", "demand", "decimals", "list", "map", "choice", "info"]
"""What a cell holds. A demand is 是, 否 or a list; decimals are a whole number or 不舍入; a list is parted by ；, a map
has 名称=值 parted by ；; info is for people and not read."""

TYPE = "类型"
ROOT = "@"
"""The standard itself, above all records."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, the key of its value in each type of record ("steps.weight" is inside "steps"), what its
    cells hold, and for people a width and a note. `source` is the sheet and the title of the column whose values may
    be chosen here."""

    title: str
    keys: Mapping[str, str]
    content: Content = "text"
    words: Words = field(default_factory=dict)
    width: float = 14
    note: str = ""
    source: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A type of record: the word for it, the key under which it goes into the record above, and which types that may be
    of. It is one of a list, the only one, named by its key "@name", or that name with its
    one value "@value"."""

    type: str
    into: str
    under: tuple[str, ...] = (ROOT,)
    form: Literal["list", "one", "named", "pair"] = "list"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of records. Where it is `stacked`, a line holds one record of each type, each under the one before it, and
    a record whose cells are blank goes on from the line above."""

    name: str
    about: str
    records: tuple[Record, ...]
    columns: tuple[Column, ...]
    stacked: bool = False

    @property
    def typed(self) -> bool:
        """Whether a column says what type each line is of."""
        return len(self.records) > 1 and not self.stacked

    def record(self, type_: str) -> Record | None:
        """The type of that word."""
        return next((record for record in self.records if record.type == type_), None)

    def columns_of(self, type_: str) -> list[Column]:
        """The columns that a type of record has."""
        return [column for column in self.columns if type_ in column.keys]


def _of(key: str) -> dict[str, str]:
    return {"": key}


HEAD = Sheet(
    "基本信息",
    "这是哪一种表、哪一版、哪一年的，金额用什么单位；依据的文件，是否核实过原文。",
    (Record("", "head"),),
    (
        Column("项目", {}, "info", width=16),
        Column("内容", {}, "info", width=90),
        Column("已核实", {}, "info", width=10, note="只用于“依据”：见过原文写“是”，没有见过写“否”，会显示为“未核实”。"),
    ),
)
HEAD_LINES: tuple[Column, ...] = (
    Column("标识", _of("id"), note="小写字母、数字和连字符，如 changsha-2026。"),
    Column("名称", _of("name")),
    Column("版本", _of("version")),
    Column("地区", _of("region")),
    Column("年度", _of("year"), "whole"),
    Column("金额单位", _of("unit"), "choice", words.UNIT),
    Column("金额小数位", _of("decimals"), "decimals", note="不写为 2 位。"),
)
SOURCE = "依据"
SOURCE_KEYS = ("text", "verified")

SHEETS = Sheet(
    "表",
    "表样有哪几张工作表：标识（自己起，后面各页用它）、名称、标题、别名。标题里的 {年} 换成评价年度。",
    (Record("", "sheets", form="named"),),
    (
        Column(
            "标识", _of("@name"), width=10, note="自己起的短名，如 base、self、form；“字段”“指标表”里的“所在表”填它。"
        ),
        Column("工作表名", _of("name"), width=20, note="模板里工作表的名称，最多 31 个字。"),
        Column("附件", _of("annex"), width=16),
        Column("标题", _of("title"), width=36),
        Column("别名", _of("aliases"), "list", width=36, note="填报件里可能用的其他名称，用；隔开。"),
        Column("表内说明", _of("note"), width=50),
        Column("签字处", _of("signatures"), "list", width=40),
    ),
)

BLOCK, COLUMN, ROW = "块", "列", "行"
FIELDS = Sheet(
    "字段",
    "表里的格子。先写一行“块”，下面写它的“列”和“行”；列与行交叉的格子就是字段，字段名＝前缀_行名_列名。",
    (Record(BLOCK, "block"), Record(COLUMN, "columns", (BLOCK,)), Record(ROW, "rows", (BLOCK,))),
    (
        Column("名称", {BLOCK: "id", COLUMN: "key", ROW: "key"}, width=18, note="公式里用的名称。没有行名的填（空）。"),
        Column(
            "文字",
            {BLOCK: "label", COLUMN: "header", ROW: "label"},
            width=26,
            note="表上印的文字；{年} {上年} 换成年度。",
        ),
        Column(
            "别名", {COLUMN: "aliases", ROW: "aliases"}, "list", width=30, note="填报件里可能用的其他写法，用；隔开。"
        ),
        Column("所在表", {BLOCK: "sheet"}, width=10, source=("表", "标识")),
        Column(
            "布局", {BLOCK: "layout"}, "choice", words.LAYOUT, 9, "表格：列×行；标签：左边是标签，右边填值，没有列。"
        ),
        Column("填什么", {COLUMN: "kind", ROW: "kind"}, "choice", words.CONTENT, 11, "“行”只在布局为“标签”时写。"),
        Column(
            "必填",
            {COLUMN: "required", ROW: "required"},
            "demand",
            width=14,
            note="是、否；行也可以写必填的列名，用；隔开。",
        ),
        Column(
            "小数位",
            {COLUMN: "decimals", ROW: "decimals"},
            "decimals",
            width=9,
            note="按几位小数理解；不含舍入的写“不舍入”。",
        ),
        Column(
            "公式",
            {COLUMN: "formula", ROW: "formula"},
            "formula",
            width=44,
            note="模板自动计算；{行} {列} 代表本格的行名和列名。",
        ),
        Column("缩进", {ROW: "indent"}, "whole", width=7),
        Column("合计组", {ROW: "group"}, width=12, note="一起合计的几行写同一个组名，公式里用 组名_列名。"),
        Column("明细行名", {ROW: "details"}, width=14, note="本行下面可插的明细行的名称，公式里用 明细行名_列名。"),
        Column("明细举例", {ROW: "detail_labels"}, "list", width=30),
        Column("明细缩进", {ROW: "detail_indent"}, "whole", width=9),
        Column("接上一行", {ROW: "beside"}, "flag", width=9, note="是：与上一个标签排在同一行。"),
        Column("只有这些行有", {COLUMN: "only"}, "list", width=18, note="写行名；其他行模板显示“——”。"),
        Column("预填数", {COLUMN: "preset"}, "number", width=9),
        Column("字段名前缀", {BLOCK: "prefix"}, width=12),
        Column("备用行", {BLOCK: "spare_rows"}, "whole", width=8),
    ),
)

TABLE, TOTAL, DERIVED, BESIDE = "表", "总分", "推算列", "表外指标"
TABLE_SHEET = Sheet(
    "指标表",
    "指标表有哪几列、总分怎么算、没有另写规则的指标按哪条规则评分；不在表里但参加评分的指标（如预算执行率）写“表外指标”。",
    (
        Record(TABLE, "table", form="one"),
        Record(COLUMN, "columns", (TABLE,)),
        Record(DERIVED, "derived", (TABLE,), "pair"),
        Record(TOTAL, "total", (TABLE,), "one"),
        Record(BESIDE, "beside", (TABLE,)),
    ),
    (
        Column("名称", {COLUMN: "key", DERIVED: "@name"}, width=16, note="公式里用 [名称]（整列）和 [@名称]（本行）。"),
        Column("文字", {TABLE: "label", COLUMN: "header", TOTAL: "label"}, width=26),
        Column("别名", {COLUMN: "aliases", TOTAL: "aliases"}, "list", width=34),
        Column("所在表", {TABLE: "sheet"}, width=10, source=("表", "标识")),
        Column("填什么", {COLUMN: "kind"}, "choice", words.LEVEL, 12),
        Column("公式", {DERIVED: "@value", TOTAL: "score"}, "formula", width=60),
        Column("总分值", {TOTAL: "weight"}, "number", width=8),
        Column("评分规则", {TABLE: "rule", BESIDE: "rule"}, width=16, source=("评分规则", "规则名")),
        Column(
            "定性规则",
            {TABLE: "qualitative"},
            width=16,
            source=("评分规则", "规则名"),
            note="指标值不是数的指标按它评分。",
        ),
        Column("一级指标", {BESIDE: "level1"}, width=14),
        Column("二级指标", {BESIDE: "level2"}, width=14),
        Column("分值字段", {BESIDE: "weight"}, width=18, note="字段名，在“字段”页里。"),
        Column("指标值", {BESIDE: "target"}, width=9),
        Column("完成值字段", {BESIDE: "actual"}, width=18),
        Column("得分字段", {BESIDE: "score"}, width=18),
        Column("原因字段", {BESIDE: "reason"}, width=18),
    ),
)

WEIGHT = "一级分值"
"""The column at whose header is told that the level-1 weights do not add up."""

INDICATORS = Sheet(
    "指标",
    "空白表里的指标。一级、二级指标写在第一行，下面各行空着就是接着上面。没有三级指标名的二级指标写“空行数”。",
    (Record("一级", "indicator"), Record("二级", "groups", ("一级",)), Record("三级", "items", ("二级",))),
    (
        Column("一级指标", {"一级": "level1"}, width=14),
        Column(WEIGHT, {"一级": "weight"}, "number", width=9, note="各一级指标分值合计等于总分（加减分项除外）。"),
        Column("一级别名", {"一级": "aliases"}, "list", width=18),
        Column("加减分项", {"一级": "bonus"}, "flag", width=9, note="是：在总分之外加减。"),
        Column("二级指标", {"二级": "level2"}, width=18),
        Column("二级分值", {"二级": "weight"}, "number", width=9, note="可以不写；写了就要合计等于一级分值。"),
        Column("二级别名", {"二级": "aliases"}, "list", width=18),
        Column("择其一", {"二级": "choose"}, "flag", width=8, note="是：各行只填、只评一行。"),
        Column("空行数", {"二级": "rows"}, "whole", width=8),
        Column("三级指标", {"三级": "level3"}, width=22),
        Column("三级别名", {"三级": "aliases"}, "list", width=18),
        Column("三级分值", {"三级": "weight"}, "number", width=9),
        Column("指标性质", {"三级": "operator"}, "choice", words.OPERATOR, 9),
        Column("指标值", {"三级": "target"}, width=12),
        Column("计量单位", {"三级": "unit"}, width=9),
        Column(
            "评分规则", {"三级": "rule"}, width=18, source=("评分规则", "规则名"), note="不写就按“指标表”里的规则。"
        ),
        Column(
            "完成值公式", {"三级": "actual"}, "formula", width=36, note="由字段算出完成值的，写公式；单位自己填的空着。"
        ),
        Column("评分标准", {"三级": "criterion"}, width=40, note="表上印的评分标准；不写就是规则的说明。"),
    ),
    stacked=True,
)

RULE, BAND, CRITERION, TIER, CASE, DATE, OVER, OVER_TIER = (
    "规则", "分段", "要点", "分档", "情形", "时点", "超额", "超额分档",
)  # fmt: skip
RULES = Sheet(
    "评分规则",
    "得分怎么给。一条“规则”一行，它的分段、要点、分档写在它下面各行；用不到的列空着。各种方式见 docs/marking-rules.md。",
    (
        Record(RULE, "rule"),
        Record(BAND, "bands", (RULE, DATE)),
        Record(CRITERION, "criteria", (RULE,)),
        Record(TIER, "tiers", (RULE,)),
        Record(CASE, "cases", (RULE,)),
        Record(DATE, "dates", (RULE,)),
        Record(OVER, "overfulfil", (RULE,), "one"),
        Record(OVER_TIER, "tiers", (OVER,)),
    ),
    (
        Column("规则名", {RULE: "name"}, width=18),
        Column("方式", {RULE: "kind"}, "choice", words.RULE, 14),
        Column("文字", {CRITERION: "text", TIER: "name", DATE: "label"}, width=30),
        Column("别名", {TIER: "aliases"}, "list", width=24, note="完成值里可能写的其他说法，用；隔开。"),
        Column("从（含）", {BAND: "from", TIER: "from"}, "number", width=9),
        Column("大于", {BAND: "above", OVER_TIER: "above"}, "number", width=9),
        Column("到（含）", {BAND: "to", TIER: "to"}, "number", width=9),
        Column("小于", {BAND: "below", TIER: "below"}, "number", width=9),
        Column("情形", {CASE: "when"}, "choice", words.WHEN, 12),
        Column(
            "分", dict.fromkeys((RULE, BAND, CRITERION, TIER, CASE), "points"), "number", width=8,
            note="规则行：每步或每次扣的分；其他行：得的分。百分数是分值的百分之几。",
        ),
        Column("乘以", {OVER_TIER: "times"}, "number", width=8),
        Column("提示线", {OVER: "flag"}, "number", width=9, note="完成度超过它须说明原因。"),
        Column("满分线", {RULE: "full_at"}, "number", width=9),
        Column("步长", {RULE: "step"}, "number", width=8),
        Column("扣分方向", {RULE: "side"}, "choice", words.SIDE, 10, "每步扣分：高于、低于、两边；加减分：两边、只加、只减。"),
        Column("不满一步", {RULE: "steps"}, "choice", words.STEPS, 10),
        Column("最低分", {RULE: "floor"}, "number", width=8),
        Column("完成方向", {RULE: "direction"}, "choice", words.DIRECTION, 15),
        Column("及格线", {RULE: "pass_line"}, "number", width=8),
        Column("封顶", {RULE: "cap"}, "number", width=8),
        Column("看哪个数", {RULE: "of"}, "choice", words.OF, 10),
        Column("每缺一条扣", {RULE: "unmet"}, "number", width=10),
        Column("限额", {RULE: "limit"}, "number", width=8),
        Column("外部满分", {RULE: "full"}, "number", width=9),
        Column("对照公式", {RULE: "reference", DATE: "value"}, "formula", width=26),
        Column("对照名称", {RULE: "called"}, width=12),
        Column("不适用时", {RULE: "na"}, "choice", words.NA, 11, "完成值为“——”的得多少分。"),
        Column("规则说明", {RULE: "words"}, width=40, note="不写就由程序写。"),
        Column("来源", {RULE: "source"}, width=44),
        Column("已核实", {RULE: "verified"}, "flag", width=8),
    ),
)  # fmt: skip

RATES = Sheet(
    "比率",
    "由字段算出的控制率、执行率等，口径是什么，单位填在哪个字段；有扣分办法的写满分、满分线、步长。",
    (Record("", "rate"),),
    (
        Column("标识", _of("id"), width=26),
        Column("名称", _of("label"), width=24),
        Column("公式", _of("formula"), "formula", width=50),
        Column("口径", _of("basis"), width=44),
        Column("填报字段", _of("reported"), width=24),
        Column("满分", _of("steps.weight"), "number", width=8),
        Column("满分线", _of("steps.full_at"), "number", width=8),
        Column("扣分方向", _of("steps.side"), "choice", words.SIDE, 10),
        Column("步长", _of("steps.step"), "number", width=8),
        Column("每步扣分", _of("steps.points"), "number", width=9),
        Column("最低分", _of("steps.floor"), "number", width=8),
        Column("扣分来源", _of("steps.source"), width=44),
    ),
)

CHECKS = Sheet(
    "审核公式",
    "哪些地方应当成立什么。没有列在这里的审核由程序进行，也可以加一行只写“轻重”或“不查”。",
    (Record("", "check", form="named"),),
    (
        Column("标识", _of("@name"), width=28, note="审核的标识，见 docs/checks.md。"),
        Column("审核内容", {}, "info", width=26, note="供参考，不用改。"),
        Column("标记在", _of("at"), width=22, note="有差异时标记的字段；{列} {行} 代表下面各列、各行。"),
        Column("各列", _of("each"), "list", width=20),
        Column("各行", _of("rows"), "list", width=30),
        Column("列的对应", _of("pairs"), "map", width=22, note="预算=预算；决算=执行：公式里的 {对}。"),
        Column("应当成立", _of("holds"), "formula", width=54),
        Column("应填数", _of("expected"), "formula", width=40),
        Column("界限", _of("limits"), "map", width=22, note="上限=30%：公式里的 {上限}。"),
        Column("口径", _of("basis"), width=28),
        Column("轻重", _of("severity"), "choice", words.SEVERITY, 9),
        Column("不查", _of("off"), "flag", width=7),
        Column("规则说明", _of("rule"), width=40),
    ),
)

GRADES = Sheet(
    "等级",
    "总分各段的等级，从 0 到总分值首尾相接。",
    (Record("", "grade"),),
    (
        Column("等级", _of("name"), width=10),
        Column("从（含）", _of("from"), "number", width=10),
        Column("到（含）", _of("to"), "number", width=10),
        Column("小于", _of("below"), "number", width=10),
    ),
)

PAGES = (SHEETS, FIELDS, TABLE_SHEET, INDICATORS, RULES, RATES, CHECKS, GRADES)
"""The sheets of records, in the order in which a form is thought out."""

SECTIONS: Mapping[str, str] = {
    "sheets": "表", "block": "字段", "table": "指标表", "indicator": "指标", "rule": "评分规则", "rate": "比率",
    "check": "审核公式", "grade": "等级", "sources": "基本信息",
}  # fmt: skip
"""The sheet on which each section of a standard stands."""
