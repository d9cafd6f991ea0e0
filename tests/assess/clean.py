"""Clean filings, generated: every figure closes, everything is filled, nothing is to be found.

They vary as filings do: staff, amounts of 0 to 2 decimals or rounded from longer ones, 元 or 万元, percentages written
as 95.1%, 0.951, 95.1 or computed, free rows, extra sources, weights with and without level 3, numbers as text.
"""

from __future__ import annotations

import random
from decimal import Decimal

from tests.assess.forms import COLUMNS, Content, Form, Row, Value, lay_out

CENT = Decimal("0.01")
_PROJECTS = ("业务工作专项", "运行维护专项", "信息化建设项目", "宣传培训项目", "设备购置项目", "专项督查项目")
_OPERATING = ("办公经费", "水费、电费、差旅费", "会议费、培训费", "工会经费福利费", "其他交通费")
_NUMERIC = ("培训人数", "服务对象数量", "活动场次", "救助户数", "维修面积")
_PERCENT = ("任务完成率", "验收合格率", "资金到位率", "设备完好率")
_DATES = ("工作完成时间", "资金发放时间", "项目验收时间")
_QUALITIES = ("服务能力提升", "群众生活改善", "管理水平提高", "持续影响")
_MANAGEMENT = ("预算编制管理", "预算执行管理", "预算绩效管理", "信息公开管理", "政府采购管理", "资产管理")


