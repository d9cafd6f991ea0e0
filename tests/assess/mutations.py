"""Errors to be planted in clean filings: for each check one or more ways to make it fail, and where it must say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from perfxl.filing.model import Filing, TemplateCell
from tests.assess.clean import CleanFiling
from tests.assess.forms import BASE, COLUMNS, KEYS, SELF, Form


@dataclass
class Planted:
    """An error as planted: the cells at which the check must fail, the other checks of severity error that it brings
    down with it, and what is changed in the filing after reading, where it is nothing that stands in a cell."""

    at: list[tuple[str | None, str | None]]
    consequences: frozenset[str] = frozenset()
    change: Callable[[Filing], Filing] = field(default=lambda filing: filing)


Mutator = Callable[[CleanFiling, Form], Planted | None]
MUTATORS: dict[str, list[Mutator]] = {}


def plants(check: str) -> Callable[[Mutator], Mutator]:
    """Says which check an error is planted for."""

    def register(mutator: Mutator) -> Mutator:
        MUTATORS.setdefault(check, []).append(mutator)
        return mutator

    return register


def at(form: Form, *names: str, brings: str = "") -> Planted:
    """The check fails at the cells of these names and brings down the checks named, parted by spaces."""
    return Planted([form.at(name) for name in names], frozenset(brings.split()))


def add(filing: CleanFiling, form: Form, name: str, by: float | Decimal) -> None:
    """Adds so many 万元 to a figure, in the unit of the sheet."""
    form[name] = str((form.number(name) + Decimal(str(by)) * filing.scale).quantize(Decimal("0.01")))


def refresh(filing: CleanFiling, form: Form, *keys: str) -> None:
    """Writes the execution rates of these rows anew."""
    for key in keys:
        form[f"自评_{key}_执行率"] = filing.rate(f"自评_{key}_执行", f"自评_{key}_预算")


def value(filing: CleanFiling, form: Form, name: str) -> Decimal:
    """A figure in 万元."""
    return form.number(name) / filing.scale


# ---- 附件1


@plants("staffing-ratio")
def ratio_of_another_unit(filing: CleanFiling, form: Form) -> Planted:
    form["在职人员控制率"] = "37%" if form.number("在职人数") / form.number("编制数") > Decimal("0.45") else "77%"
    return at(form, "在职人员控制率")


@plants("staffing-over-posts")
def more_staff_than_posts(filing: CleanFiling, form: Form) -> Planted:
    form["在职人数"] = int(form.number("编制数")) + filing.random.randint(1, 9)
    form["在职人员控制率"] = filing.rate("在职人数", "编制数")
    return at(form, "在职人数")


@plants("three-public-sum")
def a_part_forgotten(filing: CleanFiling, form: Form) -> Planted:
    name = f"三公经费_{filing.random.choice(COLUMNS)}"
    add(filing, form, name, filing.random.choice((0.5, -0.3, 7)))
    return at(form, name)


@plants("vehicles-sum")
def vehicles_do_not_add_up(filing: CleanFiling, form: Form) -> Planted:
    name = f"公务用车_{filing.random.choice(COLUMNS)}"
    add(filing, form, name, filing.random.choice((0.5, 3)))
    return at(form, name, brings="three-public-sum")


def _receptions(filing: CleanFiling, form: Form, by: Decimal) -> None:
    add(filing, form, "公务接待_决算", by)
    add(filing, form, "三公经费_决算", by)


@plants("three-public-over-budget")
def three_public_beyond_budget(filing: CleanFiling, form: Form) -> Planted:
    _receptions(filing, form, value(filing, form, "三公经费_预算") - value(filing, form, "三公经费_决算") + 1)
    return at(form, "三公经费_决算")


@plants("three-public-part-over-budget")
def receptions_beyond_budget(filing: CleanFiling, form: Form) -> Planted:
    _receptions(
        filing, form, value(filing, form, "公务接待_预算") - value(filing, form, "公务接待_决算") + Decimal("0.5")
    )
    return at(form, "公务接待_决算")


@plants("three-public-part-over-budget")
def receptions_without_budget(filing: CleanFiling, form: Form) -> Planted:
    add(filing, form, "三公经费_预算", -value(filing, form, "公务接待_预算"))
    form["公务接待_预算"] = filing.random.choice((None, 0))
    return at(form, "公务接待_决算")


@plants("three-public-growth")
def more_than_last_year(filing: CleanFiling, form: Form) -> Planted:
    _receptions(filing, form, value(filing, form, "三公经费_上年决算") - value(filing, form, "三公经费_决算") + 1)
    return at(form, "三公经费_决算")


@plants("projects-sum")
def a_project_too_much(filing: CleanFiling, form: Form) -> Planted:
    column = filing.random.choice(COLUMNS)
    add(filing, form, f"项目支出明细1_{column}", filing.random.choice((1, 20)))
    return at(form, f"项目支出_{column}")


@plants("projects-over-budget")
def projects_beyond_budget(filing: CleanFiling, form: Form) -> Planted:
    by = value(filing, form, "项目支出_预算") - value(filing, form, "项目支出_决算") + 5
    for name in ("项目支出_决算", "项目支出明细1_决算", "自评_项目支出_执行", "预算调整_决算", "自评_财政拨款_执行"):
        add(filing, form, name, by)
    refresh(filing, form, "项目支出", "财政拨款")
    return at(form, "项目支出_决算")


@plants("operating-sum")
def operating_rows_exceed_the_whole(filing: CleanFiling, form: Form) -> Planted:
    column = filing.random.choice(COLUMNS)
    add(filing, form, f"公用经费明细1_{column}", value(filing, form, f"公用经费_{column}") + 1)
    return at(form, f"公用经费_{column}")


@plants("operating-over-budget")
def operating_beyond_budget(filing: CleanFiling, form: Form) -> Planted:
    add(filing, form, "公用经费_决算", value(filing, form, "公用经费_预算") - value(filing, form, "公用经费_决算") + 2)
    return at(form, "公用经费_决算")


@plants("procurement-execution")
def procurement_far_from_budget(filing: CleanFiling, form: Form) -> Planted:
    factor = Decimal(filing.random.choice(("1.5", "0.6")))
    form["政府采购_决算"] = str((form.number("政府采购_预算") * factor).quantize(Decimal("0.01")))
    return at(form, "政府采购_决算")


@plants("procurement-execution")
def procurement_without_budget(filing: CleanFiling, form: Form) -> Planted:
    form["政府采购_预算"] = 0
    return at(form, "政府采购_决算")


@plants("adjustment-budget")
def budget_differs_between_sheets(filing: CleanFiling, form: Form) -> Planted:
    add(filing, form, "预算调整_预算", 3)
    return at(form, "预算调整_预算")


@plants("adjustment-final")
def final_differs_between_sheets(filing: CleanFiling, form: Form) -> Planted:
    add(filing, form, "预算调整_决算", -4)
    return at(form, "预算调整_决算")


@plants("adjustment-rate")
def half_the_budget_adjusted(filing: CleanFiling, form: Form) -> Planted:
    form["预算调整_预算"] = str((form.number("预算调整_决算") / 2).quantize(Decimal("0.01")))
    return at(form, "预算调整_决算", brings="adjustment-budget")


@plants("projects-match")
def projects_differ_between_sheets(filing: CleanFiling, form: Form) -> Planted:
    column = filing.random.choice(("预算", "决算"))
    for name in (f"项目支出_{column}", f"项目支出明细1_{column}"):
        add(filing, form, name, 2)
    return at(form, f"项目支出_{column}")


@plants("operating-within-basic")
def operating_beyond_basic(filing: CleanFiling, form: Form) -> Planted:
    add(filing, form, "公用经费_决算", value(filing, form, "自评_基本支出_执行"))
    return at(form, "公用经费_决算")


@plants("required-blank")
def a_demanded_field_blank(filing: CleanFiling, form: Form) -> Planted:
    names = ("编制数", "在职人员控制率", "三公经费_决算", "项目支出_预算", "政府采购_决算", "预算调整_预算")
    names += ("厉行节约保障措施", "填报单位", "单位名称", "自评_财政拨款_预算", "自评_基本支出_执行")
    name = filing.random.choice(names)
    form[name] = "填报单位：" if name == "填报单位" else filing.random.choice((None, "　"))
    return at(form, name)


@plants("required-blank")
def a_target_unanswered(filing: CleanFiling, form: Form) -> Planted:
    row = filing.random.choice(rows(form, "年度指标值"))
    form[f"{row}/完成值"] = None
    return at(form, f"{row}/完成值")


@plants("not-a-number")
def words_for_a_number(filing: CleanFiling, form: Form) -> Planted:
    names = (
        "三公经费_决算",
        "项目支出明细1_预算",
        "公务接待_上年决算",
        "自评_财政拨款_执行",
        "在职人数",
        "行1/自评得分",
    )
    name = filing.random.choice(names)
    form[name] = filing.random.choice(("约5万余元", "见附表", "5.5.5"))
    return at(form, name)


@plants("negative")
def an_amount_below_zero(filing: CleanFiling, form: Form) -> Planted:
    form["政府采购_上年决算"] = filing.random.choice(("-5", -2.5, "（3.1）"))
    return at(form, "政府采购_上年决算")


@plants("currency-unit")
def no_unit_of_money(filing: CleanFiling, form: Form) -> Planted:
    form["金额单位"] = None
    return at(form, "填报单位")


@plants("unit-name")
def another_name(filing: CleanFiling, form: Form) -> Planted:
    form["单位名称"] = "别的单位"
    return at(form, "单位名称")


@plants("year-header")
def a_header_of_an_old_form(filing: CleanFiling, form: Form) -> Planted:
    year = form.read().year
    form["表头_在职人数"] = f"{year - 1}年实际\n在职人数"
    return at(form, "表头_在职人数")


# ---- 附件2, money and goals


@plants("sources-structure")
def sources_do_not_close(filing: CleanFiling, form: Form) -> Planted:
    column = filing.random.choice(("预算", "执行"))
    add(filing, form, f"自评_财政拨款_{column}", -3)
    refresh(filing, form, "财政拨款")
    return at(form, f"自评_财政拨款_{column}")


@plants("execution-rate")
def a_rate_blank(filing: CleanFiling, form: Form) -> Planted:
    name = f"自评_{filing.random.choice(('财政拨款', '基本支出', '项目支出'))}_执行率"
    form[name] = filing.random.choice((None, "　", "——"))
    return at(form, name)


@plants("execution-rate")
def a_rate_wrong(filing: CleanFiling, form: Form) -> Planted:
    form["自评_项目支出_执行率"] = filing.random.choice(("12.3%", 0.123, "12.3", "612%"))
    return at(form, "自评_项目支出_执行率")


@plants("execution-over-budget")
def spent_beyond_the_budget(filing: CleanFiling, form: Form) -> Planted | None:
    if not str(form["自评_其他资金_预算"] or "").strip():
        return None
    by = value(filing, form, "自评_财政拨款_预算") - value(filing, form, "自评_财政拨款_执行") + 1
    add(filing, form, "自评_财政拨款_预算", -by)
    add(filing, form, "自评_其他资金_预算", by)
    refresh(filing, form, "财政拨款", "其他资金")
    return at(form, "自评_财政拨款_执行")


@plants("execution-without-budget")
def spent_without_a_budget(filing: CleanFiling, form: Form) -> Planted | None:
    if not str(form["自评_其他资金_预算"] or "").strip():
        return None
    add(filing, form, "自评_财政拨款_预算", value(filing, form, "自评_其他资金_预算"))
    form["自评_其他资金_预算"] = filing.random.choice((None, 0))
    form["自评_其他资金_执行率"] = filing.random.choice((None, "——", 0))
    refresh(filing, form, "财政拨款")
    return at(form, "自评_其他资金_执行")


@plants("goal-blank")
def half_a_goal(filing: CleanFiling, form: Form) -> Planted:
    name = filing.random.choice(("年初设定目标", "全年完成情况"))
    form[name] = filing.random.choice((None, "　", "无"))
    return at(form, name)


# ---- 附件2, indicators


def rows(form: Form, *filled: str) -> list[str]:
    """The rows of the table in which these columns are filled."""
    names = dict.fromkeys(name.partition("/")[0] for name in form.places if "/" in name)
    return [name for name in names if all(form[f"{name}/{column}"] is not None for column in filled)]


def management(form: Form) -> list[str]:
    """The rows that are level-2 indicators themselves."""
    return [row for row in rows(form, "二级指标") if form[f"{row}/三级指标"] is None]


def weight(text: object) -> Decimal | None:
    """The weight behind a name, None where there is none."""
    digits = "".join(char for char in str(text) if char.isdigit() or char == ".")
    return Decimal(digits) if digits else None


def group_of(form: Form, row: str) -> list[str]:
    """The rows of the level-2 indicator that a row belongs to, its first row first."""
    found: list[list[str]] = []
    for name in rows(form):
        if form[f"{name}/二级指标"] is not None:
            found.append([])
        found[-1].append(name)
    return next(group for group in found if row in group)


def rescore(form: Form, row: str, score: Decimal) -> None:
    """Changes a score, and the total with it; a stated grade goes."""
    form["总分_自评得分"] = str(form.number("总分_自评得分") + score - form.number(f"{row}/自评得分"))
    form[f"{row}/自评得分"] = str(score)
    if "等级" in form.places:
        form["等级"] = None


def bound(form: Form, row: str) -> tuple[str, Decimal, list[str]]:
    """The scored unit that a row belongs to: its first row, its weight and its rows."""
    own = weight(form[f"{row}/三级指标"])
    if own is not None:
        return row, own, [row]
    group = group_of(form, row)
    return group[0], weight(form[f"{group[0]}/二级指标"]) or Decimal(0), group


def fill_up(form: Form, row: str) -> tuple[str, list[str]]:
    """Full points and no reasons for the unit of a row; its first row and its rows."""
    first, whole, members = bound(form, row)
    for member in members:
        form[f"{member}/偏差原因"] = None
    others = sum(form.number(f"{member}/自评得分") for member in members[1:])
    rescore(form, first, whole - others)
    return first, members


def answer(form: Form, row: str) -> None:
    """Meets the targets of all rows of a row's unit."""
    for member in bound(form, row)[2]:
        target = str(form[f"{member}/年度指标值"])
        if not any(char.isdigit() for char in target):
            form[f"{member}/完成值"] = "达成年度指标"
        else:
            form[f"{member}/完成值"] = target.lstrip("≥")


