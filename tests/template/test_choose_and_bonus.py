"""A form with a choice of two indicators, with points beside the whole, and with rows that may not apply."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from perfxl.assess.engine import assess
from perfxl.filing.read import read
from perfxl.standard.build import build
from perfxl.standard.model import TOTAL_SCORE, Standard
from perfxl.template.builder import Draft, draft
from perfxl.template.results import results_of
from tests.libreoffice import needs_libreoffice, recalculate
from tests.template.books import ROOT
from tests.template.test_results import formulas, same, values

CHANGES = {
    'score = "=SUM([自评得分])"': (
        "score = '=ROUND(SUM([自评得分])*总分_分值/(总分_分值-SUMIF([自评得分],\"——\",[三级分值])),2)'"
    ),
    '{ level2 = "成本指标", rows = 1 },': """{ level2 = "成本指标", weight = 5, choose = true, items = [
    { level3 = "结转结余率", weight = 5, rule = "按完成比例", target = "≤10%" },
    { level3 = "结转结余变动率", weight = 5, rule = "按完成比例", target = "≤5%" },
  ] },""",
    "# ---------------------------------------------------------------- 比率": """[[indicator]]
level1 = "加减分项"
weight = 5
bonus = true
groups = [{ level2 = "表彰和问责", weight = 5, items = [{ level3 = "受到表彰或问责", weight = 5 }] }]
""",
}


@pytest.fixture(scope="module")
def chosen(tmp_path_factory: pytest.TempPathFactory) -> Standard:
    text = (ROOT / "perfxl/standard/catalogue/mof-project-2020.toml").read_text("utf-8")
    for old, new in CHANGES.items():
        assert old in text
        text = text.replace(old, new)
    path = tmp_path_factory.mktemp("standard") / "chosen.toml"
    path.write_text(text, encoding="utf-8")
    return build(path)


def filled(standard: Standard, rows: Mapping[str, tuple[str | Decimal, Decimal | str | None]]) -> Draft:
    """The template with weights of 1 everywhere else, full points for them, and these actual values and scores."""
    form = draft(standard)
    sheet, at = form.workbook[form.layout.table.sheet], form.layout.table.columns
    for row in range(form.layout.table.first, form.layout.table.last + 1):
        name = sheet.cell(row, at["三级指标"])
        actual, score = rows.get(str(name.value), ("", None))
        sheet.cell(row, at["完成值"]).value = actual or None
        if sheet.cell(row, at["自评得分"]).data_type != "f":
            sheet.cell(row, at["自评得分"]).value = score
    for name in ("当年财政拨款_全年预算", "当年财政拨款_执行"):
        box = form.layout.names[name]
        form.workbook[box.sheet][box.cell] = Decimal(100)
    return form


def faults(form: Draft) -> dict[str, object]:
    """What 审核 says of the rows, by their level-3 names."""
    said = results_of(form.workbook)["审核"]
    rows = [cell[1:] for cell in said if cell[0] == "I" and said.get(f"D{cell[1:]}")]
    return {str(said[f"D{row}"]): said[f"I{row}"] for row in rows}


def total(form: Draft) -> object:
    box = form.layout.names[TOTAL_SCORE]
    return results_of(form.workbook)[box.sheet][box.cell]


class DescribeAChoice:
    def it_computes_the_row_that_is_chosen_and_misses_nothing_in_the_other(self, chosen):
        form = filled(chosen, {"结转结余率": (Decimal("0.2"), None)})
        assert total(form) == Decimal("12.5")
        assert (faults(form)["结转结余率"], faults(form)["结转结余变动率"]) == ("", "")

    def it_says_where_both_are_filled(self, chosen, tmp_path: Path):
        form = filled(chosen, {"结转结余率": (Decimal("0.2"), None), "结转结余变动率": (Decimal("0.05"), None)})
        assert faults(form)["结转结余率"] == faults(form)["结转结余变动率"] == "只应选填一项"
        form.save(tmp_path / "both.xlsx")
        found = assess(read(tmp_path / "both.xlsx", chosen), chosen).failures
        assert "one-chosen" in {item.check for item in found}


class DescribeABonus:
    @pytest.mark.parametrize(("points", "said"), [("5", ""), ("-5", ""), ("-5.5", "得分超分值"), ("6", "得分超分值")])
    def it_goes_up_to_its_weight_more_or_less(self, chosen, points, said):
        assert faults(filled(chosen, {"受到表彰或问责": ("通报", Decimal(points))}))["受到表彰或问责"] == said

    def it_is_no_part_of_the_weights_of_the_whole(self, chosen):
        form = filled(chosen, {})
        said, sheet = results_of(form.workbook)["审核"], form.workbook["审核"]
        (row,) = [cell.row for (cell,) in sheet.iter_rows(min_col=2, max_col=2) if cell.value == "一级指标分值"]
        assert [said[f"{column}{row}"] for column in "EFH"] == [Decimal(100), Decimal(100), "通过"]


class DescribeWeightsOfSomeLevel2IndicatorsAlone:
    def it_adds_them_to_the_weights_of_the_rows_of_the_others(self, chosen):
        form = filled(chosen, {})
        sheet, at = form.workbook[form.layout.table.sheet], form.layout.table.columns["三级分值"]
        for row, weight in zip(range(form.layout.table.first, form.layout.table.first + 7), "9964665", strict=True):
            sheet.cell(row, at).value = Decimal(weight)
        said = results_of(form.workbook)["审核"]
        (row,) = [cell[1:] for cell, value in said.items() if cell[0] == "C" and value == "产出指标（50分）"]
        assert [said[f"{column}{row}"] for column in "EFH"] == [Decimal(50), Decimal(50), "通过"]


class DescribeARowThatDoesNotApply:
    def it_is_taken_out_of_the_whole(self, chosen):
        assert total(filled(chosen, {"受到表彰或问责": ("——", "——")})) == Decimal("10.53")

    @needs_libreoffice
    @pytest.mark.libreoffice
    def it_is_calculated_by_libreoffice_as_by_perfxl(self, chosen, tmp_path):
        rows = {"结转结余率": (Decimal("0.3"), None), "受到表彰或问责": ("——", "——")}
        filled(chosen, rows).save(tmp_path / "ours.xlsx")
        ours, theirs = values(tmp_path / "ours.xlsx"), values(recalculate(tmp_path / "ours.xlsx", tmp_path / "lo.xlsx"))
        places = formulas(tmp_path / "ours.xlsx")
        assert [(at, ours[at], theirs.get(at)) for at in places if not same(ours[at], theirs.get(at))] == []