class CleanFiling:
    """One clean filing: `content` as figures, `form` laid out. `scale` is how many of the sheet's units 1万元 is."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.scale = Decimal(10000) if self.random.random() < 0.25 else Decimal(1)
        self.decimals = self.random.choice((0, 1, 2, 2, 2))
        self.rounded = self.decimals == 2 and self.random.random() < 0.3
        self.fields: dict[str, Value] = {}
        self.form = lay_out(self._content())

    def amount(self, low: float, high: float) -> Decimal:
        """A true amount in the sheet's unit; where amounts are written rounded it has more decimals than are shown."""
        value = Decimal(str(round(self.random.uniform(low, high), 4))) * self.scale
        return value if self.rounded else value.quantize(Decimal(1).scaleb(-self.decimals))

    def written(self, value: Decimal | None) -> Value:
        """An amount as somebody might write it."""
        if value is None:
            return self.random.choice((None, "　", None))
        value = value.quantize(CENT) if self.rounded else value
        style = self.random.randrange(5)
        if style == 0:
            return float(value)
        if style == 1:
            return f"　{value}"
        if style == 2:
            return f"{value:,}"
        return int(value) if value == value.to_integral_value() else str(value)

    def ratio(self, above: Decimal, below: Decimal) -> Value:
        """A percentage as somebody might write it."""
        value = above / below
        places = self.random.choice((0, 1, 2))
        style = self.random.randrange(4)
        if style == 0:
            return float(value)
        if style == 1:
            return float(round(value, 4))
        shown = f"{round(value * 100, places)}"
        return shown if style == 2 else f"{shown}%"

    def rate(self, above: str, below: str) -> Value:
        """The same of two figures of the form as they stand there."""
        return self.ratio(self.form.number(above), self.form.number(below))

    def _content(self) -> Content:
        rng = self.random
        posts = rng.randint(5, 200)
        staff = rng.randint(max(1, posts // 2), posts)
        name = rng.choice(("测试市档案馆", "示范县残疾人联合会", "样例区文化馆"))
        self.fields |= {"填报单位": name, "单位名称": name, "编制数": posts, "在职人数": staff}
        self.fields |= {"在职人员控制率": self.ratio(Decimal(staff), Decimal(posts))}
        self.fields |= {
            "厉行节约保障措施": "制定制度并执行",
            "年初设定目标": "完成年度任务",
            "全年完成情况": "任务已完成",
        }
        self._three_public()
        projects, project = self._free(_PROJECTS, 20, 400)
        operating, listed = self._free(_OPERATING, 1, 9)
        self._money(project, [each + self.amount(0, 5) for each in listed])
        rows, total = Table(self).rows()
        return Content(
            fields=self.fields,
            projects=projects,
            operating=operating,
            sources=self.extra,
            rows=rows,
            total=(100, total),
            year=rng.randint(2019, 2024),
            currency="单位：元" if self.scale > 1 else rng.choice(("单位：万元", "单位: 万元", "（单位：万元）")),
            grade=_grade(Decimal(str(total))) if rng.random() < 0.5 else None,
        )

    def _set(self, key: str, figures: list[Decimal | None]) -> None:
        self.fields |= {
            f"{key}_{column}": self.written(figure) for column, figure in zip(COLUMNS, figures, strict=True)
        }

    def _part(self, empty: float) -> list[Decimal]:
        """Last year, budget and final, of which the last is the least; or nothing at all."""
        if self.random.random() < empty:
            return [Decimal(0)] * 3
        final = self.amount(0.5, 8)
        return [final + self.amount(0.5, 2), final + self.amount(0.5, 2), final]

    def _three_public(self) -> None:
        parts = {key: self._part(0.3) for key in ("公车购置", "公车运行", "因公出国")} | {"公务接待": self._part(0)}
        vehicles = [a + b for a, b in zip(parts["公车购置"], parts["公车运行"], strict=True)]
        whole = [sum(column) for column in zip(vehicles, parts["因公出国"], parts["公务接待"], strict=True)]
        for key, figures in (*parts.items(), ("公务用车", vehicles), ("三公经费", whole)):
            self._set(key, [figure or (None if self.random.random() < 0.5 else figure) for figure in figures])

    def _free(
        self, names: tuple[str, ...], low: float, high: float
    ) -> tuple[list[tuple[str, tuple[Value, ...]]], list[Decimal]]:
        """Free rows with their figures, and the sum of each column; the final figures are below the budget."""
        chosen = self.random.sample(names, self.random.randint(1, len(names)))
        rows, sums = [], [Decimal(0)] * 3
        for number, name in enumerate(chosen, 1):
            budget = self.amount(low, high)
            figures = [self.amount(low, high), budget, budget - self.amount(low / 20, low / 2)]
            sums = [a + b for a, b in zip(sums, figures, strict=True)]
            rows.append((f"{number}、{name}", tuple(self.written(figure) for figure in figures)))
        return rows, sums

    def _money(self, project: list[Decimal], operating: list[Decimal]) -> None:
        operating[2] = min(operating[2], operating[1])
        self._set("项目支出", list(project))
        self._set("公用经费", list(operating))
        budget = self.amount(40, 90)
        self._set("政府采购", [None, budget, budget - self.amount(0, 1)])
        self.fields["政府采购_上年决算"] = self.random.choice(("——", "/", self.written(self.amount(1, 9))))
        basic = [operating[1] * 2 + self.amount(50, 90), operating[2] + self.amount(40, 50)]
        whole = [basic[0] + project[1], basic[1] + project[2]]
        self._set("预算调整", [None, *whole])
        self.fields["预算调整_上年决算"] = "——"
        self._scale("基本支出", basic[0], basic[1])
        self._scale("项目支出", project[1], project[2])
        self._sources(whole)

    def _sources(self, whole: list[Decimal]) -> None:
        """The same sums by where the money comes from, in one to three rows; none executes more than its budget."""
        self.extra: list[tuple[str, tuple[Value, ...]]] = []
        others = self.random.randint(0, 2)
        budgets = [self.amount(5, 20) for _ in range(others)]
        spent = [budget - self.amount(0.5, 4) for budget in budgets]
        own = [whole[0] - sum(budgets), whole[1] - sum(spent)]
        if own[1] > own[0]:
            budgets, spent, own, others = [], [], whole, 0
        self._scale("财政拨款", own[0], own[1])
        if others:
            self._scale("其他资金", budgets[0], spent[0])
        if others == 2:
            rate = self.ratio(spent[1], budgets[1])
            self.extra = [("         （3）上级补助", (self.written(budgets[1]), self.written(spent[1]), rate))]

    def _scale(self, key: str, budget: Decimal, spent: Decimal) -> None:
        if self.rounded:
            budget, spent = budget.quantize(CENT), spent.quantize(CENT)
        self.fields |= {f"自评_{key}_预算": self.written(budget), f"自评_{key}_执行": self.written(spent)}
        self.fields[f"自评_{key}_执行率"] = self.ratio(spent, budget)


class Table:
    """The indicator table of a clean filing: weights that add up, targets met or points taken off with a reason."""

    def __init__(self, filing: CleanFiling) -> None:
        self.random = filing.random
        self.total = Decimal(0)
        self.weighted = self.random.random() < 0.4

    def rows(self) -> tuple[list[Row], Value]:
        """The rows, and the total as written."""
        first = self.random.choice((20, 30))
        rows = [*self._management(first)]
        rows += self._level1("产出指标", 40, (("数量指标", 20), ("质量指标", 10), ("时效指标", 10)))
        rest = 100 - first - 40
        rows += self._level1("效益指标", rest, (("社会效益指标", rest - 10), ("满意度指标", 10)))
        total = self.total.normalize()
        return rows, int(total) if total == total.to_integral_value() else float(total)

    def _management(self, weight: int) -> list[Row]:
        names = self.random.sample(_MANAGEMENT, 5)
        weights = [weight // 5] * 4 + [weight - weight // 5 * 4]
        rows = []
        for at, (name, own) in enumerate(zip(names, weights, strict=True)):
            score, reason = self._score(Decimal(own))
            head = ("管理指标", weight) if at == 0 else (None, None)
            rows.append(Row(*head, f"{name}（{own}）", None, None, None, score, reason))
        return rows

    def _level1(self, name: str, weight: int, groups: tuple[tuple[str, int], ...]) -> list[Row]:
        rows = [row for group, own in groups for row in self._group(group, own)]
        first = rows[0]
        return [Row(name, weight, *first.cells[2:]), *rows[1:]]

    def _group(self, name: str, weight: int) -> list[Row]:
        number = self.random.randint(1, 3)
        shares = [Decimal(weight // number)] * (number - 1)
        shares.append(weight - sum(shares))
        names = self.random.sample(self._names(name), number)
        open_, close = self.random.choice((("（", "）"), ("(", ")")))
        rows = []
        for at, (row_name, share) in enumerate(zip(names, shares, strict=True)):
            target, actual = self._target(name)
            score, reason = self._score(share)
            if isinstance(target, int) and self.random.random() < 0.2:
                actual, score, reason = self._missed(target, share, score)
            label = f"{row_name}（{share}）" if self.weighted else row_name
            head = f"{name}{open_}{weight}{close}" if at == 0 else None
            rows.append(Row(None, None, head, label, target, actual, score, reason))
        return rows

    def _names(self, group: str) -> tuple[str, ...]:
        return {"数量指标": _NUMERIC, "质量指标": _PERCENT, "时效指标": _DATES}.get(group, _QUALITIES)

    def _score(self, weight: Decimal) -> tuple[Value, str | None]:
        """Full points, or one less with a reason."""
        full = self.random.random() < 0.8
        score = weight if full else weight - Decimal(self.random.choice(("1", "0.5")))
        self.total += score
        return (float(score) if score % 1 else int(score)), None if full else "进度略有滞后，已加快推进"

    def _missed(self, target: int, weight: Decimal, given: Value) -> tuple[Value, Value, str]:
        """A target missed by a tenth or so, with the points it still earns."""
        score = int(weight * Decimal("0.8"))
        self.total += score - Decimal(str(given))
        return target - target // 10, score, "受天气影响，部分活动推迟到下年"

    def _target(self, group: str) -> tuple[Value, Value]:
        rng = self.random
        if group == "数量指标":
            target = rng.randint(20, 400)
            unit = rng.choice(("", "", "人", "场"))
            actual = target + rng.randint(0, target // 5)
            operator = rng.choice(("", "≥")) if unit else ""
            return f"{operator}{target}{unit}" if operator or unit else target, f"{actual}{unit}" if unit else actual
        if group in ("质量指标", "满意度指标"):
            target = rng.randint(80, 95)
            actual = rng.randint(target, 99)
            return rng.choice(
                ((f"{target}%", f"{actual}%"), (f"≥{target}%", f"{actual}%"), (f"{target}%", actual / 100))
            )
        if group == "时效指标":
            month = rng.randint(6, 11)
            return f"{month}月底", rng.choice((f"{month}月25日", f"{month}月20日前完成", f"{month}月底"))
        return rng.choice((("有所提高", "达成年度指标"), ("明显改善", "受益群众反映良好，比上年改善")))


def clean(seed: int) -> tuple[CleanFiling, Form]:
    """A clean filing and its form."""
    filing = CleanFiling(seed)
    return filing, filing.form


def _grade(total: Decimal) -> str:
    return "优" if total >= 90 else "良" if total >= 80 else "中" if total >= 60 else "差"