@plants("level1-weights")
def the_whole_is_not_a_hundred(filing: CleanFiling, form: Form) -> Planted:
    form["总分_分值"] = filing.random.choice((90, 105))
    return at(form, "总分_分值")


@plants("level2-weights")
def a_level2_weight_changed(filing: CleanFiling, form: Form) -> Planted:
    row = filing.random.choice(management(form))
    own = weight(form[f"{row}/二级指标"])
    assert own is not None
    form[f"{row}/二级指标"] = str(form[f"{row}/二级指标"]).replace(f"（{own}）", f"（{own + 2}）")
    form[f"{row}/偏差原因"] = "略有滞后"
    return at(form, "行1/一级分值")


@plants("level3-weights")
def a_level3_weight_changed(filing: CleanFiling, form: Form) -> Planted | None:
    weighted = [row for row in rows(form, "三级指标") if weight(form[f"{row}/三级指标"]) is not None]
    if not weighted:
        return None
    row = filing.random.choice(weighted)
    own = weight(form[f"{row}/三级指标"])
    assert own is not None
    form[f"{row}/三级指标"] = str(form[f"{row}/三级指标"]).replace(f"（{own}）", f"（{own + 1}）")
    form[f"{row}/偏差原因"] = "略有滞后"
    return at(form, f"{group_of(form, row)[0]}/二级指标")


