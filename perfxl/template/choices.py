"""What a cell offers while it is filled: lists to choose from, a word of help, a warning at odd entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from perfxl.standard.formula import Binary, Call, Column, Node, Text, walk
from perfxl.standard.in_table import in_row
from perfxl.standard.marking import OPERATORS
from perfxl.standard.model import Level, Rule, Standard
from perfxl.template.layout import Page, Role, Slot, TableBox
from perfxl.template.table_rows import Place, cell_in, cells_in, places_in

TIERS = ("达成年度指标", "部分达成并具有一定效果", "未达成且效果较差")
"""The three tiers for qualitative indicators (财预〔2020〕10号)."""

UNITS = ("万元", "元")
_LONGEST = 255
"""Characters that Excel takes in a formula of a validation."""

_PROMPTS: Mapping[Role, tuple[str, str]] = {
    "detail": ("明细行", "一个项目一行，名称照实填写；行数不够的，请在本组最后一行的上方插入行。"),
    "long_text": ("文字说明", "请简要填写，按 Alt+Enter 换行。"),
}
_TABLE_PROMPTS: Mapping[Level, tuple[str, str]] = {
    "level3": ("三级指标", "一行一个指标；要增加指标，请在本组内插入行。"),
    "target": ("年度指标值", "如 ≥95%、340户、10月底；定性指标写要达到的程度。"),
    "reason": ("偏差及原因分析", "得分低于分值，或完成值与指标值偏离较大的，请写明原因和改进措施。"),
}
_NUMBERS: frozenset[Role] = frozenset(("amount", "count", "weight", "score"))


def offer(sheet: Worksheet, standard: Standard, page: Page, table: TableBox) -> None:
    """Adds lists, help and warnings to the page's cells."""
    by_role = dict[Role, list[Slot]]()
    for slot in page.slots:
        if slot.is_input:
            by_role.setdefault(slot.role, []).append(slot)
    in_table = page.name == table.sheet and standard.table.column("weight3") is not None
    for role, slots in by_role.items():
        if role in _NUMBERS and not (in_table and role == "score"):
            _add(sheet, _number(), (slot.box.cell for slot in slots))
        if role in _PROMPTS:
            _add(sheet, _help(*_PROMPTS[role]), (slot.box.cell for slot in slots))
    units = by_role.get("unit", [])
    label = next((str(slot.value).removesuffix(standard.unit) for slot in units), "")
    if units:
        _add(sheet, _units(tuple(label + unit for unit in UNITS)), (slot.box.cell for slot in units))
    if page.name == table.sheet:
        _offer_in_table(sheet, standard, table)


def _offer_in_table(sheet: Worksheet, standard: Standard, table: TableBox) -> None:
    for kind, words in _TABLE_PROMPTS.items():
        if column := standard.table.column(kind):
            _add(sheet, _help(*words), [table.column(column.key).ref])
    if column := standard.table.column("operator"):
        _add(sheet, _list(OPERATORS), [table.column(column.key).ref])
    _offer_answers(sheet, standard, table)
    for place in places_in(standard, table):
        if (span := span_of(standard, table, place)) is not None:
            _add(sheet, span, [cell_in(standard, table, "score", place.row)])


def _offer_answers(sheet: Worksheet, standard: Standard, table: TableBox) -> None:
    """What the actual values may be: what each row's own rule takes; in other rows the tiers, or anything."""
    column = standard.table.column("actual")
    if column is None:
        return
    usual = _tiers(answers_of(standard.table.qualitative) or TIERS)
    free = list[str]()
    for place in places_in(standard, table):
        cell = cell_in(standard, table, "actual", place.row)
        if place.item.rule is None and place.item.actual is None:
            free.append(cell)
        elif place.item.rule is not None and place.item.actual is None:
            _add(sheet, _answer(place.item.rule), [cell])
    everywhere = table.column(column.key)
    whole = len(free) == everywhere.bottom - everywhere.top + 1
    if free:
        _add(sheet, usual, [everywhere.ref] if whole else free)


