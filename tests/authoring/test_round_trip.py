"""A standard given as a workbook, and read from it, is the same standard; so is one written as TOML."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from perfxl.authoring.export import export
from perfxl.authoring.load import load
from perfxl.authoring.sheets import HEAD, PAGES, SECTIONS
from perfxl.authoring.take import read
from perfxl.authoring.toml import toml
from perfxl.errors import WrongForm
from perfxl.filing.detect import detect
from perfxl.standard.build import build
from perfxl.standard.loader import CATALOGUE
from perfxl.standard.loader import load as load_bundled
from tests.standard.small import SMALL, write

STANDARDS = sorted(CATALOGUE.rglob("*.toml"))
EVERY_KIND = Path(__file__).parents[2] / "docs/marking-rules.md"


@pytest.fixture
def with_every_rule(tmp_path: Path) -> Path:
    """The small standard with every rule of the page on marking rules."""
    rules = "".join(part.partition("```")[0] for part in EVERY_KIND.read_text("utf-8").split("```toml\n")[1:])
    rules = rules.replace("上年结转", "车_预算").replace("半年支出", "车_决算").replace("三季支出", "会_决算")
    return write(tmp_path, SMALL + rules.replace("支出预算", "合计_预算"))


class DescribeAStandardAsAWorkbook:
    @pytest.mark.parametrize("path", STANDARDS, ids=lambda path: path.stem)
    def it_gives_the_same_standard_back(self, path: Path, tmp_path: Path):
        export(path, tmp_path / "out.xlsx")
        assert load(tmp_path / "out.xlsx") == build(path)

    @pytest.mark.parametrize("path", STANDARDS, ids=lambda path: path.stem)
    def it_gives_the_same_standard_as_toml(self, path: Path, tmp_path: Path):
        export(path, tmp_path / "out.xlsx")
        (tmp_path / "out.toml").write_text(toml(read(tmp_path / "out.xlsx").values), "utf-8")
        assert build(tmp_path / "out.toml") == build(path)

    def it_is_not_taken_for_a_filing(self, tmp_path: Path):
        export("hunan-2020", tmp_path / "out.xlsx")
        with pytest.raises(WrongForm, match="不是填报表"):
            detect(tmp_path / "out.xlsx")

    def it_keeps_every_kind_of_rule(self, with_every_rule: Path, tmp_path: Path):
        export(with_every_rule, tmp_path / "out.xlsx")
        before, after = build_rules(with_every_rule), build_rules(tmp_path / "out.xlsx")
        assert len(before) > 15
        assert after == before

    def it_takes_a_bundled_one_by_its_id(self, tmp_path: Path):
        export("hunan-2020", tmp_path / "out.xlsx")
        assert load(tmp_path / "out.xlsx") == load_bundled("hunan-2020")

    def it_is_the_same_file_each_time(self, tmp_path: Path):
        for name in ("a.xlsx", "b.xlsx"):
            export("hunan-2020", tmp_path / name)
        first, second = (openpyxl.load_workbook(tmp_path / name) for name in ("a.xlsx", "b.xlsx"))
        for sheet in first:
            assert [[cell.value for cell in row] for row in sheet] == [
                [cell.value for cell in row] for row in second[sheet.title]
            ]

    def it_has_a_sheet_for_every_part_and_says_what_each_is(self, tmp_path: Path):
        export("hunan-2020", tmp_path / "out.xlsx")
        book = openpyxl.load_workbook(tmp_path / "out.xlsx")
        assert book.sheetnames == ["说明", HEAD.name, *(page.name for page in PAGES)]
        assert set(SECTIONS.values()) == {HEAD.name, *(page.name for page in PAGES)}
        said = [row[1].value for row in book["说明"].iter_rows(min_row=3)]
        assert all(page.about in said for page in PAGES)

    def it_offers_what_may_be_chosen(self, tmp_path: Path):
        export("hunan-2020", tmp_path / "out.xlsx")
        book = openpyxl.load_workbook(tmp_path / "out.xlsx")
        offered = {choice.formula1 for choice in book["字段"].data_validations.dataValidation}
        assert {'"块,列,行"', '"表格,标签"', "'表'!$A$2:$A$500"} <= offered
        assert book["字段"].freeze_panes == "C2"

    def it_greys_what_a_rule_of_its_kind_does_not_take(self, tmp_path: Path):
        export("hunan-rates", tmp_path / "out.xlsx")
        sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["评分规则"]
        at = {cell.value: cell.column for cell in sheet[1]}
        row = next(row for row in range(2, 60) if sheet.cell(row, at["方式"]).value == "每步扣分")
        grey = {title for title, column in at.items() if sheet.cell(row, column).fill.fgColor.rgb == "00EDEDED"}
        assert {"及格线", "外部满分", "文字"} <= grey
        assert not {"步长", "满分线", "分", "来源", "不适用时"} & grey

    def it_holds_formulas_as_text(self, tmp_path: Path):
        export("hunan-2020", tmp_path / "out.xlsx")
        book = openpyxl.load_workbook(tmp_path / "out.xlsx")
        assert not [cell.coordinate for sheet in book for row in sheet for cell in row if cell.data_type == "f"]


def build_rules(path: Path) -> object:
    from perfxl.authoring.load import document
    from perfxl.standard.marking_rules import read_rules

    root = document(path)
    rules = read_rules(root)
    assert root.doc.found == []
    return rules