@plants("score-over-weight")
def more_points_than_weight(filing: CleanFiling, form: Form) -> Planted:
    row = filing.random.choice(management(form))
    rescore(form, row, (weight(form[f"{row}/二级指标"]) or Decimal(0)) + 1)
    return at(form, f"{row}/自评得分")


@plants("score-over-weight")
def points_below_zero(filing: CleanFiling, form: Form) -> Planted:
    row = filing.random.choice(management(form))
    rescore(form, row, Decimal(-1))
    form[f"{row}/偏差原因"] = "略有滞后"
    return at(form, f"{row}/自评得分")


@plants("group-over-weight")
def more_points_than_the_group(filing: CleanFiling, form: Form) -> Planted | None:
    plain = [row for row in rows(form, "三级指标") if weight(form[f"{row}/三级指标"]) is None]
    if not plain:
        return None
    first, _ = fill_up(form, filing.random.choice(plain))
    rescore(form, first, form.number(f"{first}/自评得分") + 2)
    return at(form, f"{first}/二级指标")


@plants("score-missing")
def a_score_blank(filing: CleanFiling, form: Form) -> Planted:
    row = filing.random.choice(rows(form, "自评得分"))
    form[f"{row}/自评得分"] = filing.random.choice((None, "　", "/"))
    return at(form, f"{row}/自评得分")


