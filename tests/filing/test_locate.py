import re
from pathlib import Path

import pytest

from perfxl.errors import WrongForm
from perfxl.filing.detect import detect
from perfxl.filing.locate import locate
from perfxl.filing.model import Workbook
from perfxl.filing.read import from_grids
from tests.filing.table import BASE, SELF, grid

SAMPLES = Path(__file__).parents[2] / "samples"
TWO_SHEETS = [
    path
    for form in ("liuyang-2020", "closed-2020", "daxiang-2021", "*-hunan-2021", "*-hunan-rates")
    for path in sorted(SAMPLES.glob(f"{form}*.xlsx"))
]


def found(standard, *grids, marked=None):
    regions = locate(grids, standard, marked or {})
    return {key: region and (region.grid.name, region.first) for key, region in regions.items()}


class DescribeLocate:
    def it_finds_the_sheets_by_what_stands_in_them(self, standard):
        grids = grid("Sheet1", BASE), grid("Sheet2", SELF)
        assert found(standard, *grids) == {"base": ("Sheet1", 1), "self": ("Sheet2", 1)}

    def it_finds_them_in_any_order_and_among_others(self, standard):
        ledger = grid("往来账", "日期 | 摘要 | 金额\n2020.1 | 接待 | 5")
        grids = ledger, grid("附件2（改）", SELF), grid("空表", ""), grid("附件1", BASE)
        assert found(standard, *grids) == {"base": ("附件1", 1), "self": ("附件2（改）", 1)}

    def it_finds_a_form_that_begins_further_down(self, standard):
        moved = "\n" * 6 + "\n".join(" | | " + line for line in BASE.strip("\n").split("\n"))
        assert found(standard, grid("Sheet1", moved), grid("Sheet2", SELF))["base"] == ("Sheet1", 1)

    def it_prefers_the_sheet_that_is_shown(self, standard):
        grids = grid("附件1 基础数据表", BASE, hidden=True), grid("Sheet5", BASE), grid("附件2", SELF)
        assert found(standard, *grids)["base"] == ("Sheet5", 1)

    def but_it_takes_a_hidden_one_where_there_is_no_other(self, standard):
        assert found(standard, grid("附件1", BASE, hidden=True), grid("附件2", SELF))["base"] == ("附件1", 1)

    def it_prefers_the_sheet_with_the_form_s_name_to_a_copy(self, standard):
        grids = grid("附件1 (旧)", BASE), grid("附件1", BASE), grid("附件2", SELF)
        assert found(standard, *grids)["base"] == ("附件1", 1)

    def it_prefers_this_year_s_form_to_last_year_s(self, standard):
        this = [text.rstrip("\n") + "\n填报日期：2021年3月1日" for text in (BASE, SELF)]
        last = [text.replace("2019", "2018").replace("2020", "2019") for text in this]
        names = "Sheet1", "Sheet2", "Sheet3", "Sheet4"
        grids = [grid(name, text) for name, text in zip(names, last + this, strict=True)]
        assert found(standard, *grids) == {"base": ("Sheet3", 1), "self": ("Sheet4", 1)}

    def it_prefers_the_filled_form_to_a_blank_one(self, standard):
        blank = "\n".join(line.split("|")[0] if line[0] in "三␣" else line for line in BASE.strip("\n").split("\n"))
        blank = re.sub(r"(?<=\| )'?　?[\d.]+(?= |$|\n)", "", blank.replace("2020", "2021"))
        grids = grid("Sheet1", blank), grid("Sheet2", BASE), grid("附件2", SELF)
        assert found(standard, *grids)["base"] == ("Sheet2", 1)

    def it_prefers_the_sheet_to_which_the_template_s_names_lead(self, standard):
        grids = grid("附件1", BASE), grid("我们的", BASE), grid("附件2", SELF)
        assert found(standard, *grids, marked={("base", "我们的"): 30})["base"] == ("我们的", 1)

    @pytest.mark.parametrize("name", ["差异清单", "评分汇总", "审核", "填报说明", "填报说明 (2)"])
    def it_never_takes_a_sheet_of_perfxl_itself(self, standard, name):
        assert found(standard, grid(name, BASE), grid("附件2", SELF))["base"] is None

    def it_divides_a_grid_that_holds_both(self, standard):
        both = grid("Sheet1", BASE.strip("\n") + "\n\n" + SELF.strip("\n"))
        assert found(standard, both) == {"base": ("Sheet1", 1), "self": ("Sheet1", 27)}

    def it_divides_it_the_other_way_round_too(self, standard):
        both = grid("Sheet1", SELF.strip("\n") + "\n\n" + BASE.strip("\n"))
        assert found(standard, both) == {"base": ("Sheet1", 23), "self": ("Sheet1", 1)}

    def it_divides_it_where_the_titles_are_lost(self, standard):
        base, self_ = (text.strip("\n").split("\n")[2:] for text in (BASE, SELF))
        assert found(standard, grid("Sheet1", "\n".join(base + self_))) == {
            "base": ("Sheet1", 1),
            "self": ("Sheet1", 24),
        }

    def it_leaves_out_a_sheet_that_is_not_there(self, standard):
        assert found(standard, grid("附件1", BASE)) == {"base": ("附件1", 1), "self": None}

    def it_says_what_sheets_there_are_where_none_is_the_form(self, standard):
        with pytest.raises(WrongForm) as error:
            from_grids("x.xlsx", [grid("工资", "姓名 | 金额\n甲 | 5"), grid("差异清单", BASE)], standard)
        assert "“工资”" in error.value.zh
        assert "差异清单" not in error.value.zh


class DescribeOneSheetWithBoth:
    def it_reads_each_part_as_if_it_stood_alone(self, standard, filing):
        apart = filing()
        both = from_grids("x", [grid("Sheet1", BASE.strip("\n") + "\n\n" + SELF.strip("\n"))], standard)
        assert both.sheets == {"base": "Sheet1", "self": "Sheet1"}
        assert {name: (fact.state, fact.value) for name, fact in both.facts.items()} == {
            name: (fact.state, fact.value) for name, fact in apart.facts.items()
        }
        assert both.facts["三公经费_决算"].cell == "D8"
        assert both.facts["自评_财政拨款_执行"].cell == "E31"
        assert [row.path for row in both.rows] == [row.path for row in apart.rows]


class DescribeASampleThatHasLostASheet:
    @pytest.mark.parametrize("path", TWO_SHEETS)
    def it_is_read_in_what_is_left(self, path):
        """The defined names of the one sheet do not make it the other."""
        found = detect(path)
        workbook = Workbook(names=found.book.names)
        whole = from_grids(str(path), found.book.grids, found.standard, workbook)
        for key, name in whole.sheets.items():
            left = [grid for grid in found.book.grids if grid.name != name]
            part = from_grids(str(path), left, found.standard, workbook)
            assert part.sheets == {**whole.sheets, key: None}
            fields = found.standard.fields
            assert all(part.facts[each] == fact for each, fact in whole.facts.items() if fields[each].sheet != key)
