from decimal import Decimal

from perfxl.filing.model import Workbook
from perfxl.filing.read import from_grids
from perfxl.standard.render import to_excel
from tests.filing.table import BASE, SELF, grid, swapped


class DescribeFormulas:
    def it_lists_those_of_the_form_with_what_the_file_says_they_give(self, filing):
        row = "三公经费 | =B9+B12⇒2.19 | =C9⇒ | =1/0⇒#DIV/0!"
        formulas = filing(swapped(BASE, "三公经费 | 2.19 | 2.25 | 2.2", row)).workbook.formulas
        assert [(each.cell, each.formula, each.cached) for each in formulas] == [
            ("B8", "=B9+B12", Decimal("2.19")),
            ("C8", "=C9", None),
            ("D8", "=1/0", "#DIV/0!"),
        ]

    def it_does_not_list_those_of_other_sheets(self, standard):
        grids = [grid("附件1", BASE), grid("底稿", "=1+1⇒2")]
        assert from_grids("x", grids, standard).workbook.formulas == ()

    def it_gives_the_values_that_formulas_look_at(self, filing):
        values = filing().workbook.grids["附件1"]
        assert values["D8"] == Decimal("2.2")
        assert values["C22"] == "　43.1"
        assert "D10" not in values


class DescribeErrors:
    def it_lists_every_error_value_of_the_form(self, filing):
        errors = filing(swapped(BASE, "说明：项目支出填列全部项目。", "说明 | | #REF! | #DIV/0!")).workbook.errors
        assert [(each.cell, each.text, each.state) for each in errors] == [
            ("C25", "#REF!", "error"),
            ("D25", "#DIV/0!", "error"),
        ]


class DescribeHidden:
    def it_names_hidden_rows_and_columns_that_hold_something(self, standard):
        made = grid("附件1", BASE, hidden_rows=(6, 9), hidden_columns=[(3, 3), (20, 99)])
        hidden = from_grids("x", [made], standard).workbook.hidden
        assert [(each.kind, each.cell) for each in hidden] == [("row", "A9"), ("column", "C1")]

    def it_names_a_hidden_sheet_of_the_form_and_no_other(self, standard):
        grids = [grid("附件1", BASE), grid("附件2", SELF, hidden=True), grid("别的", "1", hidden=True)]
        hidden = from_grids("x", grids, standard).workbook.hidden
        assert [(each.kind, each.sheet) for each in hidden] == [("sheet", "附件2")]


class DescribeTemplateCells:
    names = {"perfxl_standard": '"hunan-2020"'}  # noqa: RUF012

    def cells(self, filing, **forms):
        return {each.field: each for each in filing(names=self.names, **forms).workbook.template}

    def it_has_one_for_every_computed_field_and_the_total(self, filing, standard):
        computed = [name for name, field in standard.fields.items() if field.formula is not None]
        assert list(self.cells(filing)) == [*computed, "自评得分"]

    def it_says_what_belongs_there_and_what_is_there(self, filing, standard):
        base = swapped(BASE, "三公经费 | 2.19 | 2.25 | 2.2", "三公经费 | 2.19 | 2.25 | =D9+1⇒2.7")
        cells = self.cells(filing, base=base)
        its = cells["三公经费_决算"]
        formula = standard.fields["三公经费_决算"].formula
        assert (its.cell, its.expected, its.actual, its.text) == ("D8", to_excel(formula), "=D9+1", "2.7")
        assert (cells["三公经费_预算"].actual, cells["三公经费_预算"].text) == (None, "2.25")

    def it_expects_the_total_over_the_rows_there_are_now(self, filing):
        assert self.cells(filing)["自评得分"].expected == "=SUM(G13:G20)"
        more = swapped(SELF, "^ | ^ | ^ | 托养", "^ | ^ | ^ | 新增 | 1 | 1 | 1 |\n^ | ^ | ^ | 托养")
        assert self.cells(filing, self_=more)["自评得分"].expected == "=SUM(G13:G21)"

    def it_has_none_for_a_workbook_that_is_not_ours(self, filing):
        assert filing().workbook.template == ()


class DescribeWaivers:
    LIST = """
部门整体支出绩效自评差异清单 | < | < | <
序号 | 检查 | 处理意见 | 标识
1 | 三公经费增长 | 新增一次接待，已报批 | three-public-growth/三公经费_决算
2 | 总分 | '　 | total-sum/总分
3 | 执行率 | —— | execution-rate/a
4 | 说明 | 已核实↵见附件 | unit-name/b
5 | 执行率 | 2020年追加 | execution-rate/b
6 | 执行率 | 1 | execution-rate/c
7 | 执行率 | 98.5% | execution-rate/d
"""

    def it_reads_the_reasons_that_were_filled_in(self, standard):
        waivers = from_grids("x", [grid("附件1", BASE), grid("差异清单", self.LIST)], standard).waivers
        assert [(each.key, each.reason) for each in waivers] == [
            ("three-public-growth/三公经费_决算", "新增一次接待，已报批"),
            ("unit-name/b", "已核实 见附件"),
            ("execution-rate/b", "2020年追加"),
        ]

    def it_finds_its_columns_in_any_order(self, standard):
        table = "标识 | 处理意见\nk | 理由"
        waivers = from_grids("x", [grid("附件1", BASE), grid("差异清单", table)], standard).waivers
        assert [(each.key, each.reason) for each in waivers] == [("k", "理由")]

    def it_reads_none_from_a_sheet_of_another_name(self, standard):
        assert from_grids("x", [grid("附件1", BASE), grid("清单", self.LIST)], standard).waivers == ()


class DescribeWhatIsKnown:
    def it_says_when_formulas_are_not_known(self, standard):
        read = from_grids("x.xls", [grid("附件1", BASE)], standard, Workbook(formulas_known=False))
        assert not read.workbook.formulas_known