@plants("score-not-earned")
def full_points_for_half_the_work(filing: CleanFiling, form: Form) -> Planted | None:
    numeric = [
        row
        for row in rows(form, "三级指标", "年度指标值")
        if isinstance(form[f"{row}/年度指标值"], int) and weight(form[f"{row}/三级指标"]) is not None
    ]
    if not numeric:
        return None
    row = filing.random.choice(numeric)
    fill_up(form, row)
    form[f"{row}/完成值"] = int(form.number(f"{row}/年度指标值")) // 2
    return at(form, f"{row}/自评得分")


@plants("total-sum")
def a_total_that_does_not_add_up(filing: CleanFiling, form: Form) -> Planted:
    form["总分_自评得分"] = str(form.number("总分_自评得分") + filing.random.choice((3, -1, Decimal("0.5"))))
    return at(form, "总分_自评得分", brings="grade")


@plants("total-sum")
def a_total_blank(filing: CleanFiling, form: Form) -> Planted:
    form["总分_自评得分"] = None
    return at(form, "总分_自评得分")


@plants("grade")
def another_grade(filing: CleanFiling, form: Form) -> Planted | None:
    if "等级" not in form.places:
        return None
    form["等级"] = "等级：差"
    return at(form, "等级")


@plants("deduction-unexplained")
def points_off_without_a_reason(filing: CleanFiling, form: Form) -> Planted:
    row = filing.random.choice(rows(form, "自评得分"))
    first, _ = fill_up(form, row)
    rescore(form, first, form.number(f"{first}/自评得分") - 1)
    form[f"{first}/偏差原因"] = filing.random.choice((None, "无", "——"))
    return at(form, f"{first}/偏差原因")