def _answer(rule: Rule) -> DataValidation:
    """What an actual value may be that a rule marks."""
    if choices := answers_of(rule):
        return _list(choices)
    if any(column.name == "完成数" for column in rule.points.columns):
        return _number()
    return _help("完成值", rule.words[:_LONGEST])


def answers_of(rule: Rule | None) -> tuple[str, ...]:
    """The answers that a rule knows by name, the first of those that count alike; none where it takes any."""
    if rule is None:
        return ()
    junctions = (node for node in walk(rule.points.tree) if isinstance(node, Call) and node.function == "OR")
    firsts = (node.arguments[0] for node in junctions)
    return tuple(named for node in firsts if (named := _named(node)))


def _named(node: Node) -> str:
    """The answer with which a condition compares the actual value; "" if it does something else."""
    match node:
        case Binary("=", Call("TRIM", (Column("完成值", True),)), Text(answer)):
            return answer
    return ""


def span_of(standard: Standard, table: TableBox, place: Place) -> DataValidation | None:
    """The points between which a score that a person gives must lie; None where the form does not tell, or computes."""
    rule = place.item.rule
    cells = cells_in(standard, table, place.group, place.item, place.row)
    if rule is not None and rule.least is None and in_row(rule.points, cells) is not None:
        return None
    if rule is not None and rule.least is not None:
        limits = [limit.removeprefix("=") for limit in (in_row(rule.least, cells), in_row(rule.points, cells)) if limit]
        if len(limits) == 2 and max(map(len, limits)) < _LONGEST - 2:
            return _between(*(f"N({limit})" for limit in limits))
    if standard.table.column("weight3") is None:
        return None
    return _between(f"-{cells.weight}" if place.indicator.bonus else "0", cells.weight)


def _between(least: str, most: str) -> DataValidation:
    validation = DataValidation("decimal", operator="between", formula1=least, formula2=most, allow_blank=True)
    validation.showErrorMessage, validation.errorStyle = True, "warning"
    validation.errorTitle, validation.error = "请核对得分", "得分应是数字，并在评分标准给出的范围内，不超过本行的分值。"
    return validation


def _add(sheet: Worksheet, validation: DataValidation, places: Iterable[str]) -> None:
    for place in places:
        validation.add(place)
    sheet.add_data_validation(validation)


def _number() -> DataValidation:
    """A number of at least 0; anything else is allowed after a warning, for “——”."""
    validation = DataValidation("decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    validation.showErrorMessage, validation.errorStyle = True, "warning"
    validation.errorTitle, validation.error = "请填数字", "这里应填不小于 0 的数字；没有的填 0，不适用的填“——”。"
    return validation


def _help(title: str, prompt: str) -> DataValidation:
    validation = DataValidation(allow_blank=True)
    validation.showInputMessage = True
    validation.promptTitle, validation.prompt = title, prompt
    return validation


def _list(choices: tuple[str, ...]) -> DataValidation:
    return DataValidation("list", formula1='"' + ",".join(choices) + '"', allow_blank=True)


def _units(choices: tuple[str, ...]) -> DataValidation:
    validation = _list(choices)
    validation.showErrorMessage, validation.errorStyle = True, "warning"
    validation.errorTitle, validation.error = "金额单位", "请从下拉列表中选择，全表金额都按这一单位填写。"
    validation.showInputMessage = True
    validation.promptTitle, validation.prompt = "金额单位", "请选择全表金额的单位。"
    return validation


def _tiers(choices: tuple[str, ...]) -> DataValidation:
    validation = _list(choices)
    validation.showErrorMessage, validation.showInputMessage = False, True
    validation.promptTitle = "全年完成值"
    validation.prompt = "定量指标填数字和计量单位；时间指标填完成日期；定性指标可从列表选择，也可写具体情况。"
    return validation
