"""Filled forms for tests, in the official layout, from figures by the names of their fields.

`Form` holds what stands in each cell; a name (三公经费_决算, or a path of an indicator's row and a column) leads to its
cell, so a test can write into the form and say where a finding must stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from perfxl.assess.case import Case
from perfxl.assess.engine import assess, tell
from perfxl.assess.model import Assessment, Finding
from perfxl.filing.grid import Grid
from perfxl.filing.model import Filing
from perfxl.filing.numeral import Raw
from perfxl.filing.read import from_grids
from perfxl.sml.a1 import cell as a1
from perfxl.standard.loader import load

BASE, SELF = "附件1 基础数据表", "附件2 自评表"
COLUMNS = ("上年决算", "预算", "决算")
MONEY = ("预算", "执行", "执行率")

_ROWS = (
    ("三公经费", "三公经费"),
    ("公务用车", "   1、公务用车购置和维护经费"),
    ("公车购置", "       其中：公车购置"),
    ("公车运行", "             公车运行维护"),
    ("因公出国", "   2、出国经费"),
    ("公务接待", "   3、公务接待"),
    ("项目支出", "项目支出："),
    ("项目支出明细", ""),
    ("公用经费", "公用经费"),
    ("公用经费明细", ""),
    ("政府采购", "政府采购金额"),
    ("预算调整", "部门整体支出预算调整"),
)
_SCALE = (
    ("财政拨款", "资金来源：（1）财政拨款"),
    ("其他资金", "         （2）其他资金"),
    ("基本支出", "资金结构：（1）基本支出"),
    ("项目支出", "         （2）项目支出"),
)
_HEADERS = ("一级指标", "分值", "二级指标", "三级指标", "年度指标值", "全年\n完成值", "自评\n得分", "偏差及\n原因分析")
KEYS = ("一级指标", "一级分值", "二级指标", "三级指标", "年度指标值", "完成值", "自评得分", "偏差原因")

Value = Raw | None
Place = tuple[str, int, int]


@dataclass(frozen=True)
class Row:
    """A row of the indicator table as it stands on the sheet, column by column."""

    level1: Value = None
    weight1: Value = None
    level2: Value = None
    level3: Value = None
    target: Value = None
    actual: Value = None
    score: Value = None
    reason: Value = None

    @property
    def cells(self) -> tuple[Value, ...]:
        """From left to right."""
        return (
            *(self.level1, self.weight1, self.level2, self.level3),
            *(self.target, self.actual, self.score, self.reason),
        )


@dataclass(frozen=True)
class Content:
    """What a unit fills in, by the names of fields; free rows as (label, figures); the rows of the indicator table."""

    fields: Mapping[str, Value]
    projects: Sequence[tuple[str, tuple[Value, ...]]] = ()
    operating: Sequence[tuple[str, tuple[Value, ...]]] = ()
    sources: Sequence[tuple[str, tuple[Value, ...]]] = ()
    rows: Sequence[Row] = ()
    total: tuple[Value, Value] = (None, None)
    year: int = 2020
    currency: str | None = "单位：万元"
    grade: str | None = None


@dataclass
class Form:
    """Cells of the two sheets by row and column, and where each name stands."""

    cells: dict[str, dict[tuple[int, int], Raw]] = field(default_factory=lambda: {BASE: {}, SELF: {}})
    places: dict[str, Place] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)
    errors: dict[Place, str] = field(default_factory=dict)
    hidden_rows: dict[str, set[int]] = field(default_factory=lambda: {BASE: set(), SELF: set()})

    def put(self, sheet: str, row: int, column: int, value: Value, name: str = "") -> None:
        """Writes a value and remembers under which name it stands there."""
        if value is None or value == "":
            self.cells[sheet].pop((row, column), None)
        else:
            self.cells[sheet][row, column] = value
        if name:
            self.places[name] = (sheet, row, column)

    def __getitem__(self, name: str) -> Value:
        sheet, row, column = self.places[name]
        return self.cells[sheet].get((row, column))

    def __setitem__(self, name: str, value: Value) -> None:
        self.put(*self.places[name], value)

    def number(self, name: str) -> Decimal:
        """The number that stands at a name, 0 where none does."""
        value = self[name]
        if isinstance(value, str):
            bare = value.strip().rstrip("%").replace(",", "")
            return Decimal(bare or 0).scaleb(-2 if value.strip().endswith("%") else 0)
        return Decimal(repr(value) if isinstance(value, float) else str(value or 0))

    def at(self, name: str) -> tuple[str, str]:
        """Sheet and cell of a name."""
        sheet, row, column = self.places[name]
        return sheet, a1(row, column)

    def grids(self) -> list[Grid]:
        """The sheets as grids."""
        return [
            Grid(
                name,
                dict(cells),
                formulas={place[1:]: text for place, text in self.formulas.items() if place[0] == name},
                errors={place[1:]: text for place, text in self.errors.items() if place[0] == name},
                hidden_rows=frozenset(self.hidden_rows[name]),
            )
            for name, cells in self.cells.items()
        ]

    def read(self) -> Filing:
        """The filing that the reader makes of it."""
        return from_grids("form.xlsx", self.grids(), load("hunan-2020"))

    def assess(self) -> Assessment:
        """The assessment of that filing."""
        return assess(self.read(), load("hunan-2020"))


def lay_out(content: Content) -> Form:
    """The two sheets of the form, filled."""
    form = Form()
    _base(form, content)
    _self(form, content)
    return form


def _base(form: Form, content: Content) -> None:
    year = content.year
    form.put(BASE, 1, 1, "附件1")
    form.put(BASE, 2, 1, "部门整体支出绩效自评基础数据表")
    form.put(BASE, 3, 1, "填报单位：" + str(content.fields.get("填报单位") or ""), "填报单位")
    form.put(BASE, 3, 4, content.currency, "金额单位")
    headers = ("财政供养人员情况", "编制数", f"{year}年实际\n在职人数", "控制率")
    for column, header in enumerate(headers, 1):
        form.put(BASE, 4, column, header, "表头_在职人数" if column == 3 else "")
    for column, name in enumerate(("编制数", "在职人数", "在职人员控制率"), 2):
        form.put(BASE, 5, column, content.fields.get(name), name)
    form.put(BASE, 7, 1, "经费控制情况")
    for column, header in enumerate((f"{year - 1}年决算数", f"{year}年预算数", f"{year}年决算数"), 2):
        form.put(BASE, 7, column, header, f"表头_{COLUMNS[column - 2]}")
    row = 8
    for key, label in _ROWS:
        if key.endswith("明细"):
            free = content.projects if key == "项目支出明细" else content.operating
            row = _free(form, BASE, row, key, free, COLUMNS, 1)
            continue
        form.put(BASE, row, 1, label)
        for column, name in enumerate(COLUMNS, 2):
            form.put(BASE, row, column, content.fields.get(f"{key}_{name}"), f"{key}_{name}")
        row += 1
    form.put(BASE, row, 1, "厉行节约保障措施")
    form.put(BASE, row, 2, content.fields.get("厉行节约保障措施"), "厉行节约保障措施")
    form.put(BASE, row + 1, 1, "说明：“项目支出”填列除公共专项资金和基本支出以外的全部项目。")


def _free(
    form: Form,
    sheet: str,
    row: int,
    key: str,
    free: Iterable[tuple[str, tuple[Value, ...]]],
    columns: Sequence[str],
    label_column: int,
) -> int:
    first = 2 if label_column == 1 else 5
    for number, (label, figures) in enumerate(free, 1):
        form.put(sheet, row, label_column, label)
        for at, (column, figure) in enumerate(zip(columns, figures, strict=False)):
            form.put(sheet, row, first + at, figure, f"{key}{number}_{column}")
        row += 1
    return row


def _self(form: Form, content: Content) -> None:
    form.put(SELF, 1, 1, "附件2")
    form.put(SELF, 2, 1, f"{content.year}年部门整体支出绩效自评表", "标题_自评表")
    form.put(SELF, 3, 1, "部门（单位）名称")
    form.put(SELF, 3, 2, content.fields.get("单位名称"), "单位名称")
    form.put(SELF, 4, 1, "整体支出规模")
    for column, header in enumerate(("全年预算数", "全年执行数", "执行率"), 5):
        form.put(SELF, 4, column, header)
    row = 5
    for key, label in _SCALE:
        if key == "基本支出":
            row = _free(form, SELF, row, "资金来源", content.sources, MONEY, 2)
        form.put(SELF, row, 2, label)
        for column, name in enumerate(MONEY, 5):
            form.put(SELF, row, column, content.fields.get(f"自评_{key}_{name}"), f"自评_{key}_{name}")
        row += 1
    form.put(SELF, row, 1, "年度总\n体目标")
    form.put(SELF, row, 2, "年初设定目标")
    form.put(SELF, row, 5, "全年完成情况")
    form.put(SELF, row + 1, 2, content.fields.get("年初设定目标"), "年初设定目标")
    form.put(SELF, row + 1, 5, content.fields.get("全年完成情况"), "全年完成情况")
    form.put(SELF, row + 2, 1, "分解目标自评")
    _table(form, content, row + 3)


def _table(form: Form, content: Content, row: int) -> None:
    for column, header in enumerate(_HEADERS, 1):
        form.put(SELF, row, column, header)
    for number, its in enumerate(content.rows, 1):
        row += 1
        for column, (key, value) in enumerate(zip(KEYS, its.cells, strict=True), 1):
            form.put(SELF, row, column, value, f"行{number}/{key}")
    form.put(SELF, row + 1, 1, "总  分")
    form.put(SELF, row + 1, 2, content.total[0], "总分_分值")
    form.put(SELF, row + 1, 7, content.total[1], "总分_自评得分")
    if content.grade:
        form.put(SELF, row + 1, 8, f"等级：{content.grade}", "等级")


def failures(assessment: Assessment, check: str | None = None) -> list[Finding]:
    """The open findings, of one check if it is named."""
    return [finding for finding in assessment.failures if check in (None, finding.check)]


def only(assessment: Assessment, check: str) -> Finding:
    """The one open finding of a check."""
    (finding,) = failures(assessment, check)
    return finding


def outcomes_of(filing: Form | Filing, check: str) -> dict[str, str]:
    """What became of a check at each of its places, by their keys."""
    filing = filing.read() if isinstance(filing, Form) else filing
    told = tell(Case(filing, load("hunan-2020")))
    return {one.key.partition(":")[2]: one.outcome for one in told if one.check.id == check}


def outcome(filing: Form | Filing, check: str, key: str = "") -> str:
    """What became of a check at the place of that key, or at its only place."""
    found = outcomes_of(filing, check)
    if key:
        return found[key]
    (single,) = found.values()
    return single


def cells(filing: Form | Filing, check: str) -> list[str | None]:
    """The cells at which a check fails."""
    filing = filing.read() if isinstance(filing, Form) else filing
    return [finding.cell for finding in failures(assess(filing, load("hunan-2020")), check)]


def table(text: str) -> list[Row]:
    """Rows of the indicator table from a text table: cells parted by |, blank where nothing stands."""
    rows = []
    for line in text.strip().splitlines():
        cells = [_cell(cell) for cell in line.split("|")]
        rows.append(Row(*cells[:8]))
    return rows


def _cell(text: str) -> Value:
    text = text.strip()
    try:
        return int(text)
    except ValueError:
        return text or None