@plants("met-but-deducted")
def points_off_though_met(filing: CleanFiling, form: Form) -> Planted:
    row = filing.random.choice(rows(form, "年度指标值"))
    answer(form, row)
    first, _ = fill_up(form, row)
    rescore(form, first, form.number(f"{first}/自评得分") - 1)
    return at(form, f"{first}/自评得分", brings="deduction-unexplained")


@plants("missed-but-full")
def full_points_though_missed(filing: CleanFiling, form: Form) -> Planted | None:
    numeric = [row for row in rows(form, "年度指标值") if isinstance(form[f"{row}/年度指标值"], int)]
    if not numeric:
        return None
    row = filing.random.choice(numeric)
    answer(form, row)
    fill_up(form, row)
    form[f"{row}/完成值"] = int(form.number(f"{row}/年度指标值")) - 1
    brings = "score-not-earned" if weight(form[f"{row}/三级指标"]) is not None else ""
    return at(form, f"{row}/自评得分", brings=brings)


@plants("over-fulfilled")
def a_target_far_exceeded(filing: CleanFiling, form: Form) -> Planted | None:
    numeric = [row for row in rows(form, "年度指标值") if isinstance(form[f"{row}/年度指标值"], int)]
    if not numeric:
        return None
    row = filing.random.choice(numeric)
    fill_up(form, row)
    answer(form, row)
    form[f"{row}/完成值"] = int(form.number(f"{row}/年度指标值")) * 2
    return at(form, f"{row}/完成值")


@plants("date-not-given")
def done_for_a_date(filing: CleanFiling, form: Form) -> Planted:
    dated = [row for row in rows(form, "年度指标值") if "月" in str(form[f"{row}/年度指标值"])]
    row = filing.random.choice(dated)
    form[f"{row}/完成值"] = filing.random.choice(("完成", "已按时完成", "按期完成"))
    return at(form, f"{row}/完成值")


