# ruff: noqa: E501  the planted faults are a table, a line each
"""Every fault of a standard's workbook is reported at its cell, and marked there in a copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from perfxl.authoring.build import Marked, build
from perfxl.authoring.sheets import TYPE
from tests.authoring.books import Edited

Plant = Callable[[Edited], str]


def put(sheet: str, title: str, where: tuple[str, str], value: object, nth: int = 0) -> Plant:
    return lambda book: book.put(sheet, title, where, value, nth)


def head(item: str, value: object) -> Plant:
    return lambda book: book.put("基本信息", "内容", ("项目", item), value)


def renamed_header(sheet: str, title: str, to: str) -> Plant:
    def plant(book: Edited) -> str:
        at = book.column(sheet, title)
        book.sheet(sheet).cell(1, at).value = to
        return f"{sheet}!{book.sheet(sheet).cell(1, at).coordinate}"

    return plant


def added(sheet: str, title: str, **values: object) -> Plant:
    """A line below the others, whose cell under `title` is at fault."""

    def plant(book: Edited) -> str:
        row = book.add(sheet, **values)
        return f"{sheet}!{book.sheet(sheet).cell(row, book.column(sheet, title)).coordinate}"

    return plant


def weights_that_do_not_add_up(book: Edited) -> str:
    book.put("指标", "二级分值", ("二级指标", "资产管理"), 5)
    return book.put("指标", "一级分值", ("一级指标", "管理指标"), 30)


PLANTED: dict[str, tuple[Plant, str]] = {
    "an id that is none": (head("标识", "浏阳 2026"), "不能作标识"),
    "no version": (head("版本", None), "缺少“版本”"),
    "a year that is no number": (head("年度", "去年"), "“年度”应当是整数"),
    "an unknown unit": (head("金额单位", "亿元"), "只能是：万元、元"),
    "a head line nobody knows": (put("基本信息", "项目", ("项目", "地区"), "地域"), "不认识的项目“地域”"),
    "a sheet's name that Excel refuses": (put("表", "工作表名", ("标识", "base"), "附件[1]"), "不能作工作表名"),
    "an unknown content": (put("字段", "填什么", ("名称", "编制数"), "钱"), "只能是：金额、个数、百分比、文字、文字说明"),
    "a name with a space": (put("字段", "名称", ("名称", "厉行节约保障措施"), "保障 措施"), "名称里不能有空格"),
    "a demand for a column there is not": (put("字段", "必填", ("名称", "政府采购"), "去年"), "没有“去年”这一列"),
    "decimals that are none": (put("字段", "小数位", ("名称", "公用经费"), "两位"), "“小数位”应当是整数"),
    "an indent too far": (put("字段", "缩进", ("名称", "公务接待"), 99), "0 到 20 之间"),
    "a formula with an unknown name": (put("字段", "公式", ("名称", "在职人员控制率"), "=在岗人数/编制数"), "“在岗人数”没有定义"),
    "a formula that is none": (put("字段", "公式", ("名称", "公务用车"), "=SUM(公车购置_{列},"), "公式"),
    "a cell not used in its line": (put("字段", "合计组", ("名称", "上年决算"), "一组"), "“合计组”不用于“列”"),
    "an unknown type of line": (put("字段", TYPE, ("名称", "预算调整"), "横行"), "只能是：块、列、行"),
    "a layout there is not": (put("字段", "布局", ("名称", "年度总体目标"), "图"), "只能是：表格、标签"),
    "a sheet there is not": (put("字段", "所在表", ("名称", "单位"), "封面"), "只能是：base、self"),
    "a rule there is not": (put("指标表", "评分规则", (TYPE, "表"), "按人"), "没有名为“按人”的评分规则"),
    "an unknown kind of column": (put("指标表", "填什么", ("名称", "偏差原因"), "备注"), "只能是：一级指标"),
    "an unknown column in a formula": (put("指标表", "公式", (TYPE, "总分"), "=SUM([得分数])"), "“[得分数]”没有定义"),
    "level-2 weights that do not add up": (
        weights_that_do_not_add_up,
        "“管理指标”的二级指标分值合计 31，不等于 30",
    ),
    "a weight of 0": (put("指标", "二级分值", ("二级指标", "数量指标"), 0), "“二级分值”应当大于 0"),
    "too many rows": (put("指标", "空行数", ("二级指标", "质量指标"), 500), "1 到 200 之间"),
    "an unknown kind of rule": (put("评分规则", "方式", ("规则名", "按完成比例"), "看着给"), "只能是：按比例计分"),
    "an id that is no id": (put("比率", "标识", ("标识", "budget-control"), "预算控制率"), "不能作标识"),
    "a rate stated in an amount": (put("比率", "填报字段", ("标识", "staffing-ratio"), "公用经费_决算"), "不是比率"),
    "a step of 0": (put("比率", "步长", ("标识", "operating-control"), 0), "“步长”应当大于 0"),
    "a deduction on an unknown side": (put("比率", "扣分方向", ("标识", "three-public-change"), "上面"), "只能是：高于、低于、两边"),
    "an unknown check": (put("审核公式", "标识", ("标识", "vehicles-sum"), "cars-sum"), "没有名为“cars-sum”的检查"),
    "a check at no field": (put("审核公式", "标记在", ("标识", "staffing-over-posts"), "编外人数"), "没有字段“编外人数”"),
    "an unknown severity": (put("审核公式", "轻重", ("标识", "three-public-growth"), "严重"), "只能是：必须改、须说明、提示"),
    "limits that are none": (put("审核公式", "界限", ("标识", "adjustment-rate"), "三成"), "应当写成“名称=值”"),
    "a truth value that is none": (put("审核公式", "不查", ("标识", "projects-match"), "不"), "“是”或“否”"),
    "overlapping grades": (put("等级", "从（含）", ("等级", "良"), 75), "等级分段重叠：“中”与“良”"),
    "a header nobody knows": (renamed_header("等级", "到（含）", "到"), "不认识的列“到”"),
}  # fmt: skip
ALONE = ("a header nobody knows", "a head line nobody knows")
TOGETHER = [name for name in PLANTED if name not in ALONE]


def faults_of(book: Edited) -> Marked:
    with pytest.raises(Marked) as caught:
        build(book.save())
    return caught.value


class DescribeAFaultInAWorkbook:
    @pytest.mark.parametrize("name", PLANTED)
    def it_is_reported_at_its_cell_and_alone(self, name: str, tmp_path: Path):
        book = Edited(tmp_path, "hunan-2020")
        plant, words = PLANTED[name]
        at = plant(book)
        error = faults_of(book)
        assert f"标准.xlsx:{at}: " in error.zh
        assert words in error.zh
        others = [line for line in error.zh.split("\n") if f":{at}: " not in line and name not in FOLLOWED]
        assert others == []


FOLLOWED = {
    "a header nobody knows": "the top grade then has no end",
    "a head line nobody knows": "the region is then missing",
    "a name with a space": "the row is demanded under its old name nowhere, but named in it",
    "an unknown type of line": "the row's fields are then not defined",
    "an unknown kind of column": "the reason column is then a second level-1 column",
    "an unknown check": "its formula is read no more",
}
"""Faults that bring others with them, and why."""


class DescribeWeightsThatDoNotAddUp:
    def it_tells_so_at_the_head_of_their_column(self, tmp_path: Path):
        book = Edited(tmp_path, "mof-project-2020")
        book.put("指标", "一级分值", ("一级指标", "产出指标"), 45)
        assert faults_of(book).zh == "标准.xlsx:指标!B1: 一级指标分值合计 95，不等于总分 100"


class DescribeAWorkbookWithManyFaults:
    def it_has_each_reported_and_marked_at_its_cell(self, tmp_path: Path):
        book = Edited(tmp_path, "hunan-2020")
        places = {name: PLANTED[name][0](book) for name in TOGETHER}
        assert len(set(places.values())) >= 30
        error = faults_of(book)
        marked = openpyxl.load_workbook(tmp_path / "标准.checked.xlsx")
        for name, at in places.items():
            words = PLANTED[name][1]
            assert any(f":{at}: " in line and words in line for line in error.zh.split("\n")), (name, at, error.zh)
            sheet, cell = at.split("!")
            assert words in marked[sheet][cell].comment.text, name

    def it_leaves_the_users_workbook_as_it_is(self, tmp_path: Path):
        book = Edited(tmp_path, "hunan-2020")
        PLANTED["overlapping grades"][0](book)
        before = book.save().read_bytes()
        with pytest.raises(Marked):
            build(book.path)
        assert book.path.read_bytes() == before

    def it_can_be_mended_in_the_marked_copy(self, tmp_path: Path):
        book = Edited(tmp_path, "hunan-2020")
        PLANTED["overlapping grades"][0](book)
        error = faults_of(book)
        assert error.checked == tmp_path / "标准.checked.xlsx"
        mended = openpyxl.load_workbook(error.checked)
        cell = book.cell("等级", "从（含）", ("等级", "良"))
        mended["等级"][cell.coordinate].value = 80
        mended.save(error.checked)
        assert build(error.checked, tmp_path / "out.toml").standard.grade(79) == "中"
