"""A template filled in from plain data: by the names of fields and indicators, with rows enough for all of them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from perfxl.filing.model import Filing
from perfxl.filing.read import read
from perfxl.standard.loader import load
from perfxl.template.fill import Left, fill

STANDARD = load("hunan-2020")


def filed(path: Path, **data: Any) -> Filing:
    """The template filled with `data`, saved, and read again."""
    fill(STANDARD, data).form.save(path / "filled.xlsx")
    return read(path / "filled.xlsx", STANDARD)


def row(level2: str, level3: str, **cells: str | Decimal) -> dict[str, str | Decimal]:
    return {"二级指标": level2, "三级指标": level3, **cells}


def rows_of(filing: Filing) -> list[tuple[str, str, str, str]]:
    return [
        (each.level2, each.level3, each.facts["完成值"].text, each.facts["自评得分"].text)
        for each in filing.rows
        if each.level3
    ]


class DescribeFields:
    def it_puts_a_figure_into_the_cell_of_its_name(self, tmp_path: Path):
        filing = filed(tmp_path, fields={"编制数": Decimal(11), "单位名称": "残联"})
        assert filing.facts["编制数"].value == 11
        assert filing.facts["单位名称"].text == "残联"

    def it_leaves_what_the_template_computes_unless_it_is_cleared(self, tmp_path: Path):
        figures = {"编制数": "10", "在职人数": "9", "在职人员控制率": "50%"}
        assert filed(tmp_path, fields=figures).facts["在职人员控制率"].value == Decimal("0.9")
        cleared = filed(tmp_path, fields=figures, cleared=["在职人员控制率"])
        assert cleared.facts["在职人员控制率"].value == Decimal("0.5")

    def it_never_makes_a_formula_of_a_text(self, tmp_path: Path):
        filing = filed(tmp_path, fields={"单位名称": "=1+1", "年初设定目标": "#N/A\x07"})
        assert filing.facts["单位名称"].text == "=1+1"
        assert filing.facts["单位名称"].formula is None
        assert filing.facts["年初设定目标"].text == "#N/A"

    def it_says_which_value_has_no_cell(self):
        assert fill(STANDARD, {"fields": {"楼堂馆所": "3"}}).left == (Left("楼堂馆所", "", "3"),)


class DescribeIndicators:
    def it_puts_a_row_where_its_names_lead(self, tmp_path: Path):
        filing = filed(tmp_path, rows=[row("质量指标", "有效率", 完成值="95%", 自评得分="5"), row("数量", "人数")])
        assert rows_of(filing) == [("数量指标", "人数", "", ""), ("质量指标", "有效率", "0.95", "5")]

    def it_makes_room_for_more_rows_than_the_blank_form_has(self, tmp_path: Path):
        names = [f"第{number}项" for number in "一二三四五"]
        filing = filed(tmp_path, rows=[row("数量指标", name, 自评得分="4") for name in names])
        assert [name for _, name, _, _ in rows_of(filing)] == names
        assert filing.total["自评得分"].formula is not None
        assert filing.total["自评得分"].value == 20

    def it_scores_an_indicator_that_has_no_third_level_in_its_own_row(self, tmp_path: Path):
        filing = filed(tmp_path, rows=[row("资产管理", "", 自评得分="4")])
        assert [each.facts["自评得分"].text for each in filing.rows if each.level2 == "资产管理"] == ["4"]

    def it_gives_an_indicator_the_weight_that_the_unit_wrote(self, tmp_path: Path):
        filing = filed(tmp_path, rows=[row("质量指标", "有效率", 一级分值="45", 二级分值="15")])
        first = next(each for each in filing.rows if each.level2 == "质量指标")
        assert first.facts["二级分值"].value == 15
        assert next(each.facts["一级分值"].value for each in filing.rows if each.level1 == "产出指标") == 45

    def it_says_which_row_has_no_place_in_the_form(self):
        left = fill(STANDARD, {"rows": [row("生态效益指标", "绿化", 自评得分="3")]}).left
        assert left == (Left("生态效益指标/绿化", "自评得分", "3"),)


class DescribeFreeRows:
    def it_makes_room_for_more_of_them_than_the_blank_form_has(self, tmp_path: Path):
        items = [{"label": f"项目{number}", "决算": f"{number}.5"} for number in range(1, 6)]
        details = filed(tmp_path, details={"项目支出明细": items}).details["项目支出明细"]
        assert [detail.facts["决算"].text for detail in details] == ["1.5", "2.5", "3.5", "4.5", "5.5"]
        assert [detail.label for detail in details] == [f"项目{number}" for number in range(1, 6)]