@plants("qualitative-answer")
def done_for_a_quality(filing: CleanFiling, form: Form) -> Planted:
    stated = [row for row in rows(form, "年度指标值") if form[f"{row}/年度指标值"] in ("有所提高", "明显改善")]
    row = filing.random.choice(stated)
    form[f"{row}/完成值"] = filing.random.choice(("完成", "已完成"))
    return at(form, f"{row}/完成值")


@plants("unit-mismatch")
def money_for_a_percentage(filing: CleanFiling, form: Form) -> Planted:
    shares = [row for row in rows(form, "年度指标值") if "%" in str(form[f"{row}/年度指标值"])]
    row = filing.random.choice(shares)
    form[f"{row}/完成值"] = filing.random.choice(("28.8万元", "30人", "完成"))
    return at(form, f"{row}/完成值")


@plants("indicator-name")
def a_bracket_not_closed(filing: CleanFiling, form: Form) -> Planted:
    row = filing.random.choice(rows(form, "二级指标"))
    form[f"{row}/二级指标"] = str(form[f"{row}/二级指标"]).rstrip("）)")
    return at(form, f"{row}/二级指标")


@plants("indicator-name")
def a_level1_name_lost(filing: CleanFiling, form: Form) -> Planted:
    form["行1/一级指标"] = None
    return at(form, "行1/一级指标")


@plants("indicator-name")
def a_blank_row(filing: CleanFiling, form: Form) -> Planted:
    row = filing.random.choice(management(form)[1:])
    lost = form.number(f"{row}/自评得分")
    for column in KEYS:
        form[f"{row}/{column}"] = None
    form["总分_自评得分"] = str(form.number("总分_自评得分") - lost)
    return at(form, f"{row}/二级指标", brings="level2-weights grade")


# ---- the workbook itself


@plants("sheet-missing")
def a_sheet_lost(filing: CleanFiling, form: Form) -> Planted:
    del form.cells[filing.random.choice((BASE, SELF))]
    return Planted([(None, None)])


def _computed(form: Form, actual: str | None) -> Planted:
    sheet, cell = form.at("三公经费_决算")
    expected = "=SUM(公务用车_决算,因公出国_决算,公务接待_决算)"
    text = str(form["三公经费_决算"])
    its = TemplateCell("三公经费_决算", "三公经费决算数", sheet, cell, expected, actual, text)

    def change(read: Filing) -> Filing:
        return replace(read, workbook=replace(read.workbook, from_template=True, template=(its,)))

    return Planted([(sheet, cell)], change=change)


@plants("formula-overwritten")
def a_formula_typed_over(filing: CleanFiling, form: Form) -> Planted:
    return _computed(form, None)


@plants("formula-changed")
def a_formula_altered(filing: CleanFiling, form: Form) -> Planted:
    return _computed(form, "=SUM(公务用车_决算,公务接待_决算)")


@plants("stale-value")
def a_result_left_behind(filing: CleanFiling, form: Form) -> Planted:
    parts = [form.at(f"{key}_决算") for key in ("公务用车", "因公出国", "公务接待")]
    for key in ("公务用车", "因公出国", "公务接待"):
        form[f"{key}_决算"] = float(form.number(f"{key}_决算"))
    _, row, column = form.places["三公经费_决算"]
    form["三公经费_决算"] = float(form.number("三公经费_决算") + filing.scale)
    form.formulas[BASE, row, column] = f"SUM({','.join(cell for _, cell in parts)})"
    return at(form, "三公经费_决算", brings="three-public-sum")


@plants("error-value")
def an_error_in_a_cell(filing: CleanFiling, form: Form) -> Planted:
    name = filing.random.choice(("公车购置_预算", "三公经费_决算", "自评_财政拨款_执行率"))
    form[name] = None
    form.errors[form.places[name]] = filing.random.choice(("#DIV/0!", "#REF!", "#NAME?"))
    return at(form, name)


@plants("hidden-content")
def a_row_hidden(filing: CleanFiling, form: Form) -> Planted:
    sheet, row, _ = form.places[filing.random.choice(("公务接待_预算", "自评_基本支出_预算"))]
    form.hidden_rows[sheet].add(row)
    return Planted([(sheet, f"A{row}")])


def pick(check: str, seed: int) -> Mutator:
    """One of the ways to plant an error for a check; they take turns."""
    ways = MUTATORS[check]
    return ways[seed % len(ways)]
